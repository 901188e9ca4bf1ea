"""What the house answers."""

from datetime import timedelta

from babel import Locale
import pytest

from .builders import NOON, a_need
from .languages import ANSWERS as TEXTS, ENGLISH as PHRASES
from custom_components.mutual_aid.core import answers
from custom_components.mutual_aid.core.model import House, Kind, Visiting

ENGLISH = Locale("en")
TODAY = NOON.date()
MEAL = a_need("Soup.", kind=Kind.MEAL, notes="For two.")


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (0, "Thank you. That was the last one for now."),
        (1, "Thank you. One more thing would help."),
        (2, "Thank you. 2 more things would help."),
    ],
)
def test_thanks_say_how_much_is_left(left: int, text: str) -> None:
    assert answers.done(TEXTS, left, ENGLISH) == text


def test_whoever_takes_something_hears_what_they_should_know() -> None:
    assert answers.yours(TEXTS, MEAL, House(diet="no nuts")) == (
        "Soup: it's yours. Thank you. The diet: no nuts. To know: For two."
    )
    assert answers.yours(TEXTS, a_need("Dishes"), House(diet="no nuts")) == "Dishes: it's yours. Thank you."
    assert answers.yours(TEXTS, MEAL, House()) == "Soup: it's yours. Thank you. To know: For two."


@pytest.mark.parametrize(
    ("days", "diet", "text"),
    [
        (None, None, "How kind. I've noted Soup."),
        (1, None, "How kind. I've noted Soup, tomorrow."),
        (2, "no nuts", "How kind. I've noted Soup, on Thursday. The diet: no nuts."),
    ],
)
def test_whoever_offers_something_is_thanked(days: int | None, diet: str | None, text: str) -> None:
    day = None if days is None else TODAY + timedelta(days=days)

    assert answers.offered(TEXTS, PHRASES, MEAL, House(diet=diet), day=day, today=TODAY, locale=ENGLISH) == text


def test_one_of_several_is_asked_for() -> None:
    assert answers.which(TEXTS, ["Vacuum upstairs.", "Vacuum downstairs"], ENGLISH) == (
        "Which one: Vacuum upstairs or Vacuum downstairs?"
    )


@pytest.mark.parametrize("visiting", Visiting)
def test_how_visiting_is_today_is_said(visiting: Visiting) -> None:
    assert answers.visiting(TEXTS, House(visiting=visiting)) == TEXTS[visiting.value]


def test_house_notes_are_read() -> None:
    house = House(diet="no <b>nuts</b>", notes="The key is\nunder the pot. " + "x" * 200)

    assert answers.diet(TEXTS, house) == "Please mind: no b nuts /b."
    assert answers.notes(TEXTS, house) == "The key is under the pot. " + "x" * 200
    assert answers.diet(TEXTS, House()) == TEXTS["no_diet"]
    assert answers.notes(TEXTS, House()) == TEXTS["no_house_notes"]
