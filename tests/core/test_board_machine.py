"""A household at random: whatever people do in whatever order, what a board promises holds after each step."""

from datetime import timedelta, tzinfo
from functools import partial
from typing import Final

from hypothesis import settings, strategies as st
from hypothesis.stateful import precondition, rule

from .builders import DAY, HOUR, INSTANT, MINUTE, happened, pieces_of, records_of
from .household import NAMES, Household, told
from .strategies import COMES_BACK, DURATIONS, HOUSE_DETAILS, ZONES, details
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import FactType
from custom_components.mutual_aid.core.operations import Forget, HouseDetails
from custom_components.mutual_aid.core.passing import advance
from custom_components.mutual_aid.core.times import end_of_day
from custom_components.mutual_aid.core.undo import needs_to_undo, undo

WORDS: Final = st.sampled_from(["Dishes", "Dinner", "Müll", "עזרה", "🧹"])
ANY_NAME: Final = st.none() | st.sampled_from(NAMES)
ANY_DETAILS: Final = details(WORDS, WORDS, COMES_BACK)
PICKS: Final = st.integers(0, 15)
A_WHILE: Final = st.sampled_from([INSTANT, MINUTE, HOUR, 2 * HOUR, DAY]) | st.timedeltas(
    min_value=INSTANT, max_value=2 * DAY
)


def has_needs(household: Household) -> bool:
    """Return whether there is a need to do something with."""
    return bool(household.board.needs)


def has_room(household: Household) -> bool:
    """Return whether there are so few needs that the same ones are changed again and again."""
    return len(household.people_added()) < 5


class AnyHousehold(Household):
    """What people do, and time that passes."""

    @precondition(has_room)
    @rule(said=ANY_DETAILS)
    def add(self, said: Details) -> None:
        """Somebody adds a need, which may rest until it is raised."""
        need_id = self.new_id()
        change = self.do(partial(operations.add, details=said, need_id=need_id))
        rests = change.board.needs[need_id].rests_since is not None and change.board.needs[need_id].standing
        assert told(change, need_id) == [FactType.ADDED] * (not rests)

    @precondition(has_room)
    @rule(said=ANY_DETAILS, name=ANY_NAME)
    def offer(self, said: Details, name: str | None) -> None:
        """Somebody offers to do something, which does not come back by itself."""
        once = Details(**{**said, "standing": None, "repeat_rule": None, "repeat_after": None})
        change = self.do(
            partial(operations.offer, details=once, name=name, need_id=self.new_id(), settings=self.settings)
        )
        assert happened(change) == [FactType.ADDED, FactType.TAKEN]

    @precondition(has_needs)
    @rule(pick=PICKS, said=ANY_DETAILS)
    def update(self, pick: int, said: Details) -> None:
        """Somebody says something else about a need."""
        need_id = self.picked(pick)
        was_done = self.board.needs[need_id].done_at is not None
        stays = Details(**{**said, "standing": None, "repeat_rule": None, "repeat_after": None})
        fits = (said, stays)[self.board.needs[need_id].slot is not None]
        change = self.do(
            partial(operations.update, need_id=need_id, details=fits), lost=self.family(need_id) - {need_id}
        )
        seen = [fact for fact in told(change, need_id) if fact is not FactType.DUE]
        allowed = {FactType.ADDED, FactType.RELEASED, FactType.REMOVED, (FactType.ADDED, FactType.UNDONE)[was_done]}
        assert seen == [] or {*seen} <= allowed

    @precondition(has_needs)
    @rule(pick=PICKS, previous=st.none() | PICKS)
    def move(self, pick: int, previous: int | None) -> None:
        """Somebody puts a need somewhere else."""
        need_id, previous_id = self.picked(pick), None if previous is None else self.picked(previous)
        change = self.do(partial(operations.move, need_id=need_id, previous_id=previous_id))
        assert told(change, need_id) == []

    @precondition(has_needs)
    @rule(pick=PICKS)
    def remove(self, pick: int) -> None:
        """Somebody takes a need off the board."""
        need_id = self.picked(pick)
        rests = self.board.needs[need_id].rests_since is not None and self.board.needs[need_id].standing
        change = self.do(partial(operations.remove, need_id=need_id), lost=self.family(need_id))
        assert told(change, need_id) == [FactType.REMOVED] * (not rests)

    @precondition(lambda self: any(need.standing for need in self.board.needs.values()))
    @rule(pick=PICKS)
    def raise_need(self, pick: int) -> None:
        """Somebody says that a standing need needs doing, and somebody else taps at the same time."""
        standing = sorted(need.id for need in self.board.needs.values() if need.standing)
        need_id = standing[pick % len(standing)]
        rested = self.board.needs[need_id].rests_since is not None
        first = self.do(partial(operations.raise_need, need_id=need_id))
        second = self.do(partial(operations.raise_need, need_id=need_id))
        assert told(first, need_id) + told(second, need_id) == [FactType.ADDED] * rested

    @precondition(has_needs)
    @rule(pick=PICKS, name=ANY_NAME, duration=st.none() | DURATIONS)
    def take(self, pick: int, name: str | None, duration: timedelta | None) -> None:
        """Somebody is on it."""
        self.do(
            partial(
                operations.take,
                need_id=self.picked(pick),
                name=name,
                duration=duration,
                mark_id=self.new_id(),
                settings=self.settings,
            )
        )

    @precondition(has_needs)
    @rule(pick=PICKS, name=ANY_NAME)
    def release(self, pick: int, name: str | None) -> None:
        """Somebody cannot do it after all."""
        self.do(partial(operations.release, need_id=self.picked(pick), name=name))

    @precondition(has_needs)
    @rule(pick=PICKS)
    def complete(self, pick: int) -> None:
        """Somebody did it, and somebody else taps at the same time."""
        need_id = self.picked(pick)
        need = self.board.needs[need_id]
        was_open = need.done_at is None and need.rests_since is None
        first = self.do(partial(operations.complete, need_id=need_id))
        is_there = need_id in first.board.needs
        second = self.do(partial(operations.complete, need_id=need_id)) if is_there else first
        assert told(first, need_id) + told(second, need_id) * is_there == [FactType.DONE] * was_open
        assert second.board is first.board

    @precondition(has_needs)
    @rule(pick=PICKS)
    def reopen(self, pick: int) -> None:
        """Somebody sees that it is not done."""
        need_id = self.picked(pick)
        was_done = self.board.needs[need_id].done_at is not None
        change = self.decide(partial(operations.reopen, need_id=need_id))
        assert told(change, need_id) in ([FactType.UNDONE] * was_done, [FactType.ADDED] * was_done)
        assert self.board.needs[need_id].done_at is None

    @rule(said=HOUSE_DETAILS)
    def set_house(self, said: HouseDetails) -> None:
        """Somebody says what helpers should know."""
        self.do(partial(operations.set_house, details=said))

    @precondition(Household.can_undo)
    @rule()
    def undo_the_last_change(self) -> None:
        """Somebody takes back what was done last."""
        added = (self.family(entry.piece_id) for entry in self.board.undoable)
        entries = len(self.board.undoable)
        self.decide(partial(undo, piece_id=None, settings=self.settings), lost=frozenset().union(*added))
        assert len(self.board.undoable) < entries

    @precondition(lambda self: bool(needs_to_undo(self.board, self.settings, now=self.now)))
    @rule(pick=PICKS)
    def undo_the_last_change_of_a_need(self, pick: int) -> None:
        """Somebody takes back what was done to a need."""
        candidates = needs_to_undo(self.board, self.settings, now=self.now)
        need_id = candidates[pick % len(candidates)].id
        added = (self.family(entry.piece_id) for entry in self.board.undoable)
        self.decide(partial(undo, piece_id=need_id, settings=self.settings), lost=frozenset().union(*added))

    @rule()
    def forget_what_is_done(self) -> None:
        """Somebody wants what is done to be forgotten."""
        done = self.done_ids()
        change = self.change(partial(operations.forget, what=Forget.DONE), lost=done)
        assert change.facts == ()
        assert done.isdisjoint(pieces_of(self.board))

    @precondition(lambda self: not has_room(self))
    @rule()
    def forget_everything(self) -> None:
        """Forget everything, because the hard time is over."""
        everything = frozenset(self.board.needs)
        change = self.change(partial(operations.forget, what=Forget.EVERYTHING), lost=everything)
        assert change.facts == ()
        assert records_of(self.board) == {}

    def pass_by(self) -> None:
        """Look at the board when something changes by itself."""
        needs = self.board.needs
        change = self.change(partial(advance, settings=self.settings))
        assert pieces_of(self.board).isdisjoint(needs.keys() - self.board.needs.keys())
        assert set(happened(change)) <= {FactType.ADDED, FactType.RELEASED, FactType.DUE}
        assert self.look(self.board) is self.board
        assert all(mark.until > self.instant for need in self.board.needs.values() for mark in need.on_it)

    @rule(passed=A_WHILE)
    def time_passes(self, passed: timedelta) -> None:
        """Time passes, and the board is looked at when something changes by itself."""
        self.instant += passed
        self.pass_by()

    @rule(passed=A_WHILE)
    def time_passes_unseen(self, passed: timedelta) -> None:
        """Time passes on this day, and the board is not looked at yet."""
        self.instant = min(self.instant + passed, end_of_day(self.now) - INSTANT)

    @rule(jump=st.timedeltas(min_value=INSTANT, max_value=3 * HOUR))
    def the_clock_jumps_back(self, jump: timedelta) -> None:
        """Hear the right time after starting with the wrong one, as small computers do."""
        self.instant -= jump

    @rule(zone=ZONES)
    def they_move(self, zone: tzinfo) -> None:
        """Somebody tells the house in which time zone it is now."""
        self.zone = zone
        self.pass_by()


TestHousehold = AnyHousehold.TestCase
TestHousehold.settings = settings(max_examples=150, stateful_step_count=50)
