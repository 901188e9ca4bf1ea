"""Which need somebody means."""

from datetime import timedelta

import pytest

from .builders import DAY, HOUR, NOON, a_need
from .languages import WORDS
from custom_components.mutual_aid.core.meaning import meant
from custom_components.mutual_aid.core.model import Kind, Need

HOUSEHOLD = (
    a_need("Wash the dishes", kind=Kind.DISHES, area_id="kitchen"),
    a_need("Walk Rex", kind=Kind.PETS),
    a_need("Vacuum upstairs", kind=Kind.CLEANING),
    a_need("Vacuum downstairs", kind=Kind.CLEANING),
    a_need("Take out the blue bin"),
    a_need("Take out the green bin"),
    a_need("Pick up the painkillers", due=NOON.date()),
    a_need("Clean the cat litter", kind=Kind.PETS),
    a_need("Soup for Thursday"),
)
AREAS = {"kitchen": "Kitchen"}
DINNERS = tuple(a_need("Dinner", id=f"{days}", kind=Kind.MEAL, start=NOON + days * DAY + HOUR) for days in range(1, 4))


def titles(said: str, *needs: Need) -> list[str]:
    """Return the titles of what is meant."""
    return [need.title for need in meant(needs or HOUSEHOLD, said, WORDS, AREAS, now=NOON)]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("the dishes", "Wash the dishes"),
        ("I washed the dishes", "Wash the dishes"),
        ("the washing up is done", "Wash the dishes"),
        ("Rex has been walked", "Walk Rex"),
        ("I walked the dog", "Walk Rex"),
        ("vacuumed upstairs", "Vacuum upstairs"),
        ("the blue bin", "Take out the blue bin"),
        ("painkilers", "Pick up the painkillers"),
        ("the cat's litter", "Clean the cat litter"),
        ("the painkillers today", "Pick up the painkillers"),
        ("soup on Thursday", "Soup for Thursday"),
    ],
)
def test_one_need_is_meant(said: str, title: str) -> None:
    assert titles(said) == [title]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "it",
        "the elephant",
        "I washed the elephant",
        "I washed the kitchen floor",
        "I fed Rex",
        "I cleaned",
        "the painkillers tomorrow",
    ],
)
def test_nothing_is_guessed(said: str) -> None:
    """The wrong need is worse than asking."""
    assert titles(said) == []


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ("the bin", ["Take out the blue bin", "Take out the green bin"]),
        ("I vacuumed", ["Vacuum upstairs", "Vacuum downstairs"]),
    ],
)
def test_several_fit_equally(said: str, several: list[str]) -> None:
    assert titles(said) == several


def test_where_it_is_decides_between_equals() -> None:
    needs = a_need("Clean the sink", id="1", area_id="kitchen"), a_need("Clean the sink well", id="2")

    assert titles("the sink in the kitchen", *needs) == ["Clean the sink"]


def test_a_day_that_is_said_has_to_be_the_needs() -> None:
    assert meant(DINNERS, "dinner on Thursday", WORDS, AREAS, now=NOON) == [DINNERS[1]]
    assert meant(DINNERS, "dinner on Monday", WORDS, AREAS, now=NOON) == []
    assert meant(DINNERS, "dinner this week", WORDS, AREAS, now=NOON) == list(DINNERS)


def test_of_several_days_todays_is_meant() -> None:
    assert meant(DINNERS, "dinner", WORDS, AREAS, now=NOON) == list(DINNERS)
    assert meant(DINNERS, "dinner", WORDS, AREAS, now=NOON + timedelta(days=1)) == [DINNERS[0]]
