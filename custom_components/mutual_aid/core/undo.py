"""Changes that can be taken back: kept for the undo window, newest first out, without anybody's name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from .errors import NothingToUndoError
from .facts import facts_between
from .model import Board, Change, House, Need, OnIt, PieceId, Settings, Undoable
from .order import free_place

MAX_UNDOABLE: Final = 500
MAX_UNDOABLE_OF_A_PIECE: Final = 10


def changed(board: Board, piece_id: PieceId, after: Need | House | None, *, now: datetime) -> Change:
    """Return the board with one piece put in, replaced or (None) taken out, in a way that can be undone."""
    before = piece(board, piece_id)
    if before == after:
        return Change(board=board, need=after if isinstance(after, Need) else None)
    entry = Undoable(
        number=board.undoable[-1].number + 1 if board.undoable else 0,
        at=now.astimezone(UTC),
        piece_id=piece_id,
        before=_without_names(before),
    )
    own = [other for other in board.undoable if other.piece_id == piece_id]
    dropped = {*own[: -MAX_UNDOABLE_OF_A_PIECE + 1], *board.undoable[: -MAX_UNDOABLE + 1]}
    undoable = (*(other for other in board.undoable if other not in dropped), entry)
    return _with_piece(board, piece_id, after, undoable, {other.piece_id for other in dropped})


def undo(board: Board, piece_id: PieceId | None, settings: Settings, *, now: datetime) -> Change:
    """Take back the last change, or the last change of one piece.

    Raises NothingToUndoError when there is none within the undo window.
    """
    for entry in reversed(board.undoable):
        if is_undoable(entry, settings, now) and piece_id in {None, entry.piece_id}:
            return take_back(board, entry, now)
    raise NothingToUndoError


def needs_to_undo(board: Board, settings: Settings, *, now: datetime) -> list[Need]:
    """Return the needs whose last change can be taken back, those that were removed as they were before."""
    found: dict[PieceId, Need] = {}
    for entry in reversed(board.undoable):
        candidate = board.needs.get(entry.piece_id, entry.before)
        if isinstance(candidate, Need) and is_undoable(entry, settings, now):
            found.setdefault(entry.piece_id, candidate)
    return list(found.values())


def take_back(board: Board, entry: Undoable, now: datetime) -> Change:
    """Put a piece back to what it was before its latest change; helpers who still are on it keep their name."""
    before = entry.before
    if isinstance(before, Need):
        others = [need.position for need in board.needs.values() if need.id != before.id]
        on_it = _still_on_it(before, piece(board, before.id), now)
        before = replace(before, position=free_place(before.position, others), on_it=on_it)
    kept = tuple(other for other in board.undoable if other is not entry)
    return _with_piece(board, entry.piece_id, before, kept, set())


def is_undoable(entry: Undoable, settings: Settings, now: datetime) -> bool:
    """Return whether a change is still within the undo window."""
    return entry.at + settings.undo_window > now


def piece(board: Board, piece_id: PieceId) -> Need | House | None:
    """Return the need by this id, or the house."""
    return board.house if piece_id == House.id else board.needs.get(piece_id)


def _with_piece(
    board: Board,
    piece_id: PieceId,
    after: Need | House | None,
    undoable: tuple[Undoable, ...],
    also_touched: set[PieceId],
) -> Change:
    touched = frozenset({piece_id, *also_touched})
    if isinstance(after, House):
        return Change(board=replace(board, house=after, undoable=undoable), touched=touched)
    before = board.needs.get(piece_id)
    return Change(
        board=replace(board, needs=_with_need(board.needs, piece_id, after), undoable=undoable),
        facts=facts_between(before, after),
        touched=touched,
        need=after or before,
    )


def _with_need(needs: Mapping[PieceId, Need], need_id: PieceId, need: Need | None) -> Mapping[PieceId, Need]:
    changed_needs = dict(needs)
    if need is None:
        # With a clock that jumps, the change that added it may outlast the one that removed it.
        changed_needs.pop(need_id, None)
    else:
        changed_needs[need_id] = need
    return changed_needs


def _without_names(before: Need | House | None) -> Need | House | None:
    if not isinstance(before, Need):
        return before
    return replace(before, on_it=tuple(replace(mark, name=None) for mark in before.on_it))


def _still_on_it(before: Need, current: Need | House | None, now: datetime) -> tuple[OnIt, ...]:
    named = {mark.id: mark for mark in current.on_it} if isinstance(current, Need) else {}
    return tuple(named.get(mark.id, mark) for mark in before.on_it if mark.until > now)
