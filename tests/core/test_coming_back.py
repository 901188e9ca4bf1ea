"""Needs that come back by themselves: by the calendar, or so long after they were last done."""

from datetime import date, datetime, timedelta
from typing import Final

import pytest

from .builders import (
    BERLIN,
    DAY,
    HOUR,
    INSTANT,
    MINUTE,
    NEW_YORK,
    NOON,
    SETTINGS,
    completed,
    happened,
    later,
    raised,
    somebody,
    taken,
    the,
    updated,
    with_need,
)
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import TwoRepeatsError
from custom_components.mutual_aid.core.model import Board, FactType, State
from custom_components.mutual_aid.core.passing import advance, next_moment
from custom_components.mutual_aid.core.view import view

BINS: Final = Details(title="Bins", standing=True)
SIX: Final = datetime(2026, 3, 10, 18, tzinfo=BERLIN)


def state(board: Board, now: datetime = NOON) -> State:
    """Return how things stand with the one need there is."""
    return the(board).state_at(now)


def test_a_need_comes_back_so_long_after_it_was_done() -> None:
    board = with_need(Board(), Details(title="Sheets", repeat_after=14 * DAY))
    done = completed(board, "need", NOON + HOUR)

    assert (state(board), the(board).standing) == (State.OPEN, True)
    assert state(later(done, NOON + 14 * DAY + HOUR - INSTANT)) is State.RESTING
    assert state(later(done, NOON + 14 * DAY + HOUR)) is State.OPEN
    assert happened(advance(done, SETTINGS, now=NOON + 14 * DAY + HOUR)) == [FactType.ADDED]


def test_what_rests_from_the_start_comes_back_so_long_after_that() -> None:
    board = with_need(Board(), Details(title="Sheets", standing=True, repeat_after=2 * HOUR))

    assert (state(board), state(later(board, NOON + 2 * HOUR))) == (State.RESTING, State.OPEN)


def test_raised_before_its_time_it_comes_back_after_it_was_done() -> None:
    board = completed(with_need(Board(), Details(title="Sheets", repeat_after=14 * DAY)), "need")
    board = raised(later(board, NOON + DAY), "need", NOON + DAY)
    done = completed(board, "need", NOON + 2 * DAY)

    assert state(later(done, NOON + 16 * DAY - INSTANT)) is State.RESTING
    assert state(later(done, NOON + 16 * DAY)) is State.OPEN


def test_another_duration_counts_from_when_it_was_done() -> None:
    board = completed(with_need(Board(), Details(title="Sheets", repeat_after=14 * DAY)), "need")
    sooner = updated(board, "need", Details(repeat_after=3 * DAY), NOON + DAY)

    morning = NOON + 2 * DAY + 20 * HOUR
    assert next_moment(later(sooner, morning), ["need"], SETTINGS, now=morning) == NOON + 3 * DAY
    assert state(later(sooner, NOON + 3 * DAY)) is State.OPEN


def test_it_stays_standing_when_it_does_not_come_back_by_itself_any_more() -> None:
    board = completed(with_need(Board(), Details(title="Sheets", repeat_after=14 * DAY)), "need")

    still = updated(board, "need", Details(repeat_after=None))

    assert (the(still).repeat, state(later(still, NOON + 300 * DAY))) == (None, State.RESTING)


def test_a_rule_raises_it_at_the_time_on_the_wall() -> None:
    """Also on the Sunday on which clocks are changed."""
    board = with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=WEEKLY;BYDAY=SU"))
    evening = datetime(2026, 3, 29, 18, tzinfo=BERLIN)
    sundays = datetime(2026, 3, 15, 18, tzinfo=BERLIN), datetime(2026, 3, 22, 18, tzinfo=BERLIN), evening
    for sunday in sundays:
        assert state(later(board, sunday - INSTANT)) is State.RESTING
        change = advance(board, SETTINGS, now=sunday)
        assert (state(change.board), happened(change)) == (State.OPEN, [FactType.ADDED])
        board = completed(change.board, "need", sunday + HOUR)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        (Details(due=SIX), SIX),
        (Details(due=date(2026, 3, 11)), datetime(2026, 3, 11, tzinfo=BERLIN)),
        (Details(start=SIX + HOUR, end=SIX + 2 * HOUR, due=SIX), SIX + HOUR),
        (Details(), datetime(2026, 3, 11, tzinfo=BERLIN)),
    ],
)
def test_a_rule_raises_it_when_its_time_starts_or_is_due_or_with_the_day(said: Details, moment: datetime) -> None:
    board = with_need(Board(), Details(**{**BINS, **said, "repeat_rule": "FREQ=DAILY"}))

    assert state(later(board, moment - INSTANT)) is State.RESTING
    assert state(later(board, moment)) is State.OPEN


def test_what_a_rule_raises_keeps_its_time_and_tells_nothing_else() -> None:
    board = with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY"))

    change = advance(board, SETTINGS, now=SIX)

    assert happened(change) == [FactType.ADDED]
    assert the(completed(change.board, "need", SIX)).start == SIX
    assert state(later(change.board, SIX + 30 * DAY)) is State.OPEN


def test_what_is_up_when_its_rule_comes_again_is_up_once() -> None:
    board = later(with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY")), SIX)

    assert happened(advance(board, SETTINGS, now=SIX + 5 * DAY)) == []


def test_what_was_done_after_its_time_comes_the_next_time() -> None:
    board = later(with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY")), SIX)
    done = completed(board, "need", SIX + DAY + MINUTE)

    assert state(later(done, SIX + 2 * DAY - INSTANT)) is State.RESTING
    assert state(later(done, SIX + 2 * DAY)) is State.OPEN


def test_when_its_rule_is_over_it_just_stands() -> None:
    board = with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY;COUNT=1"))
    done = completed(later(board, SIX), "need", SIX)

    assert state(later(done, SIX + 300 * DAY)) is State.RESTING
    assert state(raised(later(done, SIX + 300 * DAY), "need", SIX + 300 * DAY)) is State.OPEN


def test_a_rule_and_a_duration_are_two_repeats() -> None:
    with pytest.raises(TwoRepeatsError) as refused:
        with_need(Board(), Details(title="Bins", repeat_rule="FREQ=DAILY", repeat_after=DAY))

    assert (refused.value.key, refused.value.placeholders) == ("two_repeats", {})


def test_the_last_repeat_that_was_said_counts() -> None:
    ruled = with_need(Board(), Details(title="Bins", standing=True, repeat_rule="FREQ=DAILY"))
    timed = updated(ruled, "need", Details(repeat_after=3 * DAY))

    assert view(the(timed), now=NOON)["repeat"] == {
        "rule": None,
        "after": timedelta(days=3).total_seconds(),
        "series": None,
    }
    assert the(updated(timed, "need", Details(repeat_rule="FREQ=DAILY"))).repeat == the(ruled).repeat


def test_another_title_leaves_the_rule_alone() -> None:
    board = with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY"))

    assert the(updated(board, "need", Details(title="Rubbish"))).repeat == the(board).repeat


def test_another_time_moves_the_rule() -> None:
    board = with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY"))
    moved = updated(board, "need", Details(start=SIX + HOUR))

    assert state(later(moved, SIX + HOUR - INSTANT)) is State.RESTING
    assert state(later(moved, SIX + HOUR)) is State.OPEN


def test_where_the_household_goes_the_time_on_the_wall_stays() -> None:
    board = with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY"))
    there = datetime(2026, 3, 10, 18, tzinfo=NEW_YORK)

    moved = later(board, NOON.astimezone(NEW_YORK))

    assert state(later(moved, there - INSTANT)) is State.RESTING
    assert state(later(moved, there)) is State.OPEN
    assert view(the(moved), now=there)["start"] == "2026-03-10T18:00:00-04:00"


def test_somebody_is_on_it_for_the_usual_time_whatever_its_rule_says() -> None:
    board = later(with_need(Board(), Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY")), SIX)

    [mark] = the(taken(board, "need", "Kim", SIX + 2 * DAY)).on_it

    assert mark == somebody("Kim", mark_id="need 1", until=SIX + 2 * DAY + 3 * HOUR)
