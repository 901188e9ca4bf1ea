"""The stored shape of a board: one record per need, and one for the house, each with the changes that can be undone.

A record holds only what differs from a blank need. Every change of this shape raises SCHEMA_VERSION, and what was
stored in the shapes before it is still read: 2 added what comes back, and nothing of 1 means anything else.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Final, TypedDict, cast

from .model import After, Board, House, Kind, Need, NeedId, OnIt, PieceId, Rule, Slot, Undoable, Visiting

SCHEMA_VERSION: Final = 2


class StoredOnIt(TypedDict, total=False):
    """Somebody on a need."""

    id: str
    until: str
    name: str


class StoredRule(TypedDict, total=False):
    """A repeat by the calendar."""

    text: str
    first: str
    start: str
    end: str
    due: str
    laid_until: str


class StoredSlot(TypedDict, total=False):
    """A day of a series."""

    series: str
    day: str
    own: bool


class StoredNeed(TypedDict, total=False):
    """A need without its id, which is the record's."""

    position: str
    title: str
    notes: str
    kind: str
    area_id: str
    minutes: int
    helpers: int
    urgent: bool
    start: str
    end: str
    due: str
    on_it: list[StoredOnIt]
    done_at: str
    standing: bool
    rests_since: str
    rule: StoredRule
    after: float
    slot: StoredSlot
    has_come_up: bool


class StoredHouse(TypedDict, total=False):
    """The house notes and visiting."""

    diet: str
    notes: str
    visiting: str


class StoredUndoable(TypedDict):
    """A change that can be undone; `need` or `house` is what was before."""

    number: int
    at: str
    need: StoredNeed | None
    house: StoredHouse | None


class Record(TypedDict):
    """What is stored for one piece of the board."""

    need: StoredNeed | None
    house: StoredHouse | None
    undoable: list[StoredUndoable]


class RecordError(ValueError):
    """A record that does not hold what a record holds."""


def encode(board: Board, piece_id: PieceId) -> Record | None:
    """Return the record of a piece of the board, or None when nothing of it is left to keep."""
    need = board.needs.get(piece_id)
    house = board.house if piece_id == House.id and board.house != House() else None
    undoable = [_encode_undoable(entry) for entry in board.undoable if entry.piece_id == piece_id]
    if need is None and house is None and not undoable:
        return None
    return Record(
        need=None if need is None else _encode_need(need),
        house=None if house is None else _encode_house(house),
        undoable=undoable,
    )


def decode(records: Mapping[PieceId, Record]) -> Board:
    """Return the board these records hold, or raise RecordError."""
    try:
        return Board(
            needs={
                piece_id: _decode_need(piece_id, need)
                for piece_id, record in records.items()
                if (need := record["need"]) is not None
            },
            house=_decode_house(records[House.id]["house"] or {}) if House.id in records else House(),
            undoable=tuple(sorted(_decode_all_undoable(records), key=attrgetter("number", "piece_id"))),
        )
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as err:
        raise RecordError(type(err).__name__) from err


def _encode_need(need: Need) -> StoredNeed:
    differing: dict[str, object] = {
        "notes": need.notes,
        "kind": None if need.kind is Kind.OTHER else need.kind.value,
        "area_id": need.area_id,
        "minutes": need.minutes,
        "helpers": None if need.helpers == 1 else need.helpers,
        "urgent": need.urgent or None,
        "start": need.start and need.start.isoformat(),
        "end": need.end and need.end.isoformat(),
        "due": need.due and need.due.isoformat(),
        "on_it": [_encode_on_it(mark) for mark in need.on_it] or None,
        "done_at": need.done_at and need.done_at.isoformat(),
        "standing": need.standing or None,
        "rests_since": need.rests_since and need.rests_since.isoformat(),
        "rule": _encode_rule(need.repeat) if isinstance(need.repeat, Rule) else None,
        "after": need.repeat.duration.total_seconds() if isinstance(need.repeat, After) else None,
        "slot": need.slot and _encode_slot(need.slot),
        "has_come_up": need.has_come_up or None,
    }
    return cast("StoredNeed", {"position": str(need.position), "title": need.title} | _given(differing))


def _given(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value is not None}


def _decode_need(need_id: NeedId, stored: StoredNeed) -> Need:
    return Need(
        id=need_id,
        position=Decimal(stored["position"]),
        title=stored["title"],
        notes=stored.get("notes"),
        kind=Kind(stored.get("kind", Kind.OTHER)),
        area_id=stored.get("area_id"),
        minutes=stored.get("minutes"),
        helpers=stored.get("helpers", 1),
        urgent=stored.get("urgent", False),
        start=_decode_moment(stored.get("start")),
        end=_decode_moment(stored.get("end")),
        due=_decode_due(stored.get("due")),
        on_it=tuple(_decode_on_it(mark) for mark in stored.get("on_it", ())),
        done_at=_decode_moment(stored.get("done_at")),
        standing=stored.get("standing", False),
        rests_since=_decode_moment(stored.get("rests_since")),
        repeat=_decode_repeat(stored),
        slot=_decode_slot(stored.get("slot")),
        has_come_up=stored.get("has_come_up", False),
    )


def _encode_rule(rule: Rule) -> StoredRule:
    differing: dict[str, object] = {
        "start": rule.start and rule.start.isoformat(),
        "end": rule.end and rule.end.isoformat(),
        "due": rule.due and rule.due.isoformat(),
        "laid_until": rule.laid_until and rule.laid_until.isoformat(),
    }
    return cast("StoredRule", {"text": rule.text, "first": rule.first.isoformat()} | _given(differing))


def _decode_repeat(stored: StoredNeed) -> Rule | After | None:
    if (seconds := stored.get("after")) is not None:
        return After(duration=timedelta(seconds=seconds))
    if (rule := stored.get("rule")) is None:
        return None
    return Rule(
        text=rule["text"],
        first=date.fromisoformat(rule["first"]),
        start=_decode_moment(rule.get("start")),
        end=_decode_moment(rule.get("end")),
        due=_decode_due(rule.get("due")),
        laid_until=date.fromisoformat(rule["laid_until"]) if "laid_until" in rule else None,
    )


def _encode_slot(slot: Slot) -> StoredSlot:
    stored = StoredSlot(series=slot.series_id, day=slot.day.isoformat())
    if slot.is_own:
        stored["own"] = True
    return stored


def _decode_slot(stored: StoredSlot | None) -> Slot | None:
    if stored is None:
        return None
    return Slot(series_id=stored["series"], day=date.fromisoformat(stored["day"]), is_own=stored.get("own", False))


def _encode_on_it(mark: OnIt) -> StoredOnIt:
    stored = StoredOnIt(id=mark.id, until=mark.until.isoformat())
    if mark.name is not None:
        stored["name"] = mark.name
    return stored


def _decode_on_it(stored: StoredOnIt) -> OnIt:
    return OnIt(id=stored["id"], until=datetime.fromisoformat(stored["until"]), name=stored.get("name"))


def _encode_house(house: House) -> StoredHouse:
    stored = StoredHouse(visiting=house.visiting.value)
    if house.diet is not None:
        stored["diet"] = house.diet
    if house.notes is not None:
        stored["notes"] = house.notes
    return stored


def _decode_house(stored: StoredHouse) -> House:
    return House(
        diet=stored.get("diet"),
        notes=stored.get("notes"),
        visiting=Visiting(stored.get("visiting", Visiting.WELCOME)),
    )


def _encode_undoable(entry: Undoable) -> StoredUndoable:
    before = entry.before
    return StoredUndoable(
        number=entry.number,
        at=entry.at.isoformat(),
        need=_encode_need(before) if isinstance(before, Need) else None,
        house=_encode_house(before) if isinstance(before, House) else None,
    )


def _decode_all_undoable(records: Mapping[PieceId, Record]) -> Iterator[Undoable]:
    for piece_id, record in records.items():
        for stored in record["undoable"]:
            yield Undoable(
                number=stored["number"],
                at=datetime.fromisoformat(stored["at"]),
                piece_id=piece_id,
                before=_decode_before(piece_id, stored),
            )


def _decode_before(piece_id: PieceId, stored: StoredUndoable) -> Need | House | None:
    if (house := stored["house"]) is not None:
        return _decode_house(house)
    return None if (need := stored["need"]) is None else _decode_need(piece_id, need)


def _decode_moment(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored)


def _decode_due(stored: str | None) -> date | datetime | None:
    if stored is None:
        return None
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)
