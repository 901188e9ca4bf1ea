"""What people may say about a need, and how it is kept."""

from datetime import UTC, date, datetime, tzinfo
import unicodedata

from hypothesis import given
import pytest

from .builders import BERLIN, DAY, HOUR, NEW_YORK, NOON, a_board, a_need
from .strategies import NAMES, NOTES, TITLES
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details, helper_name, kind_called
from custom_components.mutual_aid.core.errors import UnknownKindError
from custom_components.mutual_aid.core.model import Board, Kind, Need


def said(details: Details) -> Need:
    """Return the need that somebody adds with these details."""
    return operations.add(Board(), details, need_id="need", now=NOON).board.needs["need"]


EVERYTHING = Details(
    title="Dinner",
    notes="No nuts",
    kind="meal",
    area_id="kitchen",
    minutes=45,
    helpers=2,
    urgent=True,
    start=NOON + HOUR,
    end=NOON + 2 * HOUR,
    due=date(2026, 3, 12),
)


def test_a_need_keeps_everything_that_is_said_about_it() -> None:
    assert said(EVERYTHING) == a_need(
        "Dinner",
        id="need",
        notes="No nuts",
        kind=Kind.MEAL,
        area_id="kitchen",
        minutes=45,
        helpers=2,
        urgent=True,
        start=NOON + HOUR,
        end=NOON + 2 * HOUR,
        due=date(2026, 3, 12),
    )


def test_a_need_with_only_a_title_is_a_blank_need() -> None:
    assert said({"title": "Dinner"}) == a_need("Dinner", id="need")


def test_what_is_not_said_stays_as_it_is() -> None:
    board = operations.add(Board(), EVERYTHING, need_id="need", now=NOON).board

    assert operations.update(board, "need", {}, now=NOON).board is board


@pytest.mark.parametrize("cleared", [None, ""])
def test_an_empty_text_clears(cleared: str | None) -> None:
    board = operations.add(Board(), EVERYTHING, need_id="need", now=NOON).board

    details = Details(notes=cleared, kind=cleared, area_id=cleared)
    need = operations.update(board, "need", details, now=NOON).board.needs["need"]

    assert (need.notes, need.kind, need.area_id) == (None, Kind.OTHER, None)


def test_nothing_clears_everything_but_the_title() -> None:
    board = operations.add(Board(), EVERYTHING, need_id="need", now=NOON).board

    blank = Details(
        notes=None,
        kind=None,
        area_id=None,
        minutes=None,
        helpers=None,
        urgent=None,
        start=None,
        end=None,
        due=None,
    )

    assert operations.update(board, "need", blank, now=NOON).board.needs["need"] == a_need("Dinner", id="need")


def test_an_empty_note_is_no_note() -> None:
    assert said({"title": "Dinner", "notes": " \r\n\t "}).notes is None


@pytest.mark.parametrize(
    "title", ["  Dinner  ", "\tDinner\r\n", "\u2028Dinner\u2029", "\u00a0Dinner\u3000", "\x1fDinner\x1c"]
)
def test_white_space_around_a_title_is_not_part_of_it(title: str) -> None:
    assert said({"title": title}).title == "Dinner"


def test_letters_that_look_the_same_are_the_same() -> None:
    """Phones and laptops write the same é differently."""
    assert said({"title": "Cafe\u0301"}).title == "Caf\u00e9"


@given(TITLES)
def test_every_title_survives(title: str) -> None:
    assert said({"title": title}).title == unicodedata.normalize("NFC", title)


@given(NOTES)
def test_every_note_survives_to_the_last_line_break(notes: str) -> None:
    assert said({"title": "Dinner", "notes": notes}).notes == notes


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
        "עוגת שוקולד ל־Sara",
        "\u202eעזרה\u202c",
        "कृपया दूध लाएँ",
        "お皿を洗う",
        "1\ufe0f\u20e3 {count} %s \\n 'quoted' \"double\"",
        "</speak><audio src=x>",
        "{{ states }}",
        "null",
        "0",
    ],
)
def test_titles_and_notes_are_anything_people_write(text: str) -> None:
    need = said({"title": text, "notes": text})

    assert (need.title, need.notes) == (text, text)


@pytest.mark.parametrize(
    "notes", ["a\nb", "a\r\nb\r\n", "a\rb", "\tmop: cellar", "a\u2028b", " indented ", "Cafe\u0301"]
)
def test_notes_are_kept_as_they_were_written(notes: str) -> None:
    assert said({"title": "Dinner", "notes": notes}).notes == notes


def test_the_longest_title_and_notes_fit() -> None:
    need = said({"title": "é" * 255, "notes": "n" * 2_000})

    assert (len(need.title), len(need.notes or "")) == (255, 2_000)


def test_a_title_is_measured_as_it_is_kept() -> None:
    assert said({"title": " " * 300 + "e\u0301" * 255}).title == "é" * 255


@pytest.mark.parametrize("minutes", [1, 1_440])
def test_minutes_go_up_to_a_day(minutes: int) -> None:
    assert said({"title": "Dinner", "minutes": minutes}).minutes == minutes


@pytest.mark.parametrize("helpers", [1, 50])
def test_a_need_may_want_many_helpers(helpers: int) -> None:
    assert said({"title": "Dinner", "helpers": helpers}).helpers == helpers


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, UTC])
def test_times_are_kept_in_universal_time(zone: tzinfo) -> None:
    local = datetime(2026, 7, 1, 18, tzinfo=zone)

    need = said({"title": "Dinner", "start": local, "end": local, "due": local})

    assert need.start == need.end == need.due == local
    assert [when.tzinfo is UTC for when in (need.start, need.end, need.due) if isinstance(when, datetime)] == [True] * 3


@pytest.mark.parametrize("year", [1970, 9998])
def test_the_first_and_the_last_years_can_be_shown_everywhere(year: int) -> None:
    due = datetime(year, 6, 1, tzinfo=UTC)

    assert said({"title": "Dinner", "due": due}).due == due


def test_a_day_stays_a_day() -> None:
    due = said({"title": "Dinner", "due": date(2026, 3, 12)}).due

    assert type(due) is date


def test_a_need_may_end_when_it_starts() -> None:
    need = said({"title": "Bus", "start": NOON, "end": NOON})

    assert need.end == need.start


def test_start_and_end_are_judged_together_after_a_change() -> None:
    board = a_board(a_need("ride", start=NOON, end=NOON + HOUR))

    moved = operations.update(board, "ride", {"start": NOON + DAY, "end": NOON + DAY + HOUR}, now=NOON)

    assert moved.board.needs["ride"].start == NOON + DAY


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_word(kind: Kind) -> None:
    assert kind_called(kind.value) is kind


@pytest.mark.parametrize("word", [None, ""])
def test_no_word_means_something_else(word: str | None) -> None:
    assert kind_called(word) is Kind.OTHER


def test_an_unknown_kind_is_told_apart_from_none() -> None:
    with pytest.raises(UnknownKindError):
        kind_called("Meal")


@given(NAMES)
def test_every_name_survives(name: str) -> None:
    assert helper_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", [None, "", "  ", "\n"])
def test_a_helper_need_not_say_their_name(name: str | None) -> None:
    assert helper_name(name) is None


def test_the_longest_name_fits() -> None:
    assert helper_name(f" {'n' * 50} ") == "n" * 50
