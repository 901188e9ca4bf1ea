"""What a household can do about the issues of its board."""

import voluptuous as vol

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant

from . import issues
from .const import DATA_IS_STORED


class StartEmptyFlow(RepairsFlow):
    """Start a board anew of which nothing is left."""

    def __init__(self, entry_id: str, board: str) -> None:
        """Know the board."""
        self._entry_id = entry_id
        self._board = board

    async def async_step_init(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Go to the only step."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Ask, and load the board as on its first day; a damaged file is set aside, not deleted."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm", data_schema=vol.Schema({}), description_placeholders={"board": self._board}
            )
        entry = self.hass.config_entries.async_get_known_entry(self._entry_id)
        self.hass.config_entries.async_update_entry(entry, data={**entry.data, DATA_IS_STORED: False})
        await self.hass.config_entries.async_reload(self._entry_id)
        return self.async_create_entry(data={})


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return what is offered for an issue: read and put away, or for a lost board start anew."""
    if data and data["issue"] == issues.BOARD_LOST:
        entry = hass.config_entries.async_get_known_entry(str(data["entry_id"]))
        return StartEmptyFlow(entry.entry_id, entry.title)
    return ConfirmRepairFlow()
