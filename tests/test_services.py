"""Every action with every field, and what it answers."""

from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar

from .board import Json, act, add, needs, state, wait

BLANK: Final[Json] = {
    "notes": None,
    "kind": "other",
    "area_id": None,
    "minutes": None,
    "helpers": 1,
    "urgent": False,
    "start": None,
    "end": None,
    "due": None,
    "standing": False,
    "repeat": None,
    "state": "open",
    "on_it": [],
}
# What the household says, and what everybody reads; it lives in US/Pacific.
DETAILS: Final = (
    ({"notes": "The mop is\r\nbehind the door 🧹\n"}, {"notes": "The mop is\r\nbehind the door 🧹\n"}),
    ({"kind": "dishes"}, {"kind": "dishes"}),
    ({"area_id": "kitchen"}, {"area_id": "kitchen"}),
    ({"minutes": 1440}, {"minutes": 1440}),
    ({"minutes": "15"}, {"minutes": 15}),
    ({"helpers": 50}, {"helpers": 50}),
    ({"urgent": True}, {"urgent": True}),
    ({"start": "2026-03-03 18:00:00"}, {"start": "2026-03-03T18:00:00-08:00"}),
    (
        {"start": "2026-03-03T18:00:00+01:00", "end": "2026-03-03T19:30:00+01:00"},
        {"start": "2026-03-03T09:00:00-08:00", "end": "2026-03-03T10:30:00-08:00"},
    ),
    ({"due_date": "2026-03-05"}, {"due": "2026-03-05"}),
    ({"due_datetime": "2026-07-05 12:00:00"}, {"due": "2026-07-05T12:00:00-07:00"}),
)


@pytest.fixture(autouse=True)
def kitchen(area_registry: ar.AreaRegistry, board: ConfigEntry) -> None:
    """Have a board in a home with a kitchen."""
    area_registry.async_create("Kitchen")


async def test_a_title_is_enough(hass: HomeAssistant) -> None:
    """The more a form asks, the fewer needs are put on the board."""
    need = await add(hass, "  Wash the dishes ")
    assert need == {**BLANK, "id": need["id"], "title": "Wash the dishes"}
    assert await needs(hass) == [need]


@pytest.mark.parametrize(("said", "read"), DETAILS)
async def test_a_need_says_what_it_was_given(hass: HomeAssistant, said: Json, read: Json) -> None:
    """Whoever helps has to know where, when, how long and with how many."""
    need = await add(hass, "Wash the dishes", **said)
    assert need == {**BLANK, "id": need["id"], "title": "Wash the dishes", **read}
    assert await needs(hass) == [need]


@pytest.mark.parametrize(("said", "read"), DETAILS)
async def test_a_need_can_be_changed_and_cleared(hass: HomeAssistant, said: Json, read: Json) -> None:
    """What was forgotten or is no longer so can be put right, and nothing else changes by it."""
    blank = await add(hass, "Wash the dishes")
    changed = (await act(hass, "update_need", need=blank["id"], **said))["need"]
    assert changed == {**blank, **read}
    nothing: Json = dict.fromkeys(said, "")
    cleared = (await act(hass, "update_need", need=blank["id"], **nothing))["need"]
    assert cleared == blank
    again = (await act(hass, "update_need", need=blank["id"], **said))["need"]
    assert again == changed
    assert (await act(hass, "update_need", need=blank["id"], **dict.fromkeys(said)))["need"] == blank


async def test_a_need_can_get_another_title(hass: HomeAssistant) -> None:
    """The id stays, so that automations and open pages still mean the same need."""
    need = await add(hass, "Wash the dishes", minutes=15)
    changed = (await act(hass, "update_need", need="wash the DISHES", title="Do the pots"))["need"]
    assert changed == {**need, "title": "Do the pots"}


async def test_a_due_date_can_become_a_due_time(hass: HomeAssistant) -> None:
    """There is one due; the form may send the other field empty."""
    need = await add(hass, "Wash the dishes", due_date="2026-03-05")
    changed = await act(hass, "update_need", need=need["id"], due_date="", due_datetime="2026-03-05 18:00:00")
    assert changed["need"]["due"] == "2026-03-05T18:00:00-08:00"
    back = await act(hass, "update_need", need=need["id"], due_date="2026-03-06", due_datetime=None)
    assert back["need"]["due"] == "2026-03-06"


async def test_an_offer_is_taken_by_who_makes_it(hass: HomeAssistant) -> None:
    """I'm bringing soup on Thursday: nobody else has to cook, and nobody had to ask."""
    offer = await act(
        hass,
        "offer",
        title="Soup",
        name="Jo",
        kind="meal",
        notes="Keep it warm",
        start="2026-03-05 18:00:00",
        end="2026-03-05 19:00:00",
    )
    assert offer["need"] == {
        **BLANK,
        "id": offer["need"]["id"],
        "title": "Soup",
        "kind": "meal",
        "notes": "Keep it warm",
        "start": "2026-03-05T18:00:00-08:00",
        "end": "2026-03-05T19:00:00-08:00",
        "state": "taken",
        "on_it": [{"name": "Jo", "until": "2026-03-05T19:00:00-08:00"}],
    }
    assert await needs(hass) == [offer["need"]]


async def test_an_offer_needs_no_name(hass: HomeAssistant) -> None:
    """Not everybody wants to be thanked."""
    offer = (await act(hass, "offer", title="Soup"))["need"]
    assert offer["on_it"] == [{"name": None, "until": "2026-03-02T15:00:00-08:00"}]


async def test_a_removed_need_is_gone_and_can_be_undone(hass: HomeAssistant) -> None:
    """The answer says what was removed, so that a card can offer to take it back."""
    need = await add(hass, "Wash the dishes")
    assert await act(hass, "remove_need", need=need["id"]) == {"need": need}
    assert await needs(hass) == []
    assert await act(hass, "undo") == {"need": need}
    assert await needs(hass) == [need]


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({}, {"name": None, "until": "2026-03-02T15:00:00-08:00"}),
        ({"name": ""}, {"name": None, "until": "2026-03-02T15:00:00-08:00"}),
        ({"name": None}, {"name": None, "until": "2026-03-02T15:00:00-08:00"}),
        ({"name": " Jo "}, {"name": "Jo", "until": "2026-03-02T15:00:00-08:00"}),
        ({"duration": {"minutes": 20}}, {"name": None, "until": "2026-03-02T12:20:00-08:00"}),
        ({"duration": "01:30:00"}, {"name": None, "until": "2026-03-02T13:30:00-08:00"}),
        ({"duration": {"days": 31}}, {"name": None, "until": "2026-04-02T13:00:00-07:00"}),
    ],
)
async def test_somebody_is_on_a_need(hass: HomeAssistant, fields: dict[str, Any], mark: Json) -> None:
    """The others see that somebody is, and until when; a name only if that somebody likes to give it."""
    need = await add(hass, "Wash the dishes")
    taken = (await act(hass, "take_need", need="wash the dishes", **fields))["need"]
    assert taken == {**need, "state": "taken", "on_it": [mark]}


async def test_a_need_for_two_is_open_until_two_are_on_it(hass: HomeAssistant) -> None:
    """Carrying a sofa takes two, and the second one has to see that they are wanted."""
    await add(hass, "Carry the sofa", helpers=2)
    first = (await act(hass, "take_need", need="Carry the sofa", name="Jo"))["need"]
    second = (await act(hass, "take_need", need="Carry the sofa", name="Sam"))["need"]
    assert (first["state"], second["state"]) == ("open", "taken")
    left = (await act(hass, "release_need", need="Carry the sofa", name="Jo"))["need"]
    assert [mark["name"] for mark in left["on_it"]] == ["Sam"]
    nobody = (await act(hass, "release_need", need="Carry the sofa"))["need"]
    assert (nobody["state"], nobody["on_it"]) == ("open", [])


async def test_a_done_need_can_be_reopened(hass: HomeAssistant) -> None:
    """Done says nothing of who it was, and reopening brings no name back."""
    need = await add(hass, "Wash the dishes")
    await act(hass, "take_need", need=need["id"], name="Jo")
    assert (await act(hass, "complete_need", need=need["id"]))["need"] == {**need, "state": "done"}
    again = (await act(hass, "reopen_need", need=need["id"]))["need"]
    assert again["on_it"] == [{"name": None, "until": "2026-03-02T15:00:00-08:00"}]


async def test_undo_takes_back_the_last_change_of_all_or_of_one_need(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Whoever notices their mistake late can take that one back, and not what others did since."""
    dishes = await add(hass, "Wash the dishes")
    floor = await add(hass, "Sweep the floor")
    await act(hass, "complete_need", need=dishes["id"])
    await wait(hass, freezer, minutes=5)
    await act(hass, "update_need", need=floor["id"], minutes=10)
    assert (await act(hass, "undo", need="wash the dishes"))["need"] == dishes
    assert (await act(hass, "undo"))["need"] == floor
    assert await needs(hass) == [dishes, floor]


async def test_a_removed_need_is_undone_by_its_title(hass: HomeAssistant) -> None:
    """It is not on the board any more, but people remember what it was called."""
    need = await add(hass, "Wash the dishes")
    await act(hass, "remove_need", need=need["id"])
    await act(hass, "set_house_notes", diet="No nuts")
    assert await act(hass, "undo", need="dishes") == {"need": need}


async def test_house_notes_are_said_and_cleared(hass: HomeAssistant) -> None:
    """What is not named stays, an empty text clears; undo answers that it was no need."""
    assert await act(hass, "set_house_notes") == {"diet": None, "notes": None}
    assert await act(hass, "set_house_notes", diet="No nuts") == {"diet": "No nuts", "notes": None}
    both = await act(hass, "set_house_notes", notes="Key at\nnumber 5")
    assert both == {"diet": "No nuts", "notes": "Key at\nnumber 5"}
    assert await act(hass, "set_house_notes", diet="", notes=None) == {"diet": None, "notes": None}
    assert await act(hass, "undo") == {"need": None}
    assert await act(hass, "set_house_notes") == both


async def test_what_is_done_can_be_forgotten_at_once(hass: HomeAssistant) -> None:
    """Some things are nobody's business, not even for a day; what is open stays."""
    await add(hass, "Pick up the prescription")
    dishes = await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need="prescription")
    assert await act(hass, "forget", what="done") == {"forgotten": 1}
    assert await act(hass, "forget", what="done") == {"forgotten": 0}
    assert await needs(hass) == [dishes]
    assert (await act(hass, "undo"))["need"] == dishes


async def test_everything_can_be_forgotten(hass: HomeAssistant) -> None:
    """When the hard time is over, one action ends it: needs, notes, visiting and what could be undone."""
    await add(hass, "Wash the dishes")
    await act(hass, "set_house_notes", diet="No nuts", notes="Ring twice")
    assert await act(hass, "forget", what="everything") == {"forgotten": 1}
    assert await needs(hass) == []
    assert await act(hass, "set_house_notes") == {"diet": None, "notes": None}
    assert state(hass, "select.needs_visiting") == "welcome"
    assert state(hass, "sensor.needs_open") == "0"


async def test_an_action_can_be_called_without_asking_for_its_answer(hass: HomeAssistant) -> None:
    """Most automations do not care."""
    await hass.services.async_call("mutual_aid", "add_need", {"title": "Wash the dishes"}, blocking=True)
    assert [need["title"] for need in await needs(hass)] == ["Wash the dishes"]


async def test_a_signal_of_a_dated_need_lasts_until_its_end(hass: HomeAssistant) -> None:
    """Who drives on Thursday is on it until Thursday, and not for three hours from now."""
    start = "2026-03-05 10:00:00"
    await add(hass, "Ride to the clinic", kind="ride", start=start, minutes=45)
    taken = (await act(hass, "take_need", need="ride", name="Jo"))["need"]
    assert taken["on_it"] == [{"name": "Jo", "until": "2026-03-05T10:45:00-08:00"}]
