"""A series that says something else, or is no more, from one of its days on: “this and following” in a calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, cast

from .coming_back import as_told
from .details import Details, with_details
from .errors import BoardFullError, RuleUnreadableError, SlotRepeatsError
from .model import Board, Change, Need, NeedId, Rule, Slot
from .operations import MAX_NEEDS, remove, update
from .order import between
from .queries import get
from .repeat import days, ended_before, next_day, rest_of, times_on
from .slots import Changed, follow, is_kept, slots_of
from .undo import changed

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_OF_THE_SERIES: Final = frozenset({"repeat_rule", "repeat_after", "standing"})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cut:
    """A series at one of its days: what it was before, and what is left of it from that day on.

    At its first day that is the series itself.
    """

    series: Need
    day: date
    before: Need
    rest: Need
    rule: Rule
    left: Rule

    @property
    def is_at_first_day(self) -> bool:
        return self.rest is self.series

    @property
    def others(self) -> Need:
        """Return what is left without the day itself, which goes wherever it is told to."""
        rule = rest_of(self.left, self.day + _DAY) or ended_before(self.left, self.left.first)
        return replace(self.rest, repeat=rule)


def update_following(board: Board, slot_id: NeedId, details: Details, *, new_id: NeedId, now: datetime) -> Change:
    """Change what a series says from one of its days on; what goes on is a series of its own, with `new_id`.

    The day itself changes in any case. Of those that follow, the ones that somebody took, changed or did stay as they
    are. Where nothing follows, or no repeat, only the one need changes.
    """
    slot = get(board, slot_id)
    cut = _cut(board, slot, new_id, now)
    if cut is None or _is_all_that_is_left(cut, details):
        return update(board, slot_id, details, now=now)
    _check_days(cut)
    after = as_told(cut.rest, with_details(cut.rest, details), details, now=now)
    of_the_day = cast("Details", {key: said for key, said in details.items() if key not in _OF_THE_SERIES})
    if after.standing:
        raise SlotRepeatsError
    if after == cut.rest:
        return update(board, slot_id, of_the_day, now=now)
    said = with_details(slot, of_the_day)
    if (rule := after.series_rule) is None:
        pieces = {**_none_from(board.needs, cut, now), cut.series.id: cut.before, slot.id: replace(said, slot=None)}
    else:
        if len(board.needs) >= MAX_NEEDS and not cut.is_at_first_day:
            raise BoardFullError(MAX_NEEDS)
        day = cut.day if rule.first == cut.left.first else rule.first
        handed_over = _handed_over(board.needs, cut, said, Slot(series_id=after.id, day=day), now)
        needs = {key: need for key, need in {**board.needs, **handed_over}.items() if need is not None}
        pieces = {cut.series.id: cut.before, **handed_over, **follow(needs, cut.others, after, now=now)}
    # People are told of the series that was: nothing was added that was not there before.
    change = changed(board, cut.series.id, pieces[cut.series.id], now=now, also=pieces)
    return replace(change, need=change.board.needs[slot.id if rule is None else after.id])


def remove_following(board: Board, slot_id: NeedId, *, now: datetime) -> Change:
    """Let a series end before one of its days, or remove it at its first.

    The day itself goes in any case. Of those that follow, the ones that somebody took, changed or did stay.
    """
    slot = get(board, slot_id)
    cut = _cut(board, slot, "", now)
    if cut is None:
        return remove(board, slot_id, now=now)
    if cut.is_at_first_day:
        after, slots = None, follow(board.needs, cut.series, None, now=now)
    else:
        after, slots = cut.before, _none_from(board.needs, cut, now)
    change = changed(board, cut.series.id, after, now=now, also={**slots, slot.id: None})
    return replace(change, need=slot)


def _cut(board: Board, slot: Need, new_id: NeedId, now: datetime) -> _Cut | None:
    """Return the series of a slot at its day; None when it has none, or none that goes on from there."""
    series = board.needs.get(slot.slot.series_id) if slot.slot else None
    if slot.slot is None or series is None or (rule := series.series_rule) is None:
        return None
    if (left := rest_of(rule, slot.slot.day)) is None:
        return None
    if next_day(rule, rule.first - _DAY) == left.first:
        left, rest = rule, series
    else:
        start, end, due = times_on(rule, left.first, now.tzinfo)
        place = between(max(need.position for need in board.needs.values()), None)
        rest = replace(series, id=new_id, position=place, start=start, end=end, due=due, repeat=left)
    before = replace(series, repeat=ended_before(rule, slot.slot.day))
    return _Cut(series=series, day=slot.slot.day, before=before, rest=rest, rule=rule, left=left)


def _check_days(cut: _Cut) -> None:
    """Raise RuleUnreadableError for a rule that means other days when it begins later, as BYSETPOS in weeks does."""
    yesterday, until = cut.left.first - _DAY, cut.left.first + _WEEK
    if days(cut.left, yesterday, until) != days(cut.rule, yesterday, until):
        raise RuleUnreadableError(cut.rule.text)


def _is_all_that_is_left(cut: _Cut, details: Details) -> bool:
    is_last_day = cut.left.first == cut.day and next_day(cut.left, cut.day) is None
    return is_last_day and not cut.is_at_first_day and not details.get("repeat_rule")


def _none_from(needs: Mapping[NeedId, Need], cut: _Cut, now: datetime) -> Changed:
    """Return what becomes of the slots of a series that has no more of them from a day on."""
    return {
        slot.id: replace(slot, slot=replace(at, is_own=True)) if is_kept(slot, now) else None
        for slot in slots_of(needs, cut.series)
        if (at := slot.slot) is not None and at.day >= cut.day
    }


def _handed_over(needs: Mapping[NeedId, Need], cut: _Cut, said: Need, at: Slot, now: datetime) -> Changed:
    """Return the slots from a day on as those of the series that goes on; the day of the one that was told has no other."""
    is_own = is_kept(said, now)
    handed_over: Changed = {said.id: replace(said, slot=replace(at, is_own=is_own))}
    for slot in slots_of(needs, cut.series):
        if slot.id == said.id or slot.slot is None or slot.slot.day < cut.day:
            continue
        handed_over[slot.id] = replace(slot, slot=replace(slot.slot, series_id=at.series_id))
        if slot.slot.day == at.day and not is_kept(slot, now):
            handed_over[slot.id] = None
        elif slot.slot.day == at.day and not is_own:
            handed_over[said.id] = None
    return handed_over
