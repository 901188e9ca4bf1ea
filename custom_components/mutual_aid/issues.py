"""What a household should know about how its board is kept; shown under Settings → Repairs."""

from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN

BOARD_LOST: Final = "board_lost"
BOARD_NEWER: Final = "board_newer"
BOARD_RESTORED: Final = "board_restored"
STORAGE_FAILING: Final = "storage_failing"
ALL: Final = (BOARD_LOST, BOARD_NEWER, BOARD_RESTORED, STORAGE_FAILING)

_FIXABLE: Final = {BOARD_LOST, BOARD_RESTORED}
_WARNINGS: Final = {BOARD_RESTORED}


@callback
def async_create(hass: HomeAssistant, entry: ConfigEntry, issue: str) -> None:
    """Show an issue of a board; the same issue of the same board is shown once."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{issue}_{entry.entry_id}",
        data={"issue": issue, "entry_id": entry.entry_id},
        is_fixable=issue in _FIXABLE,
        is_persistent=issue == BOARD_RESTORED,
        severity=ir.IssueSeverity.WARNING if issue in _WARNINGS else ir.IssueSeverity.ERROR,
        translation_key=issue,
        translation_placeholders={"board": entry.title},
    )


@callback
def async_delete(hass: HomeAssistant, entry: ConfigEntry, *issues: str) -> None:
    """Take issues of a board away that no longer hold."""
    for issue in issues:
        ir.async_delete_issue(hass, DOMAIN, f"{issue}_{entry.entry_id}")
