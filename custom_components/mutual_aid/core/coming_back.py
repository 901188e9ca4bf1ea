"""Needs that come back: what makes one standing, repeating or a series, and when it raises itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from .details import Details
from .errors import NotStandingError, NumberField, OutOfRangeError, SlotRepeatsError, TwoRepeatsError
from .model import After, Need, Rule
from .repeat import next_day, on_the_wall, rule_text, times_on
from .times import start_of_day

MAX_AFTER: Final = timedelta(days=366)

# What would have been on a day that the household's time zone left out comes on the next.
_A_DAY_THAT_WAS_SKIPPED: Final = timedelta(days=2)


def as_told(before: Need, need: Need, details: Details, *, now: datetime) -> Need:
    """Return a need that comes back the way these details say, after its other details were changed.

    What is to come back some time after it was done is a standing need, and open until it is done for the first time.
    Raises a NeedError that says what is wrong.
    """
    if details.get("repeat_rule") and details.get("repeat_after") is not None:
        raise TwoRepeatsError
    text, after = _rule_text(before, details), _after(before, details)
    is_standing = bool(details["standing"]) if "standing" in details else need.standing
    if need.slot is not None and (text or after or is_standing):
        raise SlotRepeatsError
    need = replace(need, standing=is_standing or after is not None, repeat=after)
    if text:
        need = _with_rule(before, need, text, now)
    is_new = not before.title
    was_resting = before.rests_since or need.done_at
    rests = need.series_rule is not None or (is_standing and is_new) or (need.standing and was_resting is not None)
    return replace(need, rests_since=(was_resting or now.astimezone(UTC)) if rests else None)


def raised(need: Need) -> Need:
    """Return a standing need that needs doing, or raise NotStandingError."""
    if not need.standing:
        raise NotStandingError(need.title)
    return need if need.rests_since is None else replace(need, rests_since=None, done_at=None)


def finished(need: Need, *, now: datetime) -> Need:
    """Return a need that is done: a standing one rests again. What rests is as done as it can be."""
    if need.rests_since is not None or need.done_at is not None:
        return need
    done = replace(need, done_at=now.astimezone(UTC), on_it=())
    if not need.standing:
        return done
    resting = replace(done, rests_since=done.done_at)
    # Without a rule its time was meant for this once.
    return resting if isinstance(need.repeat, Rule) else replace(resting, start=None, end=None, due=None)


def raises_itself_at(need: Need, now: datetime) -> datetime | None:
    """Return when a standing need that rests raises itself, in the time zone `now` is in."""
    since = need.rests_since
    if since is None or not need.standing or need.repeat is None:
        return None
    if isinstance(need.repeat, After):
        return since + need.repeat.duration
    rule = need.repeat
    day = next_day(rule, since.astimezone(now.tzinfo).date() - _A_DAY_THAT_WAS_SKIPPED)
    while day is not None and (moment := _comes_at(rule, day, now)) <= since:
        day = next_day(rule, day)
    return None if day is None else moment


def _comes_at(rule: Rule, day: date, now: datetime) -> datetime:
    start, _, due = times_on(rule, day, now.tzinfo)
    return start or (due if isinstance(due, datetime) else start_of_day(day, now.tzinfo))


def _rule_text(before: Need, details: Details) -> str | None:
    if "repeat_rule" in details or details.get("repeat_after") is not None:
        return details.get("repeat_rule") or None
    return before.repeat.text if isinstance(before.repeat, Rule) else None


def _after(before: Need, details: Details) -> After | None:
    if "repeat_after" in details or details.get("repeat_rule"):
        duration = details.get("repeat_after")
        if duration is not None and not timedelta(0) < duration <= MAX_AFTER:
            raise OutOfRangeError(NumberField.REPEAT_AFTER, 1, MAX_AFTER.days)
        return None if duration is None else After(duration=duration)
    return before.repeat if isinstance(before.repeat, After) else None


def _with_rule(before: Need, need: Need, text: str, now: datetime) -> Need:
    """Return a need that follows a rule from its first day on; a series without any time has days."""
    old = before.repeat if isinstance(before.repeat, Rule) else None
    if not need.standing and need.start is None and need.due is None:
        need = replace(need, due=old.first if old else now.date())
    if old and (need.start, need.end, need.due) == (before.start, before.end, before.due):
        # What the wall showed when it was written is not always what can be told from the moment.
        start, end, due = old.start, old.end, old.due
    else:
        start, end = on_the_wall(need.start, now.tzinfo), on_the_wall(need.end, now.tzinfo)
        due = on_the_wall(need.due, now.tzinfo)
    anchor = start or due or (old.first if old else now.date())
    first, of_day = (anchor.date(), anchor.time()) if isinstance(anchor, datetime) else (anchor, time.min)
    rule = Rule(
        text=rule_text(text, first, of_day, now.tzinfo),
        first=first,
        start=start,
        end=end,
        due=due,
        laid_until=old.laid_until if old else None,
    )
    return replace(need, repeat=rule) if need.standing else replace(need, repeat=rule, on_it=(), done_at=None)
