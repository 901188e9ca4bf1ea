"""The board as a calendar: what has a time of its own, and each day of a series."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
import re
from typing import Any, Final, override

from homeassistant.components.calendar import (
    EVENT_DESCRIPTION,
    EVENT_END,
    EVENT_LOCATION,
    EVENT_RRULE,
    EVENT_START,
    EVENT_SUMMARY,
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEntityFeature,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .board import MutualAidConfigEntry
from .core.description import description, notes_in
from .core.details import Details
from .core.errors import NeedNotFoundError
from .core.model import Need, NeedId, Rule
from .core.occasions import Occasion, at_a_time, moved, occasion, occasions
from .core.queries import Outlook, get
from .core.repeat import rest_of
from .core.times import start_of_day
from .entity import BoardEntity, async_diet_line
from .exceptions import translated_errors

PARALLEL_UPDATES = 0

# Without a name of its own it is called like the board, as the to-do list is.
DESCRIPTION = CalendarEntityDescription(key="calendar", translation_key="calendar", name=None)

THIS_AND_FOLLOWING: Final = "THISANDFUTURE"

_UNTIL: Final = re.compile(r"(?<=UNTIL=)\d{8}")
_SECOND: Final = timedelta(seconds=1)


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the calendar of a board."""
    async_add_entities([NeedsCalendar(entry, await async_diet_line(hass))])


class NeedsCalendar(BoardEntity, CalendarEntity):
    """A board in the words of a calendar."""

    _attr_supported_features = (
        CalendarEntityFeature.CREATE_EVENT | CalendarEntityFeature.UPDATE_EVENT | CalendarEntityFeature.DELETE_EVENT
    )

    def __init__(self, entry: MutualAidConfigEntry, diet_line: str) -> None:
        """Show a board's needs; `diet_line` has a place for the diet."""
        super().__init__(entry, DESCRIPTION)
        self._diet_line = diet_line
        self._outlook: Outlook | None = None
        self._occasions: list[Occasion] = []

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return what is on, or comes next; what is done is neither."""
        now = dt_util.now()
        coming = (found for found in self._shown() if found.ends > now and found.need.done_at is None)
        return self._event(found) if (found := next(coming, None)) else None

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return what is on at any moment of a time."""
        return [self._event(found) for found in self._shown() if found.begins < end_date and found.ends > start_date]

    @override
    async def async_create_event(self, **kwargs: Any) -> None:
        """Add a need; one that repeats is a series."""
        with translated_errors():
            details = at_a_time(kwargs[EVENT_START], kwargs[EVENT_END], dt_util.get_default_time_zone())
            details["title"] = kwargs[EVENT_SUMMARY]
            details["notes"] = kwargs.get(EVENT_DESCRIPTION)
            details["repeat_rule"] = kwargs.get(EVENT_RRULE)
            details.update(self._at_a_place(kwargs.get(EVENT_LOCATION, ""), details["notes"]))
            await self.live.async_add(details, self._take_context())

    @override
    async def async_update_event(
        self,
        uid: str,
        event: dict[str, Any],
        recurrence_id: str | None = None,
        recurrence_range: str | None = None,
    ) -> None:
        """Change a need, one day of a series, or the series from that day on."""
        is_following = recurrence_range == THIS_AND_FOLLOWING
        context = self._take_context()
        with translated_errors():
            found = self._found(uid, recurrence_id)
            details = self._changed_details(found, event, is_following=is_following)
            if is_following:
                await self.live.async_update_following(found.need.id, details, context)
            else:
                await self.live.async_update(found.need.id, details, context)

    @override
    async def async_delete_event(
        self, uid: str, recurrence_id: str | None = None, recurrence_range: str | None = None
    ) -> None:
        """Take a need, one day of a series, or the series from that day on off the board."""
        context = self._take_context()
        with translated_errors():
            need_id = self._found(uid, recurrence_id).need.id
            if recurrence_range == THIS_AND_FOLLOWING:
                await self.live.async_remove_following(need_id, context)
            else:
                await self.live.async_remove(need_id, context)

    def _shown(self) -> list[Occasion]:
        if self._outlook is not self.live.outlook:
            self._outlook = self.live.outlook
            self._occasions = occasions(self.live.board, self.live.settings, now=dt_util.now())
        return self._occasions

    def _event(self, found: Occasion) -> CalendarEvent:
        need, rule = found.need, self._rule(found.need)
        day = need.slot if rule else None
        area = ar.async_get(self.hass).async_get_area(need.area_id) if need.area_id else None
        return CalendarEvent(
            start=found.start,
            end=found.end,
            summary=need.title,
            description=description(need, self.live.board.house, self._diet_line),
            location=area.name if area else None,
            uid=day.series_id if day else need.id,
            recurrence_id=day.day.isoformat() if day else None,
            rrule=_written(rule) if rule else None,
        )

    def _rule(self, need: Need) -> Rule | None:
        """Return the rule of a series, or of a day what is left of it from then on."""
        if need.slot is None:
            return need.series_rule
        series = self.live.board.needs.get(need.slot.series_id)
        rule = series.series_rule if series else None
        return rest_of(rule, need.slot.day) if rule else None

    def _found(self, uid: str, recurrence_id: str | None) -> Occasion:
        """Return what is meant by an event, or raise NeedNotFoundError."""
        need = self._day(uid, recurrence_id) if recurrence_id else get(self.live.board, uid)
        if (found := occasion(need, dt_util.get_default_time_zone())) is None:
            raise NeedNotFoundError(uid)
        return found

    def _day(self, series_id: NeedId, day: str) -> Need:
        for need in self.live.board.needs.values():
            if need.slot is not None and (need.slot.series_id, need.slot.day.isoformat()) == (series_id, day):
                return need
        raise NeedNotFoundError(day)

    def _changed_details(self, found: Occasion, event: Mapping[str, Any], *, is_following: bool) -> Details:
        """Return what is different from what is shown: nothing else was meant to change.

        Only of "this and following" does the dialog say a rule that stays; none is the end of it.
        """
        need, shown = found.need, self._event(found)
        details = moved(found, event[EVENT_START], event[EVENT_END], dt_util.get_default_time_zone())
        if event[EVENT_SUMMARY] != shown.summary:
            details["title"] = event[EVENT_SUMMARY]
        if event.get(EVENT_DESCRIPTION, shown.description or "") != (shown.description or ""):
            details["notes"] = notes_in(event[EVENT_DESCRIPTION], need, self.live.board.house, self._diet_line)
        if event.get(EVENT_LOCATION, shown.location or "") != (shown.location or ""):
            details.update(self._at_a_place(event[EVENT_LOCATION], details.get("notes", need.notes)))
        rule = event.get(EVENT_RRULE)
        if rule != shown.rrule and (rule or is_following):
            details["repeat_rule"] = rule
        return details

    def _at_a_place(self, location: str, notes: str | None) -> Details:
        """Return the area of this name; what is no area of the home goes into the notes, so that nobody loses the way."""
        area = ar.async_get(self.hass).async_get_area_by_name(location)
        if area is None and location:
            return Details(area_id=None, notes="\n\n".join(filter(None, (notes, location))))
        return Details(area_id=area.id if area else None)


def _written(rule: Rule) -> str:
    """Return the text of a rule for the dialog, which takes the end for a moment, and reads its day in UTC or here.

    So it is the last moment of that day for both.
    """
    zone = dt_util.get_default_time_zone()

    def last_moment(found: re.Match[str]) -> str:
        tomorrow = date.fromisoformat(found[0]) + timedelta(days=1)
        return f"{min(start_of_day(tomorrow, UTC), start_of_day(tomorrow, zone)) - _SECOND:%Y%m%dT%H%M%SZ}"

    return _UNTIL.sub(last_moment, rule.text)
