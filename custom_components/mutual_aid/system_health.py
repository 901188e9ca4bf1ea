"""System health: how many boards there are and how much is on them."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .board import MutualAidConfigEntry
from .const import DOMAIN


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Have boards shown on the system health page."""
    register.async_register_info(_async_info)


async def _async_info(hass: HomeAssistant) -> dict[str, Any]:
    entries: list[MutualAidConfigEntry] = hass.config_entries.async_entries(DOMAIN, include_disabled=False)
    loaded = [entry for entry in entries if entry.state is ConfigEntryState.LOADED]
    return {
        "boards": len(entries),
        "boards_loaded": len(loaded),
        "needs": sum(len(entry.runtime_data.board.needs) for entry in loaded),
        "open_needs": sum(len(entry.runtime_data.outlook.open_now) for entry in loaded),
    }
