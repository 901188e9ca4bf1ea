"""Series of dinners that are cut at one of their days."""

from datetime import datetime
from functools import partial
from typing import Final

from .builders import BERLIN, DAY, HOUR, NOON, did, with_need
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.following import remove_following, update_following
from custom_components.mutual_aid.core.model import Board, Change, Need, NeedId, Rule
from custom_components.mutual_aid.core.slots import slots_of

# NOON is on Tuesday 10 March; the horizon is 14 days, and daylight saving starts on Sunday the 29th.
TODAY: Final = NOON.date()
SIX: Final = datetime(2026, 3, 10, 18, tzinfo=BERLIN)
LATER: Final = NOON + 14 * DAY


def dinners(rule: str = "FREQ=DAILY;COUNT=5", start: datetime = SIX, **said: object) -> Board:
    """Return a board with a dinner for an hour that repeats."""
    details: Details = {"title": "Dinner", "start": start, "end": start + HOUR, "repeat_rule": rule}
    return with_need(Board(), {**details, **said}, "old series")  # type: ignore[typeddict-item]


def at(board: Board, day: int, series_id: NeedId = "old series") -> NeedId:
    """Return the id of the slot of a day in March."""
    [found] = [need.id for need in slots_of(board.needs, board.needs[series_id]) if day_of(need) == day]
    return found


def day_of(need: Need) -> int:
    """Return which day in March a slot is for."""
    assert need.slot is not None
    return need.slot.day.day


def following(
    board: Board, slot: NeedId, now: datetime = NOON, new_id: NeedId = "new series", **said: object
) -> Change:
    """Return the change when somebody says something about a day and those that follow."""
    decide = partial(update_following, slot_id=slot, details=said, new_id=new_id)  # type: ignore[arg-type]
    return did(board, decide, now)


def without(board: Board, slot: NeedId, now: datetime = NOON) -> Change:
    """Return the change when somebody removes a day and those that follow."""
    return did(board, partial(remove_following, slot_id=slot), now)


def seen(board: Board, now: datetime = NOON) -> list[str]:
    """Return what people see of each day, in the order of time."""
    times = [(need.start, need) for need in board.needs.values() if need.rests_since is None and need.start]
    return [
        f"{start.astimezone(now.tzinfo):%-d %H:%M} {need.title} {need.state_at(now)}"
        for start, need in sorted(times, key=lambda item: (item[0], item[1].title))
    ]


def rule_of(board: Board, series_id: NeedId) -> Rule:
    """Return the rule of a series."""
    rule = board.needs[series_id].series_rule
    assert rule is not None
    return rule


def series_of(board: Board, slot: NeedId) -> NeedId:
    """Return the id of the series of a slot, or its own when it has none."""
    at = board.needs[slot].slot
    return at.series_id if at else slot


def slots_on(board: Board) -> list[NeedId]:
    """Return the needs of a board that are not series, in the order of their ids."""
    return sorted(need.id for need in board.needs.values() if need.series_rule is None)
