"""Intents: what can be said to a board, for our own sentences and for those that users write."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, override

import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, intent

from .core.details import kind_called
from .core.words import TODAY, TOMORROW, WEEK, WEEKDAYS
from .exceptions import translated_errors
from .voice import async_language
from .voice.boards import async_boards
from .voice.questions import Question
from .voice.talk import Talk

type Slots = Mapping[str, Any]

_NEED: Final = {vol.Required("need"): intent.non_empty_string}
_NAME: Final = {vol.Optional("name"): cv.string}
_DAY: Final = {vol.Optional("day"): vol.In([TODAY, TOMORROW, WEEK, *WEEKDAYS])}


@dataclass(frozen=True, kw_only=True)
class Description:
    """What an intent is for, what it takes, and what it does."""

    intent_type: str
    description: str
    slots: dict[vol.Marker, Any]
    answer: Callable[[Talk, Slots, Question], Awaitable[str]]


async def _what(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_what(
        day=slots.get("day"),
        area_id=slots.get("area_id"),
        minutes=slots.get("minutes"),
        kind=kind_called(slots["kind"]) if slots.get("kind") else None,
    )


async def _complete(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_complete(slots["need"], question)


async def _take(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_take(slots["need"], slots.get("name"), question)


async def _release(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_release(slots["need"], slots.get("name"), question)


async def _needed(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_needed(slots["need"], slots.get("title", slots["need"]), question)


async def _know(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_know(slots["need"], question)


async def _offer(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_offer(slots["title"], slots.get("name"), slots.get("day"))


async def _undo(talk: Talk, slots: Slots, question: Question) -> str:
    return await talk.async_undo(slots.get("need"), question)


async def _diet(talk: Talk, slots: Slots, question: Question) -> str:
    return talk.diet()


async def _notes(talk: Talk, slots: Slots, question: Question) -> str:
    return talk.notes()


async def _visiting(talk: Talk, slots: Slots, question: Question) -> str:
    return talk.visiting()


DESCRIPTIONS: Final = (
    Description(
        intent_type="MutualAidListNeeds",
        description="Says what would help in the household",
        slots={
            **_DAY,
            vol.Optional("area_id"): cv.string,
            vol.Optional("minutes"): vol.Coerce(int),
            vol.Optional("kind"): cv.string,
        },
        answer=_what,
    ),
    Description(
        intent_type="MutualAidCompleteNeed",
        description="Marks what somebody did in the household as done",
        slots=_NEED,
        answer=_complete,
    ),
    Description(
        intent_type="MutualAidTakeNeed",
        description="Notes that somebody is on something that would help",
        slots=_NEED | _NAME,
        answer=_take,
    ),
    Description(
        intent_type="MutualAidReleaseNeed",
        description="Notes that somebody cannot do what they were on after all",
        slots=_NEED | _NAME,
        answer=_release,
    ),
    Description(
        intent_type="MutualAidAddNeed",
        description="Notes that something would help in the household",
        slots=_NEED | {vol.Optional("title"): cv.string},
        answer=_needed,
    ),
    Description(
        intent_type="MutualAidGetNeed",
        description="Says how things stand with something that would help",
        slots=_NEED,
        answer=_know,
    ),
    Description(
        intent_type="MutualAidOffer",
        description="Notes what somebody offers to bring or to do",
        slots={vol.Required("title"): intent.non_empty_string, **_NAME, **_DAY},
        answer=_offer,
    ),
    Description(
        intent_type="MutualAidUndo",
        description="Takes the last change of the board back, or the last one of a need",
        slots={vol.Optional("need"): cv.string},
        answer=_undo,
    ),
    Description(
        intent_type="MutualAidGetDiet",
        description="Says what somebody who cooks for the household has to mind",
        slots={},
        answer=_diet,
    ),
    Description(
        intent_type="MutualAidGetHouseNotes",
        description="Says where things are in the house and how to get in",
        slots={},
        answer=_notes,
    ),
    Description(
        intent_type="MutualAidGetVisiting",
        description="Says whether the household is up for visitors",
        slots={},
        answer=_visiting,
    ),
)


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register the intents; they find their boards when they are handled."""
    for description in DESCRIPTIONS:
        intent.async_register(hass, BoardIntent(description))


class BoardIntent(intent.IntentHandler):
    """An intent that always answers with speech of its own."""

    def __init__(self, description: Description) -> None:
        """Be for one thing."""
        self.intent_type = description.intent_type
        self.description = description.description
        self._slots = description.slots
        self._answer = description.answer

    @property
    @override
    def slot_schema(self) -> dict[vol.Marker, Any]:
        """Return what it takes."""
        return self._slots

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Do what is wanted, and say so. It is a query's answer: an action's may be replaced by a beep."""
        slots = {name: slot["value"] for name, slot in self.async_validate_slots(intent_obj.slots).items()}
        response = intent_obj.create_response()
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(await self._async_speech(intent_obj, slots))
        return response

    async def _async_speech(self, intent_obj: intent.Intent, slots: Slots) -> str:
        hass = intent_obj.hass
        language = await async_language(hass, intent_obj.language)
        if not (boards := async_boards(hass)):
            return language.answers["no_board"]
        talk = Talk(hass, boards, language, intent_obj.context)
        question = Question(intent_type=self.intent_type, slots=slots)
        try:
            with translated_errors():
                return await self._answer(talk, slots, question)
        except HomeAssistantError:
            return language.answers["failed"]
