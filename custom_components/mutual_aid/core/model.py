"""What a board is made of: plain values that never change in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Protocol

type NeedId = str
type PieceId = str
"""The id of a need, or of the one house there is."""


class Kind(StrEnum):
    """What sort of help a need is; gives its icon and its spoken group."""

    MEAL = "meal"
    DISHES = "dishes"
    CLEANING = "cleaning"
    LAUNDRY = "laundry"
    ERRAND = "errand"
    RIDE = "ride"
    COMPANY = "company"
    CARE = "care"
    PETS = "pets"
    GARDEN = "garden"
    REPAIR = "repair"
    OTHER = "other"


class State(StrEnum):
    """How things stand with a need."""

    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"
    RESTING = "resting"


class Visiting(StrEnum):
    """Whether the household is up for company."""

    WELCOME = "welcome"
    LEAVE_AT_DOOR = "leave_at_door"
    RESTING = "resting"


class FactType(StrEnum):
    """What can happen to a need."""

    ADDED = "added"
    TAKEN = "taken"
    RELEASED = "released"
    DONE = "done"
    UNDONE = "undone"
    REMOVED = "removed"
    DUE = "due"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A repeat by the calendar: an RFC 5545 rule for the days, with `first` as its DTSTART.

    `start`, `end` and `due` are what a clock on the wall shows on that first day, in whatever time zone the household
    lives. Slots are laid out up to and with `laid_until`.
    """

    text: str
    first: date
    start: datetime | None = None
    end: datetime | None = None
    due: date | datetime | None = None
    laid_until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class After:
    """A repeat by what happened: so long after it was last done."""

    duration: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """Which day of which series a need is; it follows the series until somebody changes it (`is_own`)."""

    series_id: NeedId
    day: date
    is_own: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OnIt:
    """Somebody's soft signal that they are on a need; it lapses by itself."""

    id: str
    until: datetime
    name: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """One thing that would help.

    A standing need rests (`rests_since`) until it is raised. A series, which is a need with a rule that is not
    standing, always rests: its slots are what people do. `has_come_up` says that people were told of its time.
    """

    id: NeedId
    position: Decimal
    title: str
    notes: str | None = None
    kind: Kind = Kind.OTHER
    area_id: str | None = None
    minutes: int | None = None
    helpers: int = 1
    urgent: bool = False
    start: datetime | None = None
    end: datetime | None = None
    due: date | datetime | None = None
    on_it: tuple[OnIt, ...] = ()
    done_at: datetime | None = None
    standing: bool = False
    rests_since: datetime | None = None
    repeat: Rule | After | None = None
    slot: Slot | None = None
    has_come_up: bool = False

    @property
    def series_rule(self) -> Rule | None:
        """Return the rule by which slots of it are laid out, if it is a series."""
        return self.repeat if isinstance(self.repeat, Rule) and not self.standing else None

    def helpers_at(self, now: datetime) -> tuple[OnIt, ...]:
        """Return who is on it at this moment."""
        return tuple(mark for mark in self.on_it if mark.until > now)

    def state_at(self, now: datetime) -> State:
        """Return how things stand with it at this moment."""
        if self.rests_since is not None:
            return State.RESTING
        if self.done_at is not None:
            return State.DONE
        if self.on_it and len(self.helpers_at(now)) >= self.helpers:
            return State.TAKEN
        return State.OPEN


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """What a helper should know about the household before they ring."""

    id: ClassVar[PieceId] = "house"

    diet: str | None = None
    notes: str | None = None
    visiting: Visiting = Visiting.WELCOME


@dataclass(frozen=True, kw_only=True, slots=True)
class Undoable:
    """A change that can still be taken back: what its piece was before, without names.

    `number` orders the changes even when the clock jumps; a series and its slots that changed together share it.
    `before` is None when the piece was not there.
    """

    number: int
    at: datetime
    piece_id: PieceId
    before: Need | House | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """Everything one household keeps."""

    needs: Mapping[NeedId, Need] = field(default_factory=dict)
    house: House = House()
    undoable: tuple[Undoable, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something that happened to a need. It never says who."""

    type: FactType
    need: Need


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A board after a command: what happened, and which pieces are different now."""

    board: Board
    facts: tuple[Fact, ...] = ()
    touched: frozenset[PieceId] = frozenset()
    need: Need | None = None


class Decision(Protocol):
    """What to do with a board at a moment."""

    def __call__(self, board: Board, /, *, now: datetime) -> Change:
        """Return the change, or raise a NeedError."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What two households may want differently."""

    undo_window: timedelta = timedelta(hours=2)
    keep_done: timedelta = timedelta(days=1)
    on_it: timedelta = timedelta(hours=3)
    horizon: timedelta = timedelta(days=14)
