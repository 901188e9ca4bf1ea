"""What the house says aloud about its needs: short, and safe to hand to any speech engine."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypedDict
import unicodedata

from babel import Locale
from babel.dates import format_skeleton, format_time

from .model import House, Kind, Need, State

MAX_SPOKEN: Final = 5
MAX_SPOKEN_TEXT: Final = 100

# Speech engines in SSML mode take these for markup.
_MARKUP: Final = str.maketrans(dict.fromkeys("<>&", " "))


class Phrases(TypedDict):
    """How one language says it. Counted phrases have one text for each plural form of the language (CLDR)."""

    nothing: str
    open: dict[str, str]
    taken: dict[str, str]
    last: str
    more: dict[str, str]
    minutes: dict[str, str]
    diet: str
    today: str
    tomorrow: str
    weekdays: list[str]
    date: str
    at: str
    by: str


def describe(needs: Sequence[Need], house: House, phrases: Phrases, language: str, *, now: datetime) -> str:
    """Return a few sentences about these needs, in the order given; the time zone is the one `now` is in."""
    locale = Locale.parse(language, sep="-")
    wanted = [need for need in needs if need.state_at(now) is State.OPEN]
    in_hand = sum(need.state_at(now) is State.TAKEN for need in needs)
    sentences = [phrases["nothing"]]
    if wanted:
        things = _enumerate([_thing(need, phrases, locale, now) for need in wanted], phrases, locale)
        sentences = [f"{_counted(phrases['open'], len(wanted), locale)} {things}."]
    if in_hand:
        sentences.append(_counted(phrases["taken"], in_hand, locale))
    if house.diet and any(need.kind is Kind.MEAL for need in wanted):
        sentences.append(phrases["diet"].format(diet=spoken(house.diet)))
    return " ".join(" ".join(sentences).split())


def spoken(text: str) -> str:
    """Return a text as it can be spoken: in one line, without markup or characters nobody can say, not too long."""
    readable = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    words = " ".join(readable.translate(_MARKUP).split())
    return words if len(words) <= MAX_SPOKEN_TEXT else f"{words[:MAX_SPOKEN_TEXT].rstrip()}…"


def _enumerate(things: list[str], phrases: Phrases, locale: Locale) -> str:
    spoken_things, left = things[:MAX_SPOKEN], len(things) - MAX_SPOKEN
    if left > 0:
        return "; ".join([*spoken_things, _counted(phrases["more"], left, locale)])
    if len(things) > 1:
        spoken_things[-1] = phrases["last"].format(thing=spoken_things[-1])
    return "; ".join(spoken_things)


def _thing(need: Need, phrases: Phrases, locale: Locale, now: datetime) -> str:
    parts = [spoken(need.title).rstrip(".!;")]
    if need.start is not None:
        parts.append(_when(need.start, phrases, locale, now))
    elif need.due is not None:
        parts.append(phrases["by"].format(when=_when(need.due, phrases, locale, now)))
    if need.minutes is not None:
        parts.append(_counted(phrases["minutes"], need.minutes, locale))
    return ", ".join(parts)


def _when(when: date | datetime, phrases: Phrases, locale: Locale, now: datetime) -> str:
    if not isinstance(when, datetime):
        return _day(when, phrases, locale, now)
    local = when.astimezone(now.tzinfo)
    time = format_time(local.timetz(), "short", locale=locale)
    return phrases["at"].format(day=_day(local.date(), phrases, locale, now), time=time)


def _day(day: date, phrases: Phrases, locale: Locale, now: datetime) -> str:
    days_ahead = (day - now.date()).days
    if days_ahead in {0, 1}:
        return phrases["today"] if days_ahead == 0 else phrases["tomorrow"]
    if 1 < days_ahead < len(phrases["weekdays"]):
        return phrases["weekdays"][day.weekday()]
    return phrases["date"].format(date=format_skeleton("MMMMd", day, locale=locale))


def _counted(forms: dict[str, str], count: int, locale: Locale) -> str:
    return forms.get(locale.plural_form(count), forms["other"]).format(count=count)
