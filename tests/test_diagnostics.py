"""What may be sent to a stranger who helps: counts and shapes, and not one word that a household wrote."""

from http import HTTPStatus
import json

import pytest
from pytest_homeassistant_custom_component.common import get_system_health_info
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.setup import async_setup_component

from .board import Json, act, add, crash, make_board, put_back, reload

WORDS = ("wash", "brush", "sofa", "Xanthippe", "walnuts", "flowerpot", "kitchen", "chemo", "bucket", "visit ")


@pytest.fixture(autouse=True)
async def household(hass: HomeAssistant, board: ConfigEntry, area_registry: ar.AreaRegistry) -> None:
    """Have a board with a need of every shape, and words that nobody else should read."""
    area_registry.async_create("Kitchen")
    await add(hass, "Wash the dishes", notes="Use the brush", kind="dishes", area_id="kitchen", minutes=15)
    await add(hass, "Carry the sofa", helpers=2, due_date="2026-03-05")
    await add(hass, "Drive to chemo", kind="ride", start="2026-03-20 10:00:00")
    await add(hass, "Empty the bucket", standing=True)
    await add(hass, "Visit", kind="company", start="2026-03-03 10:00:00", repeat_rule="FREQ=DAILY;COUNT=2")
    await act(hass, "offer", title="Soup", name="Xanthippe", kind="meal")
    await act(hass, "complete_need", need="sofa")
    await act(hass, "set_house_notes", diet="No walnuts", notes="The key is under the flowerpot")


async def download(hass: HomeAssistant, connect: ClientSessionGenerator, entry: ConfigEntry) -> Json:
    """Download the diagnostics as a user does."""
    assert await async_setup_component(hass, "diagnostics", {})
    client = await connect()
    response = await client.get(f"/api/diagnostics/config_entry/{entry.entry_id}")
    assert response.status == HTTPStatus.OK
    answer: Json = await response.json()
    return answer


async def test_diagnostics_count(hass: HomeAssistant, board: ConfigEntry, hass_client: ClientSessionGenerator) -> None:
    """Enough to see what is odd about a board: how much of what there is, and how long."""
    hass.config_entries.async_update_entry(board, options={"undo_hours": 3.0})
    await hass.async_block_till_done()
    assert (await download(hass, hass_client, board))["data"] == {
        "options": {"undo_hours": 3.0},
        "needs": 8,
        "states": {"open": 4, "taken": 1, "done": 1, "resting": 2},
        "kinds": {"dishes": 1, "other": 2, "ride": 1, "meal": 1, "company": 3},
        "with": {
            "notes": 1,
            "area": 1,
            "minutes": 1,
            "start": 4,
            "due": 1,
            "several_helpers": 1,
            "standing": 1,
            "repeat": 1,
            "series": 2,
        },
        "longest_title": 16,
        "longest_notes": 13,
        "house": {"has_diet": True, "has_notes": True, "visiting": "welcome"},
        "changes_to_undo": 8,
        "listed": 5,
        "open_now": 1,
    }


async def test_diagnostics_of_an_empty_board(
    hass: HomeAssistant, board: ConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """Nothing to count is no error."""
    await act(hass, "forget", what="everything")
    data = (await download(hass, hass_client, board))["data"]
    assert (data["needs"], data["longest_title"], data["longest_notes"]) == (0, 0, 0)


async def test_diagnostics_hold_no_word_of_the_household(
    hass: HomeAssistant, board: ConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """They are pasted into public places by people in a hurry."""
    answer = json.dumps(await download(hass, hass_client, board)).casefold()
    assert [word for word in WORDS if word.casefold() in answer] == []


async def test_diagnostics_of_a_lost_board_can_be_downloaded(
    hass: HomeAssistant, board: ConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """That is when they are wanted most."""
    await crash(hass, board)
    put_back(hass, {})
    await reload(hass, board)
    assert board.state is ConfigEntryState.SETUP_ERROR
    assert (await download(hass, hass_client, board))["data"] == {"options": {}}


async def test_system_health_counts_all_boards(hass: HomeAssistant, board: ConfigEntry) -> None:
    """The page shows at a glance whether they are loaded; it has no words either."""
    grandmas = await make_board(hass, "Grandma's house")
    await act(hass, "add_need", title="Rake the leaves", config_entry_id=grandmas.entry_id)
    aunts = await make_board(hass, "Aunt's house")
    await hass.config_entries.async_unload(aunts.entry_id)
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    assert await get_system_health_info(hass, "mutual_aid") == {
        "boards": 3,
        "boards_loaded": 2,
        "needs": 9,
        "open_needs": 2,
    }
