"""Being on it: a soft signal that blocks nobody, lapses by itself and leaves no name behind."""

from datetime import UTC, datetime, timedelta

import pytest

from .builders import (
    DAY,
    HOUR,
    INSTANT,
    MINUTE,
    NOON,
    SETTINGS,
    a_board,
    a_need,
    added,
    happened,
    names,
    stored_text,
    taken,
)
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, FactType, Need, Settings
from custom_components.mutual_aid.core.operations import Forget
from custom_components.mutual_aid.core.passing import advance
from custom_components.mutual_aid.core.undo import undo


def until(need: Need, duration: timedelta | None = None) -> datetime:
    """Return until when somebody is on it who takes the need at noon."""
    change = operations.take(a_board(need), need.id, None, duration, mark_id="mark", settings=SETTINGS, now=NOON)
    return change.board.needs[need.id].on_it[0].until


def test_somebody_is_on_it() -> None:
    change = operations.take(a_board("dishes"), "dishes", "Kim", mark_id="mark", settings=SETTINGS, now=NOON)

    assert names(change.board.needs["dishes"]) == ["Kim"]
    assert change.need == change.board.needs["dishes"]
    assert happened(change) == [FactType.TAKEN]
    assert change.touched == {"dishes"}


def test_being_on_it_blocks_nobody() -> None:
    board = taken(taken(taken(a_board("dishes"), "dishes", "Kim"), "dishes", "Sam"), "dishes")

    assert names(board.needs["dishes"]) == ["Kim", "Sam", None]


def test_the_same_name_is_on_it_once() -> None:
    board = taken(taken(a_board("dishes"), "dishes", "Kim"), "dishes", "Sam")

    change = operations.take(board, "dishes", " Kim ", mark_id="again", settings=SETTINGS, now=NOON + HOUR)

    need = change.board.needs["dishes"]
    assert [(mark.id, mark.name, mark.until) for mark in need.on_it] == [
        ("dishes 2", "Sam", NOON + 3 * HOUR),
        ("again", "Kim", NOON + 4 * HOUR),
    ]
    assert happened(change) == [FactType.TAKEN]


def test_people_without_a_name_are_different_people() -> None:
    board = taken(a_board("dishes"), "dishes")

    change = operations.take(board, "dishes", mark_id="another", settings=SETTINGS, now=NOON)

    assert names(change.board.needs["dishes"]) == [None, None]


def test_who_is_gone_makes_room_for_who_comes() -> None:
    board = taken(a_board("dishes"), "dishes", "Kim")

    assert names(taken(board, "dishes", "Sam", now=NOON + 3 * HOUR).needs["dishes"]) == ["Sam"]


def test_taking_a_done_need_says_nothing() -> None:
    done = operations.complete(a_board("dishes"), "dishes", now=NOON).board

    change = operations.take(done, "dishes", "Kim", mark_id="mark", settings=SETTINGS, now=NOON)

    assert change.board is done
    assert change.need is done.needs["dishes"]
    assert (change.facts, change.touched) == ((), frozenset())


def test_somebody_is_on_it_for_the_usual_time() -> None:
    assert until(a_need()) == NOON + 3 * HOUR


@pytest.mark.parametrize("duration", [INSTANT, MINUTE, 31 * DAY])
def test_somebody_is_on_it_for_as_long_as_they_say(duration: timedelta) -> None:
    assert until(a_need(start=NOON, end=NOON + 5 * HOUR), duration) == NOON.astimezone(UTC) + duration


@pytest.mark.parametrize(
    ("need", "lapses"),
    [
        (a_need(start=NOON + DAY, end=NOON + DAY + HOUR), NOON + DAY + HOUR),
        (a_need(start=NOON - HOUR, end=NOON + MINUTE), NOON + MINUTE),
        (a_need(start=NOON + DAY, minutes=10), NOON + DAY + 10 * MINUTE),
        (a_need(start=NOON + DAY), NOON + DAY + 3 * HOUR),
        (a_need(start=NOON - HOUR, minutes=61), NOON + MINUTE),
        (a_need(start=NOON - HOUR), NOON + 2 * HOUR),
    ],
)
def test_somebody_is_on_it_until_its_time_is_over(need: Need, lapses: datetime) -> None:
    assert until(need) == lapses


@pytest.mark.parametrize(
    "need",
    [
        a_need(start=NOON - HOUR, end=NOON),
        a_need(start=NOON - HOUR, minutes=60),
        a_need(start=NOON - 3 * HOUR),
        a_need(due=NOON + MINUTE),
        a_need(minutes=10),
    ],
)
def test_a_time_that_is_over_or_open_ends_nothing(need: Need) -> None:
    assert until(need) == NOON + 3 * HOUR


def test_the_usual_time_is_the_households() -> None:
    change = operations.take(a_board("dishes"), "dishes", mark_id="mark", settings=Settings(on_it=MINUTE), now=NOON)

    assert change.board.needs["dishes"].on_it[0].until == NOON + MINUTE


def test_the_end_is_kept_in_universal_time() -> None:
    assert until(a_need()).tzinfo is until(a_need(), HOUR).tzinfo is UTC


def test_whoever_said_so_last_cannot_do_it_after_all() -> None:
    board = taken(taken(a_board("dishes"), "dishes", "Kim"), "dishes", "Sam")

    change = operations.release(board, "dishes", now=NOON)

    assert names(change.board.needs["dishes"]) == ["Kim"]
    assert happened(change) == [FactType.RELEASED]


def test_the_one_by_that_name_cannot_do_it_after_all() -> None:
    board = taken(taken(taken(a_board("dishes"), "dishes", "Kim"), "dishes", "Sam"), "dishes")

    change = operations.release(board, "dishes", " Kim\n", now=NOON)

    assert names(change.board.needs["dishes"]) == ["Sam", None]
    assert happened(change) == [FactType.RELEASED]


@pytest.mark.parametrize(("on_it", "leaving"), [("Kim", "Sam"), (None, "Sam")])
def test_who_is_not_on_it_takes_nobody_away(on_it: str | None, leaving: str) -> None:
    board = taken(a_board("dishes"), "dishes", on_it)

    change = operations.release(board, "dishes", leaving, now=NOON)

    assert change.board is board
    assert happened(change) == []


def test_releasing_what_nobody_is_on_changes_nothing() -> None:
    board = a_board("dishes")

    assert operations.release(board, "dishes", now=NOON).board is board


def test_who_is_gone_already_is_not_the_one_who_leaves() -> None:
    staying = operations.take(
        a_board("dishes"), "dishes", "Kim", 2 * HOUR, mark_id="kim", settings=SETTINGS, now=NOON
    ).board
    board = operations.take(staying, "dishes", "Sam", HOUR, mark_id="sam", settings=SETTINGS, now=NOON).board

    assert names(operations.release(board, "dishes", now=NOON + HOUR).board.needs["dishes"]) == []


def test_a_helper_is_shown_while_they_are_on_it() -> None:
    assert "Kim" in stored_text(taken(a_board("dishes"), "dishes", "Kim"))


def test_a_helper_is_forgotten_when_the_need_is_done() -> None:
    done = operations.complete(taken(added(Board(), "dishes"), "dishes", "Zoë"), "dishes", now=NOON)

    assert "Zoë" not in stored_text(done.board)
    assert happened(done) == [FactType.DONE]


def test_a_helper_is_forgotten_when_they_cannot_do_it() -> None:
    board = taken(added(Board(), "dishes"), "dishes", "Zoë")

    assert "Zoë" not in stored_text(operations.release(board, "dishes", now=NOON).board)


def test_a_helper_is_forgotten_when_their_time_is_over() -> None:
    board = taken(added(Board(), "dishes"), "dishes", "Zoë")

    assert "Zoë" not in stored_text(advance(board, SETTINGS, now=NOON + 3 * HOUR).board)


def test_a_helper_is_forgotten_when_the_need_is_removed() -> None:
    board = operations.update(taken(added(Board(), "dishes"), "dishes", "Zoë"), "dishes", {"minutes": 5}, now=NOON)

    assert "Zoë" not in stored_text(operations.remove(board.board, "dishes", now=NOON).board)


def test_a_helper_is_forgotten_with_everything() -> None:
    board = taken(added(Board(), "dishes"), "dishes", "Zoë")

    assert "Zoë" not in stored_text(operations.forget(board, Forget.EVERYTHING, now=NOON).board)


def test_a_helper_who_offered_is_forgotten_when_it_is_done() -> None:
    offered = operations.offer(Board(), Details(title="Soup"), "Zoë", need_id="soup", settings=SETTINGS, now=NOON)

    assert "Zoë" not in stored_text(operations.complete(offered.board, "soup", now=NOON).board)


def test_undoing_brings_no_name_back() -> None:
    done = operations.complete(taken(added(Board(), "dishes"), "dishes", "Zoë"), "dishes", now=NOON)

    undone = undo(done.board, None, SETTINGS, now=NOON).board

    assert names(undone.needs["dishes"]) == [None]
    assert "Zoë" not in stored_text(undone)
