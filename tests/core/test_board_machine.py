"""A household at random: whatever people do in whatever order, what a board promises holds after each step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from .builders import BERLIN, DAY, HOUR, INSTANT, MINUTE, NOON, happened, pieces_of, read_back, records_of, stored_text
from .strategies import DURATIONS, HOUSE_DETAILS, SETTINGS, ZONES, details
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.codec import encode
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, Change, FactType, Need, NeedId, Settings
from custom_components.mutual_aid.core.operations import Forget, HouseDetails
from custom_components.mutual_aid.core.passing import advance, next_moment
from custom_components.mutual_aid.core.queries import end_of_day, outlook
from custom_components.mutual_aid.core.undo import needs_to_undo, undo

type Operation = Callable[[Board], Change]

# Nobody writes these into a title, so wherever one is found, it is the name of a helper.
NAMES: Final = ("⁂Kim", "⁂Sam", "⁂Zoë")
WORDS: Final = st.sampled_from(["Dishes", "Dinner", "Müll", "עזרה", "🧹"])

ANY_NAME: Final = st.none() | st.sampled_from(NAMES)
ANY_DETAILS: Final = details(WORDS, WORDS)
PICKS: Final = st.integers(0, 5)
A_WHILE: Final = st.sampled_from([INSTANT, MINUTE, HOUR, 2 * HOUR, DAY]) | st.timedeltas(
    min_value=INSTANT, max_value=2 * DAY
)
NOBODY: Final = frozenset[NeedId]()


def as_it_comes_back(need: Need, after: Need | None, now: datetime) -> Need:
    """Return a need when a change is taken back: who is gone is gone, and a name that was forgotten is nobody's."""
    names = {mark.id: mark.name for mark in after.on_it} if after else {}
    return replace(need, on_it=tuple(replace(mark, name=names.get(mark.id)) for mark in need.helpers_at(now)))


class Household(RuleBasedStateMachine):
    """People who use one board, and time that passes."""

    def __init__(self) -> None:
        """Start with an empty board."""
        super().__init__()
        self.board = Board()
        self.instant = NOON
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
        self.ids.append(f"id {len(self.ids)}")
        return self.ids[-1]

    def picked(self, pick: int) -> NeedId:
        """Return the id of a need that is on the board."""
        return sorted(self.board.needs)[pick % len(self.board.needs)]

    def has_needs(self) -> bool:
        """Return whether there is a need to do something with."""
        return bool(self.board.needs)

    def has_room(self) -> bool:
        """Return whether there are so few needs that the same ones are changed again and again."""
        return len(self.board.needs) < 5

    def can_undo(self) -> bool:
        """Return whether there is something to take back."""
        return any(entry.at + self.settings.undo_window > self.instant for entry in self.board.undoable)

    def done_ids(self) -> frozenset[NeedId]:
        """Return the ids of what is done."""
        return frozenset(need.id for need in self.board.needs.values() if need.done_at is not None)

    def change(self, operation: Operation, *, lost: frozenset[NeedId] = NOBODY) -> Change:
        """Change the board, and check what holds for every change; only needs that are meant to may be lost."""
        before, change = self.board, operation(self.board)
        after = self.board = change.board
        stored_differently = {
            piece_id for piece_id in pieces_of(before, after) if encode(before, piece_id) != encode(after, piece_id)
        }
        assert stored_differently <= change.touched
        assert (after == before) == (not stored_differently)
        assert {fact.need.id for fact in change.facts} <= change.touched
        assert before.needs.keys() - after.needs.keys() <= lost
        assert after.needs.keys() <= set(self.ids)
        return change

    def do(self, operation: Operation, *, lost: frozenset[NeedId] = NOBODY) -> Change:
        """Change the board, and check that this can be taken back, and that doing it again would be the same."""
        before = self.board
        change = self.change(operation, lost=lost)
        after = change.board
        undone = undo(after, None, self.settings, now=self.now).board if change.touched else after
        assert undone.house == before.house
        assert undone.needs == {
            need.id: need
            if need == after.needs.get(need.id)
            else as_it_comes_back(need, after.needs.get(need.id), self.now)
            for need in before.needs.values()
        }
        assert undone.undoable == tuple(entry for entry in before.undoable if entry in after.undoable)
        return change

    @precondition(has_room)
    @rule(said=ANY_DETAILS)
    def add(self, said: Details) -> None:
        """Somebody adds a need."""
        change = self.do(lambda board: operations.add(board, said, need_id=self.new_id(), now=self.now))
        assert happened(change) == [FactType.ADDED]

    @precondition(has_room)
    @rule(said=ANY_DETAILS, name=ANY_NAME)
    def offer(self, said: Details, name: str | None) -> None:
        """Somebody offers to do something."""
        change = self.do(
            lambda board: operations.offer(
                board, said, name, need_id=self.new_id(), settings=self.settings, now=self.now
            )
        )
        assert happened(change) == [FactType.ADDED, FactType.TAKEN]

    @precondition(has_needs)
    @rule(pick=PICKS, said=ANY_DETAILS)
    def update(self, pick: int, said: Details) -> None:
        """Somebody says something else about a need."""
        change = self.do(lambda board: operations.update(board, self.picked(pick), said, now=self.now))
        assert happened(change) == []

    @precondition(has_needs)
    @rule(pick=PICKS, previous=st.none() | PICKS)
    def move(self, pick: int, previous: int | None) -> None:
        """Somebody puts a need somewhere else."""
        previous_id = None if previous is None else self.picked(previous)
        change = self.do(lambda board: operations.move(board, self.picked(pick), previous_id, now=self.now))
        assert happened(change) == []

    @precondition(has_needs)
    @rule(pick=PICKS)
    def remove(self, pick: int) -> None:
        """Somebody takes a need off the board."""
        need_id = self.picked(pick)
        change = self.do(lambda board: operations.remove(board, need_id, now=self.now), lost=frozenset({need_id}))
        assert happened(change) == [FactType.REMOVED]

    @precondition(has_needs)
    @rule(pick=PICKS, name=ANY_NAME, duration=st.none() | DURATIONS)
    def take(self, pick: int, name: str | None, duration: timedelta | None) -> None:
        """Somebody is on it."""
        self.do(
            lambda board: operations.take(
                board,
                self.picked(pick),
                name,
                duration,
                mark_id=self.new_id(),
                settings=self.settings,
                now=self.now,
            )
        )

    @precondition(has_needs)
    @rule(pick=PICKS, name=ANY_NAME)
    def release(self, pick: int, name: str | None) -> None:
        """Somebody cannot do it after all."""
        self.do(lambda board: operations.release(board, self.picked(pick), name, now=self.now))

    @precondition(has_needs)
    @rule(pick=PICKS)
    def complete(self, pick: int) -> None:
        """Somebody did it, and somebody else taps at the same time."""
        need_id = self.picked(pick)
        was_open = self.board.needs[need_id].done_at is None
        first = self.do(lambda board: operations.complete(board, need_id, now=self.now))
        self.instant += INSTANT
        second = self.do(lambda board: operations.complete(board, need_id, now=self.now))
        assert happened(first) + happened(second) == [FactType.DONE] * was_open
        assert second.board is first.board

    @precondition(has_needs)
    @rule(pick=PICKS)
    def reopen(self, pick: int) -> None:
        """Somebody sees that it is not done."""
        need_id = self.picked(pick)
        was_done = self.board.needs[need_id].done_at is not None
        change = self.change(lambda board: operations.reopen(board, need_id, now=self.now))
        assert happened(change) == [FactType.UNDONE] * was_done
        assert self.board.needs[need_id].done_at is None

    @rule(said=HOUSE_DETAILS)
    def set_house(self, said: HouseDetails) -> None:
        """Somebody says what helpers should know."""
        self.do(lambda board: operations.set_house(board, said, now=self.now))

    @precondition(can_undo)
    @rule()
    def undo_the_last_change(self) -> None:
        """Somebody takes back what was done last."""
        added = frozenset(entry.piece_id for entry in self.board.undoable if entry.before is None)
        entries = len(self.board.undoable)
        self.change(lambda board: undo(board, None, self.settings, now=self.now), lost=added)
        assert len(self.board.undoable) == entries - 1

    @precondition(lambda self: bool(needs_to_undo(self.board, self.settings, now=self.now)))
    @rule(pick=PICKS)
    def undo_the_last_change_of_a_need(self, pick: int) -> None:
        """Somebody takes back what was done to a need."""
        candidates = needs_to_undo(self.board, self.settings, now=self.now)
        need_id = candidates[pick % len(candidates)].id
        self.change(lambda board: undo(board, need_id, self.settings, now=self.now), lost=frozenset({need_id}))

    @rule()
    def forget_what_is_done(self) -> None:
        """Somebody wants what is done to be forgotten."""
        done = self.done_ids()
        change = self.change(lambda board: operations.forget(board, Forget.DONE, now=self.now), lost=done)
        assert change.facts == ()
        assert done.isdisjoint(pieces_of(self.board))

    @precondition(lambda self: len(self.board.needs) == 5)
    @rule()
    def forget_everything(self) -> None:
        """Forget everything, because the hard time is over."""
        everything = frozenset(self.board.needs)
        change = self.change(lambda board: operations.forget(board, Forget.EVERYTHING, now=self.now), lost=everything)
        assert change.facts == ()
        assert records_of(self.board) == {}

    @rule(passed=A_WHILE)
    def time_passes(self, passed: timedelta) -> None:
        """Time passes, and the board is looked at when something changes by itself."""
        self.instant += passed
        needs = self.board.needs
        change = self.change(lambda board: advance(board, self.settings, now=self.now), lost=self.done_ids())
        assert pieces_of(self.board).isdisjoint(needs.keys() - self.board.needs.keys())
        assert set(happened(change)) <= {FactType.RELEASED}
        assert advance(self.board, self.settings, now=self.now).board is self.board
        assert all(mark.until > self.instant for need in self.board.needs.values() for mark in need.on_it)

    @rule(passed=A_WHILE)
    def time_passes_unseen(self, passed: timedelta) -> None:
        """Time passes, and the board is not looked at yet."""
        self.instant += passed

    @rule(jump=st.timedeltas(min_value=INSTANT, max_value=3 * HOUR))
    def the_clock_jumps_back(self, jump: timedelta) -> None:
        """Hear the right time after starting with the wrong one, as small computers do."""
        self.instant -= jump

    @invariant()
    def every_need_has_its_own_id_and_place(self) -> None:
        """No two needs are mixed up."""
        needs = self.board.needs
        assert [need.id for need in needs.values()] == list(needs)
        assert len({need.position for need in needs.values()}) == len(needs)

    @invariant()
    def changes_are_kept_in_their_order(self) -> None:
        """Whatever the clock says."""
        numbers = [entry.number for entry in self.board.undoable]
        assert numbers == sorted(set(numbers))

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
        assert is_quiet == (advance(self.board, self.settings, now=now).board is self.board)
        assert is_quiet <= (advance(self.board, self.settings, now=shortly_before).board is self.board)
        assert is_quiet <= (self.seen(shortly_before) == self.seen(now))
        at_last = advance(self.board, self.settings, now=max(now, moment.astimezone(self.zone)))
        assert at_last.board is not self.board or moment == end_of_day(now)

    def seen(self, now: datetime) -> tuple[object, ...]:
        """Return what the board shows at a moment."""
        shown = outlook(self.board, self.settings, now=now)
        return shown.listed, shown.open_now, shown.next, shown.minutes_wanted


TestHousehold = Household.TestCase
TestHousehold.settings = settings(max_examples=250, stateful_step_count=50)
