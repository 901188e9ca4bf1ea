"""Needs that come back, on the calendar and by themselves, and what the house says about them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .server import TIME_ZONE, RealServer, RefusedError

HALL, KITCHEN, CELLAR = "assist_satellite.hall", "media_player.kitchen", "media_player.cellar"


@pytest.fixture(scope="module")
def speakers(server: RealServer) -> None:
    """Have a satellite in the hall, a player in the kitchen and a broken one in the cellar."""
    server.set_up("loudspeakers")
    pipelines = server.ws("assist_pipeline/pipeline/list")
    pipeline = {**pipelines["pipelines"][0], "tts_engine": "tts.voice", "tts_language": "en"}
    pipeline_id = pipeline.pop("id")
    server.ws("assist_pipeline/pipeline/update", pipeline_id=pipeline_id, **pipeline)


@pytest.fixture
def unloading(server: RealServer) -> Iterator[str]:
    """Have a standing need, and return its switch."""
    server.act("mutual_aid.add_need", title="Unload the dishwasher", kind="dishes", standing=True)
    server.wait_until(lambda: server.state("switch.unload_the_dishwasher") == "off", "the switch is there")
    yield "switch.unload_the_dishwasher"
    server.act("mutual_aid.remove_need", need="Unload the dishwasher")


def in_days(days: int, hour: int = 0) -> datetime:
    """Return a moment of a day to come, where the household lives."""
    today = datetime.now(ZoneInfo(TIME_ZONE)).replace(hour=hour, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def shown(server: RealServer, title: str, days: int = 14) -> list[dict[str, Any]]:
    """Return what the calendar panel shows of a need in the days to come."""
    start, end = (f"{in_days(day):%Y-%m-%dT%H:%M:%S}" for day in (0, days))
    events = server.rest("GET", f"/api/calendars/calendar.needs?start={start}&end={end}")
    return [event for event in events if event["summary"] == title]


def test_an_automation_raises_a_need_by_its_switch(server: RealServer, unloading: str) -> None:
    """The dishwasher is finished, so somebody could unload it."""
    automation = {
        "alias": "The dishwasher is finished",
        "triggers": [{"trigger": "event", "event_type": "dishwasher_finished"}],
        "actions": [{"action": "switch.turn_on", "target": {"entity_id": unloading}}],
    }
    server.rest("POST", "/api/config/automation/config/dishwasher", automation)

    server.rest("POST", "/api/events/dishwasher_finished", {})

    server.wait_until(lambda: server.state(unloading) == "on", "the need is raised")
    assert server.listed("todo.needs")["Unload the dishwasher"]["status"] == "needs_action"


def test_a_need_is_raised_and_done_by_voice(server: RealServer, unloading: str) -> None:
    """Home Assistant's own sentences know a standing need by its title."""
    server.say("turn on unload the dishwasher")
    assert server.state(unloading) == "on"

    server.say("turn off unload the dishwasher")
    assert server.state(unloading) == "off"
    assert server.listed("todo.needs")["Unload the dishwasher"]["status"] == "completed"


def test_the_calendar_shows_the_days_of_a_meal_train(server: RealServer) -> None:
    """Dinner is wanted every evening of a week, from tomorrow on."""
    server.act(
        "mutual_aid.add_need",
        title="Dinner for two",
        kind="meal",
        minutes=45,
        repeat_rule="FREQ=DAILY;COUNT=7",
        start=f"{in_days(1, 18):%Y-%m-%d %H:%M:%S}",
    )

    starts = [datetime.fromisoformat(event["start"]["dateTime"]) for event in shown(server, "Dinner for two")]

    assert starts == [in_days(day, 18) for day in range(1, 8)]
    server.act("mutual_aid.remove_need", need="Dinner for two")


def test_a_repeat_is_made_and_ended_in_the_calendar(server: RealServer) -> None:
    """As its dialog does: made, ended from the third day on, the second day removed."""
    event = {
        "summary": "Walk with Sara",
        "dtstart": f"{in_days(1, 10).isoformat()}",
        "dtend": f"{in_days(1, 11).isoformat()}",
        "rrule": "FREQ=DAILY",
    }
    server.ws("calendar/event/create", entity_id="calendar.needs", event=event)
    _, second, third, *_ = shown(server, "Walk with Sara")

    for day, reach in (third, "THISANDFUTURE"), (second, ""):
        server.ws(
            "calendar/event/delete",
            entity_id="calendar.needs",
            uid=day["uid"],
            recurrence_id=day["recurrence_id"],
            recurrence_range=reach,
        )

    left = shown(server, "Walk with Sara")
    assert [datetime.fromisoformat(event["start"]["dateTime"]) for event in left] == [in_days(1, 10)]
    server.act("mutual_aid.remove_need", need="Walk with Sara")


@pytest.mark.usefixtures("speakers")
def test_what_is_open_is_said_aloud(server: RealServer) -> None:
    """On a satellite and on a media player that plays what a voice speaks."""
    server.act("mutual_aid.add_need", title="Peel the potatoes", kind="meal", urgent=True, minutes=10)

    answer = server.ask("mutual_aid.announce", entity_id=[HALL, KITCHEN], urgent=True, kind="meal")

    assert answer["said_on"] == [HALL, KITCHEN]
    assert "Peel the potatoes, 10 minutes" in answer["text"]
    assert server.rest("GET", f"/api/states/{HALL}")["attributes"]["said"] == answer["text"]
    heard = server.rest("GET", f"/api/states/{KITCHEN}")["attributes"]["media_title"]
    assert heard == f"en: {answer['text']}"
    server.act("mutual_aid.remove_need", need="Peel the potatoes")


@pytest.mark.usefixtures("speakers")
def test_a_loose_cable_does_not_silence_the_house(server: RealServer) -> None:
    """The others speak, and somebody is told."""
    answer = server.ask("mutual_aid.announce", entity_id=[CELLAR, KITCHEN], message="Soup is ready", language="de")

    assert (answer["said_on"], answer["not_said_on"]) == ([KITCHEN], {CELLAR: "The cable is loose."})
    assert server.rest("GET", f"/api/states/{KITCHEN}")["attributes"]["media_title"] == "de: Soup is ready"
    with pytest.raises(RefusedError):
        server.act("mutual_aid.announce", entity_id=[CELLAR], message="Soup is ready")


@pytest.mark.usefixtures("speakers")
def test_the_house_keeps_quiet_while_somebody_rests(server: RealServer) -> None:
    """Unless it is told otherwise."""
    server.act("select.select_option", entity_id="select.needs_visiting", option="resting")

    quiet = server.ask("mutual_aid.announce", entity_id=[HALL], message="Quiet")
    loud = server.ask("mutual_aid.announce", entity_id=[HALL], message="Loud", even_if_resting=True)

    server.act("select.select_option", entity_id="select.needs_visiting", option="welcome")
    assert (quiet["said_on"], loud["said_on"]) == ([], [HALL])
    assert server.rest("GET", f"/api/states/{HALL}")["attributes"]["said"] == "Loud"
