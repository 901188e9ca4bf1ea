"""The actions of a board."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, NamedTuple, cast

import voluptuous as vol

from homeassistant.const import ATTR_CONFIG_ENTRY_ID, ATTR_ENTITY_ID, Platform
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_get_config_entry
from homeassistant.helpers.typing import VolDictType
from homeassistant.util import dt as dt_util

from .announce import async_announce
from .board import LiveBoard, MutualAidConfigEntry
from .const import DOMAIN
from .core.details import Details, kind_called
from .core.errors import TwoDueDatesError
from .core.model import Need, State, Visiting
from .core.operations import Forget, HouseDetails
from .core.queries import Filter, find, select
from .core.speech import describe, speakable
from .core.times import is_over
from .core.undo import needs_to_undo
from .core.view import view
from .exceptions import translated_errors
from .voice import async_language

ATTR_DUE_DATE: Final = "due_date"
ATTR_DUE_DATETIME: Final = "due_datetime"
ATTR_DURATION: Final = "duration"
ATTR_EVEN_IF_RESTING: Final = "even_if_resting"
ATTR_LANGUAGE: Final = "language"
ATTR_MESSAGE: Final = "message"
ATTR_NAME: Final = "name"
ATTR_NEED: Final = "need"
ATTR_STATE: Final = "state"
ATTR_TTS_ENTITY_ID: Final = "tts_entity_id"
ATTR_WHAT: Final = "what"
ALL_STATES: Final = "all"


def _with_time_zone(moment: datetime) -> datetime:
    """Return an aware time; without a zone it is the household's."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt_util.get_default_time_zone())


_CLEARED: Final = vol.All(vol.In([None, ""]), lambda _: None)
_TEXT: Final = vol.Any(None, cv.string)
_NUMBER: Final = vol.Any(vol.Coerce(int), _CLEARED)
_TIME: Final = vol.Any(vol.All(cv.datetime, _with_time_zone), _CLEARED)

NEED_FIELD: Final[VolDictType] = {vol.Required(ATTR_NEED): cv.string}
NAME_FIELD: Final[VolDictType] = {vol.Optional(ATTR_NAME): _TEXT}
OFFER_FIELDS: Final[VolDictType] = {
    vol.Optional("notes"): _TEXT,
    vol.Optional("kind"): _TEXT,
    vol.Optional("start"): _TIME,
    vol.Optional("end"): _TIME,
}
DETAIL_FIELDS: Final[VolDictType] = OFFER_FIELDS | {
    vol.Optional("area_id"): _TEXT,
    vol.Optional("minutes"): _NUMBER,
    vol.Optional("helpers"): _NUMBER,
    vol.Optional("urgent"): vol.Any(cv.boolean, _CLEARED),
    vol.Optional(ATTR_DUE_DATE): vol.Any(cv.date, _CLEARED),
    vol.Optional(ATTR_DUE_DATETIME): _TIME,
    vol.Optional("standing"): vol.Any(cv.boolean, _CLEARED),
    vol.Optional("repeat_rule"): _TEXT,
    vol.Optional("repeat_after"): vol.Any(_CLEARED, cv.time_period),
}
FILTER_FIELDS: Final[VolDictType] = {
    vol.Optional(ATTR_STATE): vol.All(cv.ensure_list, [vol.In([*State, ALL_STATES])]),
    vol.Optional("kind"): cv.string,
    vol.Optional("area_id"): cv.string,
    vol.Optional("max_minutes"): vol.All(vol.Coerce(int), vol.Range(min=1)),
    vol.Optional("urgent"): cv.boolean,
    vol.Optional("days_ahead"): vol.All(vol.Coerce(int), vol.Range(min=0, max=366)),
}


class Action(NamedTuple):
    """An action: what it takes, what it does on a board, and whether it is only asked for its answer."""

    fields: VolDictType
    perform: Callable[[LiveBoard, ServiceCall], Awaitable[Mapping[str, Any]]]
    response: SupportsResponse = SupportsResponse.OPTIONAL


async def _add_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    return _answer(await live.async_add(_details(call), call.context))


async def _offer(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    return _answer(await live.async_offer(_details(call), call.data.get(ATTR_NAME), call.context))


async def _update_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    return _answer(await live.async_update(_need(live, call, _is_whole).id, _details(call), call.context))


async def _remove_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    return _answer(await live.async_remove(_need(live, call, _is_whole).id, call.context))


async def _raise_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    need = _need(live, call, lambda need: need.standing)
    return _answer(await live.async_raise(need.id, call.context))


async def _take_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    name: str | None = call.data.get(ATTR_NAME)
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    now = dt_util.now()
    need = _need(live, call, lambda need: need.state_at(now) is State.OPEN and not is_over(need, now))
    return _answer(await live.async_take(need.id, name, duration, call.context))


async def _release_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    need = _need(live, call, lambda need: bool(need.on_it))
    return _answer(await live.async_release(need.id, call.data.get(ATTR_NAME), call.context))


async def _complete_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    return _answer(await live.async_complete(_need(live, call).id, call.context))


async def _reopen_need(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    need = _need(live, call, lambda need: need.done_at is not None)
    return _answer(await live.async_reopen(need.id, call.context))


async def _undo(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    need_id = None
    if wanted := call.data.get(ATTR_NEED):
        candidates = needs_to_undo(live.board, live.settings, now=dt_util.now())
        need_id = find(candidates, wanted, lambda _: True).id
    return _answer(await live.async_undo(need_id, call.context))


async def _list_needs(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    now = dt_util.now()
    return {"needs": [view(need, now=now) for need in select(live.board, _filter(call), now=now)]}


async def _describe_needs(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    return {"text": await _async_describe(live, call)}


async def _async_describe(live: LiveBoard, call: ServiceCall) -> str:
    now = dt_util.now()
    needs = select(live.board, _filter(call), now=now)
    language = await async_language(call.hass, call.data.get(ATTR_LANGUAGE))
    speak = partial(describe, needs, live.board.house, language.phrases, language.code, now=now)
    return await call.hass.async_add_executor_job(speak)


async def _announce(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    """Say aloud what is open. Where it was not said is in the answer, or an error when nobody asked for one."""
    if live.board.house.visiting is Visiting.RESTING and not call.data[ATTR_EVEN_IF_RESTING]:
        return {"text": None, "said_on": [], "not_said_on": {}}
    entity_ids: list[str] = list(dict.fromkeys(call.data[ATTR_ENTITY_ID]))
    text = speakable(call.data.get(ATTR_MESSAGE, "")) or await _async_describe(live, call)
    failed = await async_announce(
        call.hass,
        text,
        entity_ids,
        tts_entity_id=call.data.get(ATTR_TTS_ENTITY_ID),
        language=call.data.get(ATTR_LANGUAGE),
        context=call.context,
    )
    if failed and not call.return_response:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="announce_failed",
            translation_placeholders={"where": "; ".join(f"{where}: {why}" for where, why in failed.items())},
        )
    said_on = [entity_id for entity_id in entity_ids if entity_id not in failed]
    return {"text": text, "said_on": said_on, "not_said_on": failed}


async def _set_house_notes(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    details = HouseDetails()
    if "diet" in call.data:
        details["diet"] = call.data["diet"]
    if "notes" in call.data:
        details["notes"] = call.data["notes"]
    await live.async_set_house(details, call.context)
    return {"diet": live.board.house.diet, "notes": live.board.house.notes}


async def _forget(live: LiveBoard, call: ServiceCall) -> Mapping[str, Any]:
    before = len(live.board.needs)
    await live.async_forget(Forget(call.data[ATTR_WHAT]), call.context)
    return {"forgotten": before - len(live.board.needs)}


ACTIONS: Final[Mapping[str, Action]] = {
    "add_need": Action(DETAIL_FIELDS | {vol.Required("title"): cv.string}, _add_need),
    "offer": Action(OFFER_FIELDS | NAME_FIELD | {vol.Required("title"): cv.string}, _offer),
    "update_need": Action(NEED_FIELD | DETAIL_FIELDS | {vol.Optional("title"): _TEXT}, _update_need),
    "remove_need": Action(NEED_FIELD, _remove_need),
    "raise_need": Action(NEED_FIELD, _raise_need),
    "take_need": Action(NEED_FIELD | NAME_FIELD | {vol.Optional(ATTR_DURATION): cv.time_period}, _take_need),
    "release_need": Action(NEED_FIELD | NAME_FIELD, _release_need),
    "complete_need": Action(NEED_FIELD, _complete_need),
    "reopen_need": Action(NEED_FIELD, _reopen_need),
    "undo": Action({vol.Optional(ATTR_NEED): cv.string}, _undo),
    "list_needs": Action(FILTER_FIELDS, _list_needs, SupportsResponse.ONLY),
    "describe_needs": Action(
        FILTER_FIELDS | {vol.Optional(ATTR_LANGUAGE): cv.string}, _describe_needs, SupportsResponse.ONLY
    ),
    "announce": Action(
        FILTER_FIELDS
        | {
            vol.Required(ATTR_ENTITY_ID): cv.entity_ids,
            vol.Optional(ATTR_TTS_ENTITY_ID): cv.entity_domain(Platform.TTS),
            vol.Optional(ATTR_MESSAGE): cv.string,
            vol.Optional(ATTR_LANGUAGE): cv.string,
            vol.Optional(ATTR_EVEN_IF_RESTING, default=False): cv.boolean,
        },
        _announce,
    ),
    "set_house_notes": Action({vol.Optional("diet"): _TEXT, vol.Optional("notes"): _TEXT}, _set_house_notes),
    "forget": Action({vol.Required(ATTR_WHAT): vol.In(list(Forget))}, _forget),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions; they find their board when they are called."""
    for name, action in ACTIONS.items():
        hass.services.async_register(
            DOMAIN,
            name,
            partial(_async_perform, action),
            schema=vol.Schema({vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string, **action.fields}),
            supports_response=action.response,
        )


async def _async_perform(action: Action, call: ServiceCall) -> ServiceResponse:
    entry: MutualAidConfigEntry = async_get_config_entry(call.hass, DOMAIN, call.data.get(ATTR_CONFIG_ENTRY_ID))
    with translated_errors():
        return cast("ServiceResponse", dict(await action.perform(entry.runtime_data, call)))


def _is_to_do(need: Need) -> bool:
    return need.done_at is None and need.rests_since is None and not is_over(need, dt_util.now())


def _is_whole(need: Need) -> bool:
    """Return whether a need is meant when it is to be changed: a series rather than each of its days."""
    return need.done_at is None and need.slot is None


def _need(live: LiveBoard, call: ServiceCall, is_likely: Callable[[Need], bool] = _is_to_do) -> Need:
    return find(live.board.needs.values(), call.data[ATTR_NEED], is_likely)


def _details(call: ServiceCall) -> Details:
    given = dict(call.data)
    due_date, due_datetime = given.get(ATTR_DUE_DATE), given.get(ATTR_DUE_DATETIME)
    if due_date is not None and due_datetime is not None:
        raise TwoDueDatesError
    if ATTR_DUE_DATE in given or ATTR_DUE_DATETIME in given:
        given["due"] = due_date or due_datetime
    return cast("Details", {key: value for key, value in given.items() if key in Details.__annotations__})


def _filter(call: ServiceCall) -> Filter:
    wanted: Mapping[str, Any] = call.data
    states = wanted.get(ATTR_STATE, [State.OPEN, State.TAKEN])
    is_everything = ALL_STATES in states
    return Filter(
        states=frozenset(State) if is_everything else frozenset(map(State, states)),
        kind=kind_called(wanted["kind"]) if "kind" in wanted else None,
        area_id=wanted.get("area_id"),
        max_minutes=wanted.get("max_minutes"),
        urgent=wanted.get("urgent"),
        days_ahead=None if is_everything else wanted.get("days_ahead", 0),
    )


def _answer(need: Need | None) -> Mapping[str, Any]:
    return {"need": None if need is None else view(need, now=dt_util.now())}
