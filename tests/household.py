"""The household of the voice corpora, and what became of it when somebody said something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.conversation import async_converse
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.models import ConversationInput
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict

from .board import Files, Json, act, add, make_board, needs, put_back, stored
from custom_components.mutual_aid.core.model import Kind
from custom_components.mutual_aid.core.queries import Filter, select
from custom_components.mutual_aid.core.speech import describe
from custom_components.mutual_aid.core.words import WEEKDAYS
from custom_components.mutual_aid.voice import Language, async_language

CORPORA: Final = Path(__file__).parent / "voice"
# Twelve o'clock on Tuesday 10 March 2026 in US/Pacific, where the tests are at home.
TUESDAY: Final = datetime(2026, 3, 10, 19, tzinfo=UTC)

_NEEDS: Final[Mapping[str, Json]] = {
    "dishes": {"kind": "dishes", "area_id": "kitchen", "minutes": 20},
    "rex": {"kind": "pets", "minutes": 30},
    "laundry": {"kind": "laundry", "area_id": "bedroom", "minutes": 15},
    "groceries": {"kind": "errand", "minutes": 45},
    "dinner_thursday": {"kind": "meal", "start": "2026-03-12 18:00:00"},
    "dinner_friday": {"kind": "meal", "start": "2026-03-13 18:00:00"},
    "dinner_saturday": {"kind": "meal", "start": "2026-03-14 18:00:00"},
    "company": {
        "kind": "company",
        "area_id": "living_room",
        "start": "2026-03-10 15:00:00",
        "end": "2026-03-10 17:00:00",
    },
    "painkillers": {"kind": "errand", "urgent": True, "due_date": "2026-03-10"},
    "blue_bin": {"standing": True},
    "green_bin": {"standing": True},
    "litter": {"kind": "pets", "minutes": 5, "standing": True},
    "plants": {"kind": "garden", "area_id": "garden"},
    "vacuum_up": {"kind": "cleaning"},
    "vacuum_down": {"kind": "cleaning"},
    "ironing": {"kind": "laundry"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an utterance did, and what the house said."""

    did: Json
    speech: str
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an utterance was meant to do, and what it did."""

    meant: Json
    outcome: Outcome
    is_right: bool

    @property
    def is_wrong_action(self) -> bool:
        """Return whether something else was changed than was meant."""
        return not self.is_right and self.outcome.did["do"] in _ACTIONS


class Household:
    """A household that speaks one language; every sentence is said to it as it was in the beginning."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, language: Language, corpus: Json) -> None:
        """Know where it is."""
        self.hass = hass
        self.entry = entry
        self.language = language
        self.corpus = corpus
        self.ids: dict[str, str] = {}
        self._files: Files = {}
        self._device_id = ""
        self._is_changed = True
        self._has_undone = False
        self._before: list[Json] = []

    @classmethod
    async def move_in(cls, hass: HomeAssistant, freezer: FrozenDateTimeFactory, code: str) -> Household:
        """Give a household its board, its areas and a satellite in the kitchen."""
        corpus = load_yaml_dict(str(CORPORA / f"{code}.yaml"))
        await hass.config.async_update(language=code)
        for component in ("homeassistant", "conversation"):
            assert await async_setup_component(hass, component, {})
        freezer.move_to(TUESDAY)
        areas = ar.async_get(hass)
        for area_id, name in corpus["areas"].items():
            areas.async_create(area_id)
            areas.async_update(area_id, name=name)
        household = cls(hass, await make_board(hass), await async_language(hass, code), corpus)
        household._device_id = household._satellite()
        await household._fill()
        return household

    async def hear(self, meant: Json) -> Verdict:
        """Return whether an utterance, and the answer to a question back, does what it is meant to."""
        outcome = await self.say(meant["say"])
        if not self._is_as_meant(meant, outcome) or "then" not in meant:
            return Verdict(meant=meant, outcome=outcome, is_right=self._is_as_meant(meant, outcome))
        answer = await self.say_more(meant["then"]["say"])
        return Verdict(meant=meant, outcome=answer, is_right=self._is_as_meant(meant["then"], answer))

    async def say(self, sentence: str) -> Outcome:
        """Return what a sentence does to the household as it was in the beginning."""
        await self.settle_in()
        return await self.say_more(sentence)

    async def say_more(self, sentence: str) -> Outcome:
        """Return what a sentence does to the household as it is."""
        before = {need["id"]: need for need in await needs(self.hass)}
        code = self.language.code
        agent = get_agent_manager(self.hass).default_agent
        assert agent is not None
        heard = ConversationInput(
            text=sentence,
            context=Context(),
            conversation_id=None,
            device_id=self._device_id,
            satellite_id=None,
            language=code,
            agent_id="conversation.home_assistant",
        )
        is_ours = await agent.async_recognize_sentence_trigger(heard) is not None
        result = await async_converse(self.hass, sentence, None, Context(), language=code, device_id=self._device_id)
        await self.hass.async_block_till_done()
        after = {need["id"]: need for need in await needs(self.hass)}
        speech: str = result.response.speech.get("plain", {}).get("speech", "")
        self._is_changed = before != after
        self._has_undone = any(
            before[key]["state"] == "done" != need["state"] for key, need in after.items() if key in before
        )
        return Outcome(did=self._did(before, after, speech, is_ours=is_ours), speech=speech, is_ours=is_ours)

    def listed(self, utterance: Json) -> str:
        """Return what should be read out for these filters."""
        now = dt_util.now()
        when, area = utterance.get("when"), utterance.get("area")
        wanted = Filter(
            kind=Kind(utterance["kind"]) if "kind" in utterance else None,
            area_id="kitchen" if area == "here" else area,
            max_minutes=utterance.get("max_minutes"),
            day=_date(when) if when not in {None, "today", "week"} else None,
            days_ahead=0 if when in {None, "today"} else 7,
        )
        board = self.entry.runtime_data.board
        return describe(select(board, wanted, now=now), board.house, self.language.phrases, self.language.code, now=now)

    def _did(self, before: Json, after: Json, speech: str, *, is_ours: bool) -> Json:
        names = {need_id: name for name, need_id in self.ids.items()}
        changed = [need_id for need_id in before | after if before.get(need_id) != after.get(need_id)]
        if len(changed) > 1:
            return {"do": "several"}
        if not changed:
            return self._answered(speech, is_ours=is_ours)
        [need_id] = changed
        was, now_is = before.get(need_id), after.get(need_id)
        if was is None or now_is is None:
            return {"do": "remove"} if now_is is None else _new(now_is)
        how = _CHANGES.get((was["state"], now_is["state"]))
        if how is None:
            how = "release" if len(now_is["on_it"]) < len(was["on_it"]) else "take"
        helper = now_is["on_it"][-1]["name"] if how == "take" else None
        named = {} if how == "undo" else {"need": names[need_id]}
        return {"do": how, **named, **({"name": helper} if helper else {})}

    def _answered(self, speech: str, *, is_ours: bool) -> Json:
        if not is_ours:
            return {"do": "left_alone"}
        house, answers = self.entry.runtime_data.board.house, self.language.answers
        known: dict[str, Json] = {
            answers["house_diet"].format(diet=house.diet): {"do": "diet"},
            answers["house_notes"].format(notes=house.notes): {"do": "notes"},
            answers["leave_at_door"]: {"do": "visiting"},
        }
        for name, title in self.corpus["needs"].items():
            for key in ("there_already", "taken_already"):
                known[answers[key].format(thing=title)] = {"do": "open_already", "need": name}
        begun = {answers["not_found"]: "none_fits", answers["which"].partition("{")[0]: "ask"}
        beginning = next((how for start, how in begun.items() if speech.startswith(start)), None)
        return known.get(speech) or ({"do": beginning} if beginning else {"do": "said", "speech": speech})

    def _satellite(self) -> str:
        entry = MockConfigEntry(domain="satellite")
        entry.add_to_hass(self.hass)
        registry = dr.async_get(self.hass)
        device = registry.async_get_or_create(config_entry_id=entry.entry_id, identifiers={("satellite", "kitchen")})
        registry.async_update_device(device.id, area_id="kitchen")
        return device.id

    async def _fill(self) -> None:
        hass = self.hass
        for name, fields in _NEEDS.items():
            title = self.corpus["needs"][name.partition("_")[0] if name.startswith("dinner") else name]
            self.ids[name] = (await add(hass, title, **fields))["id"]
        await act(hass, "raise_need", need=self.ids["litter"])
        await act(hass, "take_need", need=self.ids["plants"], name="Alex")
        await act(hass, "set_house_notes", diet="no nuts", notes=self.corpus["notes"])
        target = {"entity_id": "select.needs_visiting", "option": "leave_at_door"}
        await hass.services.async_call("select", "select_option", target, blocking=True)
        await act(hass, "complete_need", need=self.ids["ironing"])
        hass.config_entries.async_update_entry(self.entry, options={"voice": True})
        await hass.async_block_till_done()
        await hass.config_entries.async_unload(self.entry.entry_id)
        self._files = stored(hass)

    async def _is_as_before(self) -> bool:
        """Take the last change back, which is faster than to load everything again, and return whether that is all."""
        if not self._before or self._has_undone:
            return False
        await act(self.hass, "undo")
        await self.hass.async_block_till_done()
        return await needs(self.hass) == self._before

    async def settle_in(self) -> None:
        """See to it that everything is as it was in the beginning."""
        if not self._is_changed:
            return
        self._is_changed = False
        if await self._is_as_before():
            return
        if self.entry.state.value == "loaded":
            await self.hass.config_entries.async_unload(self.entry.entry_id)
        put_back(self.hass, self._files)
        await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done()
        self._before = await needs(self.hass)

    def _is_as_meant(self, meant: Json, outcome: Outcome) -> bool:
        did: dict[str, Any] = {"name": "", **outcome.did}
        wanted: dict[str, Any] = {"name": "", **{key: meant[key] for key in ("do", "need", "name") if key in meant}}
        match meant["do"]:
            case "list":
                return outcome.did == {"do": "said", "speech": self.listed(meant)}
            case "add" | "offer":
                due = _date(meant["when"]).isoformat() if "when" in meant else None
                is_dated = did.get("due") == due
                return is_dated and did["do"] == meant["do"] and did["title"] in map(str.casefold, meant["title"])
            case _:
                return {**did, "name": did["name"].casefold()} == {**wanted, "name": wanted["name"].casefold()}


def _new(need: Json) -> Json:
    if need["state"] != "taken":
        return {"do": "add", "title": need["title"].casefold()}
    return {"do": "offer", "title": need["title"].casefold(), "due": need["due"]}


def _date(when: str) -> date:
    today = dt_util.now().date()
    ahead = {"today": 0, "tomorrow": 1, **{day: (number - today.weekday()) % 7 for number, day in enumerate(WEEKDAYS)}}
    return today + timedelta(days=ahead[when])


_CHANGES: Final = {
    ("open", "done"): "complete",
    ("taken", "done"): "complete",
    ("open", "resting"): "complete",
    ("resting", "open"): "raise",
    ("done", "open"): "undo",
}
_ACTIONS: Final = {"complete", "take", "release", "raise", "add", "offer", "undo", "several", "remove"}
