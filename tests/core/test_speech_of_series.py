"""What the house says aloud of what has a time: the same thing on several days once, and of nothing that it is late."""

from datetime import date, datetime
from typing import Final

import pytest

from .builders import BERLIN, DAY, HOUR, NOON, a_need, later, with_need
from .test_speech import in_english
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, Kind, Need
from custom_components.mutual_aid.core.queries import Filter, select

SIX: Final = datetime(2026, 3, 10, 18, tzinfo=BERLIN)


def said(*details: Details, days_ahead: int = 0, now: datetime = NOON) -> str:
    """Return what is said of a board with these needs."""
    board = Board()
    for number, one in enumerate(details):
        board = with_need(board, one, f"need {number:<5}")
    return in_english(*select(later(board, now), Filter(days_ahead=days_ahead), now=now), now=now)


@pytest.mark.parametrize(
    ("days_ahead", "days"),
    [
        (0, "today"),
        (1, "today and tomorrow"),
        (2, "today, tomorrow, and on Thursday"),
        (3, "today, tomorrow, on Thursday, and one more day"),
        (6, "today, tomorrow, on Thursday, and 4 more days"),
    ],
)
def test_the_days_of_a_series_are_said_together(days_ahead: int, days: str) -> None:
    dinner = Details(title="Dinner", minutes=45, start=SIX, repeat_rule="FREQ=DAILY")

    text = said(dinner, days_ahead=days_ahead)

    assert text == f"One thing would help: Dinner, {days} at 6:00 PM, 45 minutes."


def test_a_day_of_a_series_is_on_it_and_not_best_by_it() -> None:
    assert said(Details(title="Bins", repeat_rule="FREQ=WEEKLY")) == "One thing would help: Bins, today."


def test_days_at_other_times_are_other_things() -> None:
    dinner = Details(title="Dinner", start=SIX, repeat_rule="FREQ=DAILY")
    lunch = Details(title="Dinner", start=SIX - 5 * HOUR, repeat_rule="FREQ=DAILY")

    assert said(dinner, lunch).startswith("2 things would help: Dinner, today at 1:00")


@pytest.mark.parametrize("due", [date(2026, 3, 9), NOON - DAY])
def test_nobody_hears_that_a_day_has_passed(due: date | datetime) -> None:
    assert in_english(a_need("Letter", due=due)) == "One thing would help: Letter."


def test_a_rule_only_says_when_a_standing_need_raises_itself() -> None:
    bins = Details(title="Bins", standing=True, start=SIX, repeat_rule="FREQ=DAILY")

    assert said(bins, now=SIX) == "One thing would help: Bins."


def test_things_of_a_kind_are_said_together_where_none_is_more_urgent_or_sooner() -> None:
    def need(title: str, kind: Kind, *, urgent: bool = False, start: datetime | None = None) -> Need:
        return a_need(title, kind=kind, urgent=urgent, start=start)

    text = in_english(
        need("A", Kind.MEAL, urgent=True),
        need("B", Kind.PETS),
        need("C", Kind.MEAL),
        need("D", Kind.PETS),
        need("E", Kind.PETS, start=SIX + DAY),
    )

    assert text.startswith("5 things would help: A; B; D; C; and E, tomorrow")
