"""A need as others get to see it: in responses, on the websocket, and as far as allowed on the guest page."""

from datetime import date, datetime
from typing import TypedDict

from .model import After, Fact, Need, Rule


class HelperView(TypedDict):
    """Somebody who is on it."""

    name: str | None
    until: str


class RepeatView(TypedDict):
    """How a need comes back: by an RFC 5545 rule, so many seconds after it was last done, or as a day of a series."""

    rule: str | None
    after: float | None
    series: str | None


class NeedView(TypedDict):
    """A need; times are ISO 8601 in the household's time zone, absent values are None."""

    id: str
    title: str
    notes: str | None
    kind: str
    area_id: str | None
    minutes: int | None
    helpers: int
    urgent: bool
    start: str | None
    end: str | None
    due: str | None
    standing: bool
    repeat: RepeatView | None
    state: str
    on_it: list[HelperView]


class FactView(TypedDict):
    """What happened to which need."""

    need_id: str
    title: str
    kind: str
    area_id: str | None


def fact_view(fact: Fact) -> FactView:
    """Return what others get to know about a fact; never who did it."""
    need = fact.need
    return FactView(need_id=need.id, title=need.title, kind=need.kind.value, area_id=need.area_id)


def view(need: Need, *, now: datetime) -> NeedView:
    """Return a need as it is seen at this moment, in the time zone `now` is in."""
    return NeedView(
        id=need.id,
        title=need.title,
        notes=need.notes,
        kind=need.kind.value,
        area_id=need.area_id,
        minutes=need.minutes,
        helpers=need.helpers,
        urgent=need.urgent,
        start=local_iso(need.start, now),
        end=local_iso(need.end, now),
        due=local_iso(need.due, now),
        standing=need.standing,
        repeat=_repeat_view(need),
        state=need.state_at(now).value,
        on_it=[
            HelperView(name=mark.name, until=mark.until.astimezone(now.tzinfo).isoformat())
            for mark in need.helpers_at(now)
        ],
    )


def _repeat_view(need: Need) -> RepeatView | None:
    if need.repeat is None and need.slot is None:
        return None
    return RepeatView(
        rule=need.repeat.text if isinstance(need.repeat, Rule) else None,
        after=need.repeat.duration.total_seconds() if isinstance(need.repeat, After) else None,
        series=need.slot.series_id if need.slot else None,
    )


def local_iso(when: date | datetime | None, now: datetime) -> str | None:
    """Return a date as it is, and a time in the time zone `now` is in."""
    if isinstance(when, datetime):
        when = when.astimezone(now.tzinfo)
    return None if when is None else when.isoformat()
