"""What "today" means, also on the days when clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from .builders import BERLIN, DAY, HOUR, INSTANT, LORD_HOWE, MINUTE, NEW_YORK, NOON, SETTINGS, a_need
from .strategies import MOMENTS, ZONES
from custom_components.mutual_aid.core.model import Board
from custom_components.mutual_aid.core.passing import next_moment
from custom_components.mutual_aid.core.times import end_of_day, moment

HALF_HOUR = timedelta(minutes=30)
HAVANA, SANTIAGO = ZoneInfo("America/Havana"), ZoneInfo("America/Santiago")


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        (BERLIN, date(2026, 3, 28), DAY),
        (BERLIN, date(2026, 3, 29), DAY - HOUR),
        (BERLIN, date(2026, 10, 25), DAY + HOUR),
        (NEW_YORK, date(2026, 3, 8), DAY - HOUR),
        (NEW_YORK, date(2026, 11, 1), DAY + HOUR),
        (LORD_HOWE, date(2026, 4, 5), DAY + HALF_HOUR),
        (LORD_HOWE, date(2026, 10, 4), DAY - HALF_HOUR),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: tzinfo, day: date, length: timedelta) -> None:
    morning = datetime.combine(day, time.min, zone)

    assert end_of_day(morning) - morning.astimezone(UTC) == length
    assert end_of_day(morning, -1) == morning.astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (datetime(2026, 3, 29, 3, 1, tzinfo=BERLIN), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (datetime(2026, 3, 8, 1, 59, tzinfo=NEW_YORK), datetime(2026, 3, 9, 4, tzinfo=UTC)),
        (datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1), datetime(2026, 11, 2, 5, tzinfo=UTC)),
        (datetime(2026, 4, 5, 1, 45, tzinfo=LORD_HOWE, fold=1), datetime(2026, 4, 5, 13, 30, tzinfo=UTC)),
        (datetime(2026, 10, 4, 23, 59, tzinfo=LORD_HOWE), datetime(2026, 10, 4, 13, tzinfo=UTC)),
    ],
)
def test_the_coming_midnight_is_the_one_the_household_will_see(now: datetime, midnight: datetime) -> None:
    assert end_of_day(now) == midnight
    assert next_moment(Board(), [], SETTINGS, now=now) == midnight


@pytest.mark.parametrize(
    ("zone", "day", "midnight"),
    [
        # Clocks go from 0:00 to 1:00: the day starts at one.
        (SANTIAGO, date(2026, 9, 6), datetime(2026, 9, 6, 4, tzinfo=UTC)),
        # Clocks go from 1:00 back to 0:00: the day starts at the first of two midnights.
        (HAVANA, date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC)),
    ],
)
def test_a_day_starts_once_when_midnight_does_not(zone: tzinfo, day: date, midnight: datetime) -> None:
    eve = datetime.combine(day - DAY, time(12), zone)

    assert end_of_day(eve) == midnight
    assert midnight.astimezone(zone).date() == day
    assert (midnight - INSTANT).astimezone(zone).date() == day - DAY


@pytest.mark.parametrize("days_ahead", [0, 1, 7, 366])
def test_days_ahead_are_counted_in_days_and_not_in_hours(days_ahead: int) -> None:
    local = end_of_day(NOON, days_ahead).astimezone(BERLIN)

    assert (local.date(), local.time()) == (NOON.date() + (1 + days_ahead) * DAY, time.min)
    assert end_of_day(NOON, days_ahead).tzinfo is UTC


@given(MOMENTS, ZONES)
def test_now_is_always_between_this_morning_and_tonight(when: datetime, zone: tzinfo) -> None:
    now = when.astimezone(zone)

    assert end_of_day(now, -1) <= now.astimezone(UTC) < end_of_day(now)
    assert (end_of_day(now) - INSTANT).astimezone(zone).date() == now.date()


@given(MOMENTS, st.timedeltas(min_value=timedelta(0), max_value=DAY))
def test_midnight_comes_no_later_as_time_goes_by(when: datetime, passed: timedelta) -> None:
    assert end_of_day(when) <= end_of_day((when.astimezone(UTC) + passed).astimezone(when.tzinfo))


def test_a_need_without_a_time_has_no_moment() -> None:
    assert moment(a_need(), NOON) is None


def test_a_start_matters_more_than_when_it_is_due() -> None:
    assert moment(a_need(start=NOON, due=NOON - DAY), NOON) == NOON


def test_due_at_a_time_means_that_time() -> None:
    assert moment(a_need(due=NOON + MINUTE), NOON) == NOON + MINUTE


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE])
def test_due_on_a_day_means_before_the_household_goes_to_bed(zone: tzinfo) -> None:
    now = NOON.astimezone(zone)

    due = moment(a_need(due=now.date()), now)

    assert due is not None
    assert due.astimezone(UTC) == end_of_day(now) - INSTANT
