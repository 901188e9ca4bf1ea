"""Repeats by the calendar: which rules there are, and which days they mean."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from dateutil.rrule import rrulestr
from hypothesis import example, given, strategies as st
import pytest

from .builders import BERLIN, DAY, HOUR, KATHMANDU, NEW_YORK, NOON, a_board
from .strategies import ENDLESS_RULES, RULES
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NeedError, RuleNeverError, RuleUnreadableError
from custom_components.mutual_aid.core.model import Rule
from custom_components.mutual_aid.core.repeat import MAX_RULE, days, next_day, on_the_wall, rule_text

TODAY: Final = NOON.date()
SIX: Final = time(18)
FIRST_DAYS: Final = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))


def normal(text: str, at: time = SIX, zone: tzinfo = BERLIN) -> str:
    """Return a rule that begins today as it is kept."""
    return rule_text(text, TODAY, at, zone)


def coming(text: str, first: date = TODAY, length: int = 3) -> list[str]:
    """Return the first days of a rule."""
    rule = Rule(text=rule_text(text, first, SIX, BERLIN), first=first)
    return [str(day) for day in days(rule, first - DAY, first + 3_000 * DAY)[:length]]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "freq=daily",
        "RRULE:FREQ=DAILY",
        "rrule:FREQ=DAILY;",
        "  FREQ=DAILY\n",
    ],
)
def test_a_rule_is_kept_in_its_shortest_form(text: str) -> None:
    assert normal(text) == "FREQ=DAILY"


@pytest.mark.parametrize(
    ("text", "coming_days"),
    [
        ("FREQ=DAILY", ["2026-03-10", "2026-03-11", "2026-03-12"]),
        ("FREQ=DAILY;INTERVAL=3", ["2026-03-10", "2026-03-13", "2026-03-16"]),
        ("FREQ=DAILY;COUNT=2", ["2026-03-10", "2026-03-11"]),
        ("FREQ=DAILY;UNTIL=20260311", ["2026-03-10", "2026-03-11"]),
        ("FREQ=WEEKLY", ["2026-03-10", "2026-03-17", "2026-03-24"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["2026-03-12", "2026-03-16", "2026-03-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", ["2026-03-10", "2026-03-15", "2026-03-24"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", ["2026-03-10", "2026-03-22", "2026-03-24"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-03-31", "2026-05-31", "2026-07-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-03-31", "2026-04-30", "2026-05-31"]),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR", ["2026-03-27", "2026-04-06", "2026-04-24"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-03-31", "2026-04-30", "2026-05-29"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29", "2032-02-29"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ["2026-05-11", "2027-05-17", "2028-05-15"]),
        ("FREQ=YEARLY;BYYEARDAY=100,-1", ["2026-04-10", "2026-12-31", "2027-04-10"]),
    ],
)
def test_a_rule_means_the_days_that_the_standard_says(text: str, coming_days: list[str]) -> None:
    assert coming(text) == coming_days


def test_the_first_day_need_not_be_a_day_of_the_rule() -> None:
    assert coming("FREQ=WEEKLY;BYDAY=WE;COUNT=2") == ["2026-03-11", "2026-03-18"]


@pytest.mark.parametrize(
    ("text", "at", "zone", "last"),
    [
        pytest.param("20260311", SIX, BERLIN, 11, id="a date means all of that day"),
        pytest.param("20260311", time(23, 59, 59), NEW_YORK, 11, id="a date is the household's"),
        pytest.param("20260311T180000", SIX, BERLIN, 11, id="the last time counts"),
        pytest.param("20260311T175959", SIX, BERLIN, 10, id="a second too early"),
        pytest.param("20260311T000000", time.min, BERLIN, 11, id="a day without a time"),
        pytest.param("20260311T170000Z", SIX, BERLIN, 11, id="the last time in universal time"),
        pytest.param("20260311T165959Z", SIX, BERLIN, 10, id="a second too early in universal time"),
        pytest.param("20260311T235959Z", time(0, 30), BERLIN, 12, id="tomorrow already"),
        pytest.param("20260311T010000Z", SIX, NEW_YORK, 10, id="still yesterday"),
        pytest.param("20260311T183000Z", time(0, 15), KATHMANDU, 12, id="a quarter past midnight"),
        pytest.param("20260311T182959Z", time(0, 15), KATHMANDU, 11, id="a second before that"),
        pytest.param("20260410T160000Z", SIX, BERLIN, 41, id="in summer time"),
        pytest.param("20260410T155959Z", SIX, BERLIN, 40, id="a second too early in summer time"),
    ],
)
def test_the_end_of_a_rule_is_its_last_day(text: str, at: time, zone: tzinfo, last: int) -> None:
    last_day = date(2026, 2, 28) + last * DAY

    rule = Rule(text=normal(f"FREQ=DAILY;UNTIL={text}", at, zone), first=TODAY)

    assert rule.text == f"FREQ=DAILY;UNTIL={last_day:%Y%m%d}"
    assert days(rule, TODAY - DAY, TODAY + 100 * DAY)[-1] == last_day


UNREADABLE: Final = [
    "FREQ=HOURLY",
    "FREQ=MINUTELY;INTERVAL=30",
    "FREQ=SECONDLY",
    "FREQ=DAILY;BYHOUR=18",
    "FREQ=DAILY;BYMINUTE=30",
    "FREQ=DAILY;BYSECOND=0",
    "FREQ=YEARLY;BYEASTER=0",
    "FREQ=DAILY;X-NAME=1",
    "FREQ=DAILY;COUNT=3;COUNT=4",
    "FREQ=DAILY;FREQ=WEEKLY",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=10000",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=1000",
    "FREQ=DAILY;UNTIL=20261332",
    "FREQ=DAILY;UNTIL=2026-03-11",
    "FREQ=DAILY;UNTIL=20260311T250000",
    "FREQ=DAILY;UNTIL=00010101T000000",
    "FREQ=DAILY;UNTIL=99991231T235959Z",
    "FREQ=DAILY;WKST=XX",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=MOTU",
    "FREQ=WEEKLY;BYDAY=MO,",
    "FREQ=MONTHLY;BYDAY=0MO",
    "FREQ=MONTHLY;BYMONTHDAY=,",
    "FREQ=MONTHLY;BYMONTHDAY=1-2",
    "FREQ=YEARLY;BYSETPOS=0",
    "FREQ=YEARLY;BYSETPOS=400;BYDAY=MO",
    "INTERVAL=2",
    "COUNT=3",
    "FREQ",
    "FREQ=",
    "=DAILY",
    "FREQ=DAILY;;COUNT=3",
    "FREQ=DAILY COUNT=3",
    "FREQ=DAILY\nRRULE:FREQ=WEEKLY",
    "RRULE:RRULE:FREQ=DAILY",
    "DTSTART:20260310T180000\nRRULE:FREQ=DAILY",
    "EXDATE:20260310T180000",
    "every day",
    " ",
    "RRULE:",
    "FREQ=DAILY;BYMONTH=" + ",".join(["3"] * MAX_RULE),
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_rule_of_days_is_refused(text: str) -> None:
    with pytest.raises(RuleUnreadableError) as refused:
        normal(text)

    assert (refused.value.key, refused.value.placeholders) == ("rule_unreadable", {"rule": text})


@pytest.mark.parametrize(
    "text", ["FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=DAILY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=0,1"]
)
def test_there_is_no_day_zero_of_a_month(text: str) -> None:
    """RFC 5545 section 3.3.10; it must not come to mean every day."""
    with pytest.raises(NeedError):
        normal(text)


def test_a_rule_ends_in_one_way() -> None:
    """RFC 5545 section 3.3.10: COUNT and UNTIL must not occur together."""
    with pytest.raises(RuleUnreadableError):
        normal("FREQ=DAILY;COUNT=3;UNTIL=20260401")


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=WEEKLY;INTERVAL=999;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;UNTIL=20260309",
        "FREQ=DAILY;UNTIL=20260310T175959",
    ],
)
def test_a_day_that_never_comes_is_refused(text: str) -> None:
    with pytest.raises(RuleNeverError) as refused:
        normal(text)

    assert (refused.value.key, refused.value.placeholders) == ("rule_never", {"rule": text})


@pytest.mark.parametrize("text", ["FREQ=HOURLY", "rubbish", "FREQ=DAILY;UNTIL=20260309", "RRULE:FREQ=DAILY;BYHOUR=1"])
def test_nothing_changes_when_a_rule_is_refused(text: str) -> None:
    board = a_board("dishes")
    said = Details(title="Dinner", start=NOON + HOUR, repeat_rule=text)

    with pytest.raises(NeedError):
        operations.update(board, "dishes", said, now=NOON)
    with pytest.raises(NeedError):
        operations.add(board, said, need_id="need", now=NOON)


@given(st.text(max_size=60) | st.lists(RULES | st.sampled_from(UNREADABLE), max_size=3).map(";".join))
@example("FREQ=DAILY;COUNT=٣")
def test_whatever_is_written_is_a_rule_or_refused(text: str) -> None:
    """And what is kept stays what it is when it is kept again."""
    try:
        kept = normal(text)
    except RuleNeverError, RuleUnreadableError:
        kept = "FREQ=DAILY"

    assert normal(kept) == kept


@given(RULES, FIRST_DAYS, st.integers(-10, 60), st.integers(0, 400))
def test_the_days_of_a_rule_are_those_that_others_find(text: str, first: date, since: int, length: int) -> None:
    rule = Rule(text=rule_text(text, first, SIX, BERLIN), first=first)
    dinners = rrulestr(text, dtstart=datetime.combine(first, SIX))
    after, until = first + since * DAY, first + (since + length) * DAY

    expected = dinners.between(datetime.combine(after, time.max), datetime.combine(until, time.max))

    assert days(rule, after, until) == [dinner.date() for dinner in expected]
    assert [next_day(rule, after)] == [
        dinner and dinner.date() for dinner in [dinners.after(datetime.combine(after, time.max))]
    ]


@given(ENDLESS_RULES, FIRST_DAYS, st.integers(1, 200), st.sampled_from(["", "T180000", "T235959"]))
def test_an_end_leaves_the_days_before_it_as_they_are(text: str, first: date, length: int, at: str) -> None:
    endless = Rule(text=text, first=first)
    last = days(endless, first - DAY, first + 800 * DAY)[:length][-1]

    ended = Rule(text=rule_text(f"{text};UNTIL={last:%Y%m%d}{at}", first, SIX, BERLIN), first=first)

    assert days(ended, first - DAY, last + 100 * DAY) == days(endless, first - DAY, last)


@given(ENDLESS_RULES, FIRST_DAYS, st.integers(1, 40))
def test_a_count_is_a_number_of_days(text: str, first: date, count: int) -> None:
    rule = Rule(text=rule_text(f"{text};COUNT={count}", first, SIX, BERLIN), first=first)

    found = days(rule, first - DAY, first + 100 * timedelta(days=366))

    assert len(found) == count
    assert next_day(rule, found[-1]) is None


def test_the_wall_shows_the_time_of_the_household() -> None:
    assert on_the_wall(datetime(2026, 7, 1, 16, tzinfo=UTC), BERLIN) == datetime(2026, 7, 1, 18)
    assert on_the_wall(TODAY, NEW_YORK) == TODAY
    assert on_the_wall(None, NEW_YORK) is None
