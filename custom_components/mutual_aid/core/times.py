"""When a need matters: the moments it has, in the time zone of the `now` they are asked with."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from .model import Need, Rule


def start_of_day(day: date, zone: tzinfo | None) -> datetime:
    """Return when a day begins."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def end_of_day(now: datetime, days_ahead: int = 0) -> datetime:
    """Return the coming midnight, or one of those after it, of the time zone `now` is in."""
    return start_of_day(now.date() + timedelta(days=1 + days_ahead), now.tzinfo)


def own_time(need: Need) -> date | datetime | None:
    """Return when a need starts or is due. That of a standing need with a rule only says when it raises itself."""
    return None if need.standing and isinstance(need.repeat, Rule) else need.start or need.due


def date_of(need: Need, now: datetime) -> date | None:
    """Return the day on which a need starts or is due."""
    when = own_time(need)
    return when.astimezone(now.tzinfo).date() if isinstance(when, datetime) else when


def moment(need: Need, now: datetime) -> datetime | None:
    """Return when a need starts or is due; a due date means the end of that day."""
    when = own_time(need)
    if when is None or isinstance(when, datetime):
        return when
    return datetime.combine(when, time.max, now.tzinfo)


def comes_up_at(need: Need, now: datetime) -> datetime | None:
    """Return when people are to be told that its time has come: its start, its due time, or the start of its due date."""
    when = own_time(need)
    if when is None or need.rests_since is not None or need.done_at is not None:
        return None
    if isinstance(when, datetime):
        return when
    return start_of_day(when, now.tzinfo)


def has_come_up(need: Need, now: datetime) -> bool:
    """Return whether its time has come."""
    return (moment := comes_up_at(need, now)) is not None and moment <= now


def appears_at(need: Need, now: datetime) -> datetime | None:
    """Return when there is something to do; None is now. What is due can be done before, a day of a series on its day."""
    if need.standing or (need.start is None and need.slot is None):
        return None
    return comes_up_at(need, now)


def over_at(need: Need, now: datetime) -> datetime | None:
    """Return when nobody can help with it any more: after the day of what has its own time. Others just age quietly."""
    if appears_at(need, now) is None:
        return None
    when = need.end or own_time(need)
    if isinstance(when, datetime):
        when = when.astimezone(now.tzinfo).date()
    return None if when is None else start_of_day(when + timedelta(days=1), now.tzinfo)


def is_over(need: Need, now: datetime) -> bool:
    """Return whether nobody can help with it any more."""
    return (moment := over_at(need, now)) is not None and moment <= now
