"""What changes on a board by itself."""

from dataclasses import replace
from datetime import datetime, timedelta

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
    pieces_of,
    records_of,
    somebody,
    taken,
    titles,
)
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, FactType, House, Need, Settings
from custom_components.mutual_aid.core.passing import advance, next_moment
from custom_components.mutual_aid.core.queries import outlook
from custom_components.mutual_aid.core.times import end_of_day

WINDOW, KEPT = SETTINGS.undo_window, SETTINGS.keep_done


def test_nothing_changes_while_nothing_is_over() -> None:
    board = taken(added(a_board("laundry"), "dishes"), "dishes", "Kim")

    change = advance(board, SETTINGS, now=NOON + WINDOW - INSTANT)

    assert change.board is board
    assert (change.facts, change.touched, change.need) == ((), frozenset(), None)


def test_a_signal_lapses_by_itself() -> None:
    board = a_board(a_need(on_it=(somebody("Kim", until=NOON),)), "laundry")

    change = advance(board, SETTINGS, now=NOON)

    assert change.board == a_board("dishes", "laundry")
    assert happened(change) == [FactType.RELEASED]
    assert change.touched == {"dishes"}


def test_only_what_is_over_lapses() -> None:
    board = a_board(
        a_need(on_it=(somebody("Kim", mark_id="1", until=NOON), somebody("Sam", mark_id="2", until=NOON + INSTANT)))
    )

    change = advance(board, SETTINGS, now=NOON)

    assert names(change.board.needs["dishes"]) == ["Sam"]
    assert happened(change) == [FactType.RELEASED]


def test_a_lapse_is_told_once_for_each_need() -> None:
    board = a_board(
        a_need("a", on_it=(somebody(mark_id="1", until=NOON), somebody(mark_id="2", until=NOON))),
        a_need("b", on_it=(somebody(mark_id="3", until=NOON),)),
    )

    change = advance(board, SETTINGS, now=NOON)

    assert [(fact.type, fact.need.title) for fact in change.facts] == [
        (FactType.RELEASED, "a"),
        (FactType.RELEASED, "b"),
    ]
    assert happened(advance(change.board, SETTINGS, now=NOON)) == []


def test_signals_that_lapse_one_after_the_other_are_told_one_by_one() -> None:
    first, second = (somebody(mark_id=str(hours), until=NOON + hours * HOUR) for hours in (1, 2))
    board = a_board(a_need("a", on_it=(second, first)), a_need("b", on_it=(somebody(until=NOON + HOUR + MINUTE),)))

    change = advance(board, SETTINGS, now=NOON + DAY)

    assert [(fact.type, fact.need.title, fact.need.on_it) for fact in change.facts] == [
        (FactType.RELEASED, "a", (second,)),
        (FactType.RELEASED, "b", ()),
        (FactType.RELEASED, "a", ()),
    ]


def test_a_lapse_cannot_be_undone_and_needs_no_undoing() -> None:
    board = a_board(a_need(on_it=(somebody(until=NOON),)))

    assert advance(board, SETTINGS, now=NOON).board.undoable == ()


@pytest.mark.parametrize(("after", "left"), [(KEPT - INSTANT, ["dishes", "laundry"]), (KEPT, ["laundry"])])
def test_a_done_need_vanishes_after_a_while(after: timedelta, left: list[str]) -> None:
    board = a_board(a_need(done_at=NOON), "laundry")

    change = advance(board, SETTINGS, now=NOON + after)

    assert titles(change.board) == left
    assert change.facts == ()


def test_nothing_is_kept_of_a_need_that_vanished() -> None:
    """Also where mistakes can be undone for longer than done needs are kept."""
    settings = Settings(undo_window=DAY, keep_done=HOUR)
    board = operations.complete(added(added(Board(), "laundry"), "dishes"), "dishes", now=NOON).board

    change = advance(board, settings, now=NOON + HOUR)

    assert set(records_of(change.board)) == {"laundry"}
    assert change.touched == {"dishes"}


@pytest.mark.parametrize(("after", "entries"), [(WINDOW - INSTANT, 1), (WINDOW, 0)])
def test_what_is_too_old_to_undo_is_forgotten(after: timedelta, entries: int) -> None:
    assert len(advance(added(Board(), "dishes"), SETTINGS, now=NOON + after).board.undoable) == entries


def test_old_changes_are_forgotten_one_by_one() -> None:
    board = added(added(Board(), "dishes"), "laundry", now=NOON + MINUTE)
    board = operations.set_house(board, {"diet": "No nuts"}, now=NOON + 2 * MINUTE).board

    change = advance(board, SETTINGS, now=NOON + MINUTE + WINDOW)

    assert [entry.piece_id for entry in change.board.undoable] == ["house"]
    assert change.touched == {"dishes", "laundry"}
    assert titles(change.board) == ["dishes", "laundry"]


def test_a_removed_need_is_gone_for_good_when_it_cannot_be_undone() -> None:
    board = operations.remove(a_board("dishes"), "dishes", now=NOON).board

    change = advance(board, SETTINGS, now=NOON + WINDOW)

    assert records_of(change.board) == {}
    assert change.touched == {"dishes"}


def test_catching_up_after_a_long_time_does_everything_at_once() -> None:
    board = taken(added(added(Board(), "dishes"), "laundry"), "laundry", "Kim")
    board = operations.complete(board, "dishes", now=NOON).board

    change = advance(board, SETTINGS, now=NOON + 30 * DAY)

    assert change.board == Board(needs={"laundry": replace(board.needs["laundry"], on_it=())})
    assert happened(change) == [FactType.RELEASED]


@pytest.mark.parametrize(
    ("need", "moment"),
    [
        (a_need(), end_of_day(NOON)),
        (a_need(start=NOON + HOUR, end=NOON + 2 * HOUR, due=NOON + MINUTE), NOON + HOUR),
        (a_need(start=NOON, end=NOON + 2 * HOUR, has_come_up=True), end_of_day(NOON)),
        (a_need(due=NOON + HOUR), NOON + HOUR),
        (a_need(on_it=(somebody(until=NOON + HOUR),)), NOON + HOUR),
        (a_need(on_it=(somebody(until=NOON + HOUR), somebody(until=NOON + MINUTE))), NOON + MINUTE),
        (a_need(done_at=NOON + HOUR - KEPT), NOON + HOUR),
        (a_need(done_at=NOON), NOON + WINDOW),
        (a_need(done_at=NOON - WINDOW), end_of_day(NOON)),
        (a_need(done_at=NOON - WINDOW + INSTANT), NOON + INSTANT),
        (a_need(on_it=(somebody(until=NOON + 2 * DAY),)), end_of_day(NOON)),
    ],
)
def test_the_next_moment_is_when_the_need_changes_by_itself(need: Need, moment: datetime) -> None:
    assert next_moment(a_board(need), [need.id], SETTINGS, now=NOON) == moment


def test_the_next_moment_is_when_a_change_becomes_too_old_to_undo() -> None:
    board = added(Board(), "dishes", now=NOON - HOUR)

    assert next_moment(board, ["dishes"], SETTINGS, now=NOON) == NOON - HOUR + WINDOW


def test_the_next_moment_may_be_the_houses() -> None:
    board = operations.set_house(Board(), {"diet": "No nuts"}, now=NOON).board

    assert next_moment(board, [House.id], SETTINGS, now=NOON) == NOON + WINDOW


def test_the_next_moment_of_a_removed_need_is_when_it_is_gone_for_good() -> None:
    board = operations.remove(a_board("dishes"), "dishes", now=NOON).board

    assert next_moment(board, ["dishes"], SETTINGS, now=NOON) == NOON + WINDOW


def test_only_the_pieces_asked_for_count() -> None:
    board = taken(added(a_board("laundry"), "dishes"), "laundry", "Kim", now=NOON - 2 * HOUR)

    assert next_moment(board, ["dishes", "gone"], SETTINGS, now=NOON) == NOON + WINDOW
    assert next_moment(board, [], SETTINGS, now=NOON) == end_of_day(NOON)
    assert next_moment(board, pieces_of(board), SETTINGS, now=NOON) == NOON


def test_what_was_missed_is_next() -> None:
    board = a_board(a_need(on_it=(somebody(until=NOON - DAY),)))

    assert next_moment(board, ["dishes"], SETTINGS, now=NOON) == NOON - DAY


def test_the_list_changes_no_later_than_at_the_next_moment() -> None:
    board = operations.complete(a_board("dishes"), "dishes", now=NOON).board

    moment = next_moment(board, ["dishes"], SETTINGS, now=NOON).astimezone(NOON.tzinfo)

    assert len(outlook(board, SETTINGS, now=moment - INSTANT).listed) == 1
    assert len(outlook(board, SETTINGS, now=moment).listed) == 0


def test_a_done_need_leaves_the_list_in_time_even_when_so_much_changed_that_done_cannot_be_undone() -> None:
    board = operations.complete(a_board("dishes"), "dishes", now=NOON).board
    for minutes in range(1, 11):
        board = operations.update(board, "dishes", Details(minutes=minutes), now=NOON + MINUTE).board

    assert next_moment(board, ["dishes"], SETTINGS, now=NOON + MINUTE) == NOON + WINDOW
    assert next_moment(board, ["dishes"], SETTINGS, now=NOON + WINDOW) == NOON + MINUTE + WINDOW


def test_settings_that_change_take_effect_at_the_next_look() -> None:
    board = operations.update(a_board(a_need(done_at=NOON)), "dishes", Details(title="Pots"), now=NOON).board

    assert advance(board, Settings(keep_done=2 * DAY), now=NOON + DAY).board.needs != {}
    assert advance(board, Settings(keep_done=HOUR), now=NOON + HOUR).board == Board()
