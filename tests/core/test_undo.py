"""Mistakes are free: every change can be taken back for a while."""

import pytest

from .builders import HOUR, MINUTE, NOON, SETTINGS, a_board, a_need, added, happened, names, taken, titles
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NothingToUndoError
from custom_components.mutual_aid.core.model import Board, FactType, House
from custom_components.mutual_aid.core.undo import undo

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


def test_nothing_was_changed_yet() -> None:
    with pytest.raises(NothingToUndoError) as refused:
        undo(a_board("dishes"), None, SETTINGS, now=NOON)

    assert (refused.value.key, refused.value.placeholders) == ("nothing_to_undo", {})


def test_an_added_need_goes_away_again() -> None:
    board = added(Board(), "dishes")

    change = undo(board, None, SETTINGS, now=NOON)

    assert change.board == Board()
    assert change.need == board.needs["dishes"]
    assert happened(change) == [FactType.REMOVED]
    assert change.touched == {"dishes"}


def test_a_removed_need_comes_back_to_its_place() -> None:
    board = a_board("dishes", "laundry", "dinner")
    removed = operations.remove(board, "laundry", now=NOON).board

    change = undo(removed, None, SETTINGS, now=NOON)

    assert change.board == board
    assert change.need == board.needs["laundry"]
    assert happened(change) == [FactType.ADDED]


def test_a_removed_need_comes_back_with_who_was_on_it_but_without_names() -> None:
    board = taken(a_board("dishes"), "dishes", "Kim")
    removed = operations.remove(board, "dishes", now=NOON).board

    change = undo(removed, None, SETTINGS, now=NOON)

    assert names(change.board.needs["dishes"]) == [None]
    assert happened(change) == [FactType.ADDED, FactType.TAKEN]


def test_an_update_is_taken_back() -> None:
    board = a_board("dishes")

    change = undo(renamed(board, "Pots"), None, SETTINGS, now=NOON)

    assert change.board == board
    assert happened(change) == []


def test_who_is_on_it_keeps_their_name_when_something_else_is_taken_back() -> None:
    board = taken(a_board("dishes"), "dishes", "Kim")

    assert undone(renamed(board, "Pots"), 1) == board


def test_who_is_gone_meanwhile_does_not_come_back() -> None:
    board = renamed(taken(a_board("dishes"), "dishes", "Kim", now=NOON - 2 * HOUR), "Pots")

    change = undo(board, None, SETTINGS, now=NOON + HOUR)

    assert change.board.needs["dishes"].on_it == ()
    assert happened(change) == [FactType.RELEASED]


def test_on_it_is_taken_back() -> None:
    board = a_board("dishes")

    change = undo(taken(board, "dishes", "Kim"), None, SETTINGS, now=NOON)

    assert change.board == board
    assert happened(change) == [FactType.RELEASED]


def test_leaving_is_taken_back_without_the_name() -> None:
    board = operations.release(taken(a_board("dishes"), "dishes", "Kim"), "dishes", now=NOON).board

    change = undo(board, None, SETTINGS, now=NOON)

    assert names(change.board.needs["dishes"]) == [None]
    assert happened(change) == [FactType.TAKEN]


def test_done_is_taken_back() -> None:
    board = a_board("dishes")

    change = undo(operations.complete(board, "dishes", now=NOON).board, None, SETTINGS, now=NOON)

    assert change.board == board
    assert happened(change) == [FactType.UNDONE]


def test_reopening_late_is_taken_back() -> None:
    board = a_board(a_need(done_at=NOON))

    change = undo(operations.reopen(board, "dishes", now=NOON).board, None, SETTINGS, now=NOON)

    assert change.board == board
    assert happened(change) == [FactType.DONE]


def test_a_move_is_taken_back() -> None:
    board = a_board("a", "b", "c")

    assert undone(operations.move(board, "c", None, now=NOON).board, 1) == board


def test_the_house_is_taken_back() -> None:
    board = a_board("dishes", house=House(diet="No nuts"))

    change = undo(operations.set_house(board, {"diet": "Anything"}, now=NOON).board, None, SETTINGS, now=NOON)

    assert change.board == board
    assert (change.need, change.facts, change.touched) == (None, (), frozenset({"house"}))


def test_changes_are_taken_back_newest_first() -> None:
    board = added(added(Board(), "dishes"), "laundry")
    board = operations.complete(board, "dishes", now=NOON).board

    assert undone(board, 1).needs["dishes"].done_at is None
    assert titles(undone(board, 2)) == ["dishes"]
    assert undone(board, 3) == Board()


def test_the_last_change_of_one_need_is_taken_back() -> None:
    board = renamed(a_board("dishes", "laundry"), "Pots")
    board = operations.complete(board, "laundry", now=NOON).board

    change = undo(board, "dishes", SETTINGS, now=NOON)

    assert titles(change.board) == ["dishes", "laundry"]
    assert change.board.needs["laundry"].done_at == NOON
    assert [entry.piece_id for entry in change.board.undoable] == ["laundry"]


def test_the_last_change_of_the_house_is_taken_back() -> None:
    board = operations.set_house(a_board("dishes"), {"diet": "No nuts"}, now=NOON).board

    assert undo(renamed(board, "Pots"), House.id, SETTINGS, now=NOON).board.house == House()


@pytest.mark.parametrize("need_id", ["laundry", "gone"])
def test_a_need_that_nobody_changed_has_nothing_to_undo(need_id: str) -> None:
    with pytest.raises(NothingToUndoError):
        undo(renamed(a_board("dishes", "laundry"), "Pots"), need_id, SETTINGS, now=NOON)


def test_an_undo_is_followed_by_the_next_older_one() -> None:
    board = renamed(a_board("dishes"), "Pots")
    later = operations.update(board, "dishes", Details(title="Pans"), now=NOON + MINUTE).board

    back = undo(later, None, SETTINGS, now=NOON + MINUTE).board

    assert back == board
