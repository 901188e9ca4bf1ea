"""What happened: on the event entity and on Home Assistant's bus, once each, in order, and never who."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_capture_events

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers.event import async_track_state_change_event

from .board import TODO, Json, act, add, make_board, needs, reload, state, todo, wait

ACTIVITY = "event.needs_activity"


@pytest.fixture
def facts(hass: HomeAssistant, board: ConfigEntry) -> list[Event[Any]]:
    """Have everything that is fired on the bus."""
    events: list[Event[Any]] = async_capture_events(hass, "mutual_aid_event")
    return events


@pytest.fixture
def shown(hass: HomeAssistant, board: ConfigEntry) -> list[Json]:
    """Have everything that the event entity ever shows."""
    told: list[Json] = []

    @callback
    def remember(event: Event[EventStateChangedData]) -> None:
        new_state = event.data["new_state"]
        assert new_state is not None
        told.append(dict(new_state.attributes))

    async_track_state_change_event(hass, ACTIVITY, remember)
    return told


def types(facts: list[Event[Any]]) -> list[str]:
    """Return what happened."""
    return [fact.data["type"] for fact in facts]


async def everything_once(hass: HomeAssistant) -> Json:
    """Do everything that is a fact, once each, and return the need."""
    need = await add(hass, "Wash the dishes", kind="dishes")
    await act(hass, "take_need", need=need["id"], name="Jo")
    await act(hass, "release_need", need=need["id"], name="Jo")
    await act(hass, "complete_need", need=need["id"])
    await act(hass, "reopen_need", need=need["id"])
    await act(hass, "remove_need", need=need["id"])
    return need


ALL_TYPES = ["added", "taken", "released", "done", "undone", "removed"]


async def test_each_fact_is_told_once_and_in_order(
    hass: HomeAssistant, board: ConfigEntry, facts: list[Event[Any]], shown: list[Json]
) -> None:
    """An automation that counts, thanks or lights a lamp must neither miss one nor do it twice."""
    need = await everything_once(hass)
    told = {"need_id": need["id"], "title": "Wash the dishes", "kind": "dishes", "area_id": None}
    assert [fact.data for fact in facts] == [
        {"config_entry_id": board.entry_id, "type": fact_type, **told} for fact_type in ALL_TYPES
    ]
    assert [{key: attributes[key] for key in ("event_type", *told)} for attributes in shown] == [
        {"event_type": fact_type, **told} for fact_type in ALL_TYPES
    ]


async def test_a_fact_never_says_who(
    hass: HomeAssistant,
    board: ConfigEntry,
    facts: list[Event[Any]],
    shown: list[Json],
    hass_admin_user: MockUser,
) -> None:
    """The log book and every automation can read it, and there is no score: neither a name nor an account is in it."""
    context = Context(user_id=hass_admin_user.id)
    need = await add(hass, "Wash the dishes")
    await act(hass, "take_need", need=need["id"], name="Joanna", context=context)
    await todo(hass, "update_item", item=need["id"], status="completed", context=context)
    assert types(facts) == ["added", "taken", "done"]
    assert [fact.context.user_id for fact in facts] == [None] * 3
    assert [fact.context.parent_id for fact in facts[1:]] == [context.id, context.id]
    told = repr([fact.as_dict() for fact in facts]) + repr(shown)
    assert "Joanna" not in told
    assert hass_admin_user.id not in told


async def test_a_fact_says_where(hass: HomeAssistant, facts: list[Event[Any]], area_registry: ar.AreaRegistry) -> None:
    """An automation speaks in the room it is about."""
    kitchen = area_registry.async_create("Kitchen")
    await add(hass, "Wash the dishes", area_id=kitchen.id)
    assert facts[0].data["area_id"] == kitchen.id


async def test_an_offer_is_added_and_taken(hass: HomeAssistant, facts: list[Event[Any]]) -> None:
    """Two facts of one change come in the order they make sense in."""
    await act(hass, "offer", title="Soup", name="Jo")
    assert types(facts) == ["added", "taken"]


async def test_what_is_undone_is_a_fact_too(hass: HomeAssistant, facts: list[Event[Any]]) -> None:
    """A lamp that was switched off by done goes on again."""
    need = await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need=need["id"])
    await act(hass, "undo")
    await act(hass, "remove_need", need=need["id"])
    await act(hass, "undo")
    await act(hass, "undo")
    assert types(facts) == ["added", "done", "undone", "removed", "added", "removed"]


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("update_need", {"need": "Wash the dishes", "title": "Do the pots", "minutes": 10}),
        ("set_house_notes", {"diet": "No nuts"}),
        ("reopen_need", {"need": "Wash the dishes"}),
        ("release_need", {"need": "Wash the dishes"}),
        ("list_needs", {}),
        ("forget", {"what": "everything"}),
    ],
)
async def test_what_nobody_has_to_know_is_no_fact(
    hass: HomeAssistant, facts: list[Event[Any]], shown: list[Json], action: str, fields: Json
) -> None:
    """Correcting a word rings no bell, nor does what changes nothing, nor forgetting."""
    await add(hass, "Wash the dishes")
    await act(hass, action, **fields)
    assert types(facts) == ["added"]
    assert [attributes["event_type"] for attributes in shown] == ["added"]


async def test_done_twice_is_told_once(hass: HomeAssistant, facts: list[Event[Any]]) -> None:
    """Two people tick the same need on two screens."""
    need = await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need=need["id"])
    await todo(hass, "update_item", item=need["id"], status="completed")
    await act(hass, "complete_need", need=need["id"])
    assert types(facts) == ["added", "done"]


async def test_lapsing_is_told_and_caused_by_nobody(
    hass: HomeAssistant, facts: list[Event[Any]], freezer: FrozenDateTimeFactory
) -> None:
    """An automation may ask around again; no name is in it, and no guilt."""
    await add(hass, "Wash the dishes")
    await act(hass, "take_need", need="dishes", name="Jo")
    await wait(hass, freezer, hours=3)
    assert types(facts) == ["added", "taken", "released"]
    assert facts[2].context.parent_id is None


async def test_nothing_is_told_again_after_a_restart(
    hass: HomeAssistant, board: ConfigEntry, facts: list[Event[Any]], freezer: FrozenDateTimeFactory
) -> None:
    """Otherwise every restart would thank and ring for yesterday."""
    await everything_once(hass)
    last = state(hass, ACTIVITY)
    facts.clear()
    await wait(hass, freezer, minutes=10)
    await reload(hass, board)
    assert facts == []
    assert state(hass, ACTIVITY) == last


async def test_what_lapsed_while_nothing_ran_is_told_when_it_runs_again(
    hass: HomeAssistant, board: ConfigEntry, facts: list[Event[Any]], freezer: FrozenDateTimeFactory
) -> None:
    """The need is open again, and those who watch the board should know."""
    await add(hass, "Wash the dishes")
    await act(hass, "take_need", need="dishes")
    await hass.config_entries.async_unload(board.entry_id)
    await wait(hass, freezer, hours=4)
    await hass.config_entries.async_setup(board.entry_id)
    await hass.async_block_till_done()
    assert types(facts) == ["added", "taken", "released"]
    assert (await needs(hass))[0]["state"] == "open"


async def test_facts_of_two_boards_say_which(
    hass: HomeAssistant, board: ConfigEntry, facts: list[Event[Any]], shown: list[Json]
) -> None:
    """An automation for our house does not run for grandma's."""
    grandmas = await make_board(hass, "Grandma's house")
    await act(hass, "add_need", title="Rake the leaves", config_entry_id=grandmas.entry_id)
    assert [fact.data["config_entry_id"] for fact in facts] == [grandmas.entry_id]
    assert shown == []


async def test_an_item_of_the_list_is_the_same_fact(hass: HomeAssistant, facts: list[Event[Any]]) -> None:
    """It does not matter which surface was used."""
    await todo(hass, "add_item", item="Wash the dishes")
    await todo(hass, "update_item", item="Wash the dishes", status="completed")
    await todo(hass, "update_item", item="Wash the dishes", status="needs_action")
    await todo(hass, "remove_item", item="Wash the dishes")
    assert types(facts) == ["added", "done", "undone", "removed"]
    assert hass.states.get(TODO)


async def test_one_surface_that_fails_does_not_silence_the_others(
    hass: HomeAssistant, board: ConfigEntry, facts: list[Event[Any]], caplog: pytest.LogCaptureFixture
) -> None:
    """The change is on the disk: who made it is told so, and everybody else too."""

    def fail(_: object) -> None:
        raise RuntimeError

    forget_it = board.runtime_data.async_subscribe(fail)
    await add(hass, "Wash the dishes")
    forget_it()
    await add(hass, "Cook")
    assert types(facts) == ["added", "added"]
    assert state(hass, "sensor.needs_open") == "2"
    assert caplog.text.count("Somebody could not be told about a change") == 1
