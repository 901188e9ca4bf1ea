"""Series that were a mistake, and series that are over."""

from dataclasses import replace
from functools import partial
from typing import Final

import pytest

from .builders import (
    DAY,
    HOUR,
    INSTANT,
    MINUTE,
    NEW_YORK,
    NOON,
    SETTINGS,
    a_board,
    a_need,
    added,
    completed,
    did,
    happened,
    later,
    pieces_of,
    records_of,
    removed,
    somebody,
    taken,
    undone,
    updated,
    with_need,
)
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, FactType, Need, NeedId, Slot
from custom_components.mutual_aid.core.passing import advance
from custom_components.mutual_aid.core.slots import lay_out

WINDOW: Final = SETTINGS.undo_window
DINNER: Final = Details(title="Dinner", start=NOON + 6 * HOUR, repeat_rule="FREQ=DAILY;COUNT=3")
BOARD: Final = with_need(Board(), DINNER, "series")
KEPT: Final = later(BOARD, NOON + WINDOW)
THURSDAY: Final = NOON + 2 * DAY


def slots(board: Board) -> dict[int, Need]:
    """Return the slots on a board by the day of the month."""
    return {need.slot.day.day: need for need in board.needs.values() if need.slot is not None}


def slot(day: int) -> NeedId:
    """Return the id of a slot in March."""
    return slots(BOARD)[day].id


def test_adding_a_series_is_undone_with_its_slots() -> None:
    change = undone(BOARD)

    assert change.board == Board()
    assert happened(change) == [FactType.REMOVED]
    assert change.touched == set(BOARD.needs)


def test_what_somebody_took_stays_when_adding_its_series_is_undone() -> None:
    board = undone(taken(BOARD, slot(11), "Kim"), "series").board

    assert board.needs.keys() == {slot(11)}
    assert board.needs[slot(11)].slot is None


def test_who_is_not_on_it_any_more_keeps_no_day_of_a_series() -> None:
    """Even when nobody looked at the board since their time was over."""
    board = taken(KEPT, slot(10), "Kim")
    [mark] = board.needs[slot(10)].on_it

    assert removed(board, "series", mark.until - INSTANT).needs.keys() == {slot(10)}
    assert removed(board, "series", mark.until).needs == {}


def test_removing_a_series_is_undone_in_one_step_with_its_slots() -> None:
    board = removed(KEPT, "series", THURSDAY)

    change = undone(board, None, THURSDAY)

    assert change.board.needs == later(KEPT, THURSDAY).needs
    assert change.board.undoable == ()
    assert happened(change) == [FactType.ADDED]


def test_by_any_slot_that_went_with_it_a_removed_series_comes_back() -> None:
    assert undone(removed(KEPT, "series"), slot(11)).board.needs == KEPT.needs


def test_changing_a_series_is_undone_in_one_step_with_its_slots() -> None:
    board = updated(KEPT, "series", Details(title="Soup", repeat_rule="FREQ=DAILY;INTERVAL=2;COUNT=3"))

    change = undone(board)

    assert sorted(slots(board)) == [10, 12, 14]
    assert change.board.needs == KEPT.needs
    assert (happened(change), change.need) == ([], KEPT.needs["series"])


def test_who_took_a_slot_since_its_series_changed_is_left_alone_when_that_is_undone() -> None:
    board = taken(updated(KEPT, "series", Details(title="Soup")), slot(11), "Kim")

    back = undone(board, "series").board

    assert [need.title for need in slots(back).values()] == ["Dinner", "Soup", "Dinner"]
    assert [mark.name for mark in back.needs[slot(11)].on_it] == ["Kim"]


def test_the_end_of_a_series_is_undone_with_its_slots() -> None:
    assert undone(updated(KEPT, "series", Details(repeat_rule=None))).board.needs == KEPT.needs


def test_a_need_that_became_a_series_by_mistake_is_one_need_again() -> None:
    board = later(with_need(Board(), Details(title="Dinner", start=NOON + 6 * HOUR)), NOON + WINDOW)

    change = undone(updated(board, "need", Details(repeat_rule="FREQ=DAILY")))

    assert change.board == board
    assert records_of(change.board).keys() == {"need"}


def test_a_longer_series_by_mistake_is_a_short_one_again() -> None:
    """Also when its days go further than they went when the series was short."""
    board = later(KEPT, THURSDAY)

    longer = updated(board, "series", Details(repeat_rule="FREQ=DAILY"), THURSDAY)

    assert max(slots(longer)) == 26
    assert undone(longer, None, THURSDAY).board.needs == board.needs


def test_a_slot_does_not_come_back_without_its_series() -> None:
    """Whoever undoes everything, in whatever order, has nothing left that disappears later."""
    board = undone(removed(BOARD, slot(11)), "series").board

    change = undone(board, slot(11))

    assert advance(change.board, SETTINGS, now=NOON).board is change.board


def test_a_slot_comes_back_at_the_time_of_the_place_where_the_household_is_now() -> None:
    board = removed(BOARD, slot(11))
    elsewhere = (NOON + HOUR).astimezone(NEW_YORK)

    change = undone(later(board, elsewhere), slot(11), elsewhere)

    assert advance(change.board, SETTINGS, now=elsewhere).board is change.board


@pytest.mark.parametrize(("day", "left"), [(3, True), (4, False)])
def test_a_series_is_gone_when_its_last_day_is(day: int, left: int) -> None:
    """A day after its last day was over, as everything that is over."""
    midnight = NOON.replace(hour=0)

    board = later(later(BOARD, THURSDAY), midnight + day * DAY)

    assert ("series" in board.needs) == left
    assert bool(records_of(board)) == left


def test_a_series_is_gone_when_its_last_slot_is_done_and_its_days_are_over() -> None:
    board = KEPT
    for day in (10, 11, 12):
        board = completed(board, slot(day))
    friday = NOON.replace(hour=0) + 3 * DAY

    assert later(board, friday - INSTANT).needs.keys() == {"series"}
    assert later(board, friday).needs == {}
    assert later(later(board, friday - INSTANT), friday).needs == {}


def test_a_series_stays_while_something_of_it_can_be_undone() -> None:
    evening = NOON.replace(hour=23)
    board = KEPT
    for day in (10, 11):
        board = completed(board, slot(day))
    board = removed(later(board, evening + 2 * DAY), slot(12), evening + 2 * DAY)

    assert later(board, evening + 2 * DAY + WINDOW - INSTANT).needs.keys() == {"series"}
    assert undone(board, None, evening + 2 * DAY + HOUR).board.needs.keys() == {"series", slot(12)}
    assert later(board, evening + 2 * DAY + WINDOW).needs == {}


def test_a_series_that_was_over_when_somebody_changed_it_stays_as_long_as_that_can_be_undone() -> None:
    board = updated(KEPT, "series", Details(start=NOON - 30 * DAY))

    assert later(board, NOON + WINDOW - INSTANT).needs.keys() == {"series"}
    assert pieces_of(later(board, NOON + WINDOW)) == {"house"}


def test_an_endless_series_stays_without_any_slots() -> None:
    said = Details(title="Birthday", due=NOON.date() - DAY, repeat_rule="FREQ=YEARLY")
    board = later(with_need(Board(), said, "series"), NOON + DAY)

    assert board.needs.keys() == {"series"}
    assert board.undoable == ()


def test_an_ended_series_takes_nothing_else_with_it() -> None:
    board = with_need(added(BOARD, "dishes"), Details(title="Bins", repeat_rule="FREQ=WEEKLY"), "bins")

    needs = later(board, NOON + 20 * DAY).needs

    assert {"dishes", "bins"} <= needs.keys()
    assert "series" not in needs


@pytest.mark.parametrize(
    "need",
    [
        a_need(slot=Slot(series_id="gone", day=NOON.date(), is_own=True)),
        a_need(slot=Slot(series_id="gone", day=NOON.date()), on_it=(somebody("Kim"),)),
        a_need(slot=Slot(series_id="gone", day=NOON.date()), done_at=NOON),
    ],
)
def test_what_somebody_cares_for_outlives_a_series_that_was_lost_from_the_disk(need: Need) -> None:
    change = advance(a_board(need), SETTINGS, now=NOON)

    assert change.board == a_board(replace(need, slot=None))
    assert (change.facts, change.touched) == ((), frozenset({"dishes"}))


def test_a_day_that_nobody_cares_for_goes_with_a_series_that_was_lost_from_the_disk() -> None:
    assert later(a_board(a_need(slot=Slot(series_id="gone", day=NOON.date()))), NOON).needs == {}


def test_what_is_no_series_has_no_days() -> None:
    board = added(Board(), "dishes")

    assert lay_out(board.needs, board.needs["dishes"], SETTINGS, now=NOON) == {}


def test_a_series_can_be_moved_like_any_need() -> None:
    board = with_need(added(Board(), "dishes"), DINNER, "series")

    change = did(board, partial(operations.move, need_id="series", previous_id=None), NOON + MINUTE)

    assert change.touched == {"series"}
    assert slots(change.board) == slots(board)
