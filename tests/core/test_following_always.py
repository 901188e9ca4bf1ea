"""What holds however a series is cut."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from itertools import chain, groupby, pairwise
from typing import Final

from hypothesis import assume, given, strategies as st

from .builders import BERLIN, DAY, HOUR, NOON, SETTINGS, completed, later, read_back, removed, taken, undone, updated
from .cutting import SIX, TODAY, dinners, following, rule_of, seen, series_of, slots_on, without
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import RuleNeverError, SlotRepeatsError
from custom_components.mutual_aid.core.model import Board, NeedId, Rule
from custom_components.mutual_aid.core.repeat import days, rule_text

PARTS: Final = st.tuples(
    st.sampled_from(
        [
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=2",
            "FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE,TH",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,WE",
            "FREQ=WEEKLY;BYDAY=TU,WE,SA;BYMONTH=3,4",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,-1",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1,-1",
            "FREQ=MONTHLY;BYDAY=2TU",
            "FREQ=YEARLY",
            "FREQ=YEARLY;BYWEEKNO=1,11,12;BYDAY=TU,FR",
            "FREQ=YEARLY;BYYEARDAY=70,75,80,-1",
        ]
    ),
    st.one_of(
        st.just(""),
        st.integers(1, 12).map(";COUNT={}".format),
        st.dates(TODAY, date(2026, 5, 31)).map(";UNTIL={:%Y%m%d}".format),
    ),
).map("".join)


FIRSTS: Final = st.dates(TODAY - 10 * DAY, TODAY + 10 * DAY)


ALL_DAYS: Final = (date(2026, 1, 1), date(2031, 1, 1))


@given(PARTS, FIRSTS, st.integers(0, 20), st.sampled_from([{"title": "Supper"}, {"minutes": 20}]))
def test_the_two_series_have_the_days_of_the_one(rule: str, first: date, pick: int, said: Details) -> None:
    """However it is cut: no day twice, none lost, and all of them when it is taken back."""
    start = datetime.combine(first, time(18), BERLIN)
    assume(days(Rule(text=rule, first=first), TODAY - DAY, TODAY + SETTINGS.horizon))
    board = dinners(rule_text(rule, first, time(18), BERLIN), start)
    slots = sorted((need.slot.day, need.id) for need in board.needs.values() if need.slot)
    old = days(rule_of(board, "old series"), *ALL_DAYS)
    day, slot = slots[pick % len(slots)]

    after = following(board, slot, **said).board

    cut = [days(rule_of(after, key), *ALL_DAYS) for key in ("old series", "new series") if key in after.needs]
    assert [*chain.from_iterable(cut)] == old
    assert [(need.slot.day, need.slot.is_own) for need in after.needs.values() if need.slot and need.id != slot] == [
        (need.slot.day, False) for need in board.needs.values() if need.slot and need.id != slot
    ]
    assert {need.title for need in after.needs.values() if need.slot and need.slot.day < day} <= {"Dinner"}
    assert undone(after).board == board
    assert len(seen(later(after, NOON + 12 * DAY))) == len(seen(later(board, NOON + 12 * DAY)))


type Step = tuple[str, int, Details]

STEPS: Final[dict[str, Callable[[Board, NeedId, Details, NeedId], Board]]] = {
    "take": lambda board, slot, _, __: taken(board, slot),
    "complete": lambda board, slot, _, __: completed(board, slot),
    "change": lambda board, slot, said, _: updated(board, slot, said),
    "remove": lambda board, slot, _, __: removed(board, slot),
    "change following": lambda board, slot, said, new_id: following(board, slot, new_id=new_id, **said).board,
    "change series": lambda board, slot, said, _: updated(board, series_of(board, slot), said),
    "remove following": lambda board, slot, _, __: without(board, slot).board,
    "no repeat": lambda board, slot, _, new_id: following(board, slot, new_id=new_id, repeat_rule=None).board,
}


@given(
    PARTS,
    st.lists(
        st.tuples(
            st.sampled_from(sorted(STEPS)),
            st.integers(0, 20),
            st.sampled_from(
                [
                    {"title": "Supper"},
                    {"start": SIX + DAY, "end": SIX + DAY + HOUR},
                    {"start": SIX + 4 * DAY - HOUR, "end": None},
                    {"start": None, "end": None, "due": TODAY + 3 * DAY},
                ]
            ),
        ),
        max_size=7,
    ),
)
def test_whatever_happens_no_day_is_there_twice_and_all_of_it_can_be_taken_back(rule: str, steps: list[Step]) -> None:
    assume(days(Rule(text=rule, first=TODAY - DAY), TODAY - DAY, TODAY + SETTINGS.horizon))
    boards = [dinners(rule_text(rule, TODAY - DAY, time(18), BERLIN), SIX - DAY)]
    for number, (step, pick, said) in enumerate(steps):
        slots = slots_on(boards[-1])
        with suppress(RuleNeverError, SlotRepeatsError, ZeroDivisionError):
            boards.append(STEPS[step](boards[-1], slots[pick % len(slots)], said, f"series {number}"))
    boards = [board for board, _ in groupby(boards)]

    for board in boards:
        pairs = [(need.slot.series_id, need.slot.day) for need in board.needs.values() if need.slot]
        own = [(need.slot.series_id, need.slot.day) for need in board.needs.values() if need.slot and need.slot.is_own]
        assert len(set(pairs) - set(own)) == len([pair for pair in pairs if pair not in own])
        assert {series_id for series_id, _ in pairs} <= board.needs.keys()
        assert later(board, NOON) == board
        assert read_back(board) == board
    for before, after in pairwise(boards):
        assert undone(after).board == before


@given(PARTS, FIRSTS, st.integers(0, 20))
def test_a_series_that_ends_has_the_days_before(rule: str, first: date, pick: int) -> None:
    start = datetime.combine(first, time(18), BERLIN)
    assume(days(Rule(text=rule, first=first), TODAY - DAY, TODAY + SETTINGS.horizon))
    board = dinners(rule_text(rule, first, time(18), BERLIN), start)
    slots = sorted((need.slot.day, need.id) for need in board.needs.values() if need.slot)
    old = days(rule_of(board, "old series"), *ALL_DAYS)
    day, slot = slots[pick % len(slots)]

    after = without(board, slot).board

    left = [days(rule_of(after, key), *ALL_DAYS) for key in after.needs if key == "old series"]
    assert [*chain.from_iterable(left)] == [each for each in old if each < day]
    assert sorted(need.slot.day for need in after.needs.values() if need.slot) == [
        each for each, _ in slots if each < day
    ]
    assert undone(after).board == board
