"""How long, how often and in which order changes can be taken back."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from .builders import (
    HOUR,
    INSTANT,
    NOON,
    SETTINGS,
    a_board,
    a_need,
    added,
    happened,
    names,
    records_of,
    somebody,
    taken,
    titles,
)
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NothingToUndoError
from custom_components.mutual_aid.core.model import Board, Undoable
from custom_components.mutual_aid.core.operations import Forget
from custom_components.mutual_aid.core.passing import advance
from custom_components.mutual_aid.core.undo import needs_to_undo, undo

WINDOW = SETTINGS.undo_window


def renamed(board: Board, *new_titles: str) -> Board:
    """Return the board after the dishes were called differently, again and again."""
    for title in new_titles:
        board = operations.update(board, "dishes", Details(title=title), now=NOON).board
    return board


def undone(board: Board, times: int, need_id: str | None = None) -> Board:
    """Return the board after so many changes were taken back."""
    for _ in range(times):
        board = undo(board, need_id, SETTINGS, now=NOON).board
    return board


def test_a_change_can_be_taken_back_until_the_end_of_the_window() -> None:
    board = renamed(a_board("dishes"), "Pots")

    assert titles(undo(board, None, SETTINGS, now=NOON + WINDOW - INSTANT).board) == ["dishes"]
    with pytest.raises(NothingToUndoError):
        undo(board, None, SETTINGS, now=NOON + WINDOW)


def test_the_moment_of_a_change_is_kept_in_universal_time() -> None:
    entry = renamed(a_board("dishes"), "Pots").undoable[0]

    assert entry.at == NOON
    assert entry.at.tzinfo is UTC


def test_ten_changes_of_a_need_can_be_taken_back() -> None:
    board = renamed(a_board("dishes"), *(f"Pots {number}" for number in range(12)))

    assert len(board.undoable) == 10
    assert titles(undone(board, 10)) == ["Pots 1"]
    with pytest.raises(NothingToUndoError):
        undone(board, 11)


@pytest.mark.parametrize("changes", range(1, 10))
def test_no_change_of_a_need_is_dropped_before_there_are_ten(changes: int) -> None:
    board = a_board("dishes")

    assert undone(renamed(board, *map(str, range(changes))), changes) == board


def test_many_changes_of_one_need_push_out_no_change_of_another() -> None:
    board = renamed(added(added(Board(), "laundry"), "dishes"), *map(str, range(20)))

    assert titles(undone(board, 1, "laundry")) == ["19"]


def test_five_hundred_changes_can_be_taken_back() -> None:
    board = Board()
    for number in range(500):
        board = added(board, str(number))

    change = operations.add(board, Details(title="500"), need_id="500", now=NOON)

    assert change.touched == {"0", "500"}
    assert [entry.piece_id for entry in change.board.undoable] == [str(number) for number in range(1, 501)]
    assert len(change.board.needs) == 501


def test_changes_keep_their_order_when_the_clock_jumps_back() -> None:
    board = renamed(a_board("dishes"), "Pots")
    board = operations.update(board, "dishes", Details(title="Pans"), now=NOON - HOUR).board

    assert [entry.number for entry in board.undoable] == [0, 1]
    assert titles(undo(board, None, SETTINGS, now=NOON - HOUR).board) == ["Pots"]


def test_an_add_from_a_fast_clock_is_taken_back_even_when_the_need_was_removed_since() -> None:
    """A small computer may start with the wrong time, and go back when it hears the right one."""
    board = added(a_board("laundry"), "dishes", now=NOON + HOUR)
    board = operations.remove(board, "dishes", now=NOON).board
    board = advance(board, SETTINGS, now=NOON + WINDOW).board

    change = undo(board, None, SETTINGS, now=NOON + WINDOW)

    assert change.board == a_board("laundry")
    assert happened(change) == []


def test_an_add_from_a_fast_clock_is_taken_back_though_nobody_looked_since_the_need_was_removed() -> None:
    board = added(a_board("laundry"), "dishes", now=NOON + HOUR)
    board = operations.remove(board, "dishes", now=NOON).board

    change = undo(board, None, SETTINGS, now=NOON + WINDOW)

    assert change.board.needs == a_board("laundry").needs
    assert "dishes" in change.touched
    with pytest.raises(NothingToUndoError):
        undo(change.board, None, SETTINGS, now=NOON + WINDOW)


def test_what_can_be_undone_is_listed_newest_first() -> None:
    board = renamed(added(added(Board(), "dishes"), "laundry"), "Pots")
    board = operations.remove(taken(board, "laundry", "Kim"), "laundry", now=NOON).board

    assert [need.title for need in needs_to_undo(board, SETTINGS, now=NOON)] == ["laundry", "Pots"]
    assert [names(need) for need in needs_to_undo(board, SETTINGS, now=NOON)] == [[None], []]


def test_the_house_is_no_need_to_undo() -> None:
    board = operations.set_house(Board(), {"diet": "No nuts"}, now=NOON).board

    assert needs_to_undo(board, SETTINGS, now=NOON) == []


@pytest.mark.parametrize(("after", "listed"), [(WINDOW - INSTANT, ["dishes"]), (WINDOW, [])])
def test_what_is_too_old_to_undo_is_not_listed(after: timedelta, listed: list[str]) -> None:
    board = added(Board(), "dishes")

    assert [need.title for need in needs_to_undo(board, SETTINGS, now=NOON + after)] == listed


def test_what_was_undone_is_not_listed() -> None:
    assert needs_to_undo(undone(added(Board(), "dishes"), 1), SETTINGS, now=NOON) == []


def test_forgetting_cannot_be_undone() -> None:
    board = operations.forget(added(Board(), "dishes"), Forget.EVERYTHING, now=NOON).board

    with pytest.raises(NothingToUndoError):
        undo(board, None, SETTINGS, now=NOON)


def test_no_name_is_kept_to_undo_with() -> None:
    board = renamed(taken(a_board("dishes"), "dishes", "Kim"), "Pots")

    assert board.undoable[-1] == Undoable(
        number=1,
        at=NOON,
        piece_id="dishes",
        before=replace(a_need(), on_it=(somebody(None, mark_id="dishes 1", until=NOON + 3 * HOUR),)),
    )
    assert "Kim" in str(records_of(board)["dishes"]["need"])
    assert "Kim" not in str(records_of(board)["dishes"]["undoable"])
