"""The meal train: a need that repeats, and its days, which are taken, changed and done one by one."""

from datetime import timedelta
from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Json, act, add, items, needs, refused, reload, state, stored, titles, todo, wait

# Noon on Monday 2 March, US/Pacific; daylight saving starts on Sunday the 8th.
DINNER: Final[Json] = {"kind": "meal", "start": "2026-03-03 18:00:00", "end": "2026-03-03 19:00:00"}


@pytest.fixture
async def dinner(hass: HomeAssistant, board: ConfigEntry) -> Json:
    """Have dinner wanted every evening from tomorrow on."""
    return await add(hass, "Dinner", repeat_rule="RRULE:FREQ=DAILY", **DINNER)


async def days(hass: HomeAssistant, **wanted: object) -> list[str]:
    """Return when dinner is open, or what else is wanted."""
    fields: Json = {"state": ["open", "taken"], "days_ahead": 60, **wanted}
    return [need["start"] for need in (await act(hass, "list_needs", **fields))["needs"]]


async def slot(hass: HomeAssistant, start: str) -> Json:
    """Return the dinner of a day."""
    [found] = [
        need for need in await needs(hass) if (need["start"] or "").startswith(start) and need["repeat"]["series"]
    ]
    return found


async def test_every_day_within_the_horizon_is_a_need_of_its_own(hass: HomeAssistant, dinner: Json) -> None:
    """Six in the evening stays six in the evening when the clocks change."""
    assert dinner["state"] == "resting"
    assert dinner["repeat"] == {"rule": "FREQ=DAILY", "after": None, "series": None}
    found = await days(hass)
    assert found[0] == "2026-03-03T18:00:00-08:00"
    assert found[5] == "2026-03-08T18:00:00-07:00"
    assert found[-1] == "2026-03-16T18:00:00-07:00"
    assert len(found) == 14
    assert (await slot(hass, "2026-03-04"))["repeat"] == {"rule": None, "after": None, "series": dinner["id"]}


async def test_it_is_listed_in_its_week_and_open_on_its_day(
    hass: HomeAssistant, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    assert [item["due"] for item in await items(hass)] == [
        f"2026-03-0{day}T18:00:00-0{8 if day < 8 else 7}:00" for day in range(3, 10)
    ]
    assert state(hass, "sensor.needs_open") == "0"
    await wait(hass, freezer, hours=12)
    assert state(hass, "sensor.needs_open") == "1"
    assert state(hass, "sensor.needs_next") == "Dinner"


async def test_thursday_is_covered_and_friday_is_open(
    hass: HomeAssistant, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    """It is taken ahead of time, and stays taken until it is over."""
    thursday = await slot(hass, "2026-03-05")
    await act(hass, "take_need", need=thursday["id"], name="Jo")
    await wait(hass, freezer, days=3, hours=6)
    assert (await slot(hass, "2026-03-05"))["on_it"] == [{"name": "Jo", "until": "2026-03-05T19:00:00-08:00"}]
    assert (await slot(hass, "2026-03-06"))["state"] == "open"


async def test_a_title_means_the_first_day_that_is_left(hass: HomeAssistant, dinner: Json) -> None:
    await act(hass, "complete_need", need="Dinner")
    await act(hass, "take_need", need="dinner")
    assert [need["start"][:10] for need in await needs(hass, state="done")] == ["2026-03-03"]
    assert (await days(hass, state="taken")) == ["2026-03-04T18:00:00-08:00"]


async def test_days_follow_the_series_but_for_those_that_somebody_took_changed_or_did(
    hass: HomeAssistant, dinner: Json
) -> None:
    await act(hass, "take_need", need=(await slot(hass, "2026-03-04"))["id"])
    await act(hass, "update_need", need=(await slot(hass, "2026-03-05"))["id"], notes="No soup")
    await act(hass, "complete_need", need=(await slot(hass, "2026-03-03"))["id"])
    await act(hass, "update_need", need=dinner["id"], title="Lunch", start="2026-03-03 12:00:00", end="")
    by_day = {need["start"][:13]: need["title"] for need in await needs(hass) if need["repeat"]["series"]}
    assert dict(sorted(by_day.items())[:5]) == {
        "2026-03-03T18": "Dinner",
        "2026-03-04T18": "Dinner",
        "2026-03-05T18": "Dinner",
        "2026-03-06T12": "Lunch",
        "2026-03-07T12": "Lunch",
    }
    await act(hass, "remove_need", need="Lunch")
    assert sorted({need["start"][:13] for need in await needs(hass)}) == [
        "2026-03-03T18",
        "2026-03-04T18",
        "2026-03-05T18",
    ]
    assert {need["repeat"] for need in await needs(hass)} == {None}


async def test_a_removed_series_is_undone_in_one_step(hass: HomeAssistant, dinner: Json) -> None:
    before = await needs(hass)
    await act(hass, "remove_need", need="Dinner")
    assert await needs(hass) == []
    await act(hass, "undo")
    assert await needs(hass) == before


async def test_a_day_that_was_removed_stays_away(
    hass: HomeAssistant, board: ConfigEntry, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    await todo(hass, "remove_item", item=(await slot(hass, "2026-03-05"))["id"])
    await wait(hass, freezer, days=1)
    await reload(hass, board)
    assert "2026-03-05" not in {start[:10] for start in await days(hass)}


async def test_a_ticked_day_is_done_and_the_next_one_stays(hass: HomeAssistant, dinner: Json) -> None:
    await todo(hass, "update_item", item=(await slot(hass, "2026-03-03"))["id"], status="completed")
    assert [item["status"] for item in await items(hass)] == ["completed", *["needs_action"] * 6]


async def test_the_next_day_appears_at_midnight(
    hass: HomeAssistant, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    await wait(hass, freezer, hours=11, minutes=59)
    assert (await days(hass))[-1][:10] == "2026-03-16"
    await wait(hass, freezer, minutes=1)
    assert (await days(hass))[-1][:10] == "2026-03-17"


async def test_a_day_that_nobody_came_is_gone_quietly(
    hass: HomeAssistant, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody can cook for yesterday, and nobody has to be told."""
    events = async_capture_events(hass, "mutual_aid_event")
    for _ in range(15):
        await wait(hass, freezer, hours=8)
    assert [event.data["type"] for event in events] == ["due"] * 4
    assert (await days(hass))[0] == "2026-03-07T18:00:00-08:00"
    assert "2026-03-04" not in {(need["start"] or "")[:10] for need in await needs(hass)}


async def test_its_time_comes_up_once(
    hass: HomeAssistant, board: ConfigEntry, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    """Not again after a restart."""
    events = async_capture_events(hass, "mutual_aid_event")
    await wait(hass, freezer, days=1, hours=5, minutes=59)
    assert events == []
    await wait(hass, freezer, minutes=1)
    assert [(event.data["type"], event.data["title"]) for event in events] == [("due", "Dinner")]
    found = hass.states.get("event.needs_activity")
    assert found is not None
    assert found.attributes["event_type"] == "due"
    await reload(hass, board)
    await wait(hass, freezer, minutes=1)
    assert len(events) == 1


async def test_nothing_old_is_announced_after_a_sleep_of_days(
    hass: HomeAssistant, board: ConfigEntry, dinner: Json, freezer: FrozenDateTimeFactory
) -> None:
    events = async_capture_events(hass, "mutual_aid_event")
    await hass.config_entries.async_unload(board.entry_id)
    freezer.tick(timedelta(days=3, hours=7))
    await hass.config_entries.async_setup(board.entry_id)
    await hass.async_block_till_done()
    assert [(event.data["type"], event.data["title"]) for event in events] == [("due", "Dinner")]
    assert (await days(hass))[0] == "2026-03-05T18:00:00-08:00"


async def test_the_clock_on_the_wall_holds_in_another_time_zone(hass: HomeAssistant, dinner: Json) -> None:
    """The household moves, or somebody sets the right time zone at last: six stays six."""
    await act(hass, "take_need", need=(await slot(hass, "2026-03-04"))["id"])
    await hass.config.async_update(time_zone="Asia/Kathmandu")
    await hass.async_block_till_done()
    assert {start[10:] for start in await days(hass, state="open")} == {"T18:00:00+05:45"}
    assert (await days(hass, state="taken")) == ["2026-03-04T18:00:00+05:45"]


async def test_the_horizon_is_as_far_as_chosen(hass: HomeAssistant, board: ConfigEntry, dinner: Json) -> None:
    flow = await hass.config_entries.options.async_init(board.entry_id)
    options = {"undo_hours": 2, "keep_done_hours": 24, "on_it_hours": 3, "horizon_days": 30, "voice": True}
    await hass.config_entries.options.async_configure(flow["flow_id"], options)
    await hass.async_block_till_done()
    assert len(await days(hass)) == 30


async def test_a_train_that_has_come_in_leaves_nothing_behind(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await add(hass, "Dinner", repeat_rule="FREQ=DAILY;COUNT=3", **DINNER)
    assert len(await days(hass)) == 3
    for _ in range(5):
        await wait(hass, freezer, days=1)
    assert await needs(hass) == []
    await hass.config_entries.async_unload(board.entry_id)
    assert [name for name, content in stored(hass).items() if b"Dinner" in content] == []


async def test_what_repeats_without_a_time_is_there_all_day(hass: HomeAssistant, board: ConfigEntry) -> None:
    await add(hass, "Company for Sara", repeat_rule="FREQ=WEEKLY;BYDAY=MO,WE", kind="company")
    assert [item["due"] for item in await items(hass)] == ["2026-03-02", "2026-03-04", "2026-03-09"]
    assert await titles(hass, state="open", days_ahead=0) == ["Company for Sara"]
    await act(hass, "take_need", need="Company for Sara", name="Jo")
    [taken] = await needs(hass, state="taken")
    assert taken["on_it"][0]["until"] == "2026-03-02T23:59:59.999999-08:00"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"repeat_rule": "every now and then"}, "rule_unreadable"),
        ({"repeat_rule": "FREQ=HOURLY"}, "rule_unreadable"),
        ({"repeat_rule": "FREQ=DAILY;BYHOUR=8"}, "rule_unreadable"),
        ({"repeat_rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule_never"),
        ({"repeat_rule": "FREQ=DAILY", "repeat_after": {"days": 1}}, "two_repeats"),
        ({"repeat_after": {"days": 367}}, "repeat_after_out_of_range"),
        ({"repeat_after": {"seconds": 0}}, "repeat_after_out_of_range"),
    ],
)
async def test_a_repeat_that_makes_no_sense_is_refused(
    hass: HomeAssistant, board: ConfigEntry, fields: Json, key: str
) -> None:
    with refused(key):
        await add(hass, "Dinner", **fields)
    assert await needs(hass) == []


async def test_one_day_of_a_series_does_not_repeat_by_itself(hass: HomeAssistant, dinner: Json) -> None:
    with refused("slot_repeats"):
        await act(hass, "update_need", need=(await slot(hass, "2026-03-04"))["id"], repeat_rule="FREQ=DAILY")


async def test_a_series_that_ends_keeps_what_somebody_took(hass: HomeAssistant, dinner: Json) -> None:
    await act(hass, "take_need", need=(await slot(hass, "2026-03-10"))["id"])
    await act(hass, "update_need", need=dinner["id"], repeat_rule="FREQ=DAILY;UNTIL=20260305")
    assert [start[:10] for start in await days(hass)] == ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-10"]


async def test_dinner_on_several_days_is_said_once(hass: HomeAssistant, dinner: Json) -> None:
    await act(hass, "set_house_notes", diet="no nuts")
    answer = await act(hass, "describe_needs", days_ahead=3)
    assert answer["text"].replace("\u202f", " ") == (
        "One thing would help: Dinner, tomorrow, on Wednesday, and on Thursday at 6:00 PM. "
        "For meals, please mind: no nuts."
    )
    answer = await act(hass, "describe_needs", days_ahead=14)
    assert "on Thursday, and 11 more days at" in answer["text"]
