"""How things stand with a need."""

from datetime import timedelta

import pytest

from .builders import HOUR, INSTANT, NOON, a_need, somebody
from custom_components.mutual_aid.core.model import House, Kind, OnIt, Settings, State, Visiting


def test_a_blank_need_is_open() -> None:
    assert a_need().state_at(NOON) is State.OPEN


def test_a_need_that_says_nothing_wants_one_helper_for_something_else() -> None:
    need = a_need()

    assert (need.helpers, need.kind, need.urgent) == (1, Kind.OTHER, False)


@pytest.mark.parametrize(
    ("helpers", "marks", "state"),
    [
        (1, 0, State.OPEN),
        (1, 1, State.TAKEN),
        (2, 1, State.OPEN),
        (2, 2, State.TAKEN),
        (2, 3, State.TAKEN),
    ],
)
def test_a_need_is_taken_when_enough_people_are_on_it(helpers: int, marks: int, state: State) -> None:
    on_it = tuple(somebody(mark_id=str(number)) for number in range(marks))

    assert a_need(helpers=helpers, on_it=on_it).state_at(NOON) is state


def test_a_done_need_is_done_whoever_is_on_it() -> None:
    assert a_need(done_at=NOON, on_it=(somebody(),)).state_at(NOON) is State.DONE


@pytest.mark.parametrize(
    ("before_the_end", "state"), [(INSTANT, State.TAKEN), (timedelta(0), State.OPEN), (-INSTANT, State.OPEN)]
)
def test_a_signal_counts_until_its_end_and_not_at_it(before_the_end: timedelta, state: State) -> None:
    need = a_need(on_it=(somebody(until=NOON + HOUR),))

    assert need.state_at(NOON + HOUR - before_the_end) is state


def test_only_those_who_still_are_on_it_are_its_helpers() -> None:
    gone: OnIt = somebody("Kim", mark_id="gone", until=NOON)
    there: OnIt = somebody("Sam", mark_id="there", until=NOON + INSTANT)

    assert a_need(on_it=(gone, there)).helpers_at(NOON) == (there,)


def test_a_household_that_says_nothing_welcomes_visitors() -> None:
    assert House() == House(diet=None, notes=None, visiting=Visiting.WELCOME)


def test_mistakes_are_free_for_two_hours_unless_a_household_says_otherwise() -> None:
    assert Settings() == Settings(undo_window=timedelta(hours=2), keep_done=timedelta(days=1), on_it=timedelta(hours=3))
