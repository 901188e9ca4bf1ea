"""The sentences of the house, in front of every Assist pipeline: one sentence trigger for all of them."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from hassil.recognize import RecognizeResult

from homeassistant.components.conversation import ConversationInput
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.homeassistant.exposed_entities import async_listen_entity_updates
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util.hass_dict import HassKey

from .board import LiveBoard, MutualAidConfigEntry
from .core.conversation import Finding, Wish
from .core.words import Words, same_stem, spelled
from .voice import DEFAULT_LANGUAGE, Language, async_language, closest
from .voice.boards import ASSISTANT, async_areas, async_boards, async_listener, async_listening_boards
from .voice.recognition import NAMED, Heard, Recognizer
from .voice.speaking import async_pass_on, async_speak

ASSIST: HassKey[Assist] = HassKey("mutual_aid_assist")

_INTENTS: Final = {
    "what": "MutualAidListNeeds",
    "done": "MutualAidCompleteNeed",
    "take": "MutualAidTakeNeed",
    "release": "MutualAidReleaseNeed",
    "needed": "MutualAidAddNeed",
    "needed_as_said": "MutualAidAddNeed",
    "offer": "MutualAidOffer",
    "undo": "MutualAidUndo",
    "know": "MutualAidGetNeed",
    "diet": "MutualAidGetDiet",
    "notes": "MutualAidGetHouseNotes",
    "visiting": "MutualAidGetVisiting",
}


class Assist:
    """Listens for the sentences of all languages that are spoken in the household, while there is a board to speak of."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen to nothing yet."""
        self._hass = hass
        self._heard_for: tuple[object, ...] = ()
        self._recognizers: dict[str, Recognizer] = {}
        self._stop: CALLBACK_TYPE | None = None
        self._lock = asyncio.Lock()

    @callback
    def async_follow(self, entry: MutualAidConfigEntry) -> None:
        """Listen for a board, until it is put away."""
        live = entry.runtime_data
        known = (live.board.house, {need.title for need in live.outlook.named})

        @callback
        def look(_: object = None) -> None:
            nonlocal known
            now = (live.board.house, {need.title for need in live.outlook.named})
            if now != known:
                known = now
                refresh()

        @callback
        def refresh() -> None:
            self._hass.async_create_task(self.async_refresh(), eager_start=False)

        entry.async_on_unload(entry.async_on_state_change(refresh))
        entry.async_on_unload(live.async_subscribe(look))
        entry.async_on_unload(async_listen_entity_updates(self._hass, ASSISTANT, refresh))
        entry.async_on_unload(refresh)

    async def async_refresh(self) -> None:
        """Listen for what can be said now: in these languages, about these boards and their house notes."""
        async with self._lock:
            await self._async_listen()

    async def _async_listen(self) -> None:
        boards = async_listening_boards(self._hass)
        codes = sorted(_languages(self._hass)) if boards else []
        languages = [await async_language(self._hass, code) for code in codes]
        recognizers = {
            language.code: Recognizer(language, things(language, boards), _note_words(self._hass, language, boards))
            for language in languages
        }
        heard_for = tuple((code, recognizer.knows) for code, recognizer in recognizers.items())
        if heard_for == self._heard_for:
            return
        sentences = await self._hass.async_add_executor_job(_prepared, recognizers)
        self._heard_for, self._recognizers = heard_for, recognizers
        if self._stop is not None:
            self._stop()
        self._stop = get_agent_manager(self._hass).register_trigger(sentences, self._async_heard) if sentences else None

    async def _async_heard(self, heard: ConversationInput, _: RecognizeResult) -> str:
        """Answer in the language of the pipeline, or to English."""
        for code in dict.fromkeys([closest(heard.language), DEFAULT_LANGUAGE]):
            recognizer = self._recognizers.get(code or "")
            found = None if recognizer is None else self._understood(recognizer, heard.text)
            if recognizer is not None and found is not None:
                slots = dict(_slots(self._hass, recognizer.language, heard, found))
                return await async_speak(self._hass, heard, _INTENTS[found.meaning], slots)
        return await async_pass_on(self._hass, heard)

    def _understood(self, recognizer: Recognizer, text: str) -> Heard | None:
        """Return what is meant: something about a need only when there is one, and otherwise the next that may be."""
        listener = async_listener(self._hass, recognizer.language)
        needs = [need for live in async_boards(self._hass) for need in live.board.needs.values()]
        heard = recognizer.hear(text)
        for found in heard:
            if found.meaning != NAMED:
                return found
            if listener.understand(Wish.KNOW, text, needs).finding is not Finding.NOT_FOUND:
                return replace(found, meaning=listener.wish_in(text).value, places={**found.places, "need": text})
        return replace(heard[0], meaning="done", places={"need": text}) if heard else None


def _prepared(recognizers: dict[str, Recognizer]) -> list[str]:
    for recognizer in recognizers.values():
        recognizer.prepare()
    return [sentence for recognizer in recognizers.values() for sentence in recognizer.triggers()]


@callback
def _languages(hass: HomeAssistant) -> set[str]:
    """Return the languages to listen for: the household's, those of its pipelines, and English."""
    spoken = {hass.config.language, DEFAULT_LANGUAGE}
    if "assist_pipeline" in hass.config.components:
        from homeassistant.components.assist_pipeline import async_get_pipelines  # noqa: PLC0415 - it may not be there

        spoken.update(pipeline.conversation_language for pipeline in async_get_pipelines(hass))
    return {code for language in spoken if (code := closest(language))}


def things(language: Language, boards: list[LiveBoard]) -> list[str]:
    """Return the words for what is on the boards, which a sentence about it has in it."""
    words, vocabulary = language.words, language.vocabulary
    needs = [need for live in boards for need in live.outlook.named]
    content = frozenset[str]().union(*(_telling(words, need.title) for need in needs))
    said = {word for need in needs for word in spelled(need.title) if content.intersection(words.content(word))}
    for number, same in enumerate(vocabulary["same"]):
        if same_stem(number) in content:
            said.update(same)
    for kind in {need.kind for need in needs}:
        said.update(vocabulary["kinds"].get(kind.value, ()))
    return sorted(said)


def _telling(words: Words, title: str) -> frozenset[str]:
    """Return the words of a title that tell what it is about, rather than what is to be done with it."""
    content = words.content(title)
    return content - words.verbs or content


def _note_words(hass: HomeAssistant, language: Language, boards: list[LiveBoard]) -> list[str]:
    """Return what somebody may ask the house notes for."""
    words = (word for live in boards for word in spelled(live.board.house.notes or ""))
    places = language.words.content(" ".join(async_areas(hass).values()))
    telling = {word for word in words if not word.isdecimal() and language.words.content(word) - places}
    return sorted(telling)


def _slots(
    hass: HomeAssistant, language: Language, heard: ConversationInput, found: Heard
) -> Iterator[tuple[str, str | int]]:
    """Return what an intent is told."""
    places, words = found.places, language.words
    if name := places.get("name"):
        yield "name", name.title()
    match found.meaning:
        case "what":
            yield from _filters(hass, language, heard, found)
        case "offer":
            yield "title", language.without_courtesies(words.without_day(places["title"]))
            if day := words.day_in(heard.text):
                yield "day", day
        case "diet" | "notes" | "visiting":
            return
        case "undo" if "need" not in places and "thing" not in places:
            return
        case "needed_as_said":
            yield from (("need", heard.text), ("title", language.without_courtesies(heard.text)))
        case "needed" if "do" in places:
            yield from (("need", heard.text), ("title", f"{places['do']} {places['need']}"))
        case _:
            yield "need", heard.text


def _filters(
    hass: HomeAssistant, language: Language, heard: ConversationInput, found: Heard
) -> Iterator[tuple[str, str | int]]:
    places, words = found.places, language.words
    if day := words.day_in(heard.text):
        yield "day", day
    if minutes := words.minutes_in(heard.text):
        yield "minutes", minutes
    if "kind" in places:
        yield "kind", words.kind_of(places["kind"]).value
    if area_id := _area_of(hass, heard) if _is_here(language, heard.text) else _area_in(hass, language, heard.text):
        yield "area_id", area_id


def _is_here(language: Language, text: str) -> bool:
    said = f" {' '.join(spelled(text))} "
    return any(f" {here} " in said for here in language.sentences["lists"]["here"])


@callback
def _area_in(hass: HomeAssistant, language: Language, text: str) -> str | None:
    """Return the area that a text names."""
    said = language.words.content(text)
    named = {area_id: language.words.content(name) for area_id, name in async_areas(hass).items()}
    return next((area_id for area_id, name in named.items() if name and name <= said), None)


@callback
def _area_of(hass: HomeAssistant, heard: ConversationInput) -> str | None:
    """Return the area where the satellite stands."""
    satellite = er.async_get(hass).async_get(heard.satellite_id) if heard.satellite_id else None
    if satellite is not None and satellite.area_id:
        return satellite.area_id
    device_id = satellite.device_id if satellite is not None else heard.device_id
    device = dr.async_get(hass).async_get(device_id) if device_id else None
    return None if device is None else dr.async_get_effective_area_id(hass, device)
