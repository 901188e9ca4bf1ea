"""Needs that have a time of their own as a calendar shows them, and what it means to move one there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from .details import MAX_YEAR, MIN_YEAR, Details
from .model import Board, Need, Settings
from .times import own_time, start_of_day

USUAL_LENGTH: Final = timedelta(hours=1)

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """A need from when to when: two local times, or two dates for whole days. The end is not part of it."""

    need: Need
    start: date | datetime
    end: date | datetime
    begins: datetime
    ends: datetime


def occasions(board: Board, settings: Settings, *, now: datetime) -> list[Occasion]:
    """Return what has a time of its own, in the order of time; what is done for as long as that can be undone."""
    undone_until = now.astimezone(UTC) - settings.undo_window
    found = (
        occasion(need, now.tzinfo)
        for need in board.needs.values()
        if need.rests_since is None and (need.done_at is None or need.done_at > undone_until)
    )
    return sorted(filter(None, found), key=lambda found: (found.begins, found.ends, found.need.position))


def occasion(need: Need, zone: tzinfo | None) -> Occasion | None:
    """Return when a need is, or None without a time of its own.

    It ends at its end or takes its minutes. What is due begins then, which is when people are told of it. To the
    second, as nobody can choose less in a calendar.
    """
    when = own_time(need)
    if when is None:
        return None
    if not isinstance(when, datetime):
        return _whole_days(need, when, when + _DAY, zone)
    begins = when.replace(microsecond=0)
    ends = begins + (USUAL_LENGTH if need.minutes is None else need.minutes * _MINUTE)
    if need.end is not None and (end := need.end.replace(microsecond=0)) > begins:
        ends = end
        days = _whole_days(need, begins.astimezone(zone).date(), ends.astimezone(zone).date(), zone)
        if (days.begins, days.ends) == (begins, ends):
            return days
    return Occasion(need=need, start=begins.astimezone(zone), end=ends.astimezone(zone), begins=begins, ends=ends)


def at_a_time(start: date | datetime, end: date | datetime, zone: tzinfo | None) -> Details:
    """Return what it means to put a need into a calendar: a single day is when it is due, all else when it happens."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return Details(start=start, end=end)
    if end == start + _DAY:
        return Details(due=start)
    return Details(start=_midnight(start, zone), end=_midnight(end, zone))


def moved(shown: Occasion, start: date | datetime, end: date | datetime, zone: tzinfo | None) -> Details:
    """Return what it means to move what is shown; what stays where it is was not meant to change.

    What is due stays due, and another length is then how long it takes.
    """
    if (start, end) == (shown.start, shown.end):
        return Details()
    if not MIN_YEAR <= start.year <= end.year <= MAX_YEAR:
        return at_a_time(start, end, zone)
    if isinstance(start, datetime) and isinstance(end, datetime) and isinstance(shown.start, datetime):
        return _moved_in_time(shown, start.astimezone(UTC), end.astimezone(UTC))
    if shown.need.start is not None and not isinstance(start, datetime) and not isinstance(shown.start, datetime):
        return Details(start=_midnight(start, zone), end=_midnight(end, zone))
    details = at_a_time(start, end, zone)
    if "due" in details:
        return Details(start=None, end=None, due=details["due"])
    return details if shown.need.start is not None else Details(start=details["start"], end=details["end"], due=None)


def _moved_in_time(shown: Occasion, start: datetime, end: datetime) -> Details:
    need, length = shown.need, end - start
    is_as_long = length == shown.ends - shown.begins
    if need.start is None:
        return Details(due=start) if is_as_long else Details(due=start, minutes=-(-length // _MINUTE))
    if not is_as_long:
        return Details(start=start, end=end)
    return Details(start=start, end=need.end and start + (need.end - need.start))


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    """Return when a day begins, of any year: whether it can be meant is for others to say."""
    return datetime.combine(day, time.min, zone)


def _whole_days(need: Need, start: date, end: date, zone: tzinfo | None) -> Occasion:
    return Occasion(need=need, start=start, end=end, begins=start_of_day(start, zone), ends=start_of_day(end, zone))
