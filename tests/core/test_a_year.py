"""A year of a household, with and without restarts, and three years of a dinner every day."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from random import Random
from typing import Final

import pytest

from .builders import BERLIN, DAY, HOUR, MINUTE, SETTINGS, did, pieces_of, read_back, records_of
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, Change, Decision, FactType, Need, NeedId
from custom_components.mutual_aid.core.passing import advance, next_moment
from custom_components.mutual_aid.core.queries import outlook
from custom_components.mutual_aid.core.times import end_of_day
from custom_components.mutual_aid.core.undo import needs_to_undo, undo

NEW_YEAR: Final = datetime(2026, 1, 1, tzinfo=BERLIN)
END: Final = datetime(2027, 1, 1, tzinfo=BERLIN)
STANDING: Final[dict[NeedId, Details]] = {
    "dishes": Details(title="Dishes", standing=True),
    "litter": Details(title="Litter", repeat_after=2 * DAY),
    "sheets": Details(title="Sheets", repeat_after=14 * DAY),
    "bins": Details(title="Bins", standing=True, start=NEW_YEAR + 19 * HOUR, repeat_rule="FREQ=WEEKLY;BYDAY=TU"),
    "plants": Details(title="Plants", standing=True, repeat_rule="FREQ=DAILY;INTERVAL=3"),
}
SERIES: Final[dict[NeedId, Details]] = {
    "dinner": Details(title="Dinner", start=NEW_YEAR + 18 * HOUR, end=NEW_YEAR + 20 * HOUR, repeat_rule="FREQ=DAILY"),
    "ride": Details(title="Ride", start=NEW_YEAR + 9.5 * HOUR, minutes=45, repeat_rule="FREQ=WEEKLY;BYDAY=MO,TH"),
    "laundry": Details(title="Laundry", due=NEW_YEAR.date(), repeat_rule="FREQ=WEEKLY;BYDAY=SA"),
    "soup": Details(title="Soup", start=NEW_YEAR + 30 * DAY + 12 * HOUR, repeat_rule="FREQ=DAILY;COUNT=14"),
}

type Act = Callable[[Board, datetime, int], Decision]
type Nap = tuple[datetime, datetime]


def one_of(needs: Sequence[Need], pick: int) -> NeedId:
    """Return the id of one of some needs, in an order that is always the same."""
    return sorted(need.id for need in needs)[pick % len(needs)]


def listed(board: Board, now: datetime, pick: int) -> NeedId:
    """Return the id of a need that people see, or of one that stands."""
    return one_of(outlook(board, SETTINGS, now=now).listed or [board.needs["dishes"]], pick)


def raising(board: Board, now: datetime, pick: int) -> Decision:
    """Say that a standing need needs doing."""
    return partial(operations.raise_need, need_id=one_of([board.needs[need_id] for need_id in STANDING], pick))


def taking(board: Board, now: datetime, pick: int) -> Decision:
    """Say that somebody is on it."""
    need_id, name = listed(board, now, pick), ("Kim", "Sam", None)[pick % 3]
    return partial(operations.take, need_id=need_id, name=name, mark_id=f"mark {now}", settings=SETTINGS)


def doing(board: Board, now: datetime, pick: int) -> Decision:
    """Say that something is done."""
    return partial(operations.complete, need_id=listed(board, now, pick))


def releasing(board: Board, now: datetime, pick: int) -> Decision:
    """Say that somebody cannot do it after all."""
    return partial(operations.release, need_id=listed(board, now, pick))


def adding(board: Board, now: datetime, pick: int) -> Decision:
    """Say that something else would help, by tomorrow."""
    said = Details(title=f"Errand {pick}", due=now + DAY)
    return partial(operations.add, details=said, need_id=f"errand {now.astimezone(UTC)}")


def undoing(board: Board, now: datetime, pick: int) -> Decision:
    """Take back the last change; when there is none, do the dishes."""
    changed = needs_to_undo(board, SETTINGS, now=now)
    return partial(undo, piece_id=None, settings=SETTINGS) if changed else doing(board, now, pick)


ACTS: Final[tuple[Act, ...]] = (raising, taking, taking, doing, doing, doing, releasing, adding, undoing)


@dataclass
class Life:
    """A household from one moment to the next."""

    now: datetime = NEW_YEAR
    board: Board = field(default_factory=Board)
    told: list[tuple[FactType, str]] = field(default_factory=list)

    def do(self, decide: Decision) -> None:
        """Let somebody decide something."""
        self._go_on(did(self.board, decide, self.now))

    def until(self, moment: datetime) -> None:
        """Let time pass, and look at the board whenever something changes by itself."""
        while (coming := next_moment(self.board, pieces_of(self.board), SETTINGS, now=self.now)) <= moment:
            self._look_at(coming)
        self.now = max(self.now, moment.astimezone(BERLIN))

    def switched_off(self, nap: Nap) -> None:
        """Switch the board off for a while; it reads from the disk what it knew, and catches up."""
        off, on = nap
        self.until(off)
        self.board = read_back(self.board)
        self._look_at(on)

    def _look_at(self, moment: datetime) -> None:
        self.now = max(self.now, moment.astimezone(BERLIN))
        self._go_on(advance(self.board, SETTINGS, now=self.now))

    def _go_on(self, change: Change) -> None:
        self.board = change.board
        self.told.extend((fact.type, fact.need.title) for fact in change.facts)


def a_plan(chance: Random) -> list[tuple[datetime, Act, int]]:
    """Return what people do in a year, at which moments."""
    days = (NEW_YEAR + number * DAY for number in range(365))
    minutes = (day + minute * MINUTE for day in days for minute in sorted(chance.sample(range(7 * 60, 23 * 60), 4)))
    return [(minute, chance.choice(ACTS), chance.randrange(60)) for minute in minutes]


def some_naps(chance: Random, moments: Sequence[datetime]) -> list[Nap]:
    """Return short whiles in which nobody does anything, and that do not go past midnight."""
    naps = []
    for before, after in chance.sample(list(pairwise(moments)), 150):
        off = before + MINUTE * chance.random()
        end = min(after.astimezone(UTC), end_of_day(before)) - MINUTE
        naps.append((off, max(off.astimezone(UTC), end - chance.random() * (end - off.astimezone(UTC)))))
    return sorted(naps)


def a_year(plan: Sequence[tuple[datetime, Act, int]], naps: Sequence[Nap] = ()) -> Life:
    """Return a household after a year."""
    life = Life()
    for need_id, said in {**STANDING, **SERIES}.items():
        life.do(partial(operations.add, details=said, need_id=need_id))
    waiting = list(naps)
    for moment, act, pick in plan:
        while waiting and waiting[0][0] < moment:
            life.switched_off(waiting.pop(0))
        life.until(moment)
        life.do(act(life.board, life.now, pick))
    life.until(END)
    return life


@pytest.mark.parametrize("seed", [1, 2])
def test_restarts_change_nothing_about_a_year(seed: int) -> None:
    plan = a_plan(Random(seed))
    naps = some_naps(Random(seed), [moment for moment, _, _ in plan])

    through, with_restarts = a_year(plan), a_year(plan, naps)

    assert with_restarts.told == through.told
    assert with_restarts.board == through.board


def test_in_a_year_everything_comes_as_often_as_it_should() -> None:
    life = a_year([])

    assert Counter(life.told) == {
        (FactType.ADDED, "Litter"): 1,
        (FactType.ADDED, "Sheets"): 1,
        (FactType.ADDED, "Bins"): 1,
        (FactType.ADDED, "Plants"): 1,
        **{(FactType.ADDED, said["title"]): 1 for said in SERIES.values()},
        (FactType.DUE, "Dinner"): 365,
        (FactType.DUE, "Ride"): 105,
        (FactType.DUE, "Laundry"): 52,
        (FactType.DUE, "Soup"): 14,
    }


def test_whoever_does_everything_at_once_sees_it_come_back_all_year() -> None:
    """The litter every other day, the sheets every second week, the bins on Tuesdays, the plants every third day."""
    life = Life()
    for need_id, said in STANDING.items():
        life.do(partial(operations.add, details=said, need_id=need_id))
    for number in range(365):
        life.until(NEW_YEAR.astimezone(UTC) + number * DAY + 20 * HOUR)
        for need in outlook(life.board, SETTINGS, now=life.now).open_now:
            life.do(partial(operations.complete, need_id=need.id))

    assert Counter(title for fact_type, title in life.told if fact_type is FactType.DONE) == {
        "Litter": 183,
        "Sheets": 27,
        "Bins": 52,
        "Plants": 121,
    }


def a_dinner(board: Board, now: datetime) -> NeedId:
    """Return the id of tonight's dinner."""
    [tonight] = outlook(board, SETTINGS, now=now).open_now
    return tonight.id


@pytest.mark.parametrize(
    "acts", [(), (operations.complete,), (operations.remove,)], ids=["nobody comes", "done", "removed"]
)
def test_a_dinner_every_day_takes_no_more_room_after_three_years_than_after_three_weeks(
    acts: tuple[Callable[..., Change], ...],
) -> None:
    life, sizes = Life(), []
    life.do(partial(operations.add, details=SERIES["dinner"], need_id="dinner"))
    for number in range(3 * 365):
        life.until(NEW_YEAR + number * DAY + 17 * HOUR)
        for act in acts:
            life.do(partial(act, need_id=a_dinner(life.board, life.now)))
        sizes.append((len(life.board.needs), len(records_of(life.board))))

    assert sizes[-1] <= sizes[20]
    assert max(sizes) < (20, 20)
