"""When a need matters, and when it is too late to help."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from .builders import (
    BERLIN,
    DAY,
    HOUR,
    INSTANT,
    LORD_HOWE,
    NEW_YORK,
    NOON,
    SETTINGS,
    a_board,
    a_need,
    happened,
    later,
    names,
    taken,
    titles,
    updated,
)
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Need, Settings
from custom_components.mutual_aid.core.passing import advance, next_moment
from custom_components.mutual_aid.core.times import appears_at, comes_up_at, has_come_up, is_over, over_at, start_of_day

SIX: Final = datetime(2026, 3, 10, 18, tzinfo=BERLIN)
MIDNIGHT: Final = datetime(2026, 3, 11, tzinfo=BERLIN)
TOMORROW: Final = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("need", "appears", "over"),
    [
        (a_need(), None, None),
        (a_need(due=SIX), None, None),
        (a_need(due=TOMORROW), None, None),
        (a_need(start=SIX), SIX, MIDNIGHT),
        (a_need(start=SIX, due=SIX + 3 * DAY), SIX, MIDNIGHT),
        (a_need(start=SIX, end=MIDNIGHT - INSTANT), SIX, MIDNIGHT),
        (a_need(start=SIX, end=MIDNIGHT), SIX, MIDNIGHT + DAY),
        (a_need(start=SIX, standing=True), None, None),
        (a_need(start=SIX, done_at=NOON), None, None),
    ],
)
def test_what_has_a_time_of_its_own_is_over_after_its_day(
    need: Need, appears: datetime | None, over: datetime | None
) -> None:
    assert (appears_at(need, NOON), over_at(need, NOON)) == (appears, over)
    assert [is_over(need, now) for now in (NOON, MIDNIGHT + 2 * DAY)] == [False, over is not None]


def test_what_is_over_leaves_the_list_and_vanishes_as_what_is_done_does() -> None:
    board = a_board(a_need("Ride", start=SIX), "dishes")
    kept = MIDNIGHT + SETTINGS.keep_done

    assert next_moment(later(board, MIDNIGHT), ["Ride"], SETTINGS, now=MIDNIGHT + INSTANT) == kept
    assert titles(later(board, kept - INSTANT)) == ["Ride", "dishes"]
    assert titles(later(board, kept)) == ["dishes"]
    assert happened(advance(board, SETTINGS, now=kept)) == []


def test_what_is_over_stays_while_a_change_of_it_can_be_undone() -> None:
    settings = Settings(keep_done=HOUR)
    board = updated(a_board(a_need(start=SIX)), "dishes", Details(title="Ride"), MIDNIGHT)

    assert titles(advance(board, settings, now=MIDNIGHT + 2 * HOUR - INSTANT).board) == ["Ride"]
    assert titles(advance(board, settings, now=MIDNIGHT + 2 * HOUR).board) == []


def test_what_is_over_where_the_household_was_may_not_be_where_it_is() -> None:
    need = a_need(start=SIX)

    assert over_at(need, NOON.astimezone(LORD_HOWE)) == datetime(2026, 3, 12, tzinfo=LORD_HOWE)
    assert comes_up_at(need, NOON.astimezone(LORD_HOWE)) == SIX


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE])
def test_a_day_comes_up_when_it_begins_in_the_household(zone: ZoneInfo) -> None:
    need = a_need(due=TOMORROW)
    begins = datetime(2026, 3, 11, tzinfo=zone)

    assert comes_up_at(need, NOON.astimezone(zone)) == start_of_day(TOMORROW, zone) == begins
    assert [has_come_up(need, now) for now in (begins - INSTANT, begins)] == [False, True]


@pytest.mark.parametrize(
    ("due", "until"),
    [
        pytest.param(SIX + 3 * DAY, SIX + 3 * DAY, id="a moment"),
        pytest.param(date(2026, 3, 12), datetime(2026, 3, 13, tzinfo=BERLIN) - INSTANT, id="a day"),
        pytest.param(NOON + HOUR, NOON + 3 * HOUR, id="too soon for the usual time"),
        pytest.param(NOON - DAY, NOON + 3 * HOUR, id="before"),
        pytest.param(NOON + 300 * DAY, NOON.astimezone(UTC) + 31 * DAY, id="no longer than anybody can be on it"),
    ],
)
def test_somebody_is_on_what_is_due_until_then(due: date | datetime, until: datetime) -> None:
    board = taken(a_board(a_need(due=due)), "dishes", "Kim")

    assert [mark.until for mark in board.needs["dishes"].on_it] == [until]
    assert names(later(board, until).needs["dishes"]) == []
