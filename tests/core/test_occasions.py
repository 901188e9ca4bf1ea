"""Needs that have a time of their own as a calendar shows them, and what moving one means."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from .builders import BERLIN, DAY, HOUR, INSTANT, LORD_HOWE, MINUTE, NOON, SETTINGS, NeedFields, a_board, a_need
from .strategies import DATES, MOMENTS, ZONES
from custom_components.mutual_aid.core.description import description, notes_in
from custom_components.mutual_aid.core.details import Details, with_details
from custom_components.mutual_aid.core.errors import TimeOutOfRangeError
from custom_components.mutual_aid.core.model import After, House, Kind, Need, Rule
from custom_components.mutual_aid.core.occasions import Occasion, at_a_time, moved, occasion, occasions

TODAY = NOON.date()
SIX = datetime(2026, 3, 10, 18, tzinfo=BERLIN)
MIDNIGHT = datetime(2026, 3, 10, tzinfo=BERLIN)
DAILY = Rule(text="FREQ=DAILY", first=TODAY)


def found(need: Need, zone: tzinfo = BERLIN) -> Occasion:
    """Return when a need is that has a time."""
    shown = occasion(need, zone)
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"start": SIX}, SIX, SIX + HOUR),
        ({"start": SIX, "minutes": 1}, SIX, SIX + MINUTE),
        ({"start": SIX, "end": SIX + 2 * HOUR, "minutes": 1}, SIX, SIX + 2 * HOUR),
        ({"start": SIX, "end": SIX}, SIX, SIX + HOUR),
        ({"start": SIX + INSTANT, "end": SIX + HOUR + INSTANT}, SIX, SIX + HOUR),
        ({"start": SIX, "end": SIX + timedelta(seconds=1)}, SIX, SIX + timedelta(seconds=1)),
        ({"start": SIX + INSTANT, "end": SIX + 2 * INSTANT}, SIX, SIX + HOUR),
        ({"start": SIX, "due": TODAY + DAY}, SIX, SIX + HOUR),
        ({"due": SIX}, SIX, SIX + HOUR),
        ({"due": SIX, "minutes": 90}, SIX, SIX + 90 * MINUTE),
        ({"due": TODAY, "minutes": 90}, TODAY, TODAY + DAY),
        ({"start": MIDNIGHT}, MIDNIGHT, MIDNIGHT + HOUR),
        ({"start": MIDNIGHT, "minutes": 1_440}, MIDNIGHT, MIDNIGHT + DAY),
        ({"start": MIDNIGHT, "end": MIDNIGHT + DAY}, TODAY, TODAY + DAY),
        ({"start": MIDNIGHT, "end": MIDNIGHT + 2 * DAY}, TODAY, TODAY + 2 * DAY),
        ({"start": MIDNIGHT, "end": MIDNIGHT + HOUR}, MIDNIGHT, MIDNIGHT + HOUR),
        ({"start": MIDNIGHT - HOUR, "end": MIDNIGHT + DAY}, MIDNIGHT - HOUR, MIDNIGHT + DAY),
        ({"due": SIX, "standing": True}, SIX, SIX + HOUR),
        ({"due": SIX, "standing": True, "repeat": After(duration=DAY)}, SIX, SIX + HOUR),
    ],
)
def test_a_need_is_from_when_to_when(fields: NeedFields, start: date, end: date) -> None:
    shown = found(a_need(**fields))

    assert (shown.start, shown.end) == (start, end)
    assert isinstance(shown.start, datetime) == isinstance(start, datetime) == isinstance(shown.end, datetime)
    assert {getattr(when, "tzinfo", BERLIN) for when in (shown.start, shown.end)} == {BERLIN}
    assert shown.ends > shown.begins


def test_a_day_begins_and_ends_at_midnight_where_the_household_lives() -> None:
    shown = found(a_need(due=date(2026, 3, 29)))

    assert (shown.begins, shown.ends) == (datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))


def test_what_is_all_day_here_has_times_elsewhere() -> None:
    shown = found(a_need(start=MIDNIGHT, end=MIDNIGHT + DAY), LORD_HOWE)

    assert (shown.start, shown.end) == (MIDNIGHT, MIDNIGHT + DAY)


def test_a_day_without_a_midnight_is_all_day() -> None:
    """In Cuba the clocks go forward at midnight."""
    havana = ZoneInfo("America/Havana")
    at = at_a_time(date(2026, 3, 8), date(2026, 3, 10), havana)

    shown = found(with_details(a_need(), at), havana)

    assert (shown.start, shown.end) == (date(2026, 3, 8), date(2026, 3, 10))


@pytest.mark.parametrize("fields", [{}, {"start": SIX, "standing": True, "repeat": DAILY}])
def test_what_has_no_time_of_its_own_is_none(fields: NeedFields) -> None:
    assert occasion(a_need(**fields), BERLIN) is None


def test_a_calendar_shows_what_is_there_in_the_order_of_time() -> None:
    board = a_board(
        a_need("long", start=SIX, end=SIX + 2 * HOUR),
        a_need("short", start=SIX),
        a_need("equal", start=SIX),
        a_need("any time"),
        a_need("series", start=SIX, repeat=DAILY, rests_since=NOON),
        a_need("resting", due=SIX, standing=True, rests_since=NOON),
        a_need("day", due=TODAY),
        a_need("before", start=SIX - 2 * DAY),
        a_need("done", start=SIX - HOUR, done_at=NOON - SETTINGS.undo_window + INSTANT),
        a_need("gone", start=SIX - HOUR, done_at=NOON - SETTINGS.undo_window),
    )

    shown = occasions(board, SETTINGS, now=NOON)
    assert shown == [found(one.need) for one in shown]
    assert {str(one.start) for one in shown if one.need.title == "short"} == {"2026-03-10 18:00:00+01:00"}
    assert [one.need.title for one in shown] == [
        "before",
        "day",
        "done",
        "short",
        "equal",
        "long",
    ]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (SIX, SIX + HOUR, {"start": SIX, "end": SIX + HOUR}),
        (TODAY, TODAY + DAY, {"due": TODAY}),
        (TODAY, TODAY + 2 * DAY, {"start": MIDNIGHT, "end": MIDNIGHT + 2 * DAY}),
    ],
)
def test_a_single_day_is_when_it_is_due_and_all_else_when_it_happens(start: date, end: date, said: Details) -> None:
    assert at_a_time(start, end, BERLIN) == said


@pytest.mark.parametrize(
    ("fields", "start", "end", "said"),
    [
        ({"start": SIX}, SIX, SIX + HOUR, {}),
        ({"start": SIX}, SIX + DAY, SIX + DAY + HOUR, {"start": SIX + DAY, "end": None}),
        ({"start": SIX}, SIX, SIX + 2 * HOUR, {"start": SIX, "end": SIX + 2 * HOUR}),
        ({"start": SIX, "end": SIX}, SIX + HOUR, SIX + 2 * HOUR, {"start": SIX + HOUR, "end": SIX + HOUR}),
        (
            {"start": SIX, "end": SIX + HOUR + INSTANT},
            SIX - HOUR,
            SIX,
            {"start": SIX - HOUR, "end": SIX + INSTANT},
        ),
        ({"start": SIX}, TODAY, TODAY + DAY, {"start": None, "end": None, "due": TODAY}),
        ({"start": SIX}, TODAY, TODAY + 2 * DAY, {"start": MIDNIGHT, "end": MIDNIGHT + 2 * DAY}),
        ({"start": MIDNIGHT, "end": MIDNIGHT + DAY}, TODAY, TODAY + DAY, {}),
        (
            {"start": MIDNIGHT, "end": MIDNIGHT + DAY},
            TODAY + DAY,
            TODAY + 2 * DAY,
            {"start": MIDNIGHT + DAY, "end": MIDNIGHT + 2 * DAY},
        ),
        ({"start": MIDNIGHT, "end": MIDNIGHT + DAY}, SIX, SIX + HOUR, {"start": SIX, "end": SIX + HOUR}),
        ({"due": SIX}, SIX, SIX + HOUR, {}),
        ({"due": SIX}, SIX + HOUR, SIX + 2 * HOUR, {"due": SIX + HOUR}),
        ({"due": SIX}, SIX.replace(year=1970), SIX.replace(year=1970) + HOUR, {"due": SIX.replace(year=1970)}),
        ({"due": SIX}, SIX.replace(year=9998), SIX.replace(year=9998) + HOUR, {"due": SIX.replace(year=9998)}),
        ({"due": SIX}, SIX, SIX + 61 * MINUTE, {"due": SIX, "minutes": 61}),
        ({"due": SIX}, SIX, SIX + 61 * MINUTE + INSTANT, {"due": SIX, "minutes": 62}),
        ({"due": SIX}, TODAY, TODAY + DAY, {"start": None, "end": None, "due": TODAY}),
        ({"due": SIX}, TODAY, TODAY + 2 * DAY, {"start": MIDNIGHT, "end": MIDNIGHT + 2 * DAY, "due": None}),
        ({"due": TODAY}, TODAY, TODAY + DAY, {}),
        ({"due": TODAY}, TODAY + DAY, TODAY + 2 * DAY, {"start": None, "end": None, "due": TODAY + DAY}),
        ({"due": TODAY}, SIX, SIX + HOUR, {"start": SIX, "end": SIX + HOUR, "due": None}),
    ],
)
def test_a_need_is_moved(fields: NeedFields, start: date, end: date, said: Details) -> None:
    assert moved(found(a_need(**fields)), start, end, BERLIN) == said


@pytest.mark.parametrize("zone", [LORD_HOWE, ZoneInfo("Etc/GMT+12")])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(9999, 12, 30)])
@pytest.mark.parametrize(
    "fields", [{"start": SIX}, {"due": SIX}, {"due": TODAY}, {"start": MIDNIGHT, "end": MIDNIGHT + DAY}]
)
def test_a_year_that_was_hardly_meant_is_refused(fields: NeedFields, day: date, zone: tzinfo) -> None:
    need = a_need(**fields)
    start = datetime.combine(day, time(18), zone)

    for said in (moved(found(need, zone), start, start + HOUR, zone), moved(found(need, zone), day, day + DAY, zone)):
        with pytest.raises(TimeOutOfRangeError):
            with_details(need, said)


def test_an_hour_is_an_hour_when_the_clocks_change_in_it() -> None:
    """From half past one to half past three on the wall."""
    before = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)

    said = moved(found(a_need(due=SIX)), before, before + 2 * HOUR, BERLIN)

    assert said == {"due": before}


@given(st.none() | MOMENTS, st.none() | DATES | MOMENTS, st.none() | st.integers(1, 1_440), ZONES)
def test_what_was_moved_is_shown_where_it_was_put(
    start: datetime | None, due: date | datetime | None, minutes: int | None, zone: tzinfo
) -> None:
    need = a_need(start=start and start.astimezone(UTC), due=due or TODAY, minutes=minutes)
    for target in (found(a_need(start=SIX, minutes=25), zone), found(a_need(due=TODAY), zone)):
        shown = found(need, zone)

        after = found(with_details(need, moved(shown, target.start, target.end, zone)), zone)

        assert (after.start, after.end) == (target.start, target.end)


def test_a_title_has_notes_and_on_a_meal_the_diet_below_it() -> None:
    house, line = House(diet="No nuts"), "Diet: {diet}"
    meal, other = a_need(kind=Kind.MEAL, notes="For four"), a_need(notes="For four")

    assert description(meal, house, line) == "For four\n\nDiet: No nuts"
    assert description(a_need(kind=Kind.MEAL), house, line) == "Diet: No nuts"
    assert description(other, house, line) == description(meal, House(), line) == "For four"
    assert description(a_need(), house, line) is None
    assert notes_in("For six\n\nDiet: No nuts", meal, house, line) == "For six"
    assert notes_in("Diet: No nuts", meal, house, line) == ""
    assert notes_in("For six", meal, house, line) == "For six"
    assert notes_in("Diet: No nuts", other, house, line) == "Diet: No nuts"
