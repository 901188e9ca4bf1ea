"""Which need, and which board, an action means."""

from itertools import chain
from typing import Final

import pytest

from homeassistant.config_entries import ConfigEntry, ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .board import Json, act, add, make_board, refused, titles

ON_A_NEED: Final = ("update_need", "remove_need", "take_need", "release_need", "complete_need", "reopen_need", "undo")
# Every action with as little as it takes.
ACTIONS: Final[dict[str, Json]] = {
    **{action: {"need": "Wash the dishes"} for action in ON_A_NEED},
    "add_need": {"title": "Wash the dishes"},
    "offer": {"title": "Soup"},
    "list_needs": {},
    "describe_needs": {},
    "set_house_notes": {"diet": "No nuts"},
    "forget": {"what": "done"},
}


@pytest.mark.parametrize("action", ON_A_NEED)
async def test_a_need_is_meant_by_its_title_or_its_id(hass: HomeAssistant, board: ConfigEntry, action: str) -> None:
    """An automation that was written by hand has the title, one that was triggered has the id."""
    await add(hass, "Sweep the floor")
    for wanted in ("wash the dishes", "{id}"):
        need = await add(hass, "Wash the dishes")
        assert (await act(hass, action, need=wanted.format_map(need)))["need"]["id"] == need["id"]
        await act(hass, "forget", what="everything")


@pytest.mark.parametrize("wanted", ["Wash the dishes", " wash  THE dishes ", "dishes", "dishes wash"])
async def test_a_need_is_meant_by_what_people_call_it(hass: HomeAssistant, board: ConfigEntry, wanted: str) -> None:
    """Nobody remembers a title word by word."""
    need = await add(hass, "Wash the dishes")
    await add(hass, "Sweep the floor")
    assert (await act(hass, "complete_need", need=wanted))["need"]["id"] == need["id"]


async def test_an_id_wins_over_a_title(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Whoever has the id means exactly that need, even if another one is called like it."""
    need = await add(hass, "Wash the dishes")
    await add(hass, need["id"])
    assert (await act(hass, "complete_need", need=need["id"]))["need"]["title"] == "Wash the dishes"


async def test_a_whole_title_wins_over_a_part_of_another(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A short title must stay usable when a longer one has it inside."""
    await add(hass, "Wash the dishes")
    dishes = await add(hass, "Dishes")
    assert (await act(hass, "complete_need", need="dishes"))["need"]["id"] == dishes["id"]


async def test_several_that_fit_are_named(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Doing the wrong one would be worse than asking back."""
    await add(hass, "Wash the dishes")
    await add(hass, "Wash the car")
    for action in ON_A_NEED:
        with pytest.raises(ServiceValidationError) as refusal:
            await act(hass, action, need="wash")
        assert refusal.value.translation_key == "need_ambiguous"
        assert "“Wash the dishes”" in str(refusal.value)
        assert "“Wash the car”" in str(refusal.value)
    assert await titles(hass) == ["Wash the dishes", "Wash the car"]


async def test_a_need_that_is_not_there_is_said_so(hass: HomeAssistant, board: ConfigEntry) -> None:
    """An automation that was written for a need that is gone shows why it did nothing."""
    await add(hass, "Wash the dishes")
    for action in ON_A_NEED:
        with refused("need_not_found"):
            await act(hass, action, need="Mow the lawn")
        with refused("need_not_found"):
            await act(hass, action, need=" ")


async def test_of_two_of_the_same_title_the_likely_one_is_meant(hass: HomeAssistant, board: ConfigEntry) -> None:
    """The dishes are done today as they were yesterday: only one of the two can be completed, or reopened."""
    yesterdays = await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need=yesterdays["id"])
    todays = await add(hass, "Wash the dishes")
    assert (await act(hass, "take_need", need="dishes"))["need"]["id"] == todays["id"]
    assert (await act(hass, "reopen_need", need="dishes"))["need"]["id"] == yesterdays["id"]
    assert (await act(hass, "release_need", need="dishes"))["need"]["id"] == todays["id"]


async def test_with_two_boards_one_has_to_be_named(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A need for grandma's house must not be put on ours by guessing."""
    grandmas = await make_board(hass, "Grandma's house")
    await act(hass, "add_need", title="Rake the leaves", config_entry_id=grandmas.entry_id)
    for action, fields in ACTIONS.items():
        with pytest.raises(ServiceValidationError) as refusal:
            await act(hass, action, **fields)
        assert refusal.value.translation_key == "service_found_multiple_config_entry_for_domain"
        await act(hass, "forget", what="everything", config_entry_id=board.entry_id)
        await act(hass, "add_need", title="Wash the dishes", config_entry_id=board.entry_id)
        assert await act(hass, action, **fields, config_entry_id=board.entry_id)
    assert await titles(hass, config_entry_id=grandmas.entry_id) == ["Rake the leaves"]


async def test_a_board_that_is_not_loaded_says_so(hass: HomeAssistant, board: ConfigEntry) -> None:
    """What cannot be kept is not taken, and whoever asked learns of it."""
    await add(hass, "Wash the dishes")
    await hass.config_entries.async_unload(board.entry_id)
    named: Json = {"config_entry_id": board.entry_id}
    for action, fields in chain(ACTIONS.items(), [(action, {**fields, **named}) for action, fields in ACTIONS.items()]):
        with pytest.raises(ServiceValidationError) as refusal:
            await act(hass, action, **fields)
        assert refusal.value.translation_key == "service_config_entry_not_loaded"
        assert "Needs" in str(refusal.value)
    await hass.config_entries.async_setup(board.entry_id)
    assert await titles(hass) == ["Wash the dishes"]


async def test_a_disabled_board_is_not_in_the_way(hass: HomeAssistant, board: ConfigEntry) -> None:
    """With one board in use none has to be named."""
    grandmas = await make_board(hass, "Grandma's house")
    await hass.config_entries.async_set_disabled_by(grandmas.entry_id, ConfigEntryDisabler.USER)
    await add(hass, "Wash the dishes")
    assert await titles(hass) == ["Wash the dishes"]
