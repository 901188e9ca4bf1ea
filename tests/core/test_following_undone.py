"""A series that was cut is whole again when that is taken back."""

import pytest

from .builders import DAY, HOUR, MINUTE, NOON, later, removed, taken, undone, updated, with_need
from .cutting import SIX, at, dinners, following, seen
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, NeedId


@pytest.mark.parametrize("piece_id", [None, "old series", "new series"])
@pytest.mark.parametrize(
    "said", [{"title": "Supper"}, {"start": SIX + 3 * DAY, "end": None}, {"repeat_rule": "FREQ=WEEKLY"}]
)
def test_one_undo_takes_all_of_it_back(said: Details, piece_id: NeedId | None) -> None:
    board = dinners("FREQ=DAILY")
    after = following(board, at(board, 12), **said).board

    back = undone(after, piece_id)

    assert back.board == board
    assert (back.need, back.facts) == (board.needs["old series"], ())
    assert set(board.needs) ^ set(after.needs) <= back.touched


def test_undoing_one_of_the_days_takes_all_of_it_back() -> None:
    board = dinners("FREQ=DAILY")
    after = following(board, at(board, 12), title="Supper").board

    assert undone(after, at(board, 13)).board == board


@pytest.mark.parametrize("changed_since", ["old series", "new series"])
@pytest.mark.parametrize("undo_of", ["old series", "new series"])
def test_what_happened_since_to_one_of_the_two_goes_first(changed_since: NeedId, undo_of: NeedId) -> None:
    """Else there would be two dinners on the same day."""
    board = dinners("FREQ=DAILY")
    after = following(board, at(board, 12), title="Supper").board
    later_on = updated(after, changed_since, {"notes": "For six"})

    assert undone(later_on, undo_of).board == after
    assert undone(undone(later_on, undo_of).board, undo_of).board == board


def test_what_happened_since_to_a_series_that_is_gone_goes_first() -> None:
    board = dinners("FREQ=DAILY")
    after = following(board, at(board, 12), title="Supper").board

    assert undone(removed(after, "new series"), "old series").board == after


def test_helpers_are_still_on_it_when_it_is_taken_back() -> None:
    board = dinners()
    board = taken(board, at(board, 13), "Kim")

    after = following(board, at(board, 12), title="Supper").board

    assert [mark.name for mark in after.needs[at(board, 13)].on_it] == ["Kim"]
    assert undone(after).board == board


def test_a_day_that_was_laid_out_since_a_change_that_is_taken_back_is_as_it_was_before() -> None:
    """Also after midnight, when one more day came within the horizon."""
    before_midnight = NOON + 11 * HOUR
    board = later(dinners("FREQ=DAILY"), before_midnight)
    board = later(updated(board, "old series", {"title": "Supper"}, before_midnight), before_midnight + 90 * MINUTE)

    after = undone(board, now=before_midnight + 90 * MINUTE).board

    assert seen(board)[-1] == "25 18:00 Supper open"
    assert seen(after) == [f"{day} 18:00 Dinner open" for day in range(10, 26)]


def test_days_that_came_with_another_rule_go_when_it_is_taken_back() -> None:
    """Nobody laid them out; what somebody is on stays."""
    board = dinners("FREQ=MONTHLY", SIX - DAY)
    daily = updated(board, "old series", {"repeat_rule": "FREQ=DAILY"})
    on_it = taken(daily, at(daily, 12))

    assert undone(daily).board == board
    assert seen(undone(on_it, "old series").board) == ["12 18:00 Dinner taken"]


@pytest.mark.parametrize("said", [{"repeat_rule": "FREQ=MONTHLY"}, {"repeat_rule": None, "start": SIX}])
def test_the_days_of_what_was_no_series_before_go_when_it_is_taken_back(said: Details) -> None:
    board = with_need(Board(), {"title": "Bins", "start": SIX, "standing": True, **said}, "old series")
    series = updated(board, "old series", {"repeat_rule": "FREQ=DAILY", "standing": False})
    on_it = taken(series, at(series, 12))

    assert undone(series).board == board
    after = undone(on_it, "old series").board
    assert {need.title for need in after.needs.values()} == {"Bins"}
    assert after.needs[at(series, 12)].slot is None
    assert len(after.needs) == 2
