"""What changes on a board by itself as time passes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from .facts import facts_between
from .model import Board, Change, Need, PieceId, Settings
from .queries import end_of_day
from .undo import is_undoable


def advance(board: Board, settings: Settings, *, now: datetime) -> Change:
    """Return the board as it is at this moment: signals lapse, done needs vanish, old changes cannot be undone."""
    passed = [need for need in board.needs.values() if _is_passed(need, settings, now)]
    vanished = {need.id for need in passed if _has_vanished(need, settings, now)}
    lapsed = {need.id: replace(need, on_it=need.helpers_at(now)) for need in passed if need.id not in vanished}
    undoable = tuple(
        entry for entry in board.undoable if is_undoable(entry, settings, now) and entry.piece_id not in vanished
    )
    forgotten = {entry.number for entry in board.undoable} - {entry.number for entry in undoable}
    touched = vanished.union(lapsed, (entry.piece_id for entry in board.undoable if entry.number in forgotten))
    needs = {need.id: need for need in board.needs.values() if need.id not in vanished} | lapsed
    return Change(
        board=replace(board, needs=needs, undoable=undoable) if touched else board,
        facts=tuple(fact for need in lapsed.values() for fact in facts_between(board.needs[need.id], need)),
        touched=frozenset(touched),
    )


def next_moment(board: Board, pieces: Iterable[PieceId], settings: Settings, *, now: datetime) -> datetime:
    """Return when one of these pieces changes or leaves the list by itself, or midnight, when "today" changes for all."""
    wanted = frozenset(pieces)
    needs = [need for piece_id in wanted if (need := board.needs.get(piece_id)) is not None]
    moments = (moment for need in needs for moment in _moments(need, settings))
    entries = (entry.at + settings.undo_window for entry in board.undoable if entry.piece_id in wanted)
    unlisted = (need.done_at + settings.undo_window for need in needs if need.done_at is not None)
    return min((end_of_day(now), *moments, *entries, *(moment for moment in unlisted if moment > now)))


def _moments(need: Need, settings: Settings) -> Iterator[datetime]:
    yield from (mark.until for mark in need.on_it)
    if need.done_at is not None:
        yield need.done_at + settings.keep_done


def _is_passed(need: Need, settings: Settings, now: datetime) -> bool:
    return any(moment <= now for moment in _moments(need, settings))


def _has_vanished(need: Need, settings: Settings, now: datetime) -> bool:
    return need.done_at is not None and need.done_at + settings.keep_done <= now
