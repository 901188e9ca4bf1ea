"""Dinner is at six whatever the clocks do: repeats keep the time on the wall, checked against python-dateutil's own zones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import reduce
from typing import Final
from zoneinfo import ZoneInfo

from dateutil import tz
from dateutil.rrule import rrulestr
from hypothesis import assume, given, strategies as st
import pytest

from .builders import (
    APIA,
    BERLIN,
    DAY,
    HOUR,
    KATHMANDU,
    LORD_HOWE,
    NEW_YORK,
    SETTINGS,
    completed,
    later,
    updated,
    with_need,
)
from .strategies import CHANGES, RULES, WALL_TIMES, ZONES
from custom_components.mutual_aid.core.coming_back import raises_itself_at
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, Need, Rule
from custom_components.mutual_aid.core.repeat import days, times_on

type Change = tuple[ZoneInfo, date]

AGO: Final = st.integers(0, 6)
MONTH: Final = 31


def others_say(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return when a clock on the wall shows this, as python-dateutil has it: the first time when it does so twice."""
    there = wall.replace(tzinfo=tz.gettz(zone.key), fold=0)
    return tz.resolve_imaginary(there).astimezone(UTC)


def by_others(rule: Rule, zone: ZoneInfo, until: date) -> list[datetime]:
    """Return when a rule comes up to the end of a day, as python-dateutil has it."""
    assert rule.start is not None
    shown = rrulestr(rule.text, dtstart=rule.start)
    return [others_say(wall, zone) for wall in shown.between(rule.start - DAY, datetime.combine(until, time.max))]


def rule_of(need: Need) -> Rule:
    """Return the rule of a need that has one."""
    assert isinstance(need.repeat, Rule)
    return need.repeat


def starts(board: Board) -> dict[date, datetime | None]:
    """Return when the slots on a board start, by their days."""
    return {need.slot.day: need.start for need in board.needs.values() if need.slot}


def mornings(first: date, length: int, zone: tzinfo) -> Iterator[datetime]:
    """Return a moment of each of some days."""
    return (datetime.combine(first + number * DAY, time(5), zone) for number in range(length))


def a_start(change: Change, days_ago: int, at: time) -> datetime:
    """Return a time that clocks show some days before they are changed."""
    zone, day = change
    return datetime.combine(day - days_ago * DAY, at, zone).astimezone(UTC).astimezone(zone)


@given(CHANGES, AGO, WALL_TIMES, RULES)
def test_every_time_of_a_rule_is_the_one_that_others_find(change: Change, days_ago: int, at: time, text: str) -> None:
    (zone, day), wall = change, datetime.combine(change[1] - days_ago * DAY, at)
    rule = Rule(text=text, first=wall.date(), start=wall, end=wall, due=wall)

    found = [times_on(rule, on, zone) for on in days(rule, wall.date() - DAY, day + MONTH * DAY)]

    assert found == [(when, when, when) for when in by_others(rule, zone, day + MONTH * DAY)]


@given(CHANGES, AGO, WALL_TIMES, RULES, st.integers(0, 3))
def test_every_slot_is_at_the_time_that_others_find(
    change: Change, days_ago: int, at: time, text: str, days_before: int
) -> None:
    """A household that lives through a month in which clocks are changed."""
    zone, start = change[0], a_start(change, days_ago, at)
    begin = start.date() - days_before * DAY
    now = datetime.combine(begin, time.min, zone)
    board = with_need(Board(), Details(title="Dinner", start=start, repeat_rule=text), now=now)
    rule = rule_of(board.needs["need"])

    boards = [board]
    for morning in mornings(begin, MONTH, zone):
        boards.append(later(boards[-1], morning))

    laid = {need.slot.day: need.start for lived in boards for need in lived.needs.values() if need.slot}
    until = begin + (MONTH - 1) * DAY + SETTINGS.horizon
    assert [laid[day] for day in sorted(laid)] == by_others(rule, zone, until)


@given(CHANGES, AGO, WALL_TIMES, RULES, st.timedeltas(min_value=timedelta(0), max_value=20 * DAY))
def test_a_standing_need_raises_itself_at_the_time_that_others_find(
    change: Change, days_ago: int, at: time, text: str, passed: timedelta
) -> None:
    """Whenever it was done before."""
    zone, start = change[0], a_start(change, days_ago, at)
    before = start - 2 * DAY
    said = Details(title="Bins", start=start, standing=True, repeat_rule=text)
    board = with_need(Board(), said, now=before.astimezone(zone))
    rested = (start.astimezone(UTC) + passed).astimezone(zone)
    board = completed(later(board, rested), "need", rested)
    need = board.needs["need"]
    since = need.rests_since
    assert since is not None
    coming = [when for when in by_others(rule_of(need), zone, rested.date() + 800 * DAY) if when > since]

    assert raises_itself_at(need, rested) == min(coming, default=None)


@given(CHANGES, AGO, WALL_TIMES, ZONES)
def test_a_series_keeps_its_time_on_the_wall_where_the_household_goes(
    change: Change, days_ago: int, at: time, elsewhere: ZoneInfo
) -> None:
    (zone, _), start = change, a_start(change, days_ago, at)
    now = start - HOUR
    board = with_need(Board(), Details(title="Dinner", start=start, repeat_rule="FREQ=DAILY"), now=now.astimezone(zone))
    rule = rule_of(board.needs["need"])

    moved = later(board, now.astimezone(elsewhere))

    back = later(moved, now.astimezone(zone))

    assert rule_of(moved.needs["need"]).start == rule_of(back.needs["need"]).start == rule.start
    assert (
        starts(moved).items()
        >= {
            day: others_say(start.replace(tzinfo=None) + (day - start.date()), elsewhere) for day in starts(board)
        }.items()
    )
    assert starts(back).items() >= starts(board).items()


@given(ZONES, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 23), st.sampled_from([-9, -3, 3, 9]))
def test_an_end_in_universal_time_is_meant_as_others_mean_it(
    zone: ZoneInfo, first: date, hour: int, hours_off: int
) -> None:
    """RFC 5545 section 3.3.10; but for an end within the hours in which clocks are changed."""
    at = datetime.combine(first, time(hour), zone)
    until = at.astimezone(UTC) + 7 * DAY + hours_off * HOUR
    text = f"FREQ=DAILY;UNTIL={until:%Y%m%dT%H%M%SZ}"
    now = datetime.combine(first, time.min, zone)
    rule = rule_of(with_need(Board(), Details(title="Dinner", start=at, repeat_rule=text), now=now).needs["need"])
    assume(rule.start == at.replace(tzinfo=None))

    others = rrulestr(text, dtstart=at.replace(tzinfo=tz.gettz(zone.key)))

    assert days(rule, first - DAY, first + 20 * DAY) == [when.date() for when in others]


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        pytest.param(BERLIN, datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC), id="skipped"),
        pytest.param(BERLIN, datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="twice"),
        pytest.param(NEW_YORK, datetime(2026, 3, 8, 2), datetime(2026, 3, 8, 7, tzinfo=UTC), id="skipped in New York"),
        pytest.param(NEW_YORK, datetime(2026, 11, 1, 1), datetime(2026, 11, 1, 5, tzinfo=UTC), id="twice in New York"),
        pytest.param(
            LORD_HOWE, datetime(2026, 10, 4, 2, 10), datetime(2026, 10, 3, 15, 40, tzinfo=UTC), id="half an hour"
        ),
        pytest.param(
            LORD_HOWE, datetime(2026, 4, 5, 1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC), id="twice for half"
        ),
        pytest.param(
            KATHMANDU, datetime(1986, 1, 1, 0, 10), datetime(1985, 12, 31, 18, 40, tzinfo=UTC), id="a quarter"
        ),
        pytest.param(
            APIA, datetime(2011, 12, 30, 18), datetime(2011, 12, 31, 4, tzinfo=UTC), id="a day that was skipped"
        ),
    ],
)
def test_a_time_that_is_skipped_counts_from_before_and_one_that_comes_twice_is_the_first(
    zone: ZoneInfo, wall: datetime, moment: datetime
) -> None:
    """RFC 5545 section 3.3.5."""
    rule = Rule(text="FREQ=DAILY", first=wall.date() - DAY, start=wall - DAY)

    assert times_on(rule, wall.date(), zone)[0] == moment
    assert others_say(wall, zone) == moment


def test_a_day_that_was_skipped_is_lived_through_with_the_next() -> None:
    """In Apia the 30th of December 2011 never was."""
    first = datetime(2011, 12, 28, 18, tzinfo=APIA)
    board = with_need(Board(), Details(title="Dinner", start=first, repeat_rule="FREQ=DAILY;COUNT=4"), now=first - HOUR)
    evening = datetime(2011, 12, 31, 18, tzinfo=APIA)

    assert list(starts(board).values()) == [first, first.astimezone(UTC) + DAY, evening, evening]


def test_what_is_due_on_a_day_that_was_skipped_raises_itself_on_the_next() -> None:
    friday = datetime(2011, 12, 23, 18, tzinfo=APIA)
    said = Details(title="Bins", start=friday, standing=True, repeat_rule="FREQ=WEEKLY")
    board = later(with_need(Board(), said, now=friday - HOUR), friday)
    saturday = datetime(2011, 12, 31, 10, tzinfo=APIA)

    need = completed(board, "need", saturday).needs["need"]

    assert raises_itself_at(need, saturday) == datetime(2011, 12, 31, 18, tzinfo=APIA)


@pytest.mark.parametrize(
    ("start", "length"),
    [(time(2, 30), timedelta(minutes=30)), (time(2, 59), timedelta(minutes=2)), (time(1, 30), HOUR)],
)
def test_nothing_ends_before_it_starts_when_clocks_are_changed(start: time, length: timedelta) -> None:
    """From half past two to three, when there is no half past two."""
    first = datetime.combine(date(2026, 3, 28), start, BERLIN)
    said = Details(title="Night watch", start=first, end=first + length, repeat_rule="FREQ=DAILY;COUNT=3")
    board = with_need(Board(), said, now=first - HOUR)

    watches = [(need.start, need.end) for need in board.needs.values() if need.slot]

    assert [begins and ends and begins <= ends for begins, ends in watches] == [True] * 3


def test_somebody_who_says_the_second_of_two_equal_times_means_the_first_every_day() -> None:
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    said = Details(title="Night watch", start=second, repeat_rule="FREQ=DAILY;COUNT=2")

    board = with_need(Board(), said, now=second - 10 * HOUR)

    assert list(starts(board).values()) == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]


def test_another_title_leaves_the_time_on_the_wall_alone_also_where_it_was_skipped() -> None:
    """In New York there was no half past two on that day."""
    first = datetime(2026, 3, 8, 2, 30, tzinfo=BERLIN)
    board = with_need(Board(), Details(title="Watch", start=first, repeat_rule="FREQ=DAILY"), now=first - HOUR)
    there, here = (first - HOUR).astimezone(NEW_YORK), first - HOUR

    renamed = updated(later(board, there), "need", Details(title="Night watch"), there)

    assert renamed.needs["need"].start == datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK)
    assert starts(later(renamed, here)).items() >= starts(board).items()


def test_days_stay_days_wherever_the_household_goes() -> None:
    now = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    board = with_need(Board(), Details(title="Bins", due=now.date(), repeat_rule="FREQ=DAILY;COUNT=3"), now=now)

    moved = reduce(later, (now.astimezone(zone) for zone in (NEW_YORK, APIA, BERLIN)), board)

    assert [need.due for need in moved.needs.values() if need.slot] == [now.date() + day * DAY for day in range(3)]
