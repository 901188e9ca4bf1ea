"""What people do on a board. Every operation takes a board and returns the change, or raises and changes nothing."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypedDict

from .coming_back import as_told, finished, raised
from .details import Details, helper_name, house_text, on_it, with_details
from .errors import BoardFullError, TextField
from .model import Board, Change, House, Need, NeedId, Settings, Visiting
from .order import between
from .queries import get
from .slots import follow
from .undo import changed, take_back

MAX_NEEDS: Final = 10_000


class HouseDetails(TypedDict, total=False):
    """What somebody says about the household: a missing key says nothing, None or an empty text clears."""

    diet: str | None
    notes: str | None
    visiting: Visiting


class Forget(StrEnum):
    """What is to be forgotten."""

    DONE = "done"
    EVERYTHING = "everything"


def add(board: Board, details: Details, *, need_id: NeedId, now: datetime) -> Change:
    """Put a need on the board, after the others."""
    return changed(board, need_id, _new_need(board, details, need_id, now), now=now)


def offer(
    board: Board, details: Details, name: str | None, *, need_id: NeedId, settings: Settings, now: datetime
) -> Change:
    """Put a need on the board that the person who says it is already on."""
    need = _new_need(board, details, need_id, now)
    mark = on_it(need, mark_id=need_id, name=name, duration=None, settings=settings, now=now)
    return changed(board, need_id, replace(need, on_it=(mark,)), now=now)


def _new_need(board: Board, details: Details, need_id: NeedId, now: datetime) -> Need:
    if len(board.needs) >= MAX_NEEDS:
        raise BoardFullError(MAX_NEEDS)
    last = max((need.position for need in board.needs.values()), default=None)
    blank = Need(id=need_id, position=between(last, None), title="")
    return as_told(blank, with_details(blank, {"title": "", **details}), details, now=now)


def update(board: Board, need_id: NeedId, details: Details, *, now: datetime) -> Change:
    """Change what a need says. The slots of a series follow, but for those that somebody took, changed or did."""
    before = get(board, need_id)
    after = as_told(before, with_details(before, details), details, now=now)
    if after == before:
        return Change(board=board, need=before)
    if after.slot is not None:
        after = replace(after, slot=replace(after.slot, is_own=True))
    slots = follow(board.needs, before, after, now=now)
    return changed(board, need_id, slots.get(need_id, after), now=now, also=slots)


def move(board: Board, need_id: NeedId, previous_id: NeedId | None, *, now: datetime) -> Change:
    """Put a need right after another one, or (None) first."""
    need = get(board, need_id)
    before = None if previous_id is None else get(board, previous_id).position
    if previous_id == need_id or before == _position_ahead_of(board, need):
        return Change(board=board, need=need)
    followers = (
        other.position
        for other in board.needs.values()
        if other is not need and (before is None or other.position > before)
    )
    return changed(board, need_id, replace(need, position=between(before, min(followers, default=None))), now=now)


def _position_ahead_of(board: Board, need: Need) -> Decimal | None:
    ahead = (other.position for other in board.needs.values() if other.position < need.position)
    return max(ahead, default=None)


def remove(board: Board, need_id: NeedId, *, now: datetime) -> Change:
    """Take a need off the board; of a series stays what somebody took, changed or did."""
    return changed(board, need_id, None, now=now, also=follow(board.needs, get(board, need_id), None, now=now))


def raise_need(board: Board, need_id: NeedId, *, now: datetime) -> Change:
    """Say that a standing need needs doing, or raise NotStandingError."""
    return changed(board, need_id, raised(get(board, need_id)), now=now)


def take(
    board: Board,
    need_id: NeedId,
    name: str | None = None,
    duration: timedelta | None = None,
    *,
    mark_id: str,
    settings: Settings,
    now: datetime,
) -> Change:
    """Say that somebody is on a need. It blocks nobody; the same name is on it once; on a need that is done or rests it says nothing."""
    need = get(board, need_id)
    mark = on_it(need, mark_id=mark_id, name=name, duration=duration, settings=settings, now=now)
    if need.done_at is not None or need.rests_since is not None:
        return Change(board=board, need=need)
    others = tuple(other for other in need.helpers_at(now) if mark.name is None or other.name != mark.name)
    return changed(board, need_id, replace(need, on_it=(*others, mark)), now=now)


def release(board: Board, need_id: NeedId, name: str | None = None, *, now: datetime) -> Change:
    """Say that somebody cannot do it after all: the one by that name, or whoever said so last."""
    need = get(board, need_id)
    wanted = helper_name(name)
    marks = need.helpers_at(now)
    leaving = next((mark for mark in reversed(marks) if wanted in {None, mark.name}), None)
    return changed(board, need_id, replace(need, on_it=tuple(mark for mark in marks if mark is not leaving)), now=now)


def complete(board: Board, need_id: NeedId, *, now: datetime) -> Change:
    """Mark a need as done and forget who was on it; a standing one rests. Done twice is done."""
    return changed(board, need_id, finished(get(board, need_id), now=now), now=now)


def reopen(board: Board, need_id: NeedId, *, now: datetime) -> Change:
    """Take *done* back for as long as the need is on the board."""
    need = get(board, need_id)
    latest = next((entry for entry in reversed(board.undoable) if entry.piece_id == need_id), None)
    if latest and isinstance(latest.before, Need) and need.done_at and latest.before.done_at is None:
        return take_back(board, latest, now)
    if need.done_at is None:
        return Change(board=board, need=need)
    return changed(board, need_id, replace(need, done_at=None, rests_since=None), now=now)


def set_house(board: Board, details: HouseDetails, *, now: datetime) -> Change:
    """Change what helpers should know about the household."""
    house = board.house
    return changed(
        board,
        House.id,
        House(
            diet=house_text(details["diet"], TextField.DIET) if "diet" in details else house.diet,
            notes=house_text(details["notes"], TextField.NOTES) if "notes" in details else house.notes,
            visiting=details.get("visiting", house.visiting),
        ),
        now=now,
    )


def forget(board: Board, what: Forget, *, now: datetime) -> Change:
    """Forget what is done, or everything; this is meant, so it cannot be undone and is told to nobody."""
    if what is Forget.EVERYTHING:
        return Change(board=Board(), touched=frozenset({House.id, *board.needs, *(e.piece_id for e in board.undoable)}))
    done = {need.id for need in board.needs.values() if need.done_at is not None and not need.standing}
    return Change(
        board=replace(
            board,
            needs={need_id: need for need_id, need in board.needs.items() if need_id not in done},
            undoable=tuple(entry for entry in board.undoable if entry.piece_id not in done),
        ),
        touched=frozenset(done),
    )
