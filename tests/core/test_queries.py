"""What a board shows, and what matters most."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from .builders import BERLIN, DAY, HOUR, INSTANT, MINUTE, NOON, SETTINGS, a_board, a_need, somebody
from custom_components.mutual_aid.core.model import Board, Kind, Need, State
from custom_components.mutual_aid.core.queries import Filter, outlook, select

TONIGHT = datetime(2026, 3, 11, tzinfo=BERLIN)
THIS_MORNING = TONIGHT - DAY
TODAY, TOMORROW = date(2026, 3, 10), date(2026, 3, 11)

BOARD = a_board(
    a_need("dishes", kind=Kind.DISHES, area_id="kitchen", minutes=10),
    a_need("dinner", kind=Kind.MEAL, area_id="kitchen", minutes=60, helpers=2, on_it=(somebody("Kim"),)),
    a_need("ride", kind=Kind.RIDE, start=NOON + DAY, urgent=True),
    a_need("laundry", kind=Kind.LAUNDRY, minutes=30, on_it=(somebody("Sam"),)),
    a_need("bins", done_at=NOON - HOUR),
    a_need("garden", start=NOON + 8 * DAY),
)


def shown(board: Board, wanted: Filter, now: datetime = NOON) -> list[str]:
    """Return the titles of the needs that a filter asks for, in order."""
    return [need.title for need in select(board, wanted, now=now)]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, ["dishes", "dinner", "laundry"]),
        ({"states": frozenset({State.OPEN})}, ["dishes", "dinner"]),
        ({"states": frozenset({State.TAKEN})}, ["laundry"]),
        ({"states": frozenset({State.DONE})}, ["bins"]),
        ({"states": frozenset()}, []),
        ({"states": frozenset(State), "days_ahead": None}, ["ride", "dishes", "dinner", "laundry", "garden", "bins"]),
        ({"day": TODAY}, ["dishes", "dinner", "laundry"]),
        ({"day": TOMORROW, "days_ahead": 1}, ["ride", "dishes", "dinner", "laundry"]),
        ({"day": TOMORROW + DAY, "days_ahead": None}, ["dishes", "dinner", "laundry"]),
        ({"kind": Kind.MEAL}, ["dinner"]),
        ({"kind": Kind.PETS}, []),
        ({"area_id": "kitchen"}, ["dishes", "dinner"]),
        ({"area_id": "attic"}, []),
        ({"max_minutes": 9}, []),
        ({"max_minutes": 10}, ["dishes"]),
        ({"max_minutes": 59}, ["dishes", "laundry"]),
        ({"max_minutes": 60}, ["dishes", "dinner", "laundry"]),
        ({"urgent": True}, []),
        ({"urgent": False}, ["dishes", "dinner", "laundry"]),
        ({"urgent": True, "days_ahead": 1}, ["ride"]),
        ({"days_ahead": 7}, ["ride", "dishes", "dinner", "laundry"]),
        ({"days_ahead": 8}, ["ride", "dishes", "dinner", "laundry", "garden"]),
        ({"kind": Kind.MEAL, "area_id": "kitchen", "max_minutes": 60, "urgent": False}, ["dinner"]),
    ],
)
def test_a_filter_shows_what_it_asks_for(wanted: dict[str, Any], titles: list[str]) -> None:
    assert shown(BOARD, Filter(**wanted)) == titles


@pytest.mark.parametrize(
    ("start", "days_ahead", "titles"),
    [
        (TONIGHT - INSTANT, 0, ["bus"]),
        (TONIGHT, 0, []),
        (TONIGHT, 1, ["bus"]),
        (TONIGHT + DAY, 1, []),
        (THIS_MORNING, 0, ["bus"]),
        (THIS_MORNING - INSTANT, 0, []),
        (NOON - 30 * DAY, 0, []),
    ],
)
def test_days_ahead_add_what_is_coming_up(start: datetime, days_ahead: int, titles: list[str]) -> None:
    assert shown(a_board(a_need("bus", start=start)), Filter(days_ahead=days_ahead)) == titles


def test_what_is_due_later_is_shown_from_the_start() -> None:
    assert shown(a_board(a_need(due=TODAY + 100 * DAY)), Filter()) == ["dishes"]


@pytest.mark.parametrize(
    ("needs", "order"),
    [
        ([a_need("a"), a_need("b")], "ab"),
        ([a_need("a"), a_need("b", urgent=True)], "ba"),
        ([a_need("a"), a_need("b", start=NOON + HOUR)], "ba"),
        ([a_need("a"), a_need("b", due=TODAY)], "ba"),
        ([a_need("a"), a_need("b", due=NOON + HOUR)], "ba"),
        ([a_need("a", start=NOON + HOUR), a_need("b", urgent=True)], "ba"),
        ([a_need("a", due=TODAY), a_need("b", start=NOON + HOUR)], "ba"),
        ([a_need("a", start=NOON + 2 * HOUR), a_need("b", start=NOON + HOUR)], "ba"),
        ([a_need("a", start=NOON + HOUR), a_need("b", start=NOON + HOUR)], "ab"),
        ([a_need("a"), a_need("b", due=TOMORROW)], "ab"),
        ([a_need("a"), a_need("b", due=TONIGHT)], "ab"),
        ([a_need("a"), a_need("b", due=TONIGHT - INSTANT)], "ba"),
        ([a_need("a", due=TOMORROW + DAY), a_need("b", due=TOMORROW)], "ab"),
        ([a_need("a", start=NOON + 2 * DAY), a_need("b", start=NOON + DAY), a_need("c")], "cba"),
        ([a_need("a", start=NOON + DAY), a_need("b", due=TOMORROW)], "ba"),
        ([a_need("a", start=TONIGHT), a_need("b")], "ab"),
        ([a_need("a", done_at=NOON), a_need("b")], "ba"),
        ([a_need("a", done_at=NOON, urgent=True), a_need("b")], "ba"),
        ([a_need("a", on_it=(somebody(),)), a_need("b")], "ab"),
    ],
)
def test_what_matters_most_comes_first(needs: list[Need], order: str) -> None:
    everything = Filter(states=frozenset(State), days_ahead=None)

    assert shown(a_board(*needs), everything) == list(order)


@pytest.mark.parametrize(
    "passed",
    [
        a_need("b", start=THIS_MORNING - INSTANT, end=THIS_MORNING),
        a_need("b", due=THIS_MORNING - INSTANT),
        a_need("b", due=TODAY - DAY),
        a_need("b", due=NOON - 1_000 * DAY),
    ],
)
def test_a_time_that_has_passed_makes_nothing_more_important(passed: Need) -> None:
    """Needs age quietly: nobody is late."""
    assert shown(a_board("a", passed), Filter()) == ["a", "b"]


def test_the_first_moment_of_today_is_today() -> None:
    assert shown(a_board("a", a_need("b", due=THIS_MORNING)), Filter()) == ["b", "a"]


def test_an_empty_board_wants_nothing() -> None:
    now = outlook(Board(), SETTINGS, now=NOON)

    assert (now.listed, now.open_now, now.next, now.minutes_wanted) == ((), (), None, 0)


def test_the_list_shows_needs_as_people_ordered_them() -> None:
    now = outlook(BOARD, SETTINGS, now=NOON)

    assert [need.title for need in now.listed] == ["dishes", "dinner", "ride", "laundry", "bins"]


def test_open_now_is_what_can_be_done_today() -> None:
    now = outlook(BOARD, SETTINGS, now=NOON)

    assert [need.title for need in now.open_now] == ["dishes", "dinner"]


def test_open_now_is_what_a_filter_for_open_needs_shows() -> None:
    """One definition, whichever surface people look at."""
    open_now = outlook(BOARD, SETTINGS, now=NOON).open_now

    assert {need.title for need in open_now} == set(shown(BOARD, Filter(states=frozenset({State.OPEN}))))


@pytest.mark.parametrize(
    ("need", "listed", "open_now"),
    [
        (a_need(start=TONIGHT - INSTANT), 1, 1),
        (a_need(start=TONIGHT), 1, 0),
        (a_need(start=TONIGHT + 7 * DAY - INSTANT), 1, 0),
        (a_need(start=TONIGHT + 7 * DAY), 0, 0),
        (a_need(due=TONIGHT + 70 * DAY), 1, 1),
        (a_need(due=TODAY - 70 * DAY), 1, 1),
        (a_need(start=THIS_MORNING), 1, 1),
        (a_need(start=THIS_MORNING - INSTANT), 0, 0),
        (a_need(start=NOON - 70 * DAY, end=THIS_MORNING), 1, 1),
        (a_need(start=NOON - 70 * DAY, end=THIS_MORNING - INSTANT), 0, 0),
        (a_need(start=NOON - 70 * DAY), 0, 0),
        (a_need(rests_since=NOON, standing=True), 0, 0),
        (a_need(on_it=(somebody(until=NOON + INSTANT),)), 1, 0),
        (a_need(on_it=(somebody(until=NOON),)), 1, 1),
        (a_need(done_at=NOON), 1, 0),
        (a_need(done_at=NOON, start=TONIGHT + 70 * DAY), 1, 0),
        (a_need(done_at=NOON - SETTINGS.undo_window + INSTANT), 1, 0),
        (a_need(done_at=NOON - SETTINGS.undo_window), 0, 0),
    ],
)
def test_the_list_reaches_from_what_can_be_undone_to_the_near_future(need: Need, listed: int, open_now: int) -> None:
    now = outlook(a_board(need), SETTINGS, now=NOON)

    assert (len(now.listed), len(now.open_now)) == (listed, open_now)


def test_people_may_speak_of_what_is_listed_and_of_what_rests() -> None:
    board = a_board(
        "dishes",
        a_need("bins", standing=True, rests_since=NOON - DAY, done_at=NOON - DAY),
        a_need("litter", standing=True, rests_since=NOON, done_at=NOON),
        a_need("plants", standing=True),
        a_need("garden", start=NOON + 30 * DAY),
    )

    shown = outlook(board, SETTINGS, now=NOON)

    assert [need.title for need in shown.standing] == ["bins", "litter", "plants"]
    assert {need.title for need in shown.named} == {"bins", "dishes", "litter", "plants"}


def test_the_next_need_is_the_one_that_matters_most() -> None:
    board = a_board("a", a_need("b", urgent=True, on_it=(somebody(),)), a_need("c", start=NOON + HOUR), "d")

    following = outlook(board, SETTINGS, now=NOON).next

    assert following is not None
    assert following.title == "c"


def test_every_pair_of_hands_that_is_missing_is_counted() -> None:
    board = a_board(
        a_need("a", minutes=10),
        a_need("b", minutes=20, helpers=3, on_it=(somebody(mark_id="1"), somebody(mark_id="2", until=NOON))),
        a_need("c"),
        a_need("d", minutes=100, on_it=(somebody(),)),
        a_need("e", minutes=1_000, done_at=NOON),
        a_need("f", minutes=10_000, start=TONIGHT),
    )

    assert outlook(board, SETTINGS, now=NOON).minutes_wanted == 10 + 2 * 20


def test_what_is_open_now_is_counted_by_the_clock_of_the_household() -> None:
    """Late in the evening in Berlin it is still the same day in universal time."""
    board = a_board(a_need(start=datetime(2026, 3, 10, 23, 30, tzinfo=UTC)))
    late = datetime(2026, 3, 10, 23, tzinfo=UTC)

    assert outlook(board, SETTINGS, now=late - MINUTE).open_now != ()
    assert outlook(board, SETTINGS, now=(late - MINUTE).astimezone(BERLIN)).open_now == ()
    assert outlook(board, SETTINGS, now=late.astimezone(BERLIN)).open_now != ()


@pytest.mark.parametrize("now", [NOON, NOON.astimezone(UTC)])
def test_an_outlook_says_when_it_is_from(now: datetime) -> None:
    assert outlook(Board(), SETTINGS, now=now).now is now


def test_a_done_need_leaves_the_list_before_it_is_forgotten() -> None:
    board = a_board(a_need(done_at=NOON))

    assert outlook(board, SETTINGS, now=NOON + timedelta(hours=3)).listed == ()
    assert len(board.needs) == 1
