"""What Home Assistant's own voice commands do with the board."""

from typing import Any

import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component

from .board import Json, act, add, make_board, needs, state, titles


@pytest.fixture(autouse=True)
async def assist(hass: HomeAssistant) -> None:
    """Have Home Assistant listen."""
    for component in ("homeassistant", "conversation", "intent", "todo"):
        assert await async_setup_component(hass, component, {})


async def say(hass: HomeAssistant, sentence: str) -> Json:
    """Say a sentence and return what it was answered with."""
    answer = await hass.services.async_call(
        "conversation", "process", {"text": sentence}, blocking=True, return_response=True
    )
    response: Any = (answer or {})["response"]
    return {"type": response["response_type"], "speech": response["speech"]["plain"]["speech"]}


async def handle(hass: HomeAssistant, intent_type: str, **slots: str) -> intent.IntentResponse:
    """Handle an intent as a voice assistant does."""
    return await intent.async_handle(
        hass, "test", intent_type, {slot: {"value": value} for slot, value in slots.items()}, context=Context()
    )


async def test_a_need_is_put_on_the_board_by_saying_so(hass: HomeAssistant) -> None:
    """Hands are in the dishwater; there is nothing to set up and nothing to expose."""
    await make_board(hass)
    assert (await say(hass, "add the laundry to the needs list"))["type"] == "action_done"
    assert await titles(hass) == ["The laundry"]
    assert (await say(hass, "put buy bread on my needs list"))["type"] == "action_done"
    assert state(hass, "todo.needs") == "2"


async def test_a_renamed_board_answers_to_its_new_name(hass: HomeAssistant) -> None:
    """The list is called as the board is, also when there are two."""
    grandmas = await make_board(hass, "Grandma's house")
    board = await make_board(hass)
    hass.config_entries.async_update_entry(board, title="Open house")
    await hass.async_block_till_done()
    assert (await say(hass, "add the laundry to the open house list"))["type"] == "action_done"
    assert (await say(hass, "add raking to the grandma's house list"))["type"] == "action_done"
    assert await titles(hass, config_entry_id=board.entry_id) == ["The laundry"]
    assert await titles(hass, config_entry_id=grandmas.entry_id) == ["Raking"]


async def test_completing_by_voice_loses_nothing(hass: HomeAssistant, board: ConfigEntry) -> None:
    """The intent says neither due date nor notes; taking them for cleared would lose them when it is undone."""
    need = await add(hass, "Wash the dishes", notes="Use the brush", due_date="2026-03-05", minutes=15)
    await handle(hass, "HassListCompleteItem", item="wash the dishes", name="needs")
    assert await needs(hass) == [{**need, "state": "done"}]
    await act(hass, "undo")
    assert await needs(hass) == [need]


async def test_completing_a_dated_meal_by_voice_loses_nothing(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Nor its time, nor what stands below it."""
    await act(hass, "set_house_notes", diet="No nuts")
    need = await add(hass, "Dinner", kind="meal", start="2026-03-02 18:00:00", end="2026-03-02 19:00:00")
    assert (await say(hass, "check dinner off the needs list"))["type"] == "action_done"
    assert await needs(hass) == [{**need, "state": "done"}]


async def test_a_need_is_removed_by_voice(hass: HomeAssistant, board: ConfigEntry) -> None:
    """What was put on the board by mistake goes as it came."""
    await add(hass, "Wash the dishes")
    await handle(hass, "HassListRemoveItem", item="wash the dishes", name="needs")
    assert await needs(hass) == []


async def test_what_the_board_refuses_is_not_added_by_voice(hass: HomeAssistant, board: ConfigEntry) -> None:
    """The assistant learns that it failed, and can say so."""
    with pytest.raises(intent.IntentError):
        await handle(hass, "HassListAddItem", item="x" * 256, name="needs")
    assert await needs(hass) == []
