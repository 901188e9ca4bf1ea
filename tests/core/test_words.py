"""What words mean in a language."""

from datetime import date

import pytest

from .languages import WORDS
from custom_components.mutual_aid.core.model import Kind
from custom_components.mutual_aid.core.words import date_called, spelled

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("The dishes, please!", ["the", "dishes", "please"]),
        ("l'aspirateur", ["l", "aspirateur"]),
        ("It\u2019s 10 o'clock", ["it", "s", "10", "o", "clock"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ﬁsh", ["fish"]),
    ],
)
def test_words_are_spelled_in_one_way(text: str, words: list[str]) -> None:
    assert spelled(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wash the dishes", "dishes washed"),
        ("washing the dishes", "Wash the dishes"),
        ("the washing up", "the dishes"),
        ("Dinner", "dinner on Thursday"),
        ("Dinner", "tonight's dinner"),
    ],
)
def test_the_same_is_said_in_many_ways(one: str, other: str) -> None:
    assert WORDS.content(one) == WORDS.content(other)


def test_words_that_say_nothing_are_left_out() -> None:
    assert WORDS.content("I did it") == frozenset()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("some errands", Kind.ERRAND),
        ("hot soup", Kind.MEAL),
        ("a lift to the hospital", Kind.RIDE),
        ("something", Kind.OTHER),
    ],
)
def test_a_kind_is_named_or_hinted_at(text: str, kind: Kind) -> None:
    assert WORDS.kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what needs doing tonight", "today"),
        ("soup on Thursday", "thursday"),
        ("what needs doing this week", "week"),
        ("soup", None),
    ],
)
def test_a_day_is_named(text: str, day: str | None) -> None:
    assert WORDS.day_in(text) == day


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Soup on Thursday", "Soup"),
        ("On Thursday some soup", "some soup"),
        ("Soup, on Thursday, for two", "Soup, , for two"),
        ("Soup", "Soup"),
    ],
)
def test_a_day_is_taken_out(text: str, rest: str) -> None:
    assert WORDS.without_day(text) == rest


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("I have ten minutes", 10), ("half an hour", 30), ("25 minutes", 25), ("a while", None)],
)
def test_a_time_is_understood_in_minutes(text: str, minutes: int | None) -> None:
    assert WORDS.minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("day", "called"),
    [
        ("today", TUESDAY),
        ("week", TUESDAY),
        ("tomorrow", date(2026, 3, 11)),
        ("tuesday", TUESDAY),
        ("wednesday", date(2026, 3, 11)),
        ("monday", date(2026, 3, 16)),
    ],
)
def test_a_named_day_is_the_coming_one(day: str, called: date) -> None:
    assert date_called(day, TUESDAY) == called


@pytest.mark.parametrize(
    ("text", "wish", "is_said"),
    [
        ("I can't do it", "release", True),
        ("can't", "release", True),
        ("I can do it", "release", False),
        ("I can do it", "nothing", False),
    ],
)
def test_some_words_say_what_somebody_wants(text: str, wish: str, *, is_said: bool) -> None:
    assert WORDS.has_cue(text, wish) == is_said
