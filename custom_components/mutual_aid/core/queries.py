"""What a board shows: the one definition of "open now" and of "what matters most"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Final
import unicodedata

from .errors import AmbiguousNeedError, NeedNotFoundError
from .model import Board, Kind, Need, NeedId, Settings, State
from .times import appears_at, date_of, end_of_day, is_over, moment, start_of_day

NEAR_FUTURE: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which needs are asked for. Without `states` those that are open or taken; `days_ahead` adds what is coming up.

    `day` leaves out what has its time on another day.
    """

    states: frozenset[State] = frozenset({State.OPEN, State.TAKEN})
    kind: Kind | None = None
    area_id: str | None = None
    max_minutes: int | None = None
    urgent: bool | None = None
    days_ahead: int | None = 0
    day: date | None = None


def get(board: Board, need_id: NeedId) -> Need:
    """Return the need by its id, or raise NeedNotFoundError."""
    if (need := board.needs.get(need_id)) is None:
        raise NeedNotFoundError(need_id)
    return need


def find(needs: Iterable[Need], wanted: str, is_likely: Callable[[Need], bool]) -> Need:
    """Return the need by its id or title: exactly, in any case, then loosely when only one fits.

    Of several that fit, the only likely one is meant, and of the days of a series the first. Raises NeedNotFoundError
    or AmbiguousNeedError.
    """
    candidates = tuple(needs)
    for fits in _ways_to_fit(wanted):
        fitting = [need for need in candidates if fits(need)]
        likely = [need for need in fitting if is_likely(need)] if len(fitting) > 1 else fitting
        if len({need.slot.series_id if need.slot else need.id for need in likely}) == 1:
            return min(likely, key=lambda need: need.slot.day if need.slot else date.min)
        if fitting:
            raise AmbiguousNeedError(wanted, [need.title for need in likely or fitting])
    raise NeedNotFoundError(wanted)


def _ways_to_fit(wanted: str) -> Iterable[Callable[[Need], bool]]:
    folded = _fold(wanted)
    words = set(folded.split())
    yield lambda need: need.id == wanted
    yield lambda need: need.title == wanted.strip()
    yield lambda need: _fold(need.title) == folded
    if words:
        yield lambda need: folded in _fold(need.title) or words <= set(_fold(need.title).split())


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def select(board: Board, wanted: Filter, *, now: datetime) -> list[Need]:
    """Return the needs a filter asks for, what matters most first and what is done last."""
    horizon = None if wanted.days_ahead is None else end_of_day(now, wanted.days_ahead)
    matters = importance(now)
    return sorted(
        (
            need
            for need in board.needs.values()
            if need.state_at(now) in wanted.states
            and (horizon is None or _is_within(need, horizon, now))
            and (wanted.day is None or date_of(need, now) in {None, wanted.day})
            and wanted.kind in {None, need.kind}
            and wanted.area_id in {None, need.area_id}
            and wanted.urgent in {None, need.urgent}
            and (wanted.max_minutes is None or (need.minutes is not None and need.minutes <= wanted.max_minutes))
        ),
        key=lambda need: (need.done_at is not None, *matters(need)),
    )


def _is_within(need: Need, horizon: datetime, now: datetime) -> bool:
    """Return whether there is something to do before a moment."""
    appears = appears_at(need, now)
    return appears is None or (appears < horizon and not is_over(need, now))


def importance(now: datetime) -> Callable[[Need], tuple[bool, datetime, Decimal]]:
    """Return the sort key of what matters most: urgent first, then what has its time today, then as people ordered it.

    What is coming up follows by its time. A time that has passed makes nothing more important: needs age quietly.
    """
    tonight = end_of_day(now)
    this_morning = start_of_day(now.date(), now.tzinfo)

    def key(need: Need) -> tuple[bool, datetime, Decimal]:
        when = moment(need, now)
        is_any_time = appears_at(need, now) is None
        if when is None or when < this_morning or (is_any_time and (need.standing or when >= tonight)):
            when = tonight
        return (not need.urgent, when, need.position)

    return key


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What a board shows at a moment."""

    listed: tuple[Need, ...]
    open_now: tuple[Need, ...]
    standing: tuple[Need, ...]
    now: datetime

    @cached_property
    def named(self) -> tuple[Need, ...]:
        """Return the needs that people may speak of."""
        return (*self.listed, *(need for need in self.standing if need.rests_since is not None))

    @cached_property
    def next(self) -> Need | None:
        """Return the need that matters most now."""
        return min(self.open_now, key=importance(self.now), default=None)

    @cached_property
    def minutes_wanted(self) -> int:
        """Return the minutes of help that are open now, counting every pair of hands a need still wants."""
        return sum(
            need.minutes * (need.helpers - len(need.helpers_at(self.now)))
            for need in self.open_now
            if need.minutes is not None
        )


def outlook(board: Board, settings: Settings, *, now: datetime) -> Outlook:
    """Return what a board shows: today's and the near future's needs as people ordered them, and what can be undone."""
    near_future, tonight = end_of_day(now, NEAR_FUTURE.days), end_of_day(now)
    undone_until = now.astimezone(UTC) - settings.undo_window

    def is_listed(need: Need) -> bool:
        if need.done_at is not None:
            return need.done_at > undone_until
        return need.rests_since is None and _is_within(need, near_future, now)

    listed = sorted(filter(is_listed, board.needs.values()), key=attrgetter("position"))
    return Outlook(
        listed=tuple(listed),
        open_now=tuple(need for need in listed if need.state_at(now) is State.OPEN and _is_within(need, tonight, now)),
        standing=tuple(need for need in board.needs.values() if need.standing),
        now=now,
    )
