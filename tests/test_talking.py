"""Speaking to the board: who may, what is answered when something is wrong, and what is asked back."""

from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.components.conversation import async_converse
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent

from .board import act, add, make_board, needs, reload, state, titles, wait
from .disk import FULL, Disk

WAITING = "Which one: Vacuum upstairs or Vacuum downstairs?"


@pytest.fixture(autouse=True)
async def household(hass: HomeAssistant, disk: Disk, board: ConfigEntry) -> None:
    """Have a board with a few needs, which people may speak to."""
    hass.config_entries.async_update_entry(board, options={"voice": True})
    await hass.async_block_till_done()
    for title in ("Wash the dishes", "Vacuum upstairs", "Vacuum downstairs"):
        await add(hass, title)
    await hass.async_block_till_done()


async def say(hass: HomeAssistant, sentence: str, language: str = "en") -> str:
    """Say something, and return what is answered."""
    result = await async_converse(hass, sentence, None, Context(), language=language)
    await hass.async_block_till_done()
    speech: str = result.response.speech["plain"]["speech"]
    return speech


async def handle(hass: HomeAssistant, intent_type: str, **slots: Any) -> intent.IntentResponse:
    """Handle an intent, as a sentence that a user wrote does."""
    return await intent.async_handle(
        hass, "test", intent_type, {slot: {"value": value} for slot, value in slots.items()}, context=Context()
    )


async def test_the_house_answers_what_needs_doing(hass: HomeAssistant) -> None:
    assert await say(hass, "What needs doing?") == (
        "3 things would help: Wash the dishes; Vacuum upstairs; and Vacuum downstairs."
    )


async def test_nobody_who_did_something_is_kept(hass: HomeAssistant) -> None:
    assert await say(hass, "My name is Jo and I'll wash the dishes") == "Wash the dishes: it's yours. Thank you."
    assert [mark["name"] for need in await needs(hass, state="taken") for mark in need["on_it"]] == ["Jo"]
    assert await say(hass, "The dishes are done") == "Thank you. 2 more things would help."
    assert [need["on_it"] for need in await needs(hass, state="done")] == [[]]
    assert await say(hass, "Undo that") == "Wash the dishes is back on the board."


async def test_which_one_is_asked_once_and_the_answer_is_known(hass: HomeAssistant) -> None:
    assert await say(hass, "I vacuumed") == WAITING
    assert await titles(hass, state="done") == []
    assert await say(hass, "Upstairs") == "Thank you. 2 more things would help."
    assert await titles(hass, state="done") == ["Vacuum upstairs"]
    assert "sorry" in (await say(hass, "Upstairs")).casefold()


@pytest.mark.parametrize("answer", ["the second one", "vacuum downstairs", "the one downstairs"])
async def test_an_answer_may_be_a_place_a_title_or_a_word(hass: HomeAssistant, answer: str) -> None:
    await say(hass, "I vacuumed")
    await say(hass, answer)
    assert await titles(hass, state="done") == ["Vacuum downstairs"]


async def test_a_question_is_let_go_after_a_minute(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Nobody who says upstairs an hour later means the vacuuming."""
    await say(hass, "I vacuumed")
    await wait(hass, freezer, seconds=61)
    await say(hass, "upstairs")
    assert await titles(hass, state="done") == []


async def test_another_question_replaces_the_first(hass: HomeAssistant) -> None:
    await say(hass, "I vacuumed")
    assert await say(hass, "I'll do the vacuuming") == WAITING
    await say(hass, "upstairs")
    assert (await titles(hass, state="taken"), await titles(hass, state="done")) == (["Vacuum upstairs"], [])


async def test_a_list_that_is_not_exposed_is_not_spoken_of(hass: HomeAssistant) -> None:
    async_expose_entity(hass, "conversation", "todo.needs", should_expose=False)
    await hass.async_block_till_done()
    assert "sorry" in (await say(hass, "What needs doing?")).casefold()
    response = await handle(hass, "MutualAidListNeeds")
    assert response.speech["plain"]["speech"] == "There is no board to look at."


async def test_voice_can_be_turned_off(hass: HomeAssistant, board: ConfigEntry) -> None:
    hass.config_entries.async_update_entry(board, options={"voice": False})
    await hass.async_block_till_done()
    assert "sorry" in (await say(hass, "What needs doing?")).casefold()
    hass.config_entries.async_update_entry(board, options={"voice": True})
    await hass.async_block_till_done()
    assert (await say(hass, "What needs doing?")).startswith("3 things would help")


async def test_without_a_board_nothing_is_listened_for(hass: HomeAssistant, board: ConfigEntry) -> None:
    await hass.config_entries.async_remove(board.entry_id)
    await hass.async_block_till_done()
    assert "sorry" in (await say(hass, "What needs doing?")).casefold()


async def test_what_is_new_on_the_board_can_be_spoken_of_at_once(hass: HomeAssistant, board: ConfigEntry) -> None:
    assert (await say(hass, "the gutters are sorted")).startswith("I don't find that on the board.")
    await add(hass, "Clear the gutters")
    await hass.async_block_till_done()
    assert (await say(hass, "the gutters are sorted")).startswith("Thank you.")
    await reload(hass, board)
    assert await titles(hass, state="done") == ["Clear the gutters"]


async def test_the_house_notes_are_listened_for(hass: HomeAssistant) -> None:
    assert "sorry" in (await say(hass, "where is the mop")).casefold()
    await act(hass, "set_house_notes", notes="The mop is behind the door.")
    await hass.async_block_till_done()
    assert await say(hass, "where is the mop") == "The mop is behind the door."


async def test_a_full_disk_is_said_and_nothing_has_changed(hass: HomeAssistant, disk: Disk) -> None:
    disk.fail(FULL)
    assert await say(hass, "The dishes are done") == "That did not work, and nothing has changed. Please try again."
    disk.work()
    assert await titles(hass, state="done") == []


async def test_whatever_happens_something_is_said(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    with patch("custom_components.mutual_aid.voice.talk.Talk.async_what", side_effect=ValueError):
        assert (await say(hass, "What needs doing?")).startswith("That did not work")
    assert "Could not answer" in caplog.text


async def test_two_boards_are_spoken_of_together(hass: HomeAssistant) -> None:
    grandmas = await make_board(hass, "Grandma's house")
    hass.config_entries.async_update_entry(grandmas, options={"voice": True})
    await hass.async_block_till_done()
    await act(hass, "add_need", title="Rake the leaves", config_entry_id=grandmas.entry_id)
    await hass.async_block_till_done()
    assert "Rake the leaves" in await say(hass, "what needs doing")
    await say(hass, "the leaves are raked")
    assert state(hass, "todo.grandma_s_house") == "0"


async def test_an_intent_is_answered_with_speech_and_never_with_a_beep(hass: HomeAssistant) -> None:
    response = await handle(hass, "MutualAidCompleteNeed", need="the dishes")
    assert response.response_type is intent.IntentResponseType.QUERY_ANSWER
    assert response.speech["plain"]["speech"] == "Thank you. 2 more things would help."
    assert response.matched_states == []


async def test_an_offer_is_noted_with_its_day(hass: HomeAssistant) -> None:
    await act(hass, "set_house_notes", diet="no nuts")
    assert await say(hass, "I'm bringing soup on Thursday") == (
        "How kind. I've noted Soup, on Thursday. The diet: no nuts."
    )
    [soup] = await needs(hass, kind="meal")
    assert (soup["title"], soup["due"], soup["state"]) == ("Soup", "2026-03-05", "taken")


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("undo that", "There is nothing to take back."),
        ("is anyone allergic to anything", "Nobody has noted anything here. Better ask before you cook."),
        ("read me the house notes", "There are no house notes."),
        ("is it a good time to visit", "Yes, you are welcome."),
    ],
)
async def test_an_empty_house_is_a_calm_answer(hass: HomeAssistant, sentence: str, answer: str) -> None:
    await act(hass, "forget", what="everything")
    await hass.async_block_till_done()
    assert await say(hass, sentence) == answer
