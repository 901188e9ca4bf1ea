"""Needs that are added from the calendar of Home Assistant."""

from datetime import date, datetime

import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from .board import Json, act, needs, refused
from .dialog import CALENDAR, Dialog, days


@pytest.mark.parametrize(
    ("start", "end", "need"),
    [
        (
            "2026-03-05T18:00:00",
            "2026-03-05T19:30:00",
            {"start": "2026-03-05T18:00:00-08:00", "end": "2026-03-05T19:30:00-08:00", "due": None},
        ),
        ("2026-03-05", "2026-03-06", {"start": None, "end": None, "due": "2026-03-05"}),
        (
            "2026-03-06",
            "2026-03-09",
            {"start": "2026-03-06T00:00:00-08:00", "end": "2026-03-09T00:00:00-07:00", "due": None},
        ),
    ],
)
async def test_an_event_that_is_added_is_a_need(
    hass: HomeAssistant, dialog: Dialog, start: str, end: str, need: Json
) -> None:
    """A single day is when it is due; several are from when to when."""
    assert (await dialog.create(start, end, description="For four"))["success"]
    [added] = await needs(hass)
    assert added == {**added, **need, "title": "Dinner", "notes": "For four", "kind": "other", "state": "open"}
    [event] = await dialog.events()
    assert (event["start"], event["end"], event["description"]) == (start, end, "For four")


async def test_an_event_that_repeats_is_a_series(hass: HomeAssistant, dialog: Dialog) -> None:
    """The end that the dialog writes is when the last one starts, by the clock on the wall."""
    rule = "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260312T180000"
    assert (await dialog.create("2026-03-03T18:00:00", "2026-03-03T19:00:00", rrule=rule))["success"]
    assert await days(dialog) == ["03T18:00 Dinner", "05T18:00 Dinner", "10T18:00 Dinner", "12T18:00 Dinner"]
    assert [need["repeat"]["rule"] for need in await needs(hass, state="resting")] == [
        "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260312"
    ]
    assert (await dialog.create("2026-03-03", "2026-03-04", "Plants", rrule="FREQ=DAILY;UNTIL=20260304"))["success"]
    assert (await days(dialog))[0] == "03 Plants"
    assert (await days(dialog))[2] == "04 Plants"
    assert [event["end"] for event in await dialog.events() if event["summary"] == "Plants"] == [
        "2026-03-04",
        "2026-03-05",
    ]


@pytest.mark.parametrize("zone", ["US/Pacific", "Europe/Berlin", "Pacific/Kiritimati", "Asia/Kathmandu"])
@pytest.mark.parametrize("start", ["2026-03-05T00:30:00", "2026-03-05T23:30:00", "2026-03-05"])
async def test_the_end_of_a_rule_is_its_last_day_wherever_it_is_read(
    hass: HomeAssistant, dialog: Dialog, zone: str, start: str
) -> None:
    """The dialog shows its day in universal time and, when the event is moved, takes it for a moment here."""
    await hass.config.async_update(time_zone=zone)
    await hass.async_block_till_done()
    end = start.replace(":30:", ":45:") if ":" in start else "2026-03-06"
    await dialog.create(start, end, rrule="FREQ=DAILY;UNTIL=20260307T235959")
    [need] = await needs(hass, state="resting")
    assert need["repeat"]["rule"] == "FREQ=DAILY;UNTIL=20260307"
    text = (await dialog.event())["rrule"].removeprefix("FREQ=DAILY;UNTIL=")
    moment = datetime.strptime(text, "%Y%m%dT%H%M%S%z")
    assert [moment.date(), dt_util.as_local(moment).date()] == [date(2026, 3, 7)] * 2


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (
            {"start_date_time": "2026-03-05 18:00:00", "end_date_time": "2026-03-05 19:00:00"},
            ("2026-03-05T18:00:00", "2026-03-05T19:00:00"),
        ),
        ({"start_date": "2026-03-05", "end_date": "2026-03-06"}, ("2026-03-05", "2026-03-06")),
        ({"in": {"days": 3}}, ("2026-03-05", "2026-03-06")),
    ],
)
async def test_an_automation_adds_an_event(
    hass: HomeAssistant, dialog: Dialog, when: Json, shown: tuple[str, str]
) -> None:
    """What happens then can be traced to it."""
    told = async_capture_events(hass, "mutual_aid_event")
    context = Context()
    fields = {"entity_id": CALENDAR, "summary": "Dinner", **when}
    await hass.services.async_call("calendar", "create_event", fields, blocking=True, context=context)
    event = await dialog.event()
    assert (event["start"], event["end"]) == shown
    assert [need["notes"] for need in await needs(hass)] == [None]
    assert [fact.context.parent_id for fact in told] == [context.id]


async def test_what_an_automation_asks_for_can_be_refused(hass: HomeAssistant, dialog: Dialog) -> None:
    fields = {"entity_id": CALENDAR, "summary": " ", "in": {"days": 3}}
    with refused("title_missing"):
        await hass.services.async_call("calendar", "create_event", fields, blocking=True)
    assert await needs(hass) == []


@pytest.mark.parametrize(
    ("location", "area", "notes"),
    [("kitchen ", "kitchen", "For four"), ("Main Street 5", None, "For four\n\nMain Street 5"), ("", None, "For four")],
)
async def test_a_place_is_an_area_or_stands_in_the_notes(  # noqa: PLR0917
    hass: HomeAssistant,
    dialog: Dialog,
    area_registry: ar.AreaRegistry,
    location: str,
    area: str | None,
    notes: str,
) -> None:
    """Nobody loses the way to the hospital because the home has no such room."""
    area_registry.async_create("Kitchen")
    garden = area_registry.async_create("Garden")
    times = ("2026-03-05T18:00:00", "2026-03-05T19:00:00")
    assert (await dialog.create(*times, description="For four", location=location))["success"]
    assert [(need["area_id"], need["notes"]) for need in await needs(hass)] == [(area, notes)]
    await act(hass, "update_need", need="Dinner", area_id=garden.id, notes="For four")
    assert (await dialog.save(await dialog.event(), location=location))["success"]
    assert [(need["area_id"], need["notes"]) for need in await needs(hass)] == [(area, notes)]
