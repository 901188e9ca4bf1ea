"""What the house says aloud: short, and safe to hand to any speech engine."""

from datetime import date, datetime
import unicodedata

from hypothesis import given, strategies as st
import pytest

from .builders import BERLIN, DAY, HOUR, INSTANT, LORD_HOWE, NOON, a_need, somebody
from .strategies import NOTES
from .test_phrases import PHRASES
from custom_components.mutual_aid.core.model import House, Kind, Need
from custom_components.mutual_aid.core.speech import describe, spoken

TODAY = NOON.date()
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\r\n\t\x00\x1b\x85\u2028\u2029{}"))


def in_english(*needs: Need, diet: str | None = None, now: datetime = NOON) -> str:
    """Return what is said in English."""
    return describe(needs, House(diet=diet), PHRASES["en"], "en", now=now)


def in_german(*needs: Need, diet: str | None = None, now: datetime = NOON) -> str:
    """Return what is said in German."""
    return describe(needs, House(diet=diet), PHRASES["de"], "de", now=now)


ON_IT = a_need("bins", on_it=(somebody("Kim"),))
DONE = a_need("garden", done_at=NOON)


@pytest.mark.parametrize(
    ("needs", "english", "german"),
    [
        ([], "Nothing needs doing right now.", "Gerade ist nichts zu tun."),
        ([DONE], "Nothing needs doing right now.", "Gerade ist nichts zu tun."),
        (
            [ON_IT],
            "Nothing needs doing right now. Somebody is on one more.",
            "Gerade ist nichts zu tun. Bei einer weiteren ist schon jemand dran.",
        ),
        ([a_need("Dishes")], "One thing would help: Dishes.", "Eine Sache würde helfen: Dishes."),
        (
            [a_need("Dishes"), a_need("Bins")],
            "2 things would help: Dishes; and Bins.",
            "2 Dinge würden helfen: Dishes; und Bins.",
        ),
        (
            [a_need("A"), a_need("B"), a_need("C"), a_need("D"), a_need("E")],
            "5 things would help: A; B; C; D; and E.",
            "5 Dinge würden helfen: A; B; C; D; und E.",
        ),
        (
            [a_need("A"), a_need("B"), a_need("C"), a_need("D"), a_need("E"), a_need("F")],
            "6 things would help: A; B; C; D; E; and one more.",
            "6 Dinge würden helfen: A; B; C; D; E; und noch eine.",
        ),
        (
            [a_need("A"), a_need("B"), a_need("C"), a_need("D"), a_need("E"), a_need("F"), a_need("G")],
            "7 things would help: A; B; C; D; E; and 2 more.",
            "7 Dinge würden helfen: A; B; C; D; E; und noch 2 weitere.",
        ),
        (
            [ON_IT, a_need("Dishes"), ON_IT, DONE],
            "One thing would help: Dishes. People are on 2 more.",
            "Eine Sache würde helfen: Dishes. Bei 2 weiteren ist schon jemand dran.",
        ),
        (
            [a_need("Dishes", minutes=1), a_need("Bins", minutes=90)],
            "2 things would help: Dishes, one minute; and Bins, 90 minutes.",
            "2 Dinge würden helfen: Dishes, eine Minute; und Bins, 90 Minuten.",
        ),
        (
            [a_need("Dinner", kind=Kind.MEAL, start=NOON + HOUR, minutes=30)],
            "One thing would help: Dinner, today at 1:00 PM, 30 minutes. For meals, please mind: no nuts.",
            "Eine Sache würde helfen: Dinner, heute um 13:00, 30 Minuten. Beim Essen bitte beachten: no nuts.",
        ),
    ],
)
def test_the_house_says_what_would_help(needs: list[Need], english: str, german: str) -> None:
    assert in_english(*needs, diet="no nuts") == english
    assert in_german(*needs, diet="no nuts") == german


@pytest.mark.parametrize(
    ("need", "english", "german"),
    [
        (a_need("Bus", start=NOON), "Bus, today at 12:00 PM", "Bus, heute um 12:00"),
        (a_need("Bus", start=NOON + DAY), "Bus, tomorrow at 12:00 PM", "Bus, morgen um 12:00"),
        (a_need("Bus", start=NOON + 2 * DAY), "Bus, on Thursday at 12:00 PM", "Bus, am Donnerstag um 12:00"),
        (a_need("Bus", start=NOON + 6 * DAY), "Bus, on Monday at 12:00 PM", "Bus, am Montag um 12:00"),
        (a_need("Bus", start=NOON + 7 * DAY), "Bus, on March 17 at 12:00 PM", "Bus, am 17. März um 12:00"),
        (a_need("Bus", start=NOON - DAY), "Bus, on March 9 at 12:00 PM", "Bus, am 9. März um 12:00"),
        (a_need("Bus", due=TODAY), "Bus, best done today", "Bus, am besten heute"),
        (a_need("Bus", due=TODAY + DAY), "Bus, best done tomorrow", "Bus, am besten morgen"),
        (a_need("Bus", due=TODAY + 5 * DAY), "Bus, best done on Sunday", "Bus, am besten am Sonntag"),
        (a_need("Bus", due=date(2027, 1, 1)), "Bus, best done on January 1", "Bus, am besten am 1. Januar"),
        (
            a_need("Bus", due=NOON + HOUR),
            "Bus, best done today at 1:00 PM",
            "Bus, am besten heute um 13:00",
        ),
        (a_need("Bus", start=NOON, due=TODAY + DAY), "Bus, today at 12:00 PM", "Bus, heute um 12:00"),
    ],
)
def test_the_house_says_when(need: Need, english: str, german: str) -> None:
    assert in_english(need) == f"One thing would help: {english}."
    assert in_german(need) == f"Eine Sache würde helfen: {german}."


def test_times_are_said_by_the_clock_of_the_household() -> None:
    need = a_need("Bus", start=datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1))

    assert in_german(need, now=datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)).endswith("heute um 02:30.")
    assert in_german(need, now=datetime(2026, 10, 25, 0, 30, tzinfo=LORD_HOWE)).endswith("heute um 12:30.")


def test_times_are_said_as_the_region_writes_them() -> None:
    need = a_need("Bus", start=NOON + HOUR)

    assert describe([need], House(), PHRASES["en"], "en-GB", now=NOON).endswith("Bus, today at 13:00.")


def test_a_number_whose_form_nobody_wrote_is_said_in_the_usual_form() -> None:
    """Polish counts five in a way that English has no text for."""
    needs = [a_need(str(number)) for number in range(5)]

    assert describe(needs, House(), PHRASES["en"], "pl", now=NOON).startswith("5 things would help:")


def test_the_day_that_is_said_is_the_one_on_the_wall() -> None:
    need = a_need("Bus", start=datetime(2026, 3, 11, tzinfo=BERLIN) - INSTANT)

    assert in_english(need).endswith("today at 11:59 PM.")


@pytest.mark.parametrize(
    "needs",
    [
        [],
        [a_need("Dishes", kind=Kind.DISHES)],
        [a_need("Dinner", kind=Kind.MEAL, on_it=(somebody(),))],
        [a_need("Dinner", kind=Kind.MEAL, done_at=NOON)],
    ],
)
def test_the_diet_is_said_when_somebody_may_cook(needs: list[Need]) -> None:
    assert "no nuts" not in in_english(*needs, diet="no nuts")
    assert "no nuts" in in_english(*needs, a_need("Soup", kind=Kind.MEAL), diet="no nuts")


def test_the_diet_is_said_even_when_the_meal_is_one_of_many() -> None:
    """Whoever cooks because of this must know."""
    many = [a_need(str(number)) for number in range(20)]

    assert in_english(*many, a_need("Soup", kind=Kind.MEAL), diet="no nuts").endswith("please mind: no nuts.")


def test_without_a_diet_nothing_is_said_of_it() -> None:
    assert in_english(a_need("Soup", kind=Kind.MEAL)) == "One thing would help: Soup."


def test_nobody_is_named() -> None:
    assert "Kim" not in in_english(a_need("Dishes", helpers=2, on_it=(somebody("Kim"),)), ON_IT)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Dishes.", "Dishes"),
        ("Dishes!!", "Dishes"),
        ("Dishes;", "Dishes"),
        ("Box X", "Box X"),
        ("Bob's & Ann's", "Bob's Ann's"),
        ("</speak><audio src='x'>", "/speak audio src='x'"),
        ("{count} {thing} {0}", "{count} {thing} {0}"),
        ("%s {{ states }}", "%s {{ states }}"),
        ("🧹  Küche", "🧹 Küche"),
        ("עזרה", "עזרה"),
    ],
)
def test_a_title_is_said_as_far_as_it_can_be_said(title: str, said: str) -> None:
    assert in_english(a_need(title)) == f"One thing would help: {said}."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("  two\r\n lines\t", "two lines"),
        ("a\x00b\x1bc\x85d\u2028e\u2029f", "a b c d e f"),
        ("a<b>c&d", "a b c d"),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 100 + "…"),
        ("x" * 99 + " y z", "x" * 99 + "…"),
        (" " * 200 + "x", "x"),
    ],
)
def test_a_text_is_made_fit_to_be_spoken(text: str, said: str) -> None:
    assert spoken(text) == said


@given(ANYTHING)
def test_no_markup_and_no_control_characters_reach_speech(text: str) -> None:
    said = in_english(a_need(text, kind=Kind.MEAL), diet=text)

    assert not set(said) & set("<>&")
    assert {"Cc", "Zl", "Zp"}.isdisjoint(map(unicodedata.category, said))
    assert len(spoken(text)) <= 101


@given(NOTES)
def test_what_is_said_is_one_line(notes: str) -> None:
    assert "  " not in spoken(notes)
    assert len(in_english(a_need(notes)).splitlines()) == 1
