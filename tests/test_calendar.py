"""The board as a calendar: what it shows."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar

from .board import Json, act, add, needs, state, todo, wait
from .dialog import CALENDAR, Dialog, days


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"start": "2026-03-05 18:00:00"}, "2026-03-05T18:00:00", "2026-03-05T19:00:00"),
        ({"start": "2026-03-05 18:00:00", "minutes": 20}, "2026-03-05T18:00:00", "2026-03-05T18:20:00"),
        (
            {"start": "2026-03-05 18:00:00", "end": "2026-03-06 02:30:00", "minutes": 20},
            "2026-03-05T18:00:00",
            "2026-03-06T02:30:00",
        ),
        (
            {"start": "2026-03-05 18:00:00", "end": "2026-03-05 18:00:00"},
            "2026-03-05T18:00:00",
            "2026-03-05T19:00:00",
        ),
        (
            {"start": "2026-03-05 18:00:00", "due_date": "2026-03-07"},
            "2026-03-05T18:00:00",
            "2026-03-05T19:00:00",
        ),
        ({"due_datetime": "2026-03-05 18:00:00"}, "2026-03-05T18:00:00", "2026-03-05T19:00:00"),
        ({"due_datetime": "2026-03-05 18:00:00", "minutes": 90}, "2026-03-05T18:00:00", "2026-03-05T19:30:00"),
        ({"due_date": "2026-03-05", "minutes": 90}, "2026-03-05", "2026-03-06"),
        ({"start": "2026-03-05 00:00:00", "end": "2026-03-07 00:00:00"}, "2026-03-05", "2026-03-07"),
        ({"start": "2026-03-08 00:00:00", "end": "2026-03-09 00:00:00"}, "2026-03-08", "2026-03-09"),
        ({"start": "2026-03-05 00:00:00"}, "2026-03-05T00:00:00", "2026-03-05T01:00:00"),
        ({"start": "2026-03-08 01:30:00", "minutes": 60}, "2026-03-08T01:30:00", "2026-03-08T03:30:00"),
        ({"start": "2026-03-05 18:00:00.5", "minutes": 1}, "2026-03-05T18:00:00", "2026-03-05T18:01:00"),
    ],
)
async def test_what_has_a_time_is_an_event(
    hass: HomeAssistant, dialog: Dialog, fields: Json, start: str, end: str
) -> None:
    """It takes its minutes, or an hour; a day without a time is all of that day."""
    need = await add(hass, "Dinner", **fields)
    whole_days = "T" not in start
    assert await dialog.events() == [
        {"summary": "Dinner", "start": start, "end": end, "uid": need["id"], "all_day": whole_days}
    ]


async def test_what_has_no_time_of_its_own_is_none(hass: HomeAssistant, dialog: Dialog) -> None:
    """Dishes are not for Thursday, and a cat litter that rests until Friday is not there before somebody raises it."""
    await add(hass, "Wash the dishes")
    await add(hass, "Bins", standing=True, repeat_rule="FREQ=DAILY", start="2026-03-03 18:00:00")
    await add(hass, "Cat litter", standing=True, due_date="2026-03-05")
    await add(hass, "Dust", repeat_after={"days": 3})
    assert await dialog.events() == []
    await act(hass, "raise_need", need="Cat litter")
    await act(hass, "raise_need", need="Bins")
    assert await days(dialog) == ["05 Cat litter"]
    assert state(hass, CALENDAR) == "off"


async def test_what_must_be_known_is_on_it(hass: HomeAssistant, dialog: Dialog, area_registry: ar.AreaRegistry) -> None:
    """The allergy stands on every meal, as on the list; where it is, is the name of the area."""
    await act(hass, "set_house_notes", diet="No nuts")
    area = area_registry.async_create("Kitchen")
    await add(hass, "Dinner", kind="meal", notes="For four", area_id=area.id, start="2026-03-05 18:00:00")
    [event] = await dialog.events()
    assert (event["description"], event["location"]) == ("For four\n\nDiet: No nuts", "Kitchen")
    area_registry.async_delete(area.id)
    assert "location" not in await dialog.event()


async def test_the_days_of_a_series_are_events_of_one(hass: HomeAssistant, dialog: Dialog, dinner: Json) -> None:
    """So the dialog asks whether this one is meant, or the following as well; what is left of the rule stands on each."""
    events = await dialog.events()
    assert [event["start"] for event in events] == [f"2026-03-0{day}T18:00:00" for day in range(3, 8)]
    assert {event["uid"] for event in events} == {dinner["id"]}
    assert [event["recurrence_id"] for event in events] == [f"2026-03-0{day}" for day in range(3, 8)]
    assert [event["rrule"] for event in events] == [f"FREQ=DAILY;COUNT={count}" for count in (5, 4, 3, 2, 1)]


async def test_a_day_that_belongs_to_no_series_any_more_is_an_event_by_itself(
    hass: HomeAssistant, dialog: Dialog, dinner: Json
) -> None:
    thursday = next(need for need in await needs(hass) if need["start"].startswith("2026-03-05"))
    await act(hass, "take_need", need=thursday["id"])
    await act(hass, "update_need", need=dinner["id"], repeat_rule="FREQ=DAILY;COUNT=2")
    assert [event.get("recurrence_id") for event in await dialog.events()] == ["2026-03-03", "2026-03-04", None]
    assert (await dialog.event("2026-03-05"))["uid"] == thursday["id"]
    await act(hass, "remove_need", need=dinner["id"])
    assert [event["uid"] for event in await dialog.events()] == [thursday["id"]]


async def test_what_is_done_stays_for_as_long_as_it_can_be_undone(
    hass: HomeAssistant, dialog: Dialog, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    """It is not what is on or comes next, though."""
    await act(hass, "complete_need", need="Dinner")
    assert len(await days(dialog)) == 5
    assert hass.states.get(CALENDAR).attributes["start_time"] == "2026-03-04 18:00:00"  # type: ignore[union-attr]
    await act(hass, "undo")
    assert hass.states.get(CALENDAR).attributes["start_time"] == "2026-03-03 18:00:00"  # type: ignore[union-attr]
    await act(hass, "complete_need", need="Dinner")
    await wait(hass, freezer, hours=2)
    assert len(await days(dialog)) == 4


async def test_it_is_on_while_something_is_on(
    hass: HomeAssistant, dialog: Dialog, freezer: FrozenDateTimeFactory
) -> None:
    await add(hass, "Dinner", start="2026-03-02 13:00:00", minutes=30)
    await add(hass, "Ride", start="2026-03-02 12:59:00", end="2026-03-02 13:10:00")
    assert state(hass, CALENDAR) == "off"
    await wait(hass, freezer, minutes=59)
    assert state(hass, CALENDAR) == "on"
    assert hass.states.get(CALENDAR).attributes["message"] == "Ride"  # type: ignore[union-attr]
    await wait(hass, freezer, minutes=11)
    assert hass.states.get(CALENDAR).attributes["message"] == "Dinner"  # type: ignore[union-attr]
    await wait(hass, freezer, minutes=20)
    assert state(hass, CALENDAR) == "off"
    assert hass.states.get(CALENDAR).attributes.get("message") is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-03-05 18:59:59", "2026-03-05 20:00:00", ["Dinner", "Ride"]),
        ("2026-03-05 19:00:00", "2026-03-05 20:00:00", ["Ride"]),
        ("2026-03-05 17:00:00", "2026-03-05 18:00:00", ["Ride"]),
        ("2026-03-05 17:00:00", "2026-03-05 18:00:01", ["Ride", "Dinner"]),
        ("2026-03-04 23:00:00", "2026-03-05 00:00:00", []),
        ("2026-03-06 00:00:00", "2099-01-01 00:00:00", []),
    ],
)
async def test_it_is_asked_for_any_time(
    hass: HomeAssistant, dialog: Dialog, start: str, end: str, found: list[str]
) -> None:
    await add(hass, "Dinner", start="2026-03-05 18:00:00")
    await add(hass, "Ride", due_date="2026-03-05")
    answer: Any = await hass.services.async_call(
        "calendar",
        "get_events",
        {"entity_id": CALENDAR, "start_date_time": start, "end_date_time": end},
        blocking=True,
        return_response=True,
    )
    assert sorted(event["summary"] for event in answer[CALENDAR]["events"]) == sorted(found)


async def test_every_open_calendar_sees_every_change(hass: HomeAssistant, dialog: Dialog) -> None:
    when = {"start": "2026-03-02T00:00:00-08:00", "end": "2026-03-09T00:00:00-08:00"}
    await dialog.websocket.send_json_auto_id({"type": "calendar/event/subscribe", "entity_id": CALENDAR, **when})
    assert (await dialog.websocket.receive_json())["success"]
    assert (await dialog.websocket.receive_json())["event"]["events"] == []
    await add(hass, "Dinner", start="2026-03-05 18:00:00")
    [event] = (await dialog.websocket.receive_json())["event"]["events"]
    assert (event["summary"], event["start"]) == ("Dinner", "2026-03-05T18:00:00-08:00")


async def test_times_are_those_of_the_home(hass: HomeAssistant, dialog: Dialog, dinner: Json) -> None:
    """A household that moves has dinner at six there."""
    await hass.config.async_update(time_zone="Europe/Berlin")
    await hass.async_block_till_done()
    [first, *_] = await dialog.events()
    assert first["start"] == "2026-03-03T18:00:00"
    await add(hass, "Ride", start="2026-03-03 23:00:00")
    await add(hass, "Plants", due_date="2026-03-04")
    assert [event["start"][:13] for event in (await dialog.events())[:3]] == [
        "2026-03-03T18",
        "2026-03-03T23",
        "2026-03-04",
    ]
    assert (await dialog.save({**first, "start": "2026-03-03T18:00:00", "end": "2026-03-03T19:00:00"}))["success"]
    assert (await dialog.events())[0] == first


async def test_the_list_and_the_calendar_show_the_same_need(hass: HomeAssistant, dialog: Dialog) -> None:
    await dialog.create("2026-03-05T18:00:00", "2026-03-05T19:00:00")
    await todo(hass, "update_item", item="Dinner", rename="Supper", due_datetime="2026-03-06 18:00:00")
    assert (await dialog.event())["summary"] == "Supper"
