"""Places in a list."""

from decimal import Decimal

from hypothesis import given, strategies as st
import pytest

from .builders import NOON, SETTINGS, a_board, added, titles
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.model import Board
from custom_components.mutual_aid.core.order import between, free_place
from custom_components.mutual_aid.core.undo import undo

PLACES = st.decimals(min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=6)


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (None, None, "0"),
        ("0", None, "1"),
        ("7.5", None, "8"),
        (None, "0", "-1"),
        (None, "-3.2", "-4"),
        ("0", "1", "0.5"),
        ("0", "2", "1"),
        ("0", "10", "5"),
        ("0.5", "1", "0.8"),
        ("1.999", "2", "1.9995"),
        ("-1", "0", "-0.5"),
    ],
)
def test_the_shortest_place_is_found(before: str | None, after: str | None, place: str) -> None:
    found = between(None if before is None else Decimal(before), None if after is None else Decimal(after))

    assert str(found) == place


@given(st.tuples(PLACES, PLACES).filter(lambda pair: pair[0] != pair[1]).map(sorted))
def test_a_place_is_strictly_between_its_neighbours(pair: list[Decimal]) -> None:
    before, after = pair

    assert before < between(before, after) < after


@given(PLACES, st.sets(PLACES, max_size=10))
def test_a_free_place_is_as_close_ahead_of_the_wanted_one_as_can_be(wanted: Decimal, taken: set[Decimal]) -> None:
    place = free_place(wanted, taken)

    assert place not in taken
    assert (place == wanted) == (wanted not in taken)
    assert not [other for other in taken if place < other < wanted]
    assert place <= wanted


@given(PLACES)
def test_there_is_always_a_place_at_both_ends(place: Decimal) -> None:
    assert between(None, place) < place < between(place, None)


@given(st.lists(st.booleans(), max_size=60))
def test_a_gap_that_is_halved_again_and_again_never_closes(goes_up: list[bool]) -> None:
    gap = [Decimal(0), Decimal(1)]
    for upper_half in goes_up:
        gap[not upper_half] = between(*gap)
        assert gap[0] < gap[1]


@pytest.mark.parametrize(
    "moves",
    [
        [("b", None, "bac"), ("a", None, "abc")],
        [("b", "c", "acb"), ("c", "b", "abc")],
        [("c", "a", "acb"), ("b", "a", "abc")],
        [
            ("c", "a", "acb"),
            ("a", "c", "cab"),
            ("b", "c", "cba"),
            ("c", "b", "bca"),
            ("a", "b", "bac"),
            ("b", "a", "abc"),
        ],
    ],
    ids=["first", "last", "always after the same", "always between the last two"],
)
def test_thousands_of_moves_into_the_same_gap_each_give_the_order_asked_for(
    moves: list[tuple[str, str | None, str]],
) -> None:
    """The worst that two people can do to a list: every move halves the gap that the last one left."""
    board = a_board(*"abc")

    for need_id, previous_id, order in moves * (2_400 // len(moves)):
        board = operations.move(board, need_id, previous_id, now=NOON).board
        assert titles(board) == list(order)

    assert len({need.position for need in board.needs.values()}) == 3


def test_a_move_changes_no_other_need() -> None:
    board = a_board("a", "b", "c")

    moved = operations.move(board, "c", "a", now=NOON)

    assert moved.touched == {"c"}
    assert moved.board.needs["a"] is board.needs["a"]
    assert moved.board.needs["b"] is board.needs["b"]


@pytest.mark.parametrize("others", [["new"], ["new", "newer"]])
def test_a_need_that_comes_back_takes_nobodys_place(others: list[str]) -> None:
    """Two needs in one place could never again be told to come one after the other."""
    board = operations.remove(added(added(Board(), "first"), "dishes"), "dishes", now=NOON).board
    for title in others:
        board = added(board, title)

    back = undo(board, "dishes", SETTINGS, now=NOON).board

    assert titles(back) == ["first", "dishes", *others]
    assert len({need.position for need in back.needs.values()}) == len(back.needs)


def test_a_need_that_moves_back_takes_nobodys_place() -> None:
    board = operations.move(a_board("a", "b", "c"), "c", None, now=NOON).board
    board = operations.move(added(board, "d"), "a", None, now=NOON).board

    back = undo(board, "c", SETTINGS, now=NOON).board

    assert titles(back) == ["a", "b", "c", "d"]
    assert titles(operations.move(back, "a", "c", now=NOON).board) == ["b", "c", "a", "d"]


def test_a_need_goes_back_to_the_first_place_when_that_is_taken() -> None:
    board = operations.remove(a_board("a", "b"), "a", now=NOON).board
    board = operations.move(added(board, "new"), "new", None, now=NOON).board
    assert board.needs["new"].position == 0

    assert titles(undo(board, "a", SETTINGS, now=NOON).board) == ["a", "new", "b"]
