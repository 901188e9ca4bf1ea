"""A household with a board, and what the board promises it whatever happens."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Final

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from .builders import BERLIN, DAY, INSTANT, NOON, pieces_of, read_back, stored_text
from .strategies import SETTINGS, ZONES
from custom_components.mutual_aid.core.codec import encode
from custom_components.mutual_aid.core.model import Board, Change, Decision, FactType, Need, NeedId, PieceId, Settings
from custom_components.mutual_aid.core.passing import advance, next_moment, with_slots
from custom_components.mutual_aid.core.queries import outlook
from custom_components.mutual_aid.core.repeat import next_day
from custom_components.mutual_aid.core.times import end_of_day, has_come_up, is_over
from custom_components.mutual_aid.core.undo import undo

# Nobody writes these into a title, so wherever one is found, it is the name of a helper.
NAMES: Final = ("⁂Kim", "⁂Sam", "⁂Zoë")
NOBODY: Final = frozenset[NeedId]()


def as_it_comes_back(need: Need, after: Need | None, now: datetime) -> Need:
    """Return a need when a change is taken back: who is gone is gone, and a name that was forgotten is nobody's."""
    names = {mark.id: mark.name for mark in after.on_it} if after else {}
    return replace(need, on_it=tuple(replace(mark, name=names.get(mark.id)) for mark in need.helpers_at(now)))


def with_what_was_told(needs: Mapping[NeedId, Need], now: datetime) -> dict[NeedId, Need]:
    """Return needs without what was told of a time that is to come again, as the clock was wrong."""
    return {need.id: replace(need, has_come_up=need.has_come_up and has_come_up(need, now)) for need in needs.values()}


def all_come_back(before: Mapping[NeedId, Need], after: Mapping[NeedId, Need], now: datetime) -> dict[NeedId, Need]:
    """Return the needs there are when a change is taken back."""
    return {
        need.id: need if need == after.get(need.id) else as_it_comes_back(need, after.get(need.id), now)
        for need in before.values()
    }


def newest(board: Board) -> int:
    """Return the number of the last change that can be taken back."""
    return max((entry.number for entry in board.undoable), default=-1)


def told(change: Change, need_id: NeedId) -> list[FactType]:
    """Return what people are told about one need."""
    return [fact.type for fact in change.facts if fact.need.id == need_id]


class Household(RuleBasedStateMachine):
    """People who use one board. Where they live, and what holds after each step; what they do is the machine's."""

    def __init__(self) -> None:
        """Start with an empty board."""
        super().__init__()
        self.board = Board()
        self.instant = NOON.astimezone(UTC)
        self.zone: tzinfo = BERLIN
        self.settings = Settings()
        self.ids: list[NeedId] = []

    @initialize(chosen=SETTINGS, zone=ZONES)
    def move_in(self, chosen: Settings, zone: tzinfo) -> None:
        """Choose where the household lives and what it wants differently."""
        self.settings, self.zone = chosen, zone

    @property
    def now(self) -> datetime:
        """Return what the clock on the wall shows."""
        return self.instant.astimezone(self.zone)

    def new_id(self) -> NeedId:
        """Return an id that nothing had before."""
        self.ids.append(f"id {len(self.ids):<7}")
        return self.ids[-1]

    def picked(self, pick: int) -> NeedId:
        """Return the id of a need that is on the board."""
        return sorted(self.board.needs)[pick % len(self.board.needs)]

    def people_added(self) -> list[Need]:
        """Return the needs that are no slots."""
        return [need for need in self.board.needs.values() if need.slot is None]

    def can_undo(self) -> bool:
        """Return whether there is something to take back."""
        return any(entry.at + self.settings.undo_window > self.instant for entry in self.board.undoable)

    def done_ids(self) -> frozenset[NeedId]:
        """Return the ids of what is done for good."""
        return frozenset(
            need.id for need in self.board.needs.values() if need.done_at is not None and not need.standing
        )

    def family(self, piece_id: PieceId) -> frozenset[NeedId]:
        """Return the id of a series and those of its slots, or just the id of something else."""
        slots = (need for need in self.board.needs.values() if need.slot and need.slot.series_id == piece_id)
        return frozenset((piece_id, *(need.id for need in slots)))

    def passing_ids(self) -> frozenset[NeedId]:
        """Return the ids of what may vanish by itself: what is done or over, and series that have no more days."""
        return frozenset(self.done_ids().union(self._over_ids()))

    def _over_ids(self) -> Iterator[NeedId]:
        for need in self.board.needs.values():
            rule, today = need.series_rule, self.now.date()
            is_past = is_over(need, self.now) or (need.slot is not None and need.slot.day < today)
            if is_past or (rule is not None and next_day(rule, today - DAY) is None):
                yield need.id

    def look(self, board: Board) -> Board:
        """Return the board as it is by now."""
        return advance(board, self.settings, now=self.now).board

    def change(self, decide: Decision, *, lost: frozenset[NeedId] = NOBODY) -> Change:
        """Change the board, and check what holds for every change; only needs that are meant to may be lost."""
        before, passing, change = self.board, self.passing_ids(), decide(self.board, now=self.now)
        after = self.board = change.board
        stored_differently = {
            piece_id for piece_id in pieces_of(before, after) if encode(before, piece_id) != encode(after, piece_id)
        }
        assert stored_differently <= change.touched
        assert (after == before) == (not stored_differently)
        assert {fact.need.id for fact in change.facts} <= change.touched
        assert before.needs.keys() - after.needs.keys() <= lost | passing
        slots = {need.id: (need.slot.series_id, need.slot.day) for need in after.needs.values() if need.slot}
        assert len(set(slots.values())) == len(slots)
        self.ids.extend(slots.keys() - set(self.ids))
        assert after.needs.keys() <= set(self.ids)
        return change

    def decide(self, decide: Decision, *, lost: frozenset[NeedId] = NOBODY) -> Change:
        """Change the board as somebody decides."""
        return self.change(partial(with_slots, decide, settings=self.settings), lost=lost)

    def do(self, decide: Decision, *, lost: frozenset[NeedId] = NOBODY) -> Change:
        """Change the board as somebody decides, and check that this can be taken back."""
        before, seen = self.board, self.look(self.board)
        change = self.decide(decide, lost=lost)
        after = change.board
        take_back = partial(with_slots, partial(undo, piece_id=None, settings=self.settings), settings=self.settings)
        undone = take_back(after, now=self.now).board if newest(after) > newest(before) else after
        undone = self.look(undone)
        assert undone.house == before.house
        back = all_come_back(seen.needs, after.needs, self.now)
        assert with_what_was_told(undone.needs, self.now) == with_what_was_told(back, self.now)
        assert undone.undoable == tuple(entry for entry in seen.undoable if entry in after.undoable)
        return change

    @invariant()
    def every_need_has_its_own_id_and_place(self) -> None:
        """No two needs are mixed up."""
        needs = self.board.needs
        assert [need.id for need in needs.values()] == list(needs)
        assert len({need.position for need in needs.values()}) == len(needs)

    @invariant()
    def changes_are_kept_in_their_order(self) -> None:
        """Whatever the clock says; a series and its slots change at once."""
        order = [(entry.number, entry.piece_id) for entry in self.board.undoable]
        assert order == sorted(set(order))

    @invariant()
    def what_rests_has_nobody_on_it(self) -> None:
        """Nobody can be on what nobody sees."""
        assert [need.on_it for need in self.board.needs.values() if need.rests_since is not None and need.on_it] == []

    @invariant()
    def everything_comes_back_from_the_disk(self) -> None:
        """Nothing is lost by being stored."""
        assert read_back(self.board) == self.board

    @invariant()
    def names_are_stored_only_while_somebody_is_on_it(self) -> None:
        """Neither a done need nor anything that can be undone tells who."""
        on_it = {mark.name for need in self.board.needs.values() if need.done_at is None for mark in need.on_it}
        assert {name for name in NAMES if name in stored_text(self.board)} == on_it - {None}

    @invariant()
    def nothing_changes_by_itself_before_the_next_moment(self) -> None:
        """Set by this, a timer is never too late and never rings for nothing."""
        moment = next_moment(self.board, pieces_of(self.board), self.settings, now=self.now)
        now, shortly_before = self.now, max(self.now, (moment - INSTANT).astimezone(self.zone))
        is_quiet = moment > now
        assert is_quiet == (self.look(self.board) is self.board)
        assert is_quiet <= (advance(self.board, self.settings, now=shortly_before).board is self.board)
        assert is_quiet <= (self.seen(shortly_before) == self.seen(now))
        then = max(now, moment.astimezone(self.zone))
        at_last = advance(self.board, self.settings, now=then)
        assert at_last.board is not self.board or self.seen(then) != self.seen(now) or moment == end_of_day(now)

    def seen(self, now: datetime) -> tuple[object, ...]:
        """Return what the board shows at a moment."""
        shown = outlook(self.board, self.settings, now=now)
        return shown.listed, shown.open_now, shown.next, shown.minutes_wanted
