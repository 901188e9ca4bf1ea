"""The calendar and its dialog as the frontend has them."""

from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Json, add

CALENDAR: Final = "calendar.needs"
FOLLOWING: Final = "THISANDFUTURE"

# Noon on Monday 2 March, US/Pacific; daylight saving starts on Sunday the 8th.
DINNER: Final[Json] = {"kind": "meal", "start": "2026-03-03 18:00:00", "end": "2026-03-03 19:00:00"}


class Dialog:
    """The calendar and its dialog as the frontend has them: it sends all that it shows, and times without a zone."""

    def __init__(self, websocket: Any) -> None:
        """Look at the calendar."""
        self.websocket = websocket

    async def events(self, start: str = "2026-03-01", end: str = "2026-05-01") -> list[Json]:
        """Return the events the calendar shows."""
        shown = {"start": f"{start}T00:00:00-08:00", "end": f"{end}T00:00:00-08:00"}
        subscription = await self._send("subscribe", **shown)
        events: list[Json] = (await self.websocket.receive_json())["event"]["events"]
        await self.websocket.send_json_auto_id({"type": "unsubscribe_events", "subscription": subscription["id"]})
        await self.websocket.receive_json()
        times = len("2026-03-01T00:00:00")
        return [
            {key: value[:times] if key in {"start", "end"} else value for key, value in event.items()}
            for event in events
        ]

    async def event(self, day: str = "2026") -> Json:
        """Return the first event from a day on."""
        return next(event for event in await self.events() if event["start"] >= day)

    async def create(self, start: str, end: str, summary: str = "Dinner", **fields: str) -> Json:
        """Add an event."""
        event = {"summary": summary, "description": "", "dtstart": start, "dtend": end, **fields}
        return await self._send("create", event=event)

    async def save(self, event: Json, recurrence_range: str = "", **changes: str | None) -> Json:
        """Save an event with some of it changed."""
        shown: Json = {key: event[key] for key in ("summary", "description", "location", "rrule") if key in event}
        sent: Json = {"dtstart": event["start"], "dtend": event["end"], **shown, **changes}
        sent = {key: value for key, value in sent.items() if value is not None}
        if "rrule" in event and not recurrence_range:
            sent.pop("rrule", None)
        return await self._send("update", **_which(event), recurrence_range=recurrence_range, event=sent)

    async def delete(self, event: Json, recurrence_range: str = "") -> Json:
        """Delete an event."""
        return await self._send("delete", **_which(event), recurrence_range=recurrence_range)

    async def _send(self, command: str, **message: Any) -> Json:
        await self.websocket.send_json_auto_id({"type": f"calendar/event/{command}", "entity_id": CALENDAR, **message})
        answer: Json = await self.websocket.receive_json()
        return answer


def _which(event: Json) -> Json:
    return {"uid": event["uid"], "recurrence_id": event.get("recurrence_id", "")}


@pytest.fixture
async def dialog(hass: HomeAssistant, board: ConfigEntry, hass_ws_client: WebSocketGenerator) -> Dialog:
    """Look at the calendar of an empty board."""
    return Dialog(await hass_ws_client(hass))


@pytest.fixture
async def dinner(hass: HomeAssistant, dialog: Dialog) -> Json:
    """Have dinner wanted on the next five evenings."""
    return await add(hass, "Dinner", repeat_rule="FREQ=DAILY;COUNT=5", minutes=45, **DINNER)


async def days(dialog: Dialog) -> list[str]:
    """Return what the calendar shows in short."""
    return [f"{event['start'][8:16]} {event['summary']}" for event in await dialog.events()]
