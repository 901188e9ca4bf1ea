"""Which one? The house asks once, and knows the answer when it hears it within a minute."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from hassil.recognize import RecognizeResult

from homeassistant.components.conversation import ConversationInput
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ..core.model import Need
from ..core.sentences import expanded
from ..core.words import same_stem, spelled
from . import Language
from .speaking import async_speak

PATIENCE: Final = timedelta(minutes=1)

_CANCEL: HassKey[CALLBACK_TYPE] = HassKey("mutual_aid_question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be done with the answer: an intent, and what else was said."""

    intent_type: str
    slots: Mapping[str, str]


@callback
def async_ask(
    hass: HomeAssistant, language: Language, question: Question, needs: Sequence[Need], names: Sequence[str]
) -> None:
    """Listen for an answer that chooses one of these; a question that was asked before is let go."""
    _async_let_go(hass)
    chosen = _answers(language, needs, names)
    sentences = language.sentences["which"]
    rules = language.sentences["rules"] | {"choice": "|".join(chosen)}

    async def async_answered(heard: ConversationInput, result: RecognizeResult) -> str:
        _async_let_go(hass)
        said = language.words.stems(heard.text)
        number = next(number for answer, number in _longest_first(chosen) if _is_in(language.words.stems(answer), said))
        slots = {**question.slots, "need": needs[number].id}
        return await async_speak(hass, heard, question.intent_type, slots)

    stop = get_agent_manager(hass).register_trigger(
        [expanded(sentence, rules) for sentence in sentences], async_answered
    )
    stop_waiting = async_call_later(
        hass, PATIENCE, HassJob(callback(lambda _: _async_let_go(hass)), cancel_on_shutdown=True)
    )

    @callback
    def async_cancel() -> None:
        stop()
        stop_waiting()

    hass.data[_CANCEL] = async_cancel


@callback
def _async_let_go(hass: HomeAssistant) -> None:
    """Listen for no answer any more."""
    if cancel := hass.data.pop(_CANCEL, None):
        cancel()


def _answers(language: Language, needs: Sequence[Need], names: Sequence[str]) -> dict[str, int]:
    """Return what may be said, with the number of the need it means: its name, a word only it has, or its place."""
    words = language.words
    contents = [words.content(name) for name in names]
    chosen: dict[str, int] = {}
    for number, (name, content) in enumerate(zip(names, contents, strict=True)):
        own = content.difference(*(other for other in contents if other is not content))
        chosen |= dict.fromkeys([" ".join(spelled(name)), *_saying(language, own, name)], number)
        if day := words.day_in(name):
            chosen |= dict.fromkeys((word for word in language.vocabulary["days"][day]), number)
    for number, ordinals in enumerate(language.sentences["ordinals"][: len(needs)]):
        chosen |= dict.fromkeys(ordinals, number)
    return chosen


def _saying(language: Language, content: frozenset[str], name: str) -> Iterator[str]:
    """Return the words of a name that say this, and those that mean the same."""
    yield from (word for word in spelled(name) if content.intersection(language.words.stems(word)))
    for number, same in enumerate(language.vocabulary["same"]):
        if same_stem(number) in content:
            yield from same


def _longest_first(chosen: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(chosen.items(), key=lambda item: -len(item[0]))


def _is_in(answer: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(said[start : start + len(answer)] == answer for start in range(len(said) - len(answer) + 1))
