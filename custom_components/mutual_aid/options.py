"""The options of a config entry as the board's settings; what was never chosen is as the product means it."""

from datetime import timedelta
from typing import Final

from homeassistant.config_entries import ConfigEntry

from .core.model import Settings

CONF_UNDO_HOURS: Final = "undo_hours"
CONF_KEEP_DONE_HOURS: Final = "keep_done_hours"
CONF_ON_IT_HOURS: Final = "on_it_hours"
CONF_HORIZON_DAYS: Final = "horizon_days"
CONF_VOICE: Final = "voice"

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def options_of(entry: ConfigEntry) -> dict[str, float | bool]:
    """Return the options of an entry, those that nobody chose as the product means them."""
    settings = Settings()
    usual = {
        CONF_UNDO_HOURS: settings.undo_window / _HOUR,
        CONF_KEEP_DONE_HOURS: settings.keep_done / _HOUR,
        CONF_ON_IT_HOURS: settings.on_it / _HOUR,
        CONF_HORIZON_DAYS: settings.horizon / _DAY,
        CONF_VOICE: False,
    }
    return usual | {option: value for option, value in entry.options.items() if option in usual}


def is_voice_on(entry: ConfigEntry) -> bool:
    """Return whether people may speak to the board."""
    return bool(options_of(entry)[CONF_VOICE])


def settings_of(entry: ConfigEntry) -> Settings:
    """Return the settings of an entry. What is done stays at least as long as it can be undone."""
    options = options_of(entry)
    undo_window = timedelta(hours=options[CONF_UNDO_HOURS])
    return Settings(
        undo_window=undo_window,
        keep_done=max(timedelta(hours=options[CONF_KEEP_DONE_HOURS]), undo_window),
        on_it=timedelta(hours=options[CONF_ON_IT_HOURS]),
        horizon=timedelta(days=int(options[CONF_HORIZON_DAYS])),
    )
