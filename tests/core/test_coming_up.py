"""Times that come: people are told of each once, when it is there, and of nothing that is over."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from .builders import (
    BERLIN,
    DAY,
    HOUR,
    INSTANT,
    LORD_HOWE,
    MINUTE,
    NEW_YORK,
    NOON,
    SETTINGS,
    a_board,
    a_need,
    added,
    completed,
    did,
    happened,
    later,
    removed,
    somebody,
    taken,
    titles,
    undone,
    updated,
    with_need,
)
from .strategies import MOMENTS, ZONES, details
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, Change, FactType
from custom_components.mutual_aid.core.passing import advance, next_moment
from custom_components.mutual_aid.core.times import end_of_day

SIX: Final = datetime(2026, 3, 10, 18, tzinfo=BERLIN)
MIDNIGHT: Final = datetime(2026, 3, 11, tzinfo=BERLIN)
TOMORROW: Final = date(2026, 3, 11)
DUE: Final = [FactType.DUE]

TIMED: Final = [
    pytest.param(Details(start=SIX), SIX, id="when it starts"),
    pytest.param(Details(start=SIX, end=SIX + HOUR, due=NOON + HOUR), SIX, id="when it starts whenever it is due"),
    pytest.param(Details(due=SIX), SIX, id="when it is due"),
    pytest.param(Details(due=TOMORROW), MIDNIGHT, id="when the day begins on which it is due"),
    pytest.param(Details(due=SIX, repeat_after=DAY), SIX, id="when what comes back by itself is due"),
]


def seen_by(board: Board, *moments: datetime) -> list[list[FactType]]:
    """Return what people are told at each of these moments, when nobody does anything."""
    told = []
    for now in moments:
        change = advance(board, SETTINGS, now=now)
        told.append(happened(change))
        board = change.board
    return told


def reopened(board: Board, now: datetime) -> Change:
    """Return the change when somebody sees that it is not done."""
    return did(board, partial(operations.reopen, need_id="need"), now)


@pytest.mark.parametrize(("said", "moment"), TIMED)
def test_people_are_told_when_the_time_of_a_need_has_come(said: Details, moment: datetime) -> None:
    board = with_need(Board(), Details(**{"title": "Ride", **said}))

    assert seen_by(board, moment - INSTANT, moment, moment + INSTANT, moment + HOUR) == [[], DUE, [], []]
    assert next_moment(later(board, moment - INSTANT), ["need"], SETTINGS, now=moment - INSTANT) == moment


@pytest.mark.parametrize(
    "said", [Details(), Details(due=SIX, standing=True), Details(start=SIX, repeat_rule="FREQ=DAILY", standing=True)]
)
def test_what_has_no_time_or_rests_does_not_come_up(said: Details) -> None:
    board = with_need(Board(), Details(**{"title": "Ride", **said}))

    assert FactType.DUE not in happened(advance(board, SETTINGS, now=SIX + HOUR))


def test_what_is_done_does_not_come_up() -> None:
    assert seen_by(completed(a_board(a_need(due=SIX)), "dishes"), SIX) == [[]]


def test_what_was_resting_when_its_time_came_is_told_as_raised_only() -> None:
    board = with_need(Board(), Details(title="Ride", due=SIX, standing=True))

    change = did(board, partial(operations.raise_need, need_id="need"), SIX + HOUR)

    assert happened(change) == [FactType.ADDED]
    assert seen_by(change.board, SIX + HOUR, SIX + 2 * HOUR) == [[], []]


@pytest.mark.parametrize("start", [NOON - DAY, NOON - HOUR, NOON])
def test_what_is_added_when_its_time_has_come_is_not_told_again(start: datetime) -> None:
    assert seen_by(with_need(Board(), Details(title="Ride", start=start)), NOON, NOON + HOUR) == [[], []]


def test_a_time_that_has_come_does_not_come_again_when_something_else_changes() -> None:
    board = later(a_board(a_need(due=SIX)), SIX)
    board = updated(board, "dishes", Details(title="Pots", due=SIX.astimezone(NEW_YORK)), SIX)
    board = operations.move(taken(board, "dishes", "Kim", SIX), "dishes", None, now=SIX).board

    assert seen_by(board, SIX + MINUTE) == [[]]


def test_a_time_that_has_come_does_not_come_again_when_changes_are_undone() -> None:
    board = later(with_need(Board(), Details(title="Ride", due=SIX), now=SIX - MINUTE), SIX)
    done = completed(board, "need", SIX + MINUTE)
    gone = removed(board, "need", SIX + MINUTE)

    for change in (undone(done, now=SIX + HOUR), undone(gone, now=SIX + HOUR), reopened(done, SIX + HOUR)):
        assert FactType.DUE not in happened(change)
        assert seen_by(change.board, SIX + HOUR) == [[]]


def test_what_was_done_when_its_time_came_is_not_told_when_that_is_undone() -> None:
    board = completed(with_need(Board(), Details(title="Ride", due=SIX)), "need", SIX - MINUTE)

    assert seen_by(undone(board, now=SIX + MINUTE).board, SIX + MINUTE) == [[]]
    assert seen_by(undone(board, now=SIX - MINUTE).board, SIX + MINUTE) == [DUE]


def test_another_time_comes_again() -> None:
    board = later(a_board(a_need(due=SIX)), SIX)
    board = updated(board, "dishes", Details(due=SIX + HOUR), SIX + MINUTE)

    assert seen_by(board, SIX + MINUTE, SIX + HOUR, SIX + 2 * HOUR) == [[], DUE, []]
    assert seen_by(undone(board, now=SIX + MINUTE).board, SIX + 2 * HOUR) == [[]]


@pytest.mark.parametrize(
    ("now", "told"), [(MIDNIGHT - INSTANT, DUE), (MIDNIGHT, []), (MIDNIGHT + INSTANT, []), (MIDNIGHT + 30 * DAY, [])]
)
def test_what_came_up_before_today_is_not_told_any_more(now: datetime, told: list[FactType]) -> None:
    """After a night without power nobody is told of yesterday."""
    assert seen_by(a_board(a_need(due=SIX)), now, now + INSTANT) == [told, []]


def test_each_day_of_a_series_comes_up() -> None:
    board = with_need(Board(), Details(title="Dinner", start=SIX, repeat_rule="FREQ=DAILY;COUNT=2"))

    assert seen_by(board, SIX - INSTANT, SIX, SIX + HOUR, SIX + DAY - INSTANT, SIX + DAY) == [[], DUE, [], [], DUE]


def test_a_day_of_a_series_without_a_time_comes_up_with_the_day() -> None:
    board = with_need(Board(), Details(title="Bins", repeat_rule="FREQ=DAILY"))

    assert seen_by(board, MIDNIGHT - INSTANT, MIDNIGHT, MIDNIGHT + HOUR) == [[], DUE, []]


def test_a_slot_that_is_laid_out_when_its_time_has_come_is_not_told() -> None:
    tea = Details(title="Tea", start=NOON - HOUR, repeat_rule="FREQ=DAILY")

    change = did(Board(), partial(operations.add, details=tea, need_id="need"))

    assert happened(change) == [FactType.ADDED]
    assert seen_by(change.board, NOON, NOON + HOUR, NOON - HOUR + DAY) == [[], [], DUE]


def test_moving_to_where_it_is_later_already_tells_nothing() -> None:
    board = with_need(Board(), Details(title="Dinner", start=SIX, repeat_rule="FREQ=DAILY"))

    assert seen_by(board, NOON.astimezone(LORD_HOWE), NOON.astimezone(LORD_HOWE) + HOUR) == [[], []]


def test_what_happened_meanwhile_is_told_in_the_order_of_its_moments() -> None:
    board = a_board(
        a_need("last", due=NOON + 5 * HOUR),
        a_need("second", on_it=(somebody(until=NOON + 2 * HOUR),), due=NOON + 4 * HOUR),
        a_need("first", standing=True, rests_since=NOON - DAY),
    )
    board = updated(board, "first", Details(repeat_after=DAY + HOUR))

    change = advance(board, SETTINGS, now=NOON + 10 * HOUR)

    assert [(fact.type, fact.need.title) for fact in change.facts] == [
        (FactType.ADDED, "first"),
        (FactType.RELEASED, "second"),
        (FactType.DUE, "second"),
        (FactType.DUE, "last"),
    ]


def test_what_happens_at_the_same_moment_is_told_in_the_order_of_the_list() -> None:
    board = a_board(a_need("a", due=SIX), a_need("b", start=SIX), a_need("c", due=SIX.astimezone(UTC)))
    board = operations.move(board, "c", None, now=NOON).board

    change = advance(board, SETTINGS, now=SIX)

    assert [fact.need.title for fact in change.facts] == titles(board) == ["c", "a", "b"]


def test_after_a_long_sleep_the_board_catches_up_in_one_step() -> None:
    """Slots, signals and standing needs are as if somebody had looked all the time."""
    board = added(with_need(Board(), Details(title="Dinner", start=SIX, repeat_rule="FREQ=DAILY"), "dinner"), "dishes")
    board = taken(with_need(board, Details(title="Sheets", repeat_after=3 * DAY), "sheets"), "dishes", "Kim")
    board = completed(board, "sheets")
    now = NOON + 20 * DAY

    change = advance(board, SETTINGS, now=now)

    assert advance(change.board, SETTINGS, now=now).board is change.board
    assert [(fact.type, fact.need.title) for fact in change.facts] == [
        (FactType.RELEASED, "dishes"),
        (FactType.ADDED, "Sheets"),
    ]
    assert [need.start for need in change.board.needs.values() if need.slot] == [
        datetime(2026, 3, 30, 18, tzinfo=BERLIN) + day * DAY for day in range(15)
    ]


@given(st.lists(MOMENTS, max_size=5), ZONES, details())
def test_however_often_somebody_looks_the_same_is_told_of_a_day(
    looks: list[datetime], zone: ZoneInfo, said: Details
) -> None:
    """And in the same order."""
    now = NOON.astimezone(zone)
    board = with_need(with_need(Board(), said, now=now), Details(**{**said, "helpers": 2}), "b", now)
    board = taken(board, "need", "Kim", now)
    tonight = end_of_day(now) - INSTANT
    today = sorted(look for look in looks if now <= look < tonight)

    often = [fact for told in seen_by(board, *(look.astimezone(zone) for look in [*today, tonight])) for fact in told]

    assert often == happened(advance(board, SETTINGS, now=tonight.astimezone(zone)))
