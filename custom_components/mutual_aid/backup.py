"""Home Assistant's backup copies files while they are in use; boards hold still for it without refusing changes."""

import asyncio

from homeassistant.core import HomeAssistant

from .board import MutualAidConfigEntry
from .const import DOMAIN


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Make every board's files safe to copy."""
    entries: list[MutualAidConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    await asyncio.gather(*(entry.runtime_data.async_hold() for entry in entries))


async def async_post_backup(hass: HomeAssistant) -> None:
    """Let every board go on as usual."""
    entries: list[MutualAidConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    await asyncio.gather(*(entry.runtime_data.async_release_hold() for entry in entries))
