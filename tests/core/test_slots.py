"""Series and their slots: every day of a meal train can be taken, changed and done on its own."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Final

import pytest

from .builders import (
    BERLIN,
    DAY,
    HOUR,
    INSTANT,
    MINUTE,
    NOON,
    SETTINGS,
    added,
    completed,
    did,
    happened,
    later,
    names,
    removed,
    taken,
    updated,
    with_need,
)
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NotStandingError, SlotRepeatsError
from custom_components.mutual_aid.core.model import Board, FactType, Kind, Need, NeedId, State
from custom_components.mutual_aid.core.passing import advance
from custom_components.mutual_aid.core.queries import Filter, find, outlook, select

SERIES: Final = "01KABCDEFGHJKMNPQRSTVWXYZ0"
SIX: Final = datetime(2026, 3, 10, 18, tzinfo=BERLIN)
MIDNIGHT: Final = datetime(2026, 3, 11, tzinfo=BERLIN)
DINNER: Final = Details(
    title="Dinner",
    notes="No nuts",
    kind="meal",
    minutes=45,
    helpers=2,
    start=SIX,
    end=SIX + HOUR,
    repeat_rule="FREQ=DAILY",
)
BOARD: Final = with_need(Board(), DINNER, SERIES)

type Happening = Callable[[Board, NeedId], Board]

FATES: Final[dict[str, Happening]] = {
    "edit": lambda board, need_id: updated(board, need_id, Details(title="Soup", start=SIX + HOUR, end=SIX + 2 * HOUR)),
    "end": lambda board, need_id: updated(board, need_id, Details(repeat_rule=None)),
    "stand": lambda board, need_id: updated(board, need_id, Details(standing=True)),
    "remove": removed,
}
OWN: Final[dict[str, Happening]] = {
    "taken": partial(taken, name="Kim"),
    "changed": lambda board, need_id: updated(board, need_id, Details(notes="Soup, please")),
    "done": completed,
}


def slots(board: Board) -> dict[int, Need]:
    """Return the slots on a board by the day of the month."""
    return {need.slot.day.day: need for need in board.needs.values() if need.slot is not None}


def slot(day: int, board: Board = BOARD) -> NeedId:
    """Return the id of a slot in March."""
    return slots(board)[day].id


def test_a_series_itself_is_nothing_to_do_and_its_days_are() -> None:
    shown = outlook(BOARD, SETTINGS, now=NOON)

    assert BOARD.needs[SERIES].state_at(NOON) is State.RESTING
    assert [need.slot and need.slot.day.day for need in shown.listed] == [10, 11, 12, 13, 14, 15, 16, 17]
    assert [need.slot and need.slot.day.day for need in shown.open_now] == [10]
    assert [need.id for need in select(BOARD, Filter(days_ahead=1), now=NOON)] == [slot(10), slot(11)]


def test_a_slot_is_what_its_series_says() -> None:
    need = slots(BOARD)[12]

    assert (need.title, need.notes, need.kind, need.minutes, need.helpers) == ("Dinner", "No nuts", Kind.MEAL, 45, 2)
    assert (need.start, need.end, need.due) == (SIX + 2 * DAY, SIX + 2 * DAY + HOUR, None)
    assert (need.repeat, need.rests_since, need.standing) == (None, None, False)


def test_a_slot_of_a_series_has_an_id_like_any_need() -> None:
    assert {len(need_id) for need_id in BOARD.needs} == {26}
    assert set("".join(BOARD.needs)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert slots(with_need(Board(), DINNER, SERIES)) == slots(BOARD)


def test_people_are_told_of_a_series_once() -> None:
    change = did(added(Board(), "dishes"), partial(operations.add, details=DINNER, need_id=SERIES))

    assert happened(change) == [FactType.ADDED]
    assert change.need == change.board.needs[SERIES]
    assert change.touched == set(change.board.needs) - {"dishes"}


def test_slots_come_after_everything_else() -> None:
    board = with_need(added(Board(), "dishes"), DINNER, SERIES)

    ordered = sorted(board.needs.values(), key=lambda need: need.position)

    assert [need.slot and need.slot.day.day for need in ordered] == [None, None, *range(10, 25)]


def test_slots_reach_to_the_horizon() -> None:
    assert sorted(slots(BOARD)) == list(range(10, 10 + 1 + SETTINGS.horizon // DAY))


@pytest.mark.parametrize(("now", "days"), [(MIDNIGHT - INSTANT, 15), (MIDNIGHT, 16)])
def test_another_slot_is_laid_out_every_midnight(now: datetime, days: int) -> None:
    change = advance(BOARD, SETTINGS, now=now)

    assert sorted(slots(change.board)) == list(range(10, 10 + days))
    assert FactType.ADDED not in happened(change)


def test_a_series_that_starts_later_has_its_slots_when_they_come_near() -> None:
    start = SIX + 20 * DAY
    board = with_need(Board(), Details(title="Dinner", start=start, repeat_rule="FREQ=DAILY"), SERIES)

    assert slots(board) == {}
    assert slots(later(board, MIDNIGHT + 5 * DAY - INSTANT)) == {}
    assert [need.start for need in slots(later(board, MIDNIGHT + 5 * DAY)).values()] == [start]


def test_a_series_that_began_long_ago_has_no_slots_of_the_past() -> None:
    board = with_need(Board(), Details(title="Dinner", start=SIX - 100 * DAY, repeat_rule="FREQ=DAILY"), SERIES)

    assert min(slots(board)) == 10


def test_a_series_without_a_time_has_days_from_today_on() -> None:
    board = with_need(Board(), Details(title="Bins", repeat_rule="FREQ=WEEKLY"), SERIES)

    assert [need.due for need in slots(board).values()] == [date(2026, 3, 10), date(2026, 3, 17), date(2026, 3, 24)]
    assert [need.start for need in slots(board).values()] == [None] * 3
    assert [need.due for need in outlook(board, SETTINGS, now=NOON).open_now] == [date(2026, 3, 10)]


def test_a_series_may_say_by_when() -> None:
    board = with_need(Board(), Details(title="Bins", due=SIX, repeat_rule="FREQ=DAILY;COUNT=2"), SERIES)

    assert [need.due for need in slots(board).values()] == [SIX, SIX + DAY]


def test_a_slot_can_be_taken_ahead_until_its_time_is_over() -> None:
    board = taken(BOARD, slot(14), "Kim")

    assert [mark.until for mark in board.needs[slot(14)].on_it] == [SIX + 4 * DAY + HOUR]
    assert names(later(board, SIX + 4 * DAY + HOUR - INSTANT).needs[slot(14)]) == ["Kim"]
    assert names(later(board, SIX + 4 * DAY + HOUR).needs[slot(14)]) == []
    assert slots(board)[13] == slots(BOARD)[13]


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("fate", FATES)
def test_what_somebody_took_or_changed_or_did_survives_its_series(fate: str, own: str) -> None:
    board = OWN[own](BOARD, slot(12))
    before = board.needs[slot(12)]

    after = FATES[fate](board, SERIES).needs[slot(12)]

    assert (after.title, after.notes, after.on_it, after.done_at) == (
        "Dinner",
        before.notes,
        before.on_it,
        before.done_at,
    )
    assert (after.start, after.end, after.position) == (before.start, before.end, before.position)
    assert (after.slot and after.slot.is_own) in {None, True}


@pytest.mark.parametrize("fate", ["end", "stand", "remove"])
def test_nobody_needs_the_other_days_of_a_series_that_is_no_more(fate: str) -> None:
    board = FATES[fate](taken(BOARD, slot(12), "Kim"), SERIES)

    assert board.needs.keys() - {SERIES} == {slot(12)}
    assert board.needs[slot(12)].slot is None


def test_what_is_left_of_a_series_is_a_need_like_any_other() -> None:
    board = removed(completed(BOARD, slot(10)), SERIES)

    assert later(board, NOON + DAY - INSTANT).needs.keys() == {slot(10)}
    assert later(board, NOON + DAY).needs == {}


def test_the_other_slots_follow_when_their_series_changes() -> None:
    board = FATES["edit"](taken(BOARD, slot(12), "Kim"), SERIES)

    said = {(need.title, need.start and need.start.astimezone(BERLIN).hour) for need in slots(board).values()}

    assert said == {("Dinner", 18), ("Soup", 19)}
    assert sorted(slots(board)) == sorted(slots(BOARD))
    assert [need.position for need in slots(board).values()] == [need.position for need in slots(BOARD).values()]


def test_the_days_change_with_the_rule() -> None:
    weekly = updated(taken(BOARD, slot(12), "Kim"), SERIES, Details(repeat_rule="FREQ=WEEKLY"))
    daily = updated(weekly, SERIES, Details(repeat_rule="FREQ=DAILY"))

    assert sorted(slots(weekly)) == [10, 12, 17, 24]
    assert sorted(slots(daily)) == sorted(slots(BOARD))


def test_days_that_are_over_stay_what_they_were() -> None:
    now = SIX + 15 * HOUR
    board = updated(later(BOARD, now), SERIES, Details(title="Soup"), now)

    assert [slots(board)[day].title for day in (10, 11)] == ["Dinner", "Soup"]


def test_a_removed_slot_stays_away() -> None:
    board = later(removed(BOARD, slot(12)), MIDNIGHT)

    assert 12 not in slots(board)
    assert 12 not in slots(updated(board, SERIES, Details(title="Soup"), MIDNIGHT))
    assert [12 in slots(later(board, MIDNIGHT + days * DAY)) for days in (1, 2, 10)] == [False] * 3


def test_a_slot_that_was_done_early_does_not_come_again() -> None:
    board = later(completed(BOARD, slot(12)), NOON + DAY + MINUTE)

    assert sorted(slots(board)) == [10, 11, *range(13, 26)]


def test_moving_a_slot_in_the_list_leaves_it_to_its_series() -> None:
    moved = operations.move(BOARD, slot(12), None, now=NOON).board

    assert slots(updated(moved, SERIES, Details(title="Soup")))[12].title == "Soup"


def test_saying_what_is_so_anyway_leaves_a_slot_to_its_series() -> None:
    assert updated(BOARD, slot(12), Details(title="Dinner")) is BOARD


@pytest.mark.parametrize(
    "said",
    [
        Details(standing=True),
        Details(repeat_rule="FREQ=DAILY"),
        Details(repeat_after=DAY),
        Details(repeat_after=DAY, standing=True),
    ],
)
def test_a_day_of_a_series_does_not_come_back_by_itself(said: Details) -> None:
    with pytest.raises(SlotRepeatsError) as refused:
        updated(BOARD, slot(12), said)

    assert (refused.value.key, refused.value.placeholders) == ("slot_repeats", {})


@pytest.mark.parametrize("said", [Details(standing=False), Details(repeat_rule=None), Details(repeat_after=None)])
def test_saying_that_a_slot_does_not_come_back_changes_nothing(said: Details) -> None:
    assert updated(BOARD, slot(12), said) is BOARD


def test_a_series_cannot_be_raised_taken_or_done() -> None:
    with pytest.raises(NotStandingError) as refused:
        operations.raise_need(BOARD, SERIES, now=NOON)

    assert (refused.value.key, refused.value.placeholders) == ("not_standing", {"need": "Dinner"})
    assert taken(BOARD, SERIES, "Kim") is BOARD
    assert completed(BOARD, SERIES) is BOARD


def test_a_need_that_becomes_a_series_leaves_its_days_to_others() -> None:
    once = taken(with_need(Board(), Details(title="Dinner", start=SIX)), "need", "Kim")

    change = did(once, partial(operations.update, need_id="need", details=Details(repeat_rule="FREQ=DAILY;COUNT=3")))

    assert names(change.board.needs["need"]) == []
    assert sorted(slots(change.board)) == [10, 11, 12]
    assert happened(change) == [FactType.RELEASED]


def test_a_series_that_is_one_need_again_is_on_the_list_again() -> None:
    change = did(BOARD, partial(operations.update, need_id=SERIES, details=Details(repeat_rule=None)))

    assert outlook(change.board, SETTINGS, now=NOON).open_now == (change.board.needs[SERIES],)
    assert happened(change) == []


def test_by_its_title_the_first_day_of_a_series_is_meant() -> None:
    likely = outlook(BOARD, SETTINGS, now=NOON).listed

    assert find(BOARD.needs.values(), "dinner", likely.__contains__).id == slot(10)
    assert find(BOARD.needs.values(), SERIES, likely.__contains__).id == SERIES
