"""Days that are moved with those that follow, and days that nothing follows."""

import pytest

from .builders import DAY, HOUR, NOON, a_board, a_need, later, removed, taken, undone, updated, with_need
from .cutting import SIX, TODAY, at, dinners, following, seen, series_of, without
from custom_components.mutual_aid.core.following import remove_following, update_following
from custom_components.mutual_aid.core.model import Board, Slot


@pytest.mark.parametrize(
    ("rule", "day", "to", "seen_then"),
    [
        ("FREQ=DAILY;COUNT=4", 11, 12, ["10", "12", "13", "14"]),
        ("FREQ=DAILY;COUNT=4", 12, 11, ["10", "11", "11", "12"]),
        ("FREQ=WEEKLY;COUNT=3", 17, 18, ["10", "18"]),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", 17, 18, ["10", "24"]),
        ("FREQ=DAILY;UNTIL=20260313", 12, 13, ["10", "11", "13"]),
    ],
)
def test_a_day_is_moved_with_those_that_follow(rule: str, day: int, to: int, seen_then: list[str]) -> None:
    """The rule goes on from there; none is there twice."""
    board = dinners(rule)
    start = SIX + (to - 10) * DAY

    after = following(board, at(board, day), start=start, end=start + HOUR).board

    assert [line.split()[0] for line in seen(after)] == seen_then


@pytest.mark.parametrize("helpers", [[], ["Kim"]])
def test_a_day_that_moves_onto_another_has_one_slot_there(helpers: list[str]) -> None:
    board = dinners("FREQ=DAILY")
    slot = at(board, 12)
    for name in helpers:
        board = taken(board, slot, name)

    after = following(board, slot, start=SIX + 3 * DAY, end=SIX + 3 * DAY + HOUR).board

    assert [line.split()[0] for line in seen(after)][:4] == ["10", "11", "13", "14"]
    assert at(after, 13, "new series") == slot
    assert len(seen(after)) == 14


def test_a_day_that_moves_onto_one_that_somebody_is_on_gives_way() -> None:
    board = dinners("FREQ=DAILY")
    board = taken(board, at(board, 13), "Kim")

    after = following(board, at(board, 12), start=SIX + 3 * DAY, end=SIX + 3 * DAY + HOUR).board

    assert seen(after)[1:4] == ["11 18:00 Dinner open", "13 18:00 Dinner taken", "14 18:00 Dinner open"]


def test_two_days_that_somebody_is_on_both_stay() -> None:
    board = dinners("FREQ=DAILY")
    board = taken(taken(board, at(board, 13), "Kim"), at(board, 12), "Sam")

    after = following(board, at(board, 12), start=SIX + 3 * DAY, end=SIX + 3 * DAY + HOUR).board

    assert seen(after)[2:5] == ["13 18:00 Dinner taken", "13 18:00 Dinner taken", "14 18:00 Dinner open"]
    again = following(after, at(board, 12), title="Supper", new_id="third").board
    assert seen(again)[2:5] == ["13 18:00 Dinner taken", "13 18:00 Supper taken", "14 18:00 Supper open"]
    assert [series_of(again, slot) for slot in (at(board, 12), at(board, 13))] == ["new series", "new series"]


def test_a_day_is_moved_there_and_back_again() -> None:
    board = dinners("FREQ=WEEKLY")
    moved = following(board, at(board, 10), start=SIX + DAY, end=SIX + DAY + HOUR).board

    back = updated(moved, "old series", {"start": SIX, "end": SIX + HOUR})

    assert seen(moved) == ["11 18:00 Dinner open", "18 18:00 Dinner open"]
    assert seen(back) == seen(board)


def test_the_last_day_changes_alone() -> None:
    board = dinners("FREQ=DAILY;UNTIL=20260312")

    after = following(board, at(board, 12), start=SIX + 3 * DAY, end=SIX + 3 * DAY + HOUR).board

    assert seen(after) == ["10 18:00 Dinner open", "11 18:00 Dinner open", "13 18:00 Dinner open"]
    assert "new series" not in after.needs
    assert seen(following(board, at(board, 12), repeat_rule="FREQ=DAILY;COUNT=2").board)[2:] == [
        "12 18:00 Dinner open",
        "13 18:00 Dinner open",
    ]


def test_a_need_that_does_not_repeat_changes_alone() -> None:
    board = with_need(Board(), {"title": "Ride", "start": SIX})

    assert following(board, "need", title="Trip").board.needs == updated(board, "need", {"title": "Trip"}).needs
    assert without(board, "need").board == removed(board, "need")


def test_a_day_whose_series_is_gone_changes_alone() -> None:
    slot = a_need("Dinner", start=SIX, slot=Slot(series_id="gone", day=TODAY, is_own=True))

    assert seen(update_following(a_board(slot), "Dinner", {"title": "Supper"}, new_id="new", now=NOON).board) == [
        "10 18:00 Supper open"
    ]
    assert remove_following(a_board(slot), "Dinner", now=NOON).board.needs == {}


def test_a_day_behind_the_end_of_its_series_changes_alone() -> None:
    board = dinners("FREQ=DAILY")
    slot = at(board, 14)
    board = updated(taken(board, slot), "old series", {"repeat_rule": "FREQ=DAILY;UNTIL=20260312"})

    assert seen(following(board, slot, title="Supper").board)[3:] == ["14 18:00 Supper taken"]
    assert without(board, slot).board == removed(board, slot)


def test_a_day_that_its_series_does_not_name_any_more_keeps_to_itself() -> None:
    """It was every day, and somebody is on Thursday; now it is every Friday."""
    board = dinners("FREQ=DAILY")
    slot = at(board, 12)
    board = updated(taken(board, slot), "old series", {"repeat_rule": "FREQ=WEEKLY;BYDAY=TU,FR"})

    after = following(board, slot, title="Supper").board

    assert seen(after) == [
        "10 18:00 Dinner open",
        "12 18:00 Supper taken",
        "13 18:00 Supper open",
        "17 18:00 Supper open",
        "20 18:00 Supper open",
        "24 18:00 Supper open",
    ]
    last = updated(board, "old series", {"repeat_rule": "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=2"})
    assert seen(following(last, slot, title="Supper").board)[1:] == ["12 18:00 Supper taken", "13 18:00 Supper open"]


@pytest.mark.parametrize(("day", "before"), [(10, []), (12, ["10 18:00 Dinner open", "11 18:00 Dinner open"])])
def test_a_day_that_does_not_repeat_any_more_is_the_last(day: int, before: list[str]) -> None:
    board = dinners()
    slot = at(board, day)
    board = taken(taken(board, at(board, 13)), slot, "Kim")

    after = following(board, slot, repeat_rule="", title="Feast")

    assert seen(after.board) == [*before, f"{day} 18:00 Feast taken", "13 18:00 Dinner taken"]
    assert after.board.needs[slot].slot is None
    assert after.need == after.board.needs[slot]
    assert after.facts == ()
    assert undone(after.board).board == board
    assert undone(after.board).facts == ()
    assert "old series" not in later(after.board, NOON + 7 * DAY).needs


def test_a_day_of_yesterday_and_those_that_follow() -> None:
    board = dinners("FREQ=DAILY")
    slot, now = at(board, 10), NOON + DAY
    board = later(board, now)

    assert seen(following(board, slot, now, title="Supper").board, now)[:2] == [
        "10 18:00 Supper open",
        "11 18:00 Supper open",
    ]
    assert seen(following(board, at(board, 11), now, title="Supper").board, now)[:2] == [
        "10 18:00 Dinner open",
        "11 18:00 Supper open",
    ]
