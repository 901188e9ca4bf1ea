"""Days of a series in the calendar of Home Assistant: only this one, or those that follow as well."""

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Json, act, add, needs, reload, titles, wait
from .dialog import DINNER, FOLLOWING, Dialog, days


async def test_only_this_day_is_changed(hass: HomeAssistant, dialog: Dialog, dinner: Json) -> None:
    """It keeps what is special about it when the series changes."""
    event = await dialog.event("2026-03-05")
    times = {"dtstart": "2026-03-05T19:00:00", "dtend": "2026-03-05T20:00:00"}
    assert (await dialog.save(event, summary="Feast", **times))["success"]
    await act(hass, "update_need", need=dinner["id"], title="Supper")
    assert await days(dialog) == [
        "03T18:00 Supper",
        "04T18:00 Supper",
        "05T19:00 Feast",
        "06T18:00 Supper",
        "07T18:00 Supper",
    ]
    assert (await dialog.event("2026-03-05"))["recurrence_id"] == "2026-03-05"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"summary": "Supper"}, ["05T18:00 Supper", "06T18:00 Supper", "07T18:00 Supper"]),
        (
            {"dtstart": "2026-03-05T19:00:00", "dtend": "2026-03-05T20:00:00"},
            ["05T19:00 Dinner", "06T19:00 Dinner", "07T19:00 Dinner"],
        ),
        (
            {"dtstart": "2026-03-06T18:00:00", "dtend": "2026-03-06T19:00:00"},
            ["06T18:00 Dinner", "07T18:00 Dinner", "08T18:00 Dinner"],
        ),
        ({"dtstart": "2026-03-05", "dtend": "2026-03-06"}, ["05 Dinner", "06 Dinner", "07 Dinner"]),
        ({"rrule": "FREQ=WEEKLY;COUNT=2;BYDAY=TH"}, ["05T18:00 Dinner", "12T18:00 Dinner"]),
        ({"rrule": "FREQ=DAILY;UNTIL=20260306T180000"}, ["05T18:00 Dinner", "06T18:00 Dinner"]),
        ({"rrule": None}, ["05T18:00 Dinner"]),
    ],
)
async def test_this_day_and_those_that_follow_are_changed(
    hass: HomeAssistant, dialog: Dialog, dinner: Json, changes: dict[str, str | None], shown: list[str]
) -> None:
    """The days before stay; it is one change, and people are told of none."""
    told = async_capture_events(hass, "mutual_aid_event")
    before = await needs(hass)
    assert (await dialog.save(await dialog.event("2026-03-05"), FOLLOWING, **changes))["success"]
    assert await days(dialog) == ["03T18:00 Dinner", "04T18:00 Dinner", *shown]
    await act(hass, "undo")
    assert await needs(hass) == before
    assert told == []


async def test_what_follows_stays_changed_when_it_is_loaded_again(
    hass: HomeAssistant, dialog: Dialog, dinner: Json, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await dialog.save(await dialog.event("2026-03-05"), FOLLOWING, summary="Supper", rrule="FREQ=DAILY")
    shown = await dialog.events()
    await reload(hass, board)
    assert await dialog.events() == shown
    await wait(hass, freezer, days=3, hours=14)
    assert (await days(dialog))[-1] == "20T18:00 Supper"
    assert await titles(hass, state="resting") == ["Supper"]


async def test_an_event_begins_to_repeat(hass: HomeAssistant, dialog: Dialog) -> None:
    need = await add(hass, "Dinner", **DINNER)
    assert (await dialog.save(await dialog.event(), rrule="FREQ=DAILY;COUNT=3"))["success"]
    assert await days(dialog) == ["03T18:00 Dinner", "04T18:00 Dinner", "05T18:00 Dinner"]
    assert (await dialog.event())["uid"] == need["id"]


@pytest.mark.parametrize(
    ("day", "recurrence_range", "left"),
    [
        ("2026-03-05", "", ["03", "04", "06", "07"]),
        ("2026-03-05", FOLLOWING, ["03", "04"]),
        ("2026-03-03", "", ["04", "05", "06", "07"]),
        ("2026-03-03", FOLLOWING, []),
    ],
)
async def test_this_day_or_those_that_follow_are_deleted(  # noqa: PLR0917
    hass: HomeAssistant, dialog: Dialog, dinner: Json, day: str, recurrence_range: str, left: list[str]
) -> None:
    before = await needs(hass)
    assert (await dialog.delete(await dialog.event(day), recurrence_range))["success"]
    assert await days(dialog) == [f"{each}T18:00 Dinner" for each in left]
    await act(hass, "undo")
    assert await needs(hass) == before


async def test_what_somebody_took_stays_when_those_that_follow_are_deleted(
    hass: HomeAssistant, dialog: Dialog, dinner: Json
) -> None:
    friday = next(need for need in await needs(hass) if need["start"].startswith("2026-03-06"))
    await act(hass, "take_need", need=friday["id"], name="Kim")
    assert (await dialog.delete(await dialog.event("2026-03-05"), FOLLOWING))["success"]
    assert await days(dialog) == ["03T18:00 Dinner", "04T18:00 Dinner", "06T18:00 Dinner"]
    assert (await dialog.event("2026-03-06"))["uid"] == friday["id"]


async def test_a_whole_series_is_meant_when_no_day_is(hass: HomeAssistant, dialog: Dialog, dinner: Json) -> None:
    """The dialog always says which; others may not."""
    series = {**await dialog.event(), "recurrence_id": ""}
    assert (await dialog.save(series, summary="Supper"))["success"]
    assert {line[9:] for line in await days(dialog)} == {"Supper"}
    assert (await dialog.delete(series))["success"]
    assert await needs(hass) == []


async def test_one_day_does_not_repeat_by_itself(hass: HomeAssistant, dialog: Dialog, dinner: Json) -> None:
    """The dialog leaves the rule out then; others may not."""
    event = await dialog.event("2026-03-05")
    event.pop("rrule")
    refusal = await dialog.save(event, rrule="FREQ=WEEKLY")
    assert "This is one day of a need that repeats" in refusal["error"]["message"]
