"""A board that an older version stored is read by this one, and kept as it was until that is sure."""

from pathlib import Path
import shutil

import pytest

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant

from .board import act, needs, state, stored
from custom_components.mutual_aid.core.codec import SCHEMA_VERSION
from custom_components.mutual_aid.database import version_of

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
async def upgraded(hass: HomeAssistant, board: ConfigEntry) -> ConfigEntry:
    """Have a board whose file was written by version 1, half an hour ago."""
    await hass.config_entries.async_unload(board.entry_id)
    folder = Path(hass.config.path(".storage"))
    for path in folder.glob("mutual_aid.*"):
        path.unlink()
    shutil.copy(FIXTURES / "board_v1.db", folder / f"mutual_aid.{board.entry_id}.db")
    await hass.config_entries.async_setup(board.entry_id)
    await hass.async_block_till_done()
    return board


async def test_a_board_of_version_1_opens_unchanged(hass: HomeAssistant, upgraded: ConfigEntry) -> None:
    assert [
        (need["title"], need["kind"], need["state"], [mark["name"] for mark in need["on_it"]])
        for need in await needs(hass)
    ] == [
        ("Pick up the painkillers", "errand", "open", []),
        ("Wash the dishes", "dishes", "taken", ["Jo"]),
        ("Dinner, no nuts 🥜", "meal", "open", [None]),
        ("Water the plants", "garden", "done", []),
    ]
    [dinner] = await needs(hass, kind="meal")
    assert dinner == {
        "id": "01KJR0000000000000000000A2",
        "title": "Dinner, no nuts 🥜",
        "notes": "For two.\nThe oven is free.",
        "kind": "meal",
        "area_id": None,
        "minutes": None,
        "helpers": 2,
        "urgent": False,
        "start": "2026-03-04T17:30:00-08:00",
        "end": "2026-03-04T18:30:00-08:00",
        "due": None,
        "standing": False,
        "repeat": None,
        "state": "open",
        "on_it": [{"name": None, "until": "2026-03-04T18:30:00-08:00"}],
    }
    assert (await act(hass, "set_house_notes"))["notes"] == "The key is under the blue pot."
    assert state(hass, "select.needs_visiting") == "leave_at_door"


async def test_what_was_done_before_the_upgrade_can_be_undone_after_it(
    hass: HomeAssistant, upgraded: ConfigEntry
) -> None:
    assert (await act(hass, "undo"))["need"] is None
    assert state(hass, "select.needs_visiting") == "welcome"
    assert (await act(hass, "undo"))["need"]["title"] == "Fetch the groceries"
    assert (await act(hass, "undo"))["need"]["title"] == "Water the plants"


async def test_the_file_is_kept_as_it_was_until_the_next_start(hass: HomeAssistant, upgraded: ConfigEntry) -> None:
    """Whoever goes back to the old version has a board to go back to, and the old version refuses the new file."""
    name, kept = f"mutual_aid.{upgraded.entry_id}.db", f"mutual_aid.{upgraded.entry_id}.version-1.db"
    assert stored(hass)[kept] == (FIXTURES / "board_v1.db").read_bytes()
    before = await needs(hass)
    await hass.config_entries.async_unload(upgraded.entry_id)
    assert version_of(Path(hass.config.path(".storage", name))) == SCHEMA_VERSION
    await hass.config_entries.async_setup(upgraded.entry_id)
    assert kept not in stored(hass)
    assert await needs(hass) == before


async def test_nothing_is_left_of_the_old_file_when_everything_is_forgotten(
    hass: HomeAssistant, upgraded: ConfigEntry
) -> None:
    await act(hass, "forget", what="everything")
    assert [name for name, content in stored(hass).items() if b"dishes" in content] == []
    assert upgraded.state is ConfigEntryState.LOADED
