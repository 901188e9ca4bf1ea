"""What the house says aloud about its needs: short, and safe to hand to any speech engine."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypedDict
import unicodedata

from babel import Locale
from babel.dates import format_skeleton, format_time
from babel.lists import format_list

from .model import House, Kind, Need, State
from .times import appears_at, end_of_day, own_time

MAX_SPOKEN: Final = 5
MAX_SPOKEN_DAYS: Final = 3
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
    days: dict[str, str]
    date: str
    at: str
    by: str


def describe(needs: Sequence[Need], house: House, phrases: Phrases, language: str, *, now: datetime) -> str:
    """Return a few sentences about these needs; the time zone is the one `now` is in.

    They are said in the order given, but the same thing on several days is said once, and things of a kind are said
    together where none of them is more urgent or sooner.
    """
    locale = Locale.parse(language, sep="-")
    wanted = [need for need in needs if need.state_at(now) is State.OPEN]
    in_hand = sum(need.state_at(now) is State.TAKEN for need in needs)
    sentences = [phrases["nothing"]]
    if things := _things(wanted, now):
        said = _enumerate([_thing(same, phrases, locale, now) for same in things], phrases, locale)
        sentences = [f"{counted(phrases['open'], len(things), locale)} {said}."]
    if in_hand:
        sentences.append(counted(phrases["taken"], in_hand, locale))
    if house.diet and any(need.kind is Kind.MEAL for need in wanted):
        sentences.append(phrases["diet"].format(diet=spoken(house.diet)))
    return " ".join(" ".join(sentences).split())


def _things(needs: Sequence[Need], now: datetime) -> list[list[Need]]:
    """Return the needs as things to say, each of which may be on several days."""
    things: dict[object, list[Need]] = {}
    groups: dict[object, int] = {}
    for need in needs:
        starts = need.start and need.start.astimezone(now.tzinfo).time()
        same = (need.title, need.minutes, starts) if need.slot else need.id
        things.setdefault(same, []).append(need)
        groups.setdefault(_group(need, now), len(groups))
    return sorted(things.values(), key=lambda same: groups[_group(same[0], now)])


def _group(need: Need, now: datetime) -> object:
    appears = appears_at(need, now)
    return need.urgent, appears is not None and appears >= end_of_day(now), need.kind


def spoken(text: str) -> str:
    """Return a text as it can be spoken, and not too long."""
    words = speakable(text)
    return words if len(words) <= MAX_SPOKEN_TEXT else f"{words[:MAX_SPOKEN_TEXT].rstrip()}…"


def speakable(text: str) -> str:
    """Return a text in one line, without markup or characters nobody can say."""
    readable = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join(readable.translate(_MARKUP).split())


def _enumerate(things: list[str], phrases: Phrases, locale: Locale) -> str:
    spoken_things, left = things[:MAX_SPOKEN], len(things) - MAX_SPOKEN
    if left > 0:
        return "; ".join([*spoken_things, counted(phrases["more"], left, locale)])
    if len(things) > 1:
        spoken_things[-1] = phrases["last"].format(thing=spoken_things[-1])
    return "; ".join(spoken_things)


def _thing(same: Sequence[Need], phrases: Phrases, locale: Locale, now: datetime) -> str:
    need = same[0]
    parts = [spoken(need.title).rstrip(".!;"), _times(same, phrases, locale, now)]
    if need.minutes is not None:
        parts.append(counted(phrases["minutes"], need.minutes, locale))
    return ", ".join(filter(None, parts))


def _times(same: Sequence[Need], phrases: Phrases, locale: Locale, now: datetime) -> str | None:
    """Return when it is; what is due was meant for a day that may have passed, which nobody needs to hear."""
    when = own_time(same[0])
    local = when.astimezone(now.tzinfo) if isinstance(when, datetime) else when
    if local is None:
        return None
    dates = [_date_of(need, now) for need in same]
    if dates[0] < now.date() and same[0].start is None:
        return None
    days = [day_phrase(date, phrases, locale, now.date()) for date in dates[:MAX_SPOKEN_DAYS]]
    if left := len(dates) - len(days):
        days.append(counted(phrases["days"], left, locale))
    said = format_list(days, locale=locale)
    if isinstance(local, datetime):
        said = phrases["at"].format(day=said, time=format_time(local.timetz(), "short", locale=locale))
    is_by = same[0].start is None and same[0].slot is None
    return phrases["by"].format(when=said) if is_by else said


def _date_of(need: Need, now: datetime) -> date:
    when = own_time(need) or now
    return when.astimezone(now.tzinfo).date() if isinstance(when, datetime) else when


def day_phrase(day: date, phrases: Phrases, locale: Locale, today: date) -> str:
    """Return how a day is called today."""
    days_ahead = (day - today).days
    if days_ahead in {0, 1}:
        return phrases["today"] if days_ahead == 0 else phrases["tomorrow"]
    if 1 < days_ahead < len(phrases["weekdays"]):
        return phrases["weekdays"][day.weekday()]
    return phrases["date"].format(date=format_skeleton("MMMMd", day, locale=locale))


def counted(forms: dict[str, str], count: int, locale: Locale) -> str:
    """Return a phrase for a number of things."""
    return forms.get(locale.plural_form(count), forms["other"]).format(count=count)
