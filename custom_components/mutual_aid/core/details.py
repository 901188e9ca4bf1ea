"""What people may say about a need, and what it has to look like."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypedDict
import unicodedata

from .errors import (
    EndBeforeStartError,
    EndWithoutStartError,
    NumberField,
    OutOfRangeError,
    TextField,
    TextTooLongError,
    TextUnreadableError,
    TimeOutOfRangeError,
    TitleMissingError,
    UnknownKindError,
)
from .model import Kind, Need, OnIt, Settings
from .times import moment

MAX_TITLE: Final = 255
MAX_NOTES: Final = 2_000
MAX_NAME: Final = 50
MAX_MINUTES: Final = 24 * 60
MAX_HELPERS: Final = 50
MIN_YEAR: Final = 1970
MAX_YEAR: Final = 9998
MAX_ON_IT: Final = timedelta(days=31)

_LINE_BREAKS: Final = frozenset("\n\r\t")
_UNREADABLE: Final = frozenset({"Cc", "Cs"})
_UNREADABLE_IN_ONE_LINE: Final = _UNREADABLE | {"Zl", "Zp"}


class Details(TypedDict, total=False):
    """What somebody says about a need: a missing key says nothing, None or an empty text clears.

    `start`, `end` and a `due` time are aware datetimes; a `due` date stays a date.
    """

    title: str | None
    notes: str | None
    kind: str | None
    area_id: str | None
    minutes: int | None
    helpers: int | None
    urgent: bool | None
    start: datetime | None
    end: datetime | None
    due: date | datetime | None
    standing: bool | None
    repeat_rule: str | None
    repeat_after: timedelta | None


def with_details(need: Need, details: Details) -> Need:
    """Return the need with these details, or raise the NeedError that says what is wrong with them.

    How it comes back is said in the same breath, and is the business of coming_back.py.
    """
    changed = replace(
        need,
        title=_title(details["title"]) if "title" in details else need.title,
        notes=_notes(details["notes"], TextField.NOTES) if "notes" in details else need.notes,
        kind=kind_called(details["kind"]) if "kind" in details else need.kind,
        area_id=(details["area_id"] or None) if "area_id" in details else need.area_id,
        minutes=_minutes(details["minutes"]) if "minutes" in details else need.minutes,
        helpers=_helpers(details["helpers"]) if "helpers" in details else need.helpers,
        urgent=bool(details["urgent"]) if "urgent" in details else need.urgent,
        start=_moment(details["start"]) if "start" in details else need.start,
        end=_moment(details["end"]) if "end" in details else need.end,
        due=_due(details["due"]) if "due" in details else need.due,
    )
    if changed.end is not None:
        if changed.start is None:
            raise EndWithoutStartError
        if changed.end < changed.start:
            raise EndBeforeStartError
    return changed


def kind_called(word: str | None) -> Kind:
    """Return the kind by this word, or raise UnknownKindError; nothing said is OTHER."""
    try:
        return Kind(word or Kind.OTHER)
    except ValueError:
        raise UnknownKindError(word or "", Kind) from None


def house_text(text: str | None, field: TextField) -> str | None:
    """Return a house note as it is kept: None when empty, up to MAX_NOTES characters otherwise."""
    return _notes(text, field)


def helper_name(name: str | None) -> str | None:
    """Return a helper's first name as it is shown, or None when they would rather not say."""
    return _one_line(name or "", TextField.NAME, MAX_NAME) or None


def on_it(
    need: Need, *, mark_id: str, name: str | None, duration: timedelta | None, settings: Settings, now: datetime
) -> OnIt:
    """Return the signal of somebody who is on a need.

    It lapses after `duration`, or at the end of the need's time when that is still to come, or after the
    board's usual time; what is due can take that long even when it is due before.
    Raises OutOfRangeError for a duration that is no time at all or beyond MAX_ON_IT.
    """
    utc_now = now.astimezone(UTC)
    if duration is None:
        until = _ends_at(need, utc_now + settings.on_it, settings, now)
    elif timedelta(0) < duration <= MAX_ON_IT:
        until = utc_now + duration
    else:
        raise OutOfRangeError(NumberField.DURATION, 1, MAX_ON_IT.days)
    return OnIt(id=mark_id, until=until, name=helper_name(name))


def _ends_at(need: Need, usual: datetime, settings: Settings, now: datetime) -> datetime:
    if (when := moment(need, now)) is None:
        return usual
    if need.start is None:
        return max(usual, min(when, now.astimezone(UTC) + MAX_ON_IT)).astimezone(UTC)
    length = settings.on_it if need.minutes is None else timedelta(minutes=need.minutes)
    over = need.end or when + length
    return over if over > now else usual


def _title(title: str | None) -> str:
    if not (cleaned := _one_line(title or "", TextField.TITLE, MAX_TITLE)):
        raise TitleMissingError
    return cleaned


def _one_line(text: str, field: TextField, limit: int) -> str:
    cleaned = unicodedata.normalize("NFC", text.strip())
    if len(cleaned) > limit:
        raise TextTooLongError(field, limit)
    if _has_any(cleaned, _UNREADABLE_IN_ONE_LINE):
        raise TextUnreadableError(field)
    return cleaned


def _notes(text: str | None, field: TextField) -> str | None:
    if text is None or not text.strip():
        return None
    if len(text) > MAX_NOTES:
        raise TextTooLongError(field, MAX_NOTES)
    if _has_any((char for char in text if char not in _LINE_BREAKS), _UNREADABLE):
        raise TextUnreadableError(field)
    return text


def _has_any(text: Iterable[str], categories: frozenset[str]) -> bool:
    return any(unicodedata.category(char) in categories for char in text)


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= MAX_MINUTES:
        raise OutOfRangeError(NumberField.MINUTES, 1, MAX_MINUTES)
    return minutes


def _helpers(helpers: int | None) -> int:
    if helpers is not None and not 1 <= helpers <= MAX_HELPERS:
        raise OutOfRangeError(NumberField.HELPERS, 1, MAX_HELPERS)
    return helpers or 1


def _moment(moment: datetime | None) -> datetime | None:
    return None if moment is None else _in_range(moment).astimezone(UTC)


def _due(due: date | datetime | None) -> date | datetime | None:
    return _moment(due) if isinstance(due, datetime) else due and _in_range(due)


def _in_range[T: date](when: T) -> T:
    """Return a time that every time zone can show, or raise TimeOutOfRangeError."""
    if not MIN_YEAR <= when.year <= MAX_YEAR:
        raise TimeOutOfRangeError(MIN_YEAR, MAX_YEAR)
    return when
