"""Standing needs: they rest until they are raised, and rest again when they are done."""

from datetime import date, datetime
from functools import partial
from typing import Final

import pytest

from .builders import (
    DAY,
    HOUR,
    INSTANT,
    NOON,
    SETTINGS,
    a_board,
    added,
    completed,
    did,
    happened,
    later,
    names,
    raised,
    records_of,
    removed,
    taken,
    the,
    undone,
    updated,
    with_need,
)
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NotStandingError
from custom_components.mutual_aid.core.model import Board, FactType, State
from custom_components.mutual_aid.core.operations import Forget
from custom_components.mutual_aid.core.queries import Filter, outlook, select

BINS: Final = Details(title="Bins", standing=True)
RESTING: Final = with_need(Board(), BINS)
UP: Final = raised(RESTING, "need")
WINDOW: Final = SETTINGS.undo_window


def state(board: Board, now: datetime = NOON) -> State:
    """Return how things stand with the one need there is."""
    return the(board).state_at(now)


def test_a_standing_need_rests_until_it_is_raised() -> None:
    change = did(Board(), partial(operations.add, details=BINS, need_id="need"))

    assert (state(change.board), happened(change)) == (State.RESTING, [])
    assert outlook(change.board, SETTINGS, now=NOON).listed == ()
    assert later(change.board, NOON + 1_000 * DAY).needs == change.board.needs


def test_what_rests_is_shown_to_who_asks_for_it() -> None:
    assert select(RESTING, Filter(), now=NOON) == []
    assert select(RESTING, Filter(states=frozenset({State.RESTING})), now=NOON) == [the(RESTING)]


def test_a_standing_need_is_open_when_it_is_raised() -> None:
    change = did(RESTING, partial(operations.raise_need, need_id="need"))

    assert (state(change.board), happened(change)) == (State.OPEN, [FactType.ADDED])
    assert outlook(change.board, SETTINGS, now=NOON).open_now == (the(change.board),)


def test_raised_twice_is_raised() -> None:
    assert raised(UP, "need") is UP


def test_only_a_standing_need_can_be_raised() -> None:
    with pytest.raises(NotStandingError) as refused:
        raised(a_board("dishes"), "dishes")

    assert (refused.value.key, refused.value.placeholders) == ("not_standing", {"need": "dishes"})


def test_done_puts_a_standing_need_back_to_rest() -> None:
    change = did(taken(UP, "need", "Kim"), partial(operations.complete, need_id="need"))

    assert (state(change.board), happened(change)) == (State.RESTING, [FactType.DONE])
    assert names(the(change.board)) == []
    assert later(change.board, NOON + 1_000 * DAY).needs == change.board.needs


def test_done_is_listed_for_as_long_as_it_can_be_undone() -> None:
    board = completed(UP, "need")

    assert outlook(board, SETTINGS, now=NOON + WINDOW - INSTANT).listed == (the(board),)
    assert outlook(board, SETTINGS, now=NOON).open_now == ()
    assert outlook(board, SETTINGS, now=NOON + WINDOW).listed == ()


def test_what_rests_is_done_already_and_nobody_is_on_it() -> None:
    assert completed(RESTING, "need") is RESTING
    assert taken(RESTING, "need", "Kim") is RESTING


def test_undoing_done_raises_it_again() -> None:
    change = undone(completed(UP, "need"))

    assert change.board == UP
    assert happened(change) == [FactType.UNDONE]


def test_reopening_takes_done_back() -> None:
    change = did(completed(UP, "need"), partial(operations.reopen, need_id="need"))

    assert change.board == UP
    assert happened(change) == [FactType.UNDONE]


def test_reopening_is_possible_when_done_cannot_be_undone_any_more() -> None:
    board = later(completed(UP, "need"), NOON + DAY)

    assert state(did(board, partial(operations.reopen, need_id="need"), NOON + DAY).board) is State.OPEN


def test_undoing_a_raise_puts_it_back_to_rest() -> None:
    change = undone(UP)

    assert change.board == RESTING
    assert happened(change) == [FactType.REMOVED]


def test_undoing_a_raise_is_no_help_that_somebody_gave() -> None:
    """Also not when it was done some other time."""
    change = undone(raised(completed(UP, "need"), "need", NOON + DAY), now=NOON + DAY)

    assert state(change.board) is State.RESTING
    assert FactType.DONE not in happened(change)


def test_a_standing_need_ages_quietly() -> None:
    old = later(updated(UP, "need", Details(due=NOON - 30 * DAY)), NOON + 300 * DAY)

    assert state(old) is State.OPEN
    assert outlook(old, SETTINGS, now=NOON + 300 * DAY).open_now == (the(old),)


def test_its_time_was_meant_for_once() -> None:
    board = updated(UP, "need", Details(start=NOON + HOUR, end=NOON + 2 * HOUR, due=date(2026, 3, 12)))

    done = the(completed(board, "need"))

    assert (done.start, done.end, done.due) == (None, None, None)
    assert undone(completed(board, "need")).board == board


def test_what_is_done_is_forgotten_and_what_stands_stays() -> None:
    board = completed(added(completed(UP, "need"), "dishes"), "dishes")

    assert operations.forget(board, Forget.DONE, now=NOON).board.needs.keys() == {"need"}


def test_nobody_is_told_when_what_rests_is_removed() -> None:
    change = did(RESTING, partial(operations.remove, need_id="need"))

    assert (change.board.needs, happened(change)) == ({}, [])
    assert undone(change.board).board == RESTING


def test_people_are_told_when_what_was_raised_is_removed() -> None:
    assert happened(did(UP, partial(operations.remove, need_id="need"))) == [FactType.REMOVED]
    assert records_of(later(removed(UP, "need"), NOON + WINDOW)) == {}


def test_what_becomes_standing_while_somebody_is_on_it_stays_up() -> None:
    board = updated(taken(added(Board(), "need"), "need", "Kim"), "need", Details(standing=True))

    assert (state(board), names(the(board))) == (State.TAKEN, ["Kim"])


@pytest.mark.parametrize("said", [Details(standing=True), Details(repeat_after=DAY)])
def test_what_becomes_standing_after_it_was_done_rests(said: Details) -> None:
    """It must not vanish with what is done for good."""
    change = did(completed(added(Board(), "need"), "need"), partial(operations.update, need_id="need", details=said))

    assert (state(change.board), happened(change)) == (State.RESTING, [])
    assert later(change.board, NOON + 30 * DAY).needs.keys() == {"need"}


def test_what_does_not_stand_any_more_before_it_was_ever_raised_is_open() -> None:
    change = did(RESTING, partial(operations.update, need_id="need", details=Details(standing=False)))

    assert (state(change.board), happened(change)) == (State.OPEN, [FactType.ADDED])


def test_what_does_not_stand_any_more_after_it_was_done_is_told_as_what_it_is() -> None:
    board = later(completed(UP, "need"), NOON + 30 * DAY)
    no_more = partial(operations.update, need_id="need", details=Details(standing=False))

    change = did(board, no_more, NOON + 30 * DAY)

    assert (happened(change) == [FactType.ADDED]) == (state(change.board) is State.OPEN)


def test_saying_again_that_it_stands_leaves_it_as_it_is() -> None:
    assert updated(UP, "need", BINS) is UP
    assert updated(RESTING, "need", BINS) is RESTING
