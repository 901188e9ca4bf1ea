"""Diagnostics: counts and shapes, and not one word that a household wrote."""

from collections import Counter
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .board import MutualAidConfigEntry


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: MutualAidConfigEntry) -> dict[str, Any]:
    """Return what helps to understand a board without knowing it."""
    if entry.state is not ConfigEntryState.LOADED:
        return {"options": dict(entry.options)}
    live = entry.runtime_data
    board, now = live.board, dt_util.now()
    needs = board.needs.values()
    return {
        "options": dict(entry.options),
        "needs": len(needs),
        "states": Counter(need.state_at(now).value for need in needs),
        "kinds": Counter(need.kind.value for need in needs),
        "with": {
            "notes": sum(need.notes is not None for need in needs),
            "area": sum(need.area_id is not None for need in needs),
            "minutes": sum(need.minutes is not None for need in needs),
            "start": sum(need.start is not None for need in needs),
            "due": sum(need.due is not None for need in needs),
            "several_helpers": sum(need.helpers > 1 for need in needs),
            "standing": sum(need.standing for need in needs),
            "repeat": sum(need.repeat is not None for need in needs),
            "series": sum(need.slot is not None for need in needs),
        },
        "longest_title": max((len(need.title) for need in needs), default=0),
        "longest_notes": max((len(need.notes or "") for need in needs), default=0),
        "house": {
            "has_diet": board.house.diet is not None,
            "has_notes": board.house.notes is not None,
            "visiting": board.house.visiting.value,
        },
        "changes_to_undo": len(board.undoable),
        "listed": len(live.outlook.listed),
        "open_now": len(live.outlook.open_now),
    }
