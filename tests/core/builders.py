"""Small boards, needs and moments for the tests of the core."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
import json
from typing import Final, TypedDict, Unpack
from zoneinfo import ZoneInfo

from custom_components.mutual_aid.core import codec, operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import (
    After,
    Board,
    Change,
    Decision,
    FactType,
    House,
    Kind,
    Need,
    NeedId,
    OnIt,
    PieceId,
    Rule,
    Settings,
    Slot,
)
from custom_components.mutual_aid.core.passing import advance, with_slots
from custom_components.mutual_aid.core.undo import undo

BERLIN: Final = ZoneInfo("Europe/Berlin")
NEW_YORK: Final = ZoneInfo("America/New_York")
LORD_HOWE: Final = ZoneInfo("Australia/Lord_Howe")
KATHMANDU: Final = ZoneInfo("Asia/Kathmandu")
APIA: Final = ZoneInfo("Pacific/Apia")

# A Tuesday.
NOON: Final = datetime(2026, 3, 10, 12, tzinfo=BERLIN)
INSTANT: Final = timedelta(microseconds=1)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

SETTINGS: Final = Settings(undo_window=2 * HOUR, keep_done=DAY, on_it=3 * HOUR)


class NeedFields(TypedDict, total=False):
    """What a need may be built with."""

    id: NeedId
    position: Decimal
    notes: str | None
    kind: Kind
    area_id: str | None
    minutes: int | None
    helpers: int
    urgent: bool
    start: datetime | None
    end: datetime | None
    due: date | datetime | None
    on_it: tuple[OnIt, ...]
    done_at: datetime | None
    standing: bool
    rests_since: datetime | None
    repeat: Rule | After | None
    slot: Slot | None
    has_come_up: bool


def a_need(title: str = "dishes", **fields: Unpack[NeedFields]) -> Need:
    """Return a need that is called by its title."""
    return replace(Need(id=title, position=Decimal(0), title=title), **fields)


def somebody(name: str | None = None, *, mark_id: str = "mark", until: datetime = NOON + HOUR) -> OnIt:
    """Return the signal of somebody who is on a need."""
    return OnIt(id=mark_id, until=until, name=name)


def a_board(*needs: Need | str, house: House | None = None) -> Board:
    """Return a board with these needs in this order, and nothing to undo."""
    built = [a_need(need) if isinstance(need, str) else need for need in needs]
    return Board(
        needs={need.id: replace(need, position=Decimal(place)) for place, need in enumerate(built)},
        house=house or House(),
    )


def added(board: Board, title: str, now: datetime = NOON) -> Board:
    """Return the board after somebody added a need, which is called by its title."""
    return operations.add(board, Details(title=title), need_id=title, now=now).board


def taken(board: Board, need_id: NeedId, name: str | None = None, now: datetime = NOON) -> Board:
    """Return the board after somebody said that they are on a need; the signals of a need are numbered."""
    mark_id = f"{need_id} {len(board.needs[need_id].on_it) + 1}"
    return operations.take(board, need_id, name, mark_id=mark_id, settings=SETTINGS, now=now).board


def did(board: Board, decide: Decision, now: datetime = NOON) -> Change:
    """Return the change that somebody decides on, the way a loaded board does it."""
    return with_slots(decide, board, settings=SETTINGS, now=now)


def with_need(board: Board, said: Details, need_id: NeedId = "need", now: datetime = NOON) -> Board:
    """Return the board after somebody added a need with these details, and its slots when it is a series."""
    return did(board, partial(operations.add, details=said, need_id=need_id), now).board


def updated(board: Board, need_id: NeedId, said: Details, now: datetime = NOON) -> Board:
    """Return the board after somebody said something else about a need."""
    return did(board, partial(operations.update, need_id=need_id, details=said), now).board


def removed(board: Board, need_id: NeedId, now: datetime = NOON) -> Board:
    """Return the board after somebody took a need off it."""
    return did(board, partial(operations.remove, need_id=need_id), now).board


def completed(board: Board, need_id: NeedId, now: datetime = NOON) -> Board:
    """Return the board after somebody did a need."""
    return did(board, partial(operations.complete, need_id=need_id), now).board


def raised(board: Board, need_id: NeedId, now: datetime = NOON) -> Board:
    """Return the board after somebody said that a standing need needs doing."""
    return did(board, partial(operations.raise_need, need_id=need_id), now).board


def undone(board: Board, piece_id: PieceId | None = None, now: datetime = NOON) -> Change:
    """Return the change when somebody takes back the last thing that was done."""
    return did(board, partial(undo, piece_id=piece_id, settings=SETTINGS), now)


def later(board: Board, now: datetime) -> Board:
    """Return the board at another moment, when nobody does anything meanwhile."""
    return advance(board, SETTINGS, now=now).board


def the(board: Board) -> Need:
    """Return the one need there is on a board."""
    [need] = board.needs.values()
    return need


def titles(board: Board) -> list[str]:
    """Return the titles of the needs in the order people gave them."""
    return [need.title for need in sorted(board.needs.values(), key=lambda need: need.position)]


def names(need: Need) -> list[str | None]:
    """Return the names of those who are on a need."""
    return [mark.name for mark in need.on_it]


def pieces_of(*boards: Board) -> set[PieceId]:
    """Return the ids of everything that is, or can come back, on these boards."""
    return {House.id}.union(
        *(board.needs for board in boards), *((entry.piece_id for entry in board.undoable) for board in boards)
    )


def records_of(board: Board) -> dict[PieceId, codec.Record]:
    """Return everything that is stored for a board."""
    encoded = {piece_id: codec.encode(board, piece_id) for piece_id in pieces_of(board)}
    return {piece_id: record for piece_id, record in encoded.items() if record is not None}


def stored_text(board: Board) -> str:
    """Return everything that is stored for a board as one text."""
    return json.dumps(records_of(board), ensure_ascii=False)


def read_back(board: Board) -> Board:
    """Return the board after it was stored and read again."""
    stored = json.dumps(records_of(board), ensure_ascii=False).encode()
    return codec.decode(json.loads(stored))


def happened(change: Change) -> list[FactType]:
    """Return what people are told about a change, in order."""
    return [fact.type for fact in change.facts]
