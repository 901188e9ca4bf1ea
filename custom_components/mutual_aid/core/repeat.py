"""Repeats by the calendar: RFC 5545 recurrence rules of days. python-dateutil knows what they mean."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
import re
from typing import Final, cast

from dateutil.rrule import rrule, rrulestr

from .errors import RuleNeverError, RuleUnreadableError
from .model import Rule

MAX_RULE: Final = 255

_PART: Final = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9]\d{0,2}|COUNT=[1-9]\d{0,3}|UNTIL=\d{8}(T\d{6}Z?)?"
    r"|WKST=[A-Z]{2}|BYDAY=([+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU),?)+|BY(MONTHDAY|MONTH|SETPOS|WEEKNO|YEARDAY)=([-+]?[1-9]\d{0,2},?)+"
)
_DAY: Final = timedelta(days=1)

type Times = tuple[datetime | None, datetime | None, date | datetime | None]


def rule_text(text: str, first: date, time_of_day: time, zone: tzinfo | None) -> str:
    """Return a rule in its shortest form, or raise RuleUnreadableError or RuleNeverError.

    It names days: `UNTIL` becomes the last day whose `time_of_day` is not after it (RFC 5545 section 3.3.10; one with a
    `Z` is in UTC, one without in `zone`). A day without a time means all of that day.
    """
    parts = text.strip().upper().removeprefix("RRULE:").rstrip(";").split(";")
    names = [part.partition("=")[0] for part in parts]
    if (
        len(text) > MAX_RULE
        or not all(map(_PART.fullmatch, parts))
        or len(set(names)) < len(names)
        or {"COUNT", "UNTIL"} <= set(names)
    ):
        raise RuleUnreadableError(text)
    try:
        normal = ";".join(
            f"UNTIL={_last_day(part[6:], time_of_day, zone):%Y%m%d}" if part.startswith("UNTIL=") else part
            for part in parts
        )
        occurs = next(iter(_days(normal, first)), None)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as err:
        raise RuleUnreadableError(text) from err
    if occurs is None:
        raise RuleNeverError(text)
    return normal


def days(rule: Rule, after: date, until: date) -> list[date]:
    """Return the days of a rule after one day, up to and with another."""
    found = _days(rule.text, rule.first).between(_midnight(after), _midnight(until + _DAY))
    return [moment.date() for moment in found]


def next_day(rule: Rule, after: date) -> date | None:
    """Return the first day of a rule after a day."""
    found = _days(rule.text, rule.first).after(_midnight(after))
    return found and found.date()


def rest_of(rule: Rule, day: date) -> Rule | None:
    """Return what is left of a rule when a day begins, from its next day on; None when it has no more."""
    if (first := next_day(rule, day - _DAY)) is None:
        return None
    shift, gone = first - rule.first, len(days(rule, rule.first - _DAY, first - _DAY))
    parts = (f"COUNT={int(part[6:]) - gone}" if part.startswith("COUNT=") else part for part in rule.text.split(";"))
    return replace(
        rule,
        text=";".join(parts),
        first=first,
        start=rule.start and rule.start + shift,
        end=rule.end and rule.end + shift,
        due=rule.due and rule.due + shift,
    )


def ended_before(rule: Rule, day: date) -> Rule:
    """Return a rule that would go on at a day as one that does not."""
    parts = (part for part in rule.text.split(";") if not part.startswith(("COUNT=", "UNTIL=")))
    return replace(rule, text=";".join([*parts, f"UNTIL={day - _DAY:%Y%m%d}"]))


def times_on(rule: Rule, day: date, zone: tzinfo | None) -> Times:
    """Return start, end and due on a day of a rule, as the clock on the wall says in this time zone.

    A time that the clock skips is counted from before the gap, one that it shows twice is the first (RFC 5545 section
    3.3.5; fold=0 of PEP 495 means both). What would end before it starts by that takes as long as it always does.
    """
    shift = day - rule.first
    due = rule.due and rule.due + shift
    start = rule.start and _from_the_wall(rule.start + shift, zone)
    end = rule.end and _from_the_wall(rule.end + shift, zone)
    if rule.start and rule.end and start and end and end < start:
        end = start + (rule.end - rule.start)
    return start, end, _from_the_wall(due, zone) if isinstance(due, datetime) else due


def on_the_wall[T: date | None](when: T, zone: tzinfo | None) -> T:
    """Return what the clock on the wall shows at a moment; a date stays what it is."""
    return cast("T", when.astimezone(zone).replace(tzinfo=None)) if isinstance(when, datetime) else when


def _from_the_wall(shown: datetime, zone: tzinfo | None) -> datetime:
    return shown.replace(tzinfo=zone).astimezone(UTC)


def _last_day(until: str, time_of_day: time, zone: tzinfo | None) -> date:
    day = datetime.strptime(until[:8], "%Y%m%d").replace(tzinfo=zone)
    if len(until) == 8:  # noqa: PLR2004 - a date
        return day.date()
    shown = datetime.strptime(until[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a time zone is only sometimes given
    if until.endswith("Z"):
        shown = on_the_wall(shown.replace(tzinfo=UTC), zone)
    return shown.date() if time_of_day <= shown.time() else shown.date() - _DAY


@lru_cache(maxsize=512)
def _days(text: str, first: date) -> rrule:
    """Return the days of a rule; it remembers those it was asked for."""
    return cast("rrule", rrulestr(text, dtstart=_midnight(first), cache=True))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
