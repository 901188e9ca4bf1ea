"""What changes on a board by itself as time passes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter

from .coming_back import raised, raises_itself_at
from .facts import facts_between
from .model import Board, Change, Decision, Fact, FactType, Need, NeedId, PieceId, Settings, State, Undoable
from .repeat import next_day
from .slots import Changed, in_this_zone, lay_out
from .times import comes_up_at, end_of_day, over_at, start_of_day
from .undo import is_undoable

type Told = list[tuple[datetime, Fact]]


def advance(board: Board, settings: Settings, *, now: datetime) -> Change:
    """Return the board as it is at this moment.

    Signals lapse, standing needs raise themselves, times come up, slots are laid out, what is done or over vanishes and
    old changes cannot be undone. However much time has passed, each fact is told once, in the order of their moments,
    and what came up before today is not told any more.
    """
    told: Told = []
    changed = _laid_out(board, settings, now)
    undoable_until = _undoable_until(board, settings)
    for need in _with(board, changed).values():
        if any(when <= now for when in _moments(need, undoable_until, settings, now)):
            changed[need.id] = _as_of(need, undoable_until, settings, now, told)
    vanished = {need_id for need_id, need in changed.items() if need is None}
    undoable = tuple(e for e in board.undoable if is_undoable(e, settings, now) and e.piece_id not in vanished)
    needs = _with(board, changed)
    ended = _ended_series(needs, undoable, now)
    kept = {(entry.number, entry.piece_id) for entry in undoable}
    forgotten = {e.piece_id for e in board.undoable if (e.number, e.piece_id) not in kept}
    touched = forgotten.union(changed, ended)
    if not touched:
        return Change(board=board)
    return Change(
        board=replace(
            board,
            needs={need_id: need for need_id, need in needs.items() if need_id not in ended},
            undoable=undoable,
        ),
        facts=tuple(fact for _, fact in sorted(told, key=lambda item: (item[0], item[1].need.position))),
        touched=frozenset(touched),
    )


def with_slots(decide: Decision, board: Board, /, *, settings: Settings, now: datetime) -> Change:
    """Return the change that somebody decides on and, when it is about a series, what it does to its slots."""
    change = decide(board, now=now)
    if change.need is None or change.need.series_rule is None:
        return change
    following = advance(change.board, settings, now=now)
    return replace(
        change,
        board=following.board,
        facts=change.facts + following.facts,
        touched=change.touched | following.touched,
        need=following.board.needs.get(change.need.id, change.need),
    )


def next_moment(board: Board, pieces: Iterable[PieceId], settings: Settings, *, now: datetime) -> datetime:
    """Return when one of these pieces changes or leaves the list by itself, or midnight, when "today" changes for all."""
    wanted = frozenset(pieces)
    needs = [need for piece_id in wanted if (need := board.needs.get(piece_id)) is not None]
    undoable_until = _undoable_until(board, settings)
    moments = (moment for need in needs for moment in _moments(need, undoable_until, settings, now))
    entries = (entry.at + settings.undo_window for entry in board.undoable if entry.piece_id in wanted)
    unlisted = (need.done_at + settings.undo_window for need in needs if need.done_at is not None)
    return min((end_of_day(now), *moments, *entries, *(moment for moment in unlisted if moment > now)))


def _laid_out(board: Board, settings: Settings, now: datetime) -> Changed:
    """Return what changes about series and slots: the time zone, new days, and slots whose series is gone."""
    changed: Changed = {}
    for need in board.needs.values():
        if need.repeat is None and need.slot is None:
            continue
        if need.slot is not None and need.slot.series_id not in board.needs:
            is_wanted = need.slot.is_own or need.state_at(now) is not State.OPEN
            changed[need.id] = replace(need, slot=None) if is_wanted else None
            continue
        here = in_this_zone(board.needs, need, now=now)
        if here is not need:
            changed[need.id] = here
    needs = dict(_with(board, changed))
    series_there = [need for need in needs.values() if need.series_rule is not None]
    for series in sorted(series_there, key=attrgetter("position")):
        laid = lay_out(needs, series, settings, now=now)
        changed |= laid
        needs |= {need.id: need for need in laid.values() if need is not None}
    return changed


def _with(board: Board, changed: Changed) -> Mapping[NeedId, Need]:
    return {need_id: need for need_id, need in {**board.needs, **changed}.items() if need is not None}


def _ended_series(needs: Mapping[NeedId, Need], undoable: Sequence[Undoable], now: datetime) -> set[NeedId]:
    """Return the series that have no more days, and nothing on the board or to undo that belongs to them."""
    yesterday = now.date() - timedelta(days=1)
    ended = {
        need.id
        for need in needs.values()
        if (rule := need.series_rule) is not None and next_day(rule, yesterday) is None
    }
    if ended:
        before = (entry.before for entry in undoable)
        slots = (
            need.slot for need in chain(needs.values(), before) if isinstance(need, Need) and need.slot is not None
        )
        ended.difference_update((slot.series_id for slot in slots), (entry.piece_id for entry in undoable))
    return ended


def _undoable_until(board: Board, settings: Settings) -> Mapping[PieceId, datetime]:
    return {entry.piece_id: entry.at + settings.undo_window for entry in board.undoable}


def _moments(
    need: Need, undoable_until: Mapping[PieceId, datetime], settings: Settings, now: datetime
) -> Iterator[datetime]:
    yield from (mark.until for mark in need.on_it)
    if (vanishes := _vanishes_at(need, undoable_until, settings, now)) is not None:
        yield vanishes
    if (raises := raises_itself_at(need, now)) is not None:
        yield raises
    if not need.has_come_up and (comes_up := comes_up_at(need, now)) is not None:
        yield comes_up


def _vanishes_at(
    need: Need, undoable_until: Mapping[PieceId, datetime], settings: Settings, now: datetime
) -> datetime | None:
    """Return when nothing is kept of a need: some time after it was done or over, when that cannot be undone any more."""
    if need.rests_since is not None:
        return None
    if need.done_at is not None:
        return need.done_at + settings.keep_done
    if (over := over_at(need, now)) is None:
        return None
    return max(over + settings.keep_done, undoable_until.get(need.id, over))


def _as_of(
    need: Need, undoable_until: Mapping[PieceId, datetime], settings: Settings, now: datetime, told: Told
) -> Need | None:
    """Return a need as it is by now, and tell what happened to it."""
    vanishes = _vanishes_at(need, undoable_until, settings, now)
    if vanishes is not None and vanishes <= now:
        return None
    for until in sorted({mark.until for mark in need.on_it if mark.until <= now}):
        lapsed = replace(need, on_it=need.helpers_at(until))
        told.extend((until, fact) for fact in facts_between(need, lapsed))
        need = lapsed
    if (raises := raises_itself_at(need, now)) is not None and raises <= now:
        up = raised(need)
        told.extend((raises, fact) for fact in facts_between(need, up))
        need = up
    comes_up = None if need.has_come_up else comes_up_at(need, now)
    if comes_up is not None and comes_up <= now:
        need = replace(need, has_come_up=True)
        if comes_up >= start_of_day(now.date(), now.tzinfo):
            told.append((comes_up, Fact(type=FactType.DUE, need=need)))
    return need
