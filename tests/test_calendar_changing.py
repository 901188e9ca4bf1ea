"""Needs that are changed and deleted in the calendar of Home Assistant."""

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar

from .board import Json, act, add, needs
from .dialog import FOLLOWING, Dialog


def said(need: Json) -> Json:
    """Return what a need says, apart from how it stands with it."""
    return {key: value for key, value in need.items() if key not in {"id", "state", "on_it", "repeat", "helpers"}}


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2026-03-05 18:00:00"},
        {"start": "2026-03-05 18:00:00.5", "end": "2026-03-05 18:30:00.7", "minutes": 20, "due_date": "2026-03-07"},
        {"start": "2026-03-05 18:00:00", "end": "2026-03-05 18:00:00"},
        {"start": "2026-03-05 00:00:00", "end": "2026-03-06 00:00:00"},
        {"start": "2026-03-08 01:30:00", "minutes": 60, "urgent": True, "helpers": 2},
        {"due_datetime": "2026-03-05 18:00:00.5", "minutes": 20},
        {"due_date": "2026-03-05"},
        {"start": "2026-03-05 18:00:00", "repeat_rule": "FREQ=DAILY;UNTIL=20260306"},
        {"due_date": "2026-03-05", "repeat_rule": "FREQ=DAILY;COUNT=2", "notes": "For four"},
    ],
)
async def test_another_title_is_only_another_title(
    hass: HomeAssistant, dialog: Dialog, area_registry: ar.AreaRegistry, fields: Json
) -> None:
    """What the event does not show, or shows as it was, is not lost."""
    area = area_registry.async_create("Kitchen")
    await act(hass, "set_house_notes", diet="No nuts")
    await add(hass, "Dinner", kind="meal", area_id=area.id, **fields)
    before = await needs(hass, state="open", days_ahead=30)
    event = await dialog.event()
    assert (await dialog.save(event, summary="Supper"))["success"]
    after = await needs(hass, state="open", days_ahead=30)
    assert after[0]["title"] == "Supper"
    assert [{**need, "title": "Dinner"} for need in after] == before
    await act(hass, "undo")
    assert (await dialog.save(event, FOLLOWING, summary="Supper"))["success"]
    after = await needs(hass, state="open", days_ahead=30)
    assert {need["title"] for need in after} == {"Supper"}
    assert [said({**need, "title": "Dinner"}) for need in after] == [said(need) for need in before]


async def test_saving_what_is_shown_changes_nothing(hass: HomeAssistant, dialog: Dialog, dinner: Json) -> None:
    before = await needs(hass)
    event = await dialog.event("2026-03-05")
    assert (await dialog.save(event))["success"]
    assert (await dialog.save(event, FOLLOWING))["success"]
    assert await needs(hass) == before
    assert (await act(hass, "undo"))["need"]["id"] == dinner["id"]


@pytest.mark.parametrize(
    ("fields", "times", "need"),
    [
        (
            {"start": "2026-03-05 18:00:00", "minutes": 20},
            ("2026-03-06T17:00:00", "2026-03-06T17:20:00"),
            {"start": "2026-03-06T17:00:00-08:00", "end": None, "minutes": 20},
        ),
        (
            {"start": "2026-03-05 18:00:00", "minutes": 20},
            ("2026-03-05T18:00:00", "2026-03-05T18:30:00"),
            {"start": "2026-03-05T18:00:00-08:00", "end": "2026-03-05T18:30:00-08:00", "minutes": 20},
        ),
        (
            {"start": "2026-03-05 18:00:00", "end": "2026-03-05 19:00:00"},
            ("2026-03-05T17:30:00", "2026-03-05T18:30:00"),
            {"start": "2026-03-05T17:30:00-08:00", "end": "2026-03-05T18:30:00-08:00"},
        ),
        (
            {"start": "2026-03-05 18:00:00", "end": "2026-03-05 19:00:00", "due_date": "2026-03-07"},
            ("2026-03-05", "2026-03-06"),
            {"start": None, "end": None, "due": "2026-03-05"},
        ),
        (
            {"due_datetime": "2026-03-05 18:00:00", "minutes": 20},
            ("2026-03-05T17:00:00", "2026-03-05T17:20:00"),
            {"start": None, "due": "2026-03-05T17:00:00-08:00", "minutes": 20},
        ),
        (
            {"due_datetime": "2026-03-05 18:00:00"},
            ("2026-03-05T18:00:00", "2026-03-05T18:20:30"),
            {"start": None, "due": "2026-03-05T18:00:00-08:00", "minutes": 21},
        ),
        (
            {"due_datetime": "2026-03-05 18:00:00"},
            ("2026-03-05", "2026-03-07"),
            {"start": "2026-03-05T00:00:00-08:00", "end": "2026-03-07T00:00:00-08:00", "due": None},
        ),
        ({"due_date": "2026-03-05"}, ("2026-03-06", "2026-03-07"), {"start": None, "due": "2026-03-06"}),
        (
            {"due_date": "2026-03-05"},
            ("2026-03-05T18:00:00", "2026-03-05T19:00:00"),
            {"start": "2026-03-05T18:00:00-08:00", "end": "2026-03-05T19:00:00-08:00", "due": None},
        ),
        (
            {"start": "2026-03-05 00:00:00", "end": "2026-03-06 00:00:00"},
            ("2026-03-08", "2026-03-09"),
            {"start": "2026-03-08T00:00:00-08:00", "end": "2026-03-09T00:00:00-07:00", "due": None},
        ),
    ],
)
async def test_an_event_is_moved(
    hass: HomeAssistant, dialog: Dialog, fields: Json, times: tuple[str, str], need: Json
) -> None:
    """What is due stays due; another length is when it ends, or how long it takes."""
    before = await add(hass, "Dinner", **fields)
    event = await dialog.event()
    assert (await dialog.save(event, dtstart=times[0], dtend=times[1]))["success"]
    assert await needs(hass) == [{**before, **need}]
    [shown] = await dialog.events()
    assert shown["start"] == times[0]
    await act(hass, "undo")
    assert await dialog.events() == [event]


@pytest.mark.parametrize(
    ("description", "notes"),
    [
        ("For six\n\nDiet: No nuts", "For six"),
        ("For six", "For six"),
        ("Diet: No nuts", None),
        ("", None),
        (None, "For four"),
    ],
)
async def test_the_diet_is_not_baked_into_the_notes(
    hass: HomeAssistant, dialog: Dialog, description: str | None, notes: str | None
) -> None:
    await act(hass, "set_house_notes", diet="No nuts")
    await add(hass, "Dinner", kind="meal", notes="For four", start="2026-03-05 18:00:00")
    assert (await dialog.save(await dialog.event(), description=description))["success"]
    assert [need["notes"] for need in await needs(hass)] == [notes]


async def test_an_event_is_deleted(hass: HomeAssistant, dialog: Dialog) -> None:
    need = await add(hass, "Dinner", start="2026-03-05 18:00:00")
    event = await dialog.event()
    assert (await dialog.delete(event))["success"]
    assert await needs(hass) == []
    await act(hass, "undo")
    assert await needs(hass) == [need]
    assert (await dialog.delete(event, FOLLOWING))["success"]
    assert await needs(hass) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"summary": "x" * 256}, "The title is too long"),
        ({"description": "x" * 2001}, "The notes are too long"),
        ({"dtstart": "1969-03-05T18:00:00", "dtend": "1969-03-05T19:00:00"}, "Look at the year again"),
        ({"dtstart": "0001-01-01T00:00:00", "dtend": "9999-12-31T23:00:00"}, "Look at the year again"),
        ({"dtstart": "0001-01-01", "dtend": "9999-12-31"}, "Look at the year again"),
        ({"rrule": "FREQ=DAILY;BYHOUR=8,20"}, "is no repeat rule"),
        ({"rrule": "FREQ=DAILY;UNTIL=20260301"}, "names no day that ever comes"),
    ],
)
async def test_what_is_wrong_is_refused_and_nothing_changes(
    hass: HomeAssistant, dialog: Dialog, dinner: Json, changes: Json, sentence: str
) -> None:
    before = await needs(hass)
    event = await dialog.event("2026-03-05")
    added = {"dtstart": event["start"], "dtend": event["end"], **changes}
    for refusal in (
        await dialog.save(event, FOLLOWING, **changes),
        await dialog.create(added.pop("dtstart"), added.pop("dtend"), **added),
    ):
        assert refusal["error"]["code"] == "failed"
        assert sentence in refusal["error"]["message"]
    assert await needs(hass) == before


async def test_minutes_of_more_than_a_day_are_refused(hass: HomeAssistant, dialog: Dialog) -> None:
    """The sentence says what would be right: a start and an end."""
    need = await add(hass, "Dinner", due_datetime="2026-03-05 18:00:00")
    refusal = await dialog.save(await dialog.event(), dtend="2026-03-07T18:00:00")
    assert "give a start and an end" in refusal["error"]["message"]
    assert await needs(hass) == [need]


@pytest.mark.parametrize(
    "which",
    [
        {"uid": "gone", "recurrence_id": ""},
        {"recurrence_id": "2026-04-05"},
        {"recurrence_id": "Thursday"},
        {"uid": "gone"},
    ],
)
async def test_what_is_gone_is_refused(hass: HomeAssistant, dialog: Dialog, dinner: Json, which: Json) -> None:
    """Somebody else removed it while the dialog was open."""
    before = await needs(hass)
    event = {**await dialog.event("2026-03-05"), **which}
    for refusal in (await dialog.save(event, summary="Supper"), await dialog.delete(event, FOLLOWING)):
        assert refusal["error"]["code"] == "failed"
        assert "There is no need" in refusal["error"]["message"]
    assert await needs(hass) == before


async def test_what_is_no_event_is_not_to_be_found(hass: HomeAssistant, dialog: Dialog) -> None:
    need = await add(hass, "Wash the dishes")
    refusal = await dialog.delete({"uid": need["id"]})
    assert "There is no need" in refusal["error"]["message"]
    assert await needs(hass) == [need]
