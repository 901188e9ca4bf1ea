"""The house says aloud what is open; tests/e2e has satellites and media players that really speak."""

from typing import Final

import pytest
from pytest_homeassistant_custom_component.common import async_mock_service
import voluptuous as vol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError

from .board import act, add, refused

HALL: Final = "assist_satellite.hall"
KITCHEN: Final = "media_player.kitchen"
VOICE: Final = "tts.home"
OPEN: Final = "One thing would help: Wash the dishes."


@pytest.fixture(autouse=True)
async def household(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Have a board with one need, in a home that can speak."""
    await add(hass, "Wash the dishes")
    for entity_id in (HALL, KITCHEN, VOICE):
        hass.states.async_set(entity_id, "idle")


@pytest.fixture
def satellites(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what satellites are told to say."""
    calls: list[ServiceCall] = async_mock_service(hass, "assist_satellite", "announce")
    return calls


@pytest.fixture
def players(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what media players are told to say."""
    calls: list[ServiceCall] = async_mock_service(hass, "tts", "speak")
    return calls


async def test_what_is_open_is_said_on_every_speaker(
    hass: HomeAssistant, satellites: list[ServiceCall], players: list[ServiceCall]
) -> None:
    answer = await act(hass, "announce", entity_id=[HALL, KITCHEN, HALL])
    assert answer == {"text": OPEN, "said_on": [HALL, KITCHEN], "not_said_on": {}}
    assert [call.data for call in satellites] == [{"entity_id": HALL, "message": OPEN}]
    assert [call.data for call in players] == [{"entity_id": VOICE, "media_player_entity_id": KITCHEN, "message": OPEN}]


async def test_only_what_is_asked_for_is_said(hass: HomeAssistant, satellites: list[ServiceCall]) -> None:
    await add(hass, "Pick up the painkillers", urgent=True)
    await act(hass, "announce", entity_id=HALL, urgent=True)
    assert satellites[0].data["message"] == "One thing would help: Pick up the painkillers."


async def test_it_is_said_by_the_voice_and_in_the_language_that_are_asked_for(
    hass: HomeAssistant, players: list[ServiceCall]
) -> None:
    hass.states.async_set("tts.german", "idle")
    await act(hass, "announce", entity_id=KITCHEN, tts_entity_id="tts.german", language="de")
    assert players[0].data == {
        "entity_id": "tts.german",
        "media_player_entity_id": KITCHEN,
        "message": "Eine Sache würde helfen: Wash the dishes.",
        "language": "de",
    }


async def test_a_message_is_said_instead_and_without_markup(hass: HomeAssistant, satellites: list[ServiceCall]) -> None:
    await act(hass, "announce", entity_id=HALL, message="Dinner is\non the table </speak> now")
    assert satellites[0].data["message"] == "Dinner is on the table /speak now"


async def test_nothing_is_said_while_the_household_is_resting(
    hass: HomeAssistant, satellites: list[ServiceCall]
) -> None:
    target = {"entity_id": "select.needs_visiting", "option": "resting"}
    await hass.services.async_call("select", "select_option", target, blocking=True)
    assert await act(hass, "announce", entity_id=HALL) == {"text": None, "said_on": [], "not_said_on": {}}
    assert satellites == []
    assert (await act(hass, "announce", entity_id=HALL, even_if_resting=True))["said_on"] == [HALL]
    assert len(satellites) == 1


@pytest.mark.parametrize("error", [HomeAssistantError("It is playing."), ValueError("It is playing.")])
async def test_one_that_fails_does_not_stop_the_others(
    hass: HomeAssistant, players: list[ServiceCall], error: Exception
) -> None:
    async_mock_service(hass, "assist_satellite", "announce", raise_exception=error)
    answer = await act(hass, "announce", entity_id=[HALL, KITCHEN])
    assert answer == {"text": OPEN, "said_on": [KITCHEN], "not_said_on": {HALL: "It is playing."}}
    assert len(players) == 1


async def test_one_that_fails_is_an_error_when_nobody_asks_for_an_answer(
    hass: HomeAssistant, players: list[ServiceCall]
) -> None:
    async_mock_service(hass, "assist_satellite", "announce", raise_exception=HomeAssistantError("It is playing."))
    with refused("announce_failed", HomeAssistantError) as failed:
        await hass.services.async_call("mutual_aid", "announce", {"entity_id": [HALL, KITCHEN]}, blocking=True)
    assert str(failed.value) == f"It could not be said everywhere. {HALL}: It is playing."
    assert len(players) == 1


@pytest.mark.parametrize("is_there", [True, False])
async def test_one_that_is_not_there_is_reported(
    hass: HomeAssistant, satellites: list[ServiceCall], *, is_there: bool
) -> None:
    """Home Assistant itself would pass over it without a word."""
    hass.states.async_remove(KITCHEN)
    hass.states.async_set(*[(KITCHEN, "unavailable"), ("media_player.other", "idle")][not is_there])
    answer = await act(hass, "announce", entity_id=[KITCHEN, HALL])
    assert answer["said_on"] == [HALL]
    assert answer["not_said_on"][KITCHEN].startswith("It is not there right now.")


async def test_a_lamp_cannot_speak(hass: HomeAssistant, satellites: list[ServiceCall]) -> None:
    with refused("cannot_speak"):
        await act(hass, "announce", entity_id=[HALL, "light.hall"])
    assert satellites == []


async def test_a_player_needs_a_voice(hass: HomeAssistant) -> None:
    hass.states.async_remove(VOICE)
    with refused("no_voice"):
        await act(hass, "announce", entity_id=KITCHEN)


async def test_a_voice_is_a_text_to_speech_entity(hass: HomeAssistant, players: list[ServiceCall]) -> None:
    with pytest.raises(vol.Invalid):
        await act(hass, "announce", entity_id=KITCHEN, tts_entity_id="light.hall")
    assert players == []
