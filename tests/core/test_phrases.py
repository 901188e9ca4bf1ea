"""What people wrote for each language: complete, and with a place for everything that is said."""

from pathlib import Path
from string import Formatter
from typing import Final, cast

from annotatedyaml import load_yaml_dict
from babel import Locale
import pytest

from .builders import DAY, HOUR, NOON, a_board, a_need, somebody
from custom_components.mutual_aid import voice
from custom_components.mutual_aid.core.model import Board, House, Kind
from custom_components.mutual_aid.core.operations import MAX_NEEDS
from custom_components.mutual_aid.core.queries import Filter, select
from custom_components.mutual_aid.core.speech import Phrases, describe

FILES: Final = {path.stem: path for path in Path(voice.__file__).parent.glob("*.yaml")}
PHRASES: Final = {language: cast("Phrases", load_yaml_dict(path)["describe"]) for language, path in FILES.items()}

COUNTED: Final = ("open", "taken", "more", "minutes", "days")
PLACES: Final = [
    ("nothing", set[str]()),
    ("last", {"thing"}),
    ("diet", {"diet"}),
    ("today", set[str]()),
    ("tomorrow", set[str]()),
    ("date", {"date"}),
    ("at", {"day", "time"}),
    ("by", {"when"}),
]


def places(phrase: str) -> set[str]:
    """Return what a phrase has a place for."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def test_the_house_speaks_eight_languages() -> None:
    assert set(FILES) == {"de", "en", "es", "fr", "it", "nl", "pl", "pt"}


@pytest.mark.parametrize("language", FILES)
def test_a_language_has_exactly_the_phrases_there_are(language: str) -> None:
    assert set(PHRASES[language]) == set(Phrases.__annotations__)


@pytest.mark.parametrize("language", FILES)
def test_a_week_has_seven_different_days(language: str) -> None:
    assert len(set(PHRASES[language]["weekdays"])) == 7


@pytest.mark.parametrize("language", FILES)
def test_a_week_starts_on_monday(language: str) -> None:
    """The first letters of a day are the same in every case that a language has."""
    names = Locale.parse(language).days["format"]["wide"]

    assert [names[day][:3] in phrase for day, phrase in enumerate(PHRASES[language]["weekdays"])] == [True] * 7


@pytest.mark.parametrize("counted", COUNTED)
@pytest.mark.parametrize("language", FILES)
def test_there_is_a_text_for_every_number_a_board_can_hold(language: str, counted: str) -> None:
    """Plus "other", which is the form for fractions where whole numbers have others."""
    plural_form = Locale.parse(language).plural_form
    needed = {plural_form(count) for count in range(1, MAX_NEEDS + 1)}
    forms = cast("dict[str, dict[str, str]]", PHRASES[language])[counted]

    assert set(forms) == needed | {"other"}


@pytest.mark.parametrize("counted", COUNTED)
@pytest.mark.parametrize("language", FILES)
def test_a_number_is_said_wherever_there_are_several(language: str, counted: str) -> None:
    forms = cast("dict[str, dict[str, str]]", PHRASES[language])[counted]

    assert places(forms["one"]) <= {"count"}
    assert [places(forms[form]) for form in forms.keys() - {"one"}] == [{"count"}] * (len(forms) - 1)


@pytest.mark.parametrize(("phrase", "wanted"), PLACES)
@pytest.mark.parametrize("language", FILES)
def test_a_phrase_has_a_place_for_everything_it_says(language: str, phrase: str, wanted: set[str]) -> None:
    assert places(cast("dict[str, str]", PHRASES[language])[phrase]) == wanted


SENTENCES: Final = {
    "de": (
        "3 Dinge würden helfen: Dr. Ortiz, am besten heute; Bus, am besten am 3. Mai; "
        "und Soup, morgen um 18:00, 5 Minuten. Bei einer weiteren ist schon jemand dran. Beim Essen bitte beachten: No nuts."
    ),
    "en": (
        "3 things would help: Dr. Ortiz, best done today; Bus, best done on May 3; "
        "and Soup, tomorrow at 6:00 PM, 5 minutes. Somebody is on one more. For meals, please mind: No nuts."
    ),
    "es": (
        "3 cosas ayudarían: Dr. Ortiz, mejor hoy; Bus, mejor el 3 de mayo; "
        "y Soup, mañana, a las 18:00, 5 minutos. Alguien ya se ocupa de otra. Para las comidas, por favor, ten en cuenta: No nuts."
    ),
    "fr": (
        "3 choses aideraient : Dr. Ortiz, de préférence aujourd'hui; Bus, de préférence le 3 mai; "
        "et Soup, demain à 18:00, 5 minutes. Quelqu'un s'occupe déjà d'une autre. Pour les repas, merci de noter : No nuts."
    ),
    "it": (
        "3 cose sarebbero d'aiuto: Dr. Ortiz, meglio oggi; Bus, meglio il 3 maggio; "
        "e Soup, domani alle 18:00, 5 minuti. Di un'altra si sta già occupando qualcuno. Per i pasti, tieni presente: No nuts."
    ),
    "nl": (
        "3 dingen zouden helpen: Dr. Ortiz, het liefst vandaag; Bus, het liefst op 3 mei; "
        "en Soup, morgen om 18:00, 5 minuten. Met nog één ding is iemand al bezig. Let bij het eten op: No nuts."
    ),
    "pl": (
        "3 rzeczy by pomogły: Dr. Ortiz, najlepiej dzisiaj; Bus, najlepiej 3 maja; "
        "i Soup, jutro o 18:00, 5 minut. Jedną rzeczą ktoś już się zajmuje. Przy posiłkach proszę pamiętać: No nuts."
    ),
    "pt": (
        "3 coisas ajudariam: Dr. Ortiz, de preferência hoje; Bus, de preferência em 3 de maio; "
        "e Soup, amanhã às 18:00, 5 minutos. Já há quem trate de mais uma. Para as refeições, atenção: No nuts."
    ),
}


@pytest.mark.parametrize(("language", "sentences"), SENTENCES.items(), ids=SENTENCES)
def test_a_board_is_read_aloud(language: str, sentences: str) -> None:
    board = a_board(
        a_need("Dr. Ortiz", due=NOON.date()),
        a_need("Soup", kind=Kind.MEAL, start=NOON + DAY + 6 * HOUR, minutes=5),
        a_need("Bus", due=NOON.date().replace(month=5, day=3)),
        a_need("Bins", on_it=(somebody("Kim"),)),
        house=House(diet="No nuts"),
    )

    needs = select(board, Filter(days_ahead=1), now=NOON)

    assert [need.title for need in needs] == ["Dr. Ortiz", "Bus", "Bins", "Soup"]
    assert describe(needs, board.house, PHRASES[language], language, now=NOON) == sentences


@pytest.mark.parametrize("language", FILES)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 6, 7, 11, 22, 105])
def test_every_number_of_needs_can_be_said(language: str, count: int) -> None:
    open_needs = [a_need(str(number), minutes=count) for number in range(count)]
    taken_needs = [a_need(on_it=(somebody(),))] * count

    text = describe(open_needs + taken_needs, Board().house, PHRASES[language], language, now=NOON)

    assert "{" not in text
    assert text.endswith(".")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Jedna rzecz by pomogła: 0, jedna minuta."),
        (2, "2 rzeczy by pomogły: 0, 2 minuty; i 1, 2 minuty."),
        (5, "5 rzeczy by pomogło: 0, 5 minut; 1, 5 minut; 2, 5 minut; 3, 5 minut; i 4, 5 minut."),
        (
            22,
            "22 rzeczy by pomogły: 0, 22 minuty; 1, 22 minuty; 2, 22 minuty; 3, 22 minuty; 4, 22 minuty; i jeszcze 17.",
        ),
    ],
)
def test_polish_counts_as_it_should(count: int, text: str) -> None:
    needs = [a_need(str(number), minutes=count) for number in range(count)]

    assert describe(needs, House(), PHRASES["pl"], "pl", now=NOON) == text
