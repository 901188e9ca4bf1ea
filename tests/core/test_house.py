"""What a household says to its helpers, and how a board forgets."""

import pytest

from .builders import NOON, a_board, added, pieces_of, stored_text, taken, titles
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.model import Board, House, Visiting
from custom_components.mutual_aid.core.operations import Forget


def test_a_household_says_what_helpers_should_know() -> None:
    change = operations.set_house(
        Board(), {"diet": "No nuts", "notes": "Mop: cellar\r\n", "visiting": Visiting.RESTING}, now=NOON
    )

    assert change.board.house == House(diet="No nuts", notes="Mop: cellar\r\n", visiting=Visiting.RESTING)
    assert (change.need, change.facts, change.touched) == (None, (), frozenset({"house"}))


def test_what_a_household_does_not_say_stays() -> None:
    house = House(diet="No nuts", notes="Mop: cellar", visiting=Visiting.RESTING)

    change = operations.set_house(a_board(house=house), {}, now=NOON)

    assert change.board.house is house
    assert (change.need, change.touched) == (None, frozenset())


@pytest.mark.parametrize("cleared", [None, "", " \n"])
def test_house_notes_can_be_cleared(cleared: str | None) -> None:
    board = a_board(house=House(diet="No nuts", notes="Mop: cellar", visiting=Visiting.RESTING))

    change = operations.set_house(board, {"diet": cleared, "notes": cleared}, now=NOON)

    assert change.board.house == House(visiting=Visiting.RESTING)


def test_what_is_done_can_be_forgotten() -> None:
    board = operations.complete(added(added(Board(), "dishes"), "laundry"), "dishes", now=NOON).board

    change = operations.forget(board, Forget.DONE, now=NOON)

    assert change.board == operations.forget(change.board, Forget.DONE, now=NOON).board
    assert titles(change.board) == ["laundry"]
    assert {entry.piece_id for entry in change.board.undoable} == {"laundry"}
    assert "dishes" not in stored_text(change.board)
    assert (change.touched, change.facts, change.need) == (frozenset({"dishes"}), (), None)


def test_everything_can_be_forgotten() -> None:
    board = operations.remove(taken(added(added(Board(), "dishes"), "laundry"), "dishes", "Kim"), "laundry", now=NOON)
    board_with_house = operations.set_house(board.board, {"diet": "No nuts"}, now=NOON).board

    change = operations.forget(board_with_house, Forget.EVERYTHING, now=NOON)

    assert change.board == Board()
    assert stored_text(change.board) == "{}"
    assert change.touched == pieces_of(board_with_house) == {"dishes", "laundry", "house"}
    assert (change.facts, change.need) == ((), None)
