"""Mutual Aid: a house says what would help."""

from pathlib import Path
from typing import Final

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from . import issues
from .assist import ASSIST, Assist
from .board import LiveBoard, MutualAidConfigEntry
from .const import DATA_IS_STORED, DOMAIN, PLATFORMS
from .core.codec import RecordError, decode
from .core.model import Board
from .core.passing import advance
from .database import StorageError
from .options import settings_of
from .services import async_setup_services
from .store import BoardLostError, NewerBoardError, Store

CONFIG_SCHEMA: Final = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what there is once, however many boards there are."""
    async_setup_services(hass)
    hass.data[ASSIST] = Assist(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: MutualAidConfigEntry) -> bool:
    """Load a board."""
    store = _store(hass, entry)
    board = await _async_load(hass, entry, store)
    entry.runtime_data = live = LiveBoard(hass, entry, store, board, settings_of(entry))
    entry.async_on_unload(live.async_close)
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, live.async_close))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    await live.async_start()
    hass.data[ASSIST].async_follow(entry)
    entry.async_on_unload(entry.add_update_listener(_async_reload))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: MutualAidConfigEntry) -> bool:
    """Put a board away; what was asked of it until now is finished first."""
    is_unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if is_unloaded:
        await entry.runtime_data.async_close()
    return is_unloaded


async def async_remove_entry(hass: HomeAssistant, entry: MutualAidConfigEntry) -> None:
    """Delete everything that was kept for a board."""
    issues.async_delete(hass, entry, *issues.ALL)
    await hass.async_add_executor_job(_store(hass, entry).delete)


async def _async_reload(hass: HomeAssistant, entry: MutualAidConfigEntry) -> None:
    """Take another name or other options in."""
    await hass.config_entries.async_reload(entry.entry_id)


def _store(hass: HomeAssistant, entry: MutualAidConfigEntry) -> Store:
    return Store(Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{entry.entry_id}.db")))


async def _async_load(hass: HomeAssistant, entry: MutualAidConfigEntry, store: Store) -> Board:
    """Return what is kept, and tell the household when that is not all there was."""

    def load() -> tuple[Board, bool]:
        loaded = store.load(expected=entry.data.get(DATA_IS_STORED, False))
        try:
            board = decode(loaded.records)
        except RecordError:
            store.close()
            raise
        # Rules are slow when they are read for the first time; what they say is remembered.
        advance(board, settings_of(entry), now=dt_util.now())
        return board, loaded.is_restored

    try:
        board, is_restored = await hass.async_add_executor_job(load)
    except BoardLostError as err:
        issues.async_create(hass, entry, issues.BOARD_LOST)
        raise ConfigEntryError(translation_domain=DOMAIN, translation_key=err.key) from err
    except (NewerBoardError, RecordError) as err:
        issues.async_create(hass, entry, issues.BOARD_NEWER)
        raise ConfigEntryError(translation_domain=DOMAIN, translation_key=issues.BOARD_NEWER) from err
    except StorageError as err:
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key=err.key) from err
    issues.async_delete(hass, entry, issues.BOARD_LOST, issues.BOARD_NEWER)
    if is_restored:
        issues.async_create(hass, entry, issues.BOARD_RESTORED)
    # From now on a missing file is a loss, not a first day.
    hass.config_entries.async_update_entry(entry, data={**entry.data, DATA_IS_STORED: True})
    return board
