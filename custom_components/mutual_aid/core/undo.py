"""Changes that can be taken back: kept for the undo window, newest first out, without anybody's name."""

from collections import Counter
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from .errors import NothingToUndoError
from .facts import facts_between
from .model import Board, Change, House, Need, NeedId, OnIt, PieceId, Settings, Undoable
from .order import free_place
from .slots import as_it_is_now, is_kept, slots_of
from .times import comes_up_at, has_come_up

MAX_UNDOABLE: Final = 500
MAX_UNDOABLE_OF_A_PIECE: Final = 10
NOTHING: Final[Mapping[NeedId, Need | None]] = MappingProxyType({})

type Piece = Need | House | None


def changed(
    board: Board, piece_id: PieceId, after: Piece, *, now: datetime, also: Mapping[NeedId, Need | None] = NOTHING
) -> Change:
    """Return the board with one piece put in, replaced or (None) taken out, in a way that can be undone.

    `also` has what changes with it: slots with their series, a series that goes on with the one it was. People are told
    of the one piece only.
    """
    before = piece(board, piece_id)
    pieces = {key: _with_come_up(board, value, now) for key, value in {**also, piece_id: after}.items()}
    pieces = {key: value for key, value in pieces.items() if value != piece(board, key)}
    if not pieces:
        return Change(board=board, need=before if isinstance(before, Need) else None)
    number = board.undoable[-1].number + 1 if board.undoable else 0
    entries = [
        Undoable(number=number, at=now.astimezone(UTC), piece_id=key, before=_without_names(piece(board, key)))
        for key in sorted(pieces)
    ]
    undoable = _not_too_many((*board.undoable, *entries))
    kept = {(entry.number, entry.piece_id) for entry in undoable}
    forgotten = {entry.piece_id for entry in board.undoable if (entry.number, entry.piece_id) not in kept}
    return _with_pieces(board, pieces, undoable, piece_id, touched=forgotten)


def _not_too_many(undoable: tuple[Undoable, ...]) -> tuple[Undoable, ...]:
    """Return the changes that are kept: the last ones of each piece, and the last ones of all."""
    of_a_piece = Counter[PieceId]()
    kept: list[Undoable] = []
    for entry in reversed(undoable[-MAX_UNDOABLE:]):
        of_a_piece[entry.piece_id] += 1
        if of_a_piece[entry.piece_id] <= MAX_UNDOABLE_OF_A_PIECE:
            kept.append(entry)
    return tuple(reversed(kept))


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
    """Put a piece back to what it was before its latest change, with the slots that changed with it and not since.

    What happened since to either of two series that were one before has to go first. Helpers who still are on it keep
    their name.
    """
    latest = {other.piece_id: other for other in board.undoable}
    series = [latest[key] for key in _series_changed_in(board, entry.number)]
    newest = max(series, key=attrgetter("number"), default=entry)
    if len(series) > 1 and newest.number > entry.number:
        return take_back(board, newest, now)
    together = [entry, *(other for other in latest.values() if other.number == entry.number and other is not entry)]
    pieces: dict[PieceId, Piece] = {}
    for other in together:
        pieces |= _laid_out_since(board, other.piece_id, other.before, now)
    leaving = pieces.keys() | {other.piece_id for other in together}
    staying = [need for need in board.needs.values() if need.id not in leaving]
    for other in together:
        before = other.before
        if isinstance(before, Need):
            places = [need.position for need in (*staying, *_needs(pieces).values()) if need.id != before.id]
            on_it = _still_on_it(before, piece(board, before.id), now)
            before = replace(before, position=free_place(before.position, places), on_it=on_it)
        pieces[other.piece_id] = before
    there = _needs({**board.needs, **pieces})
    for key, need in _needs(pieces).items():
        pieces[key] = _with_come_up(board, as_it_is_now(there, need, now=now), now)
    kept = tuple(other for other in board.undoable if other not in together)
    main_id = min(pieces, key=lambda key: (*_how_minor(board, pieces, key), key != entry.piece_id))
    return _with_pieces(board, pieces, kept, main_id, is_undo=True)


def is_undoable(entry: Undoable, settings: Settings, now: datetime) -> bool:
    """Return whether a change is still within the undo window."""
    return entry.at + settings.undo_window > now


def piece(board: Board, piece_id: PieceId) -> Piece:
    """Return the need by this id, or the house."""
    return board.house if piece_id == House.id else board.needs.get(piece_id)


def _with_pieces(
    board: Board,
    pieces: Mapping[PieceId, Piece],
    undoable: tuple[Undoable, ...],
    main_id: PieceId,
    *,
    is_undo: bool = False,
    touched: AbstractSet[PieceId] = frozenset(),
) -> Change:
    house = pieces.get(House.id)
    needs = dict(board.needs)
    for piece_id, after in pieces.items():
        if isinstance(after, Need):
            needs[piece_id] = after
        else:
            # With a clock that jumps, the change that added a need may outlast the one that removed it.
            needs.pop(piece_id, None)
    before, after = board.needs.get(main_id), needs.get(main_id)
    return Change(
        board=replace(
            board,
            needs=needs,
            house=house if isinstance(house, House) else board.house,
            undoable=undoable,
        ),
        facts=facts_between(before, after, is_undo=is_undo),
        touched=frozenset(touched | pieces.keys()),
        need=after or before,
    )


def _needs(pieces: Mapping[PieceId, Piece]) -> Mapping[NeedId, Need]:
    return {key: need for key, need in pieces.items() if isinstance(need, Need)}


def _is_slot(found: Piece) -> bool:
    return isinstance(found, Need) and found.slot is not None


def _series_changed_in(board: Board, number: int) -> set[PieceId]:
    """Return what was a series before a change, or has been one since."""
    changed_then = {entry.piece_id for entry in board.undoable if entry.number == number}
    before = ((entry.piece_id, entry.before) for entry in board.undoable if entry.number >= number)
    found = ((key, was) for key, was in (*before, *board.needs.items()) if key in changed_then)
    return {key for key, was in found if isinstance(was, Need) and was.series_rule is not None}


def _laid_out_since(board: Board, piece_id: PieceId, before: Piece, now: datetime) -> Mapping[PieceId, Piece]:
    """Return what becomes of the slots of a series that nobody laid out by a change: they belong to what it was since.

    A series that is one again lays out its days anew; else what somebody took, changed or did is a need like any other.
    """
    series, rule = board.needs.get(piece_id), before.series_rule if isinstance(before, Need) else None
    laid_until = date.min if rule is None else rule.laid_until or date.min
    return {
        slot.id: replace(slot, slot=None) if is_kept(slot, now) else None
        for slot in (slots_of(board.needs, series) if series else ())
        if slot.slot is not None and slot.slot.day > laid_until and not (rule and is_kept(slot, now))
    }


def _how_minor(board: Board, pieces: Mapping[PieceId, Piece], piece_id: PieceId) -> tuple[bool, bool]:
    """Return whether a piece only follows a series: as a slot, or as one that comes or goes with it."""
    before, after = piece(board, piece_id), pieces[piece_id]
    return _is_slot(after or before), before is None or after is None


def _with_come_up(board: Board, after: Piece, now: datetime) -> Piece:
    """Return a piece with what people were told of its time: nothing is told twice, or after it has passed."""
    if not isinstance(after, Need):
        return after
    before, moment = board.needs.get(after.id), comes_up_at(after, now)
    if before is not None and comes_up_at(before, now) == moment:
        return replace(after, has_come_up=before.has_come_up)
    return replace(after, has_come_up=has_come_up(after, now))


def _without_names(before: Piece) -> Piece:
    if not isinstance(before, Need):
        return before
    return replace(before, on_it=tuple(replace(mark, name=None) for mark in before.on_it))


def _still_on_it(before: Need, current: Piece, now: datetime) -> tuple[OnIt, ...]:
    named = {mark.id: mark for mark in current.on_it} if isinstance(current, Need) else {}
    return tuple(named.get(mark.id, mark) for mark in before.on_it if mark.until > now)
