"""What people are told about a change, and that they are never told who."""

import pytest

from .builders import HOUR, NOON, a_need, somebody
from custom_components.mutual_aid.core.facts import facts_between
from custom_components.mutual_aid.core.model import Fact, FactType, Kind, Need

KIM, SAM = somebody("Kim", mark_id="kim"), somebody("Sam", mark_id="sam")
LONGER = somebody("Kim", mark_id="kim", until=NOON + 2 * HOUR)

OPEN = a_need()
TAKEN = a_need(on_it=(KIM,))
DONE = a_need(done_at=NOON)


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
    ],
)
def test_what_happened_is_told_once(before: Need | None, after: Need | None, types: list[FactType]) -> None:
    assert facts_between(before, after) == tuple(Fact(type=fact_type, need=after or OPEN) for fact_type in types)


def test_a_removed_need_is_told_as_it_was() -> None:
    assert facts_between(TAKEN, None) == (Fact(type=FactType.REMOVED, need=TAKEN),)
