"""A series that ends before one of its days."""

from .builders import DAY, HOUR, NOON, completed, later, taken, undone, updated
from .cutting import LATER, at, day_of, dinners, rule_of, seen, without
from custom_components.mutual_aid.core.model import FactType
from custom_components.mutual_aid.core.slots import slots_of


def test_past_days_go_with_a_series_that_is_removed_from_before_them_on() -> None:
    board = dinners("FREQ=DAILY")
    now = NOON + DAY + HOUR

    assert seen(without(board, at(board, 11), now + DAY).board, now) == ["10 18:00 Dinner open"]


def test_a_series_ends_before_a_day() -> None:
    board = dinners("FREQ=DAILY")

    after = without(board, at(board, 12))

    assert seen(after.board) == ["10 18:00 Dinner open", "11 18:00 Dinner open"]
    assert rule_of(after.board, "old series").text == "FREQ=DAILY;UNTIL=20260311"
    assert (after.need, after.facts) == (board.needs[at(board, 12)], ())
    assert undone(after.board).board == board
    assert undone(after.board).facts == ()
    assert seen(later(after.board, LATER)) == []


def test_what_somebody_took_changed_or_did_stays_when_a_series_ends() -> None:
    board = dinners("FREQ=DAILY")
    board = completed(updated(taken(board, at(board, 13)), at(board, 14), {"title": "Soup"}), at(board, 15))

    after = without(board, at(board, 12)).board

    assert seen(after)[2:] == ["13 18:00 Dinner taken", "14 18:00 Soup open", "15 18:00 Dinner done"]
    assert {
        need.slot.is_own for need in slots_of(after.needs, after.needs["old series"]) if need.slot and day_of(need) > 11
    } == {True}
    assert undone(after).board == board
    again = updated(after, "old series", {"repeat_rule": "FREQ=DAILY"})
    assert [line.split()[0] for line in seen(again)] == [str(day) for day in range(10, 25)]


def test_the_day_that_is_pointed_at_goes_even_when_somebody_is_on_it() -> None:
    board = dinners("FREQ=DAILY")
    board = taken(board, at(board, 12), "Kim")

    after = without(board, at(board, 12)).board

    assert seen(after) == ["10 18:00 Dinner open", "11 18:00 Dinner open"]
    assert "Kim" not in [mark.name for entry in after.undoable for mark in getattr(entry.before, "on_it", ())]


def test_at_the_first_day_the_series_is_removed() -> None:
    board = dinners()
    board = taken(taken(board, at(board, 10)), at(board, 12))

    after = without(board, at(board, 10))

    assert seen(after.board) == ["12 18:00 Dinner taken"]
    assert "old series" not in after.board.needs
    assert [(fact.type, fact.need.id) for fact in after.facts] == [(FactType.REMOVED, "old series")]
    assert undone(after.board).board == board
    assert [fact.type for fact in undone(after.board).facts] == [FactType.ADDED]
