"""What people are told about a change, and that they are never told who."""

import pytest

from .builders import HOUR, NOON, a_need, somebody
from custom_components.mutual_aid.core.facts import facts_between
from custom_components.mutual_aid.core.model import Fact, FactType, Kind, Need, Rule

KIM, SAM = somebody("Kim", mark_id="kim"), somebody("Sam", mark_id="sam")
LONGER = somebody("Kim", mark_id="kim", until=NOON + 2 * HOUR)

OPEN = a_need()
TAKEN = a_need(on_it=(KIM,))
DONE = a_need(done_at=NOON)
STANDING = a_need(standing=True)
NEVER_RAISED = a_need(standing=True, rests_since=NOON)
RESTING = a_need(standing=True, rests_since=NOON, done_at=NOON)
SERIES = a_need(rests_since=NOON, repeat=Rule(text="FREQ=DAILY", first=NOON.date()))


@pytest.mark.parametrize(
    ("before", "after", "types"),
    [
        (None, None, []),
        (None, OPEN, [FactType.ADDED]),
        (None, TAKEN, [FactType.ADDED, FactType.TAKEN]),
        (None, DONE, [FactType.ADDED]),
        (OPEN, DONE, [FactType.DONE]),
        (TAKEN, DONE, [FactType.DONE]),
        (DONE, OPEN, [FactType.UNDONE]),
        (DONE, TAKEN, [FactType.UNDONE]),
        (OPEN, TAKEN, [FactType.TAKEN]),
        (TAKEN, OPEN, [FactType.RELEASED]),
        (TAKEN, a_need(on_it=(KIM, SAM)), [FactType.TAKEN]),
        (TAKEN, a_need(on_it=(SAM,)), [FactType.TAKEN]),
        (a_need(on_it=(KIM, SAM)), TAKEN, [FactType.RELEASED]),
        (a_need(on_it=(KIM, SAM)), OPEN, [FactType.RELEASED]),
        (TAKEN, a_need(on_it=(LONGER,)), []),
        (OPEN, a_need("pots", kind=Kind.DISHES, urgent=True), []),
        (DONE, a_need(done_at=NOON + HOUR), []),
        (DONE, a_need("pots", done_at=NOON), []),
        (None, NEVER_RAISED, []),
        (NEVER_RAISED, STANDING, [FactType.ADDED]),
        (NEVER_RAISED, a_need(standing=True, on_it=(KIM,)), [FactType.ADDED, FactType.TAKEN]),
        (NEVER_RAISED, a_need("pots", standing=True, rests_since=NOON), []),
        (STANDING, RESTING, [FactType.DONE]),
        (a_need(standing=True, on_it=(KIM,)), RESTING, [FactType.DONE]),
        (RESTING, STANDING, [FactType.ADDED]),
        (STANDING, NEVER_RAISED, [FactType.REMOVED]),
        (RESTING, a_need("pots", standing=True, rests_since=NOON, done_at=NOON), []),
        (None, SERIES, [FactType.ADDED]),
        (OPEN, SERIES, []),
        (TAKEN, SERIES, [FactType.RELEASED]),
        (SERIES, OPEN, []),
        (SERIES, NEVER_RAISED, [FactType.REMOVED]),
    ],
)
def test_what_happened_is_told_once(before: Need | None, after: Need | None, types: list[FactType]) -> None:
    assert facts_between(before, after) == tuple(Fact(type=fact_type, need=after or OPEN) for fact_type in types)


@pytest.mark.parametrize(
    ("before", "after", "types"),
    [
        (DONE, OPEN, [FactType.UNDONE]),
        (RESTING, STANDING, [FactType.UNDONE]),
        (NEVER_RAISED, STANDING, [FactType.ADDED]),
        (None, OPEN, [FactType.ADDED]),
        (None, TAKEN, [FactType.ADDED, FactType.TAKEN]),
        (STANDING, NEVER_RAISED, [FactType.REMOVED]),
        (STANDING, RESTING, [FactType.REMOVED]),
        (SERIES, OPEN, []),
    ],
)
def test_what_is_taken_back_is_told_as_that(before: Need | None, after: Need, types: list[FactType]) -> None:
    assert facts_between(before, after, is_undo=True) == tuple(Fact(type=fact_type, need=after) for fact_type in types)


@pytest.mark.parametrize("resting", [NEVER_RAISED, RESTING])
def test_what_rests_goes_unnoticed(resting: Need) -> None:
    assert facts_between(resting, None) == ()


def test_a_removed_series_is_told() -> None:
    assert facts_between(SERIES, None) == (Fact(type=FactType.REMOVED, need=SERIES),)


def test_a_removed_need_is_told_as_it_was() -> None:
    assert facts_between(TAKEN, None) == (Fact(type=FactType.REMOVED, need=TAKEN),)
