"""A series that is cut at one of its days: “this and following” in a calendar."""

from datetime import date, datetime

import pytest

from .builders import DAY, HOUR, NOON, completed, later, read_back, taken, undone, updated, with_need
from .cutting import LATER, SIX, TODAY, at, day_of, dinners, following, rule_of, seen, without
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import (
    BoardFullError,
    EndBeforeStartError,
    NeedNotFoundError,
    RuleNeverError,
    RuleUnreadableError,
    SlotRepeatsError,
    TitleMissingError,
)
from custom_components.mutual_aid.core.following import update_following
from custom_components.mutual_aid.core.model import Board, Rule


def test_a_day_and_those_that_follow_say_something_else() -> None:
    board = dinners()

    after = following(board, at(board, 12), title="Supper", start=SIX + 2 * DAY + HOUR, end=SIX + 2 * DAY + 2 * HOUR)

    assert seen(after.board) == [
        "10 18:00 Dinner open",
        "11 18:00 Dinner open",
        "12 19:00 Supper open",
        "13 19:00 Supper open",
        "14 19:00 Supper open",
    ]
    assert rule_of(after.board, "old series").text == "FREQ=DAILY;UNTIL=20260311"
    assert rule_of(after.board, "new series").text == "FREQ=DAILY;COUNT=3"
    assert after.need == after.board.needs["new series"]
    assert read_back(after.board) == after.board


def test_the_series_that_goes_on_begins_at_that_day() -> None:
    board = dinners(due=TODAY + DAY)

    change = update_following(board, at(board, 12), {"title": "Supper"}, new_id="new series", now=NOON)

    series = change.board.needs["new series"]
    assert (series.start, series.end, series.due) == (SIX + 2 * DAY, SIX + 2 * DAY + HOUR, TODAY + 3 * DAY)
    assert series.series_rule == Rule(
        text="FREQ=DAILY;COUNT=3",
        first=TODAY + 2 * DAY,
        start=datetime(2026, 3, 12, 18),
        end=datetime(2026, 3, 12, 19),
        due=TODAY + 3 * DAY,
        laid_until=TODAY + 14 * DAY,
    )
    assert series.position > max(need.position for need in board.needs.values())


def test_slots_keep_their_ids_and_their_places() -> None:
    """Whoever has the dinner of Thursday open on a phone still has it."""
    board = dinners()

    after = following(board, at(board, 12), title="Supper").board

    assert {key: need.position for key, need in after.needs.items() if key != "new series"} == {
        key: need.position for key, need in board.needs.items()
    }
    assert at(after, 12, "new series") == at(board, 12)


def test_what_nobody_said_stays_as_the_series_had_it() -> None:
    board = dinners(notes="For four", kind="meal", minutes=30, helpers=2, urgent=True, area_id="kitchen")

    after = following(board, at(board, 12), title="Supper").board

    old, new = after.needs[at(after, 11)], after.needs[at(after, 12, "new series")]
    assert (new.notes, new.kind, new.minutes, new.helpers, new.urgent, new.area_id) == (
        old.notes,
        old.kind,
        old.minutes,
        old.helpers,
        old.urgent,
        old.area_id,
    )
    assert new.end == SIX + 2 * DAY + HOUR


def test_people_are_told_nothing_when_a_series_goes_on_as_another() -> None:
    board = dinners("FREQ=DAILY")

    after = following(board, at(board, 12), title="Supper")

    assert after.facts == ()
    assert undone(after.board).facts == ()


@pytest.mark.parametrize("said", [{"title": "Supper"}, {"minutes": 30}, {"start": SIX + 2 * DAY + HOUR, "end": None}])
def test_what_somebody_took_changed_or_did_stays_and_is_the_only_one_of_its_day(said: Details) -> None:
    board = dinners("FREQ=DAILY")
    kept = [at(board, day) for day in (13, 14, 15)]
    board = completed(updated(taken(board, kept[0]), kept[1], {"title": "Soup"}), kept[2])

    after = following(board, at(board, 12), **said).board
    much_later = later(after, LATER + 14 * DAY)

    for moment in (after, undone(undone(after).board).board, following(after, at(after, 10), title="Soup").board):
        assert len(seen(moment)) == len({line.split()[0] for line in seen(moment)}) == 15
    for slot in kept:
        before, now = board.needs[slot], after.needs[slot]
        assert (now.title, now.start, now.on_it, now.done_at) == (
            before.title,
            before.start,
            before.on_it,
            before.done_at,
        )
        assert now.slot is not None
        assert now.slot.series_id == "new series"
    assert len(seen(much_later)) == len(set(seen(much_later)))


def test_the_day_that_is_pointed_at_changes_even_when_somebody_is_on_it() -> None:
    board = dinners()
    board = taken(board, at(board, 12), "Kim")

    after = following(
        board, at(board, 12), title="Supper", start=SIX + 2 * DAY + HOUR, end=SIX + 2 * DAY + 2 * HOUR
    ).board

    assert seen(after)[2:] == ["12 19:00 Supper taken", "13 19:00 Supper open", "14 19:00 Supper open"]
    assert seen(following(after, at(after, 10), title="Lunch", new_id="third").board)[2] == "12 19:00 Supper taken"


def test_of_a_day_that_was_moved_only_what_is_said_is_taken_over() -> None:
    board = dinners()
    board = updated(board, at(board, 12), {"title": "Soup", "start": SIX + 2 * DAY + HOUR, "end": None})

    after = following(board, at(board, 12), notes="For four").board

    assert seen(after)[2:] == ["12 19:00 Soup open", "13 18:00 Dinner open", "14 18:00 Dinner open"]
    assert {need.notes for need in after.needs.values() if need.slot and day_of(need) > 11} == {"For four"}


def test_what_only_the_day_itself_said_otherwise_is_no_new_series() -> None:
    board = dinners()
    board = updated(board, at(board, 12), {"title": "Soup"})

    after = following(board, at(board, 12), title="Dinner")

    assert seen(after.board) == seen(dinners())
    assert "new series" not in after.board.needs


def test_nothing_said_is_nothing_changed() -> None:
    board = dinners()

    after = following(board, at(board, 12), repeat_rule="FREQ=DAILY;COUNT=3", title="Dinner")

    assert after.board == board
    assert after.touched == frozenset()


def test_a_series_that_goes_on_again_after_it_was_cut_has_all_of_its_days() -> None:
    board = dinners("FREQ=DAILY")
    cut = following(board, at(board, 12), title="Supper").board

    after = updated(cut, "old series", {"repeat_rule": "FREQ=DAILY"})

    assert [line for line in seen(after) if "Dinner" in line] == seen(board)
    assert [line for line in seen(after) if "Supper" in line] == [line for line in seen(cut) if "Supper" in line]


def test_a_day_that_somebody_is_on_is_no_second_time_there_when_a_series_repeats_again() -> None:
    board = dinners("FREQ=DAILY")
    once = updated(taken(board, at(board, 13)), "old series", {"repeat_rule": ""})

    again = updated(once, "old series", {"repeat_rule": "FREQ=DAILY"})

    assert [line.split()[0] for line in seen(again)] == [str(day) for day in range(10, 25)]


@pytest.mark.parametrize("said", [{"title": "Supper"}, {"repeat_rule": "FREQ=DAILY;COUNT=2"}])
def test_at_the_first_day_the_series_itself_changes(said: Details) -> None:
    board = dinners()
    board = taken(board, at(board, 12))

    after = following(board, at(board, 10), **said)

    assert after.board.needs == updated(board, "old series", said).needs
    assert "new series" not in after.board.needs
    assert undone(after.board).board == board


def test_at_the_first_day_what_somebody_is_on_changes_too() -> None:
    board = dinners()
    board = taken(board, at(board, 10), "Kim")

    after = following(board, at(board, 10), title="Supper", start=SIX + HOUR, end=SIX + 2 * HOUR).board

    assert seen(after)[:2] == ["10 19:00 Supper taken", "11 19:00 Supper open"]


def test_the_first_day_is_the_first_that_the_rule_names() -> None:
    """It begins on Tuesday, and names Fridays."""
    board = dinners("FREQ=WEEKLY;BYDAY=FR")

    after = following(board, at(board, 13), title="Supper").board

    assert [need.title for need in after.needs.values()] == ["Supper"] * 3
    assert "new series" not in after.needs


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"title": ""}, TitleMissingError),
        ({"start": SIX + 2 * DAY, "end": SIX}, EndBeforeStartError),
        ({"repeat_rule": "FREQ=HOURLY"}, RuleUnreadableError),
        ({"repeat_rule": "FREQ=DAILY;UNTIL=20260311"}, RuleNeverError),
        ({"repeat_after": DAY}, SlotRepeatsError),
        ({"standing": True}, SlotRepeatsError),
    ],
)
def test_what_is_wrong_is_refused(said: Details, error: type[Exception]) -> None:
    board = dinners()

    with pytest.raises(error):
        following(board, at(board, 12), **said)


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(NeedNotFoundError):
        following(dinners(), "gone", title="Supper")
    with pytest.raises(NeedNotFoundError):
        without(dinners(), "gone")


def test_a_rule_that_means_other_days_when_it_begins_later_is_refused() -> None:
    """The second of Monday, Wednesday and Friday is another one in a week that begins on Wednesday."""
    board = dinners("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", SIX - DAY)

    with pytest.raises(RuleUnreadableError) as refusal:
        following(board, at(board, 18), title="Supper")
    assert refusal.value.placeholders == {"rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2"}
    assert seen(without(board, at(board, 18)).board) == ["11 18:00 Dinner open"]


def test_a_full_board_takes_no_series_more(monkeypatch: pytest.MonkeyPatch) -> None:
    board = dinners()
    monkeypatch.setattr("custom_components.mutual_aid.core.following.MAX_NEEDS", len(board.needs))

    with pytest.raises(BoardFullError, match="board_full") as refusal:
        following(board, at(board, 12), title="Supper")
    assert refusal.value.placeholders == {"limit": str(len(board.needs))}
    assert seen(following(board, at(board, 10), title="Supper").board)[0] == "10 18:00 Supper open"
    assert seen(following(board, at(board, 12), repeat_rule="").board)[2] == "12 18:00 Dinner open"


def test_the_clock_on_the_wall_stays_what_it_is() -> None:
    """Six in the evening is an hour earlier in universal time after the last Sunday in March."""
    now = NOON + 7 * DAY
    board = later(dinners("FREQ=DAILY"), now)

    after = following(board, at(board, 22), now, title="Supper").board

    assert {"28 18:00 Supper open", "29 18:00 Supper open"} <= {*seen(after)}


def test_a_series_without_a_time_is_cut_as_well() -> None:
    board = with_need(Board(), {"title": "Water the plants", "repeat_rule": "FREQ=DAILY"}, "old series")

    after = following(board, at(board, 12), title="Water the garden").board

    dues = {need.due: need.title for need in after.needs.values() if need.slot}
    assert (dues[date(2026, 3, 11)], dues[date(2026, 3, 12)]) == ("Water the plants", "Water the garden")
    assert len(dues) == 15


type Step = tuple[str, int, Details]
