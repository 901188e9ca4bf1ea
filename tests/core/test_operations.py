"""What people do with the needs of a board."""

from datetime import UTC

import pytest

from .builders import DAY, HOUR, INSTANT, NOON, SETTINGS, a_board, a_need, added, happened, somebody, taken, titles
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, FactType


def test_a_need_is_added_after_the_others() -> None:
    change = operations.add(a_board("dishes", "laundry"), Details(title="Dinner"), need_id="new", now=NOON)

    assert titles(change.board) == ["dishes", "laundry", "Dinner"]
    assert change.need == change.board.needs["new"]
    assert happened(change) == [FactType.ADDED]
    assert change.touched == {"new"}


def test_the_board_before_a_change_stays_what_it_was() -> None:
    """Every surface may hold on to a board while somebody changes it."""
    board = a_board("dishes")

    operations.complete(board, "dishes", now=NOON)
    operations.remove(board, "dishes", now=NOON)

    assert board == a_board("dishes")


def test_an_offer_is_born_taken_by_the_person_who_makes_it() -> None:
    change = operations.offer(Board(), Details(title="Soup"), " Kim ", need_id="soup", settings=SETTINGS, now=NOON)

    assert change.need is not None
    assert change.need.on_it == (somebody("Kim", mark_id="soup", until=NOON + 3 * HOUR),)
    assert happened(change) == [FactType.ADDED, FactType.TAKEN]


def test_an_offer_for_thursday_lasts_until_thursday() -> None:
    details = Details(title="Soup", start=NOON + 2 * DAY, end=NOON + 2 * DAY + HOUR)

    need = operations.offer(Board(), details, None, need_id="soup", settings=SETTINGS, now=NOON).need

    assert need is not None
    assert [(mark.name, mark.until) for mark in need.on_it] == [(None, NOON + 2 * DAY + HOUR)]


def test_an_update_is_nothing_that_people_are_told() -> None:
    change = operations.update(a_board("dishes"), "dishes", Details(title="Pots"), now=NOON)

    assert change.need == change.board.needs["dishes"] == a_need("Pots", id="dishes")
    assert happened(change) == []
    assert change.touched == {"dishes"}


def test_saying_what_is_so_already_changes_nothing() -> None:
    board = a_board("dishes")

    change = operations.update(board, "dishes", Details(title=" dishes "), now=NOON)

    assert change.board is board
    assert change.need == board.needs["dishes"]
    assert change.touched == frozenset()


@pytest.mark.parametrize(
    ("need_id", "previous_id", "order"),
    [
        ("a", None, "abcd"),
        ("a", "b", "bacd"),
        ("a", "c", "bcad"),
        ("a", "d", "bcda"),
        ("d", None, "dabc"),
        ("d", "a", "adbc"),
        ("d", "b", "abdc"),
        ("d", "c", "abcd"),
        ("b", None, "bacd"),
        ("b", "a", "abcd"),
        ("b", "b", "abcd"),
        ("b", "d", "acdb"),
    ],
)
def test_moving_gives_the_order_asked_for(need_id: str, previous_id: str | None, order: str) -> None:
    change = operations.move(a_board("a", "b", "c", "d"), need_id, previous_id, now=NOON)

    assert titles(change.board) == list(order)
    assert happened(change) == []
    assert change.need == change.board.needs[need_id]


@pytest.mark.parametrize(("need_id", "previous_id"), [("a", None), ("b", "a"), ("b", "b")])
def test_moving_a_need_to_where_it_is_changes_nothing(need_id: str, previous_id: str | None) -> None:
    board = a_board("a", "b", "c")

    change = operations.move(board, need_id, previous_id, now=NOON)

    assert change.board is board
    assert change.need is board.needs[need_id]
    assert change.touched == frozenset()


def test_a_removed_need_is_told_as_it_was() -> None:
    board = a_board("dishes", "laundry")

    change = operations.remove(board, "dishes", now=NOON)

    assert titles(change.board) == ["laundry"]
    assert change.need is board.needs["dishes"]
    assert happened(change) == [FactType.REMOVED]
    assert change.touched == {"dishes"}


def test_done_says_when() -> None:
    change = operations.complete(a_board("dishes"), "dishes", now=NOON)

    done_at = change.board.needs["dishes"].done_at
    assert done_at == NOON
    assert done_at.tzinfo is UTC
    assert happened(change) == [FactType.DONE]


def test_done_twice_is_done() -> None:
    """Two people tap at the same time, and both are right."""
    once = operations.complete(a_board("dishes"), "dishes", now=NOON)

    twice = operations.complete(once.board, "dishes", now=NOON + INSTANT)

    assert twice.board is once.board
    assert twice.need == once.need
    assert happened(twice) == []


def test_done_is_done_whatever_else_is_said_about_it() -> None:
    done = operations.complete(a_board("dishes"), "dishes", now=NOON).board

    change = operations.update(done, "dishes", Details(title="Pots"), now=NOON + HOUR)

    assert change.board.needs["dishes"].done_at == NOON
    assert happened(change) == []


def test_done_can_be_taken_back() -> None:
    board = a_board("dishes", "laundry")
    done = operations.complete(board, "dishes", now=NOON).board

    change = operations.reopen(done, "dishes", now=NOON)

    assert change.board == board
    assert change.need == board.needs["dishes"]
    assert happened(change) == [FactType.UNDONE]


def test_who_was_on_it_is_on_it_again_without_a_name() -> None:
    board = taken(a_board("dishes"), "dishes", "Kim")
    done = operations.complete(board, "dishes", now=NOON).board

    reopened = operations.reopen(done, "dishes", now=NOON + HOUR).board

    assert reopened.needs["dishes"].on_it == (somebody(None, mark_id="dishes 1", until=NOON + 3 * HOUR),)


def test_who_would_be_gone_by_now_is_not_on_it_again() -> None:
    board = taken(a_board("dishes"), "dishes", "Kim")
    done = operations.complete(board, "dishes", now=NOON).board

    assert operations.reopen(done, "dishes", now=NOON + 3 * HOUR).board.needs["dishes"].on_it == ()


def test_done_can_be_taken_back_after_other_changes() -> None:
    done = operations.complete(a_board("dishes"), "dishes", now=NOON).board
    renamed = operations.update(done, "dishes", Details(title="Pots"), now=NOON).board

    change = operations.reopen(renamed, "dishes", now=NOON)

    assert change.board.needs["dishes"] == a_need("Pots", id="dishes")
    assert happened(change) == [FactType.UNDONE]


def test_done_can_be_taken_back_as_long_as_the_need_is_there() -> None:
    board = a_board(a_need(done_at=NOON))

    change = operations.reopen(board, "dishes", now=NOON + 20 * HOUR)

    assert change.board.needs["dishes"] == a_need()
    assert happened(change) == [FactType.UNDONE]


def test_reopening_what_is_open_changes_nothing() -> None:
    board = added(Board(), "dishes")

    change = operations.reopen(board, "dishes", now=NOON)

    assert change.board is board
    assert change.need == board.needs["dishes"]


def test_reopening_looks_at_the_changes_of_its_own_need() -> None:
    board = operations.complete(a_board("dishes", "laundry"), "dishes", now=NOON).board
    board = operations.complete(board, "laundry", now=NOON).board

    reopened = operations.reopen(board, "dishes", now=NOON).board

    assert [entry.piece_id for entry in reopened.undoable] == ["laundry"]
    assert reopened.needs["laundry"].done_at == NOON
