"""The options of a config entry as the board's settings; what was never chosen is as the product means it."""

from datetime import timedelta
from typing import Final

from homeassistant.config_entries import ConfigEntry

from .core.model import Settings

CONF_UNDO_HOURS: Final = "undo_hours"
CONF_KEEP_DONE_HOURS: Final = "keep_done_hours"
CONF_ON_IT_HOURS: Final = "on_it_hours"
CONF_HORIZON_DAYS: Final = "horizon_days"

_DEFAULTS: Final = Settings()
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def options_of(settings: Settings) -> dict[str, float]:
    """Return settings as the options that give them."""
    return {
        CONF_UNDO_HOURS: settings.undo_window / _HOUR,
        CONF_KEEP_DONE_HOURS: settings.keep_done / _HOUR,
        CONF_ON_IT_HOURS: settings.on_it / _HOUR,
        CONF_HORIZON_DAYS: settings.horizon / _DAY,
    }


def settings_of(entry: ConfigEntry) -> Settings:
    """Return the settings of an entry. What is done stays at least as long as it can be undone."""
    options = options_of(_DEFAULTS) | entry.options
    undo_window = timedelta(hours=options[CONF_UNDO_HOURS])
    return Settings(
        undo_window=undo_window,
        keep_done=max(timedelta(hours=options[CONF_KEEP_DONE_HOURS]), undo_window),
        on_it=timedelta(hours=options[CONF_ON_IT_HOURS]),
        horizon=timedelta(days=int(options[CONF_HORIZON_DAYS])),
    )
