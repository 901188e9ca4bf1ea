"""A need as others get to see it."""

from datetime import UTC, date, datetime, tzinfo
import json

import pytest

from .builders import BERLIN, HOUR, INSTANT, LORD_HOWE, NEW_YORK, NOON, a_need, somebody
from custom_components.mutual_aid.core.model import After, Fact, FactType, Kind, Need, Rule, Slot, State
from custom_components.mutual_aid.core.view import RepeatView, fact_view, local_iso, view

AFTERNOON = datetime(2026, 3, 10, 14, tzinfo=UTC)


def test_a_blank_need_shows_nothing_as_nothing() -> None:
    assert view(a_need(), now=NOON) == {
        "id": "dishes",
        "title": "dishes",
        "notes": None,
        "kind": "other",
        "area_id": None,
        "minutes": None,
        "helpers": 1,
        "urgent": False,
        "start": None,
        "end": None,
        "due": None,
        "standing": False,
        "repeat": None,
        "state": "open",
        "on_it": [],
    }


def test_a_need_shows_everything_in_the_time_zone_of_the_household() -> None:
    need = a_need(
        "Dinner",
        id="01K",
        notes="No nuts",
        kind=Kind.MEAL,
        area_id="kitchen",
        minutes=45,
        helpers=2,
        urgent=True,
        start=AFTERNOON,
        end=AFTERNOON + HOUR,
        due=date(2026, 3, 12),
        on_it=(somebody("Kim", until=AFTERNOON), somebody(None, until=AFTERNOON + HOUR)),
    )

    shown = view(need, now=NOON)

    assert shown == {
        "id": "01K",
        "title": "Dinner",
        "notes": "No nuts",
        "kind": "meal",
        "area_id": "kitchen",
        "minutes": 45,
        "helpers": 2,
        "urgent": True,
        "start": "2026-03-10T15:00:00+01:00",
        "end": "2026-03-10T16:00:00+01:00",
        "due": "2026-03-12",
        "standing": False,
        "repeat": None,
        "state": "taken",
        "on_it": [
            {"name": "Kim", "until": "2026-03-10T15:00:00+01:00"},
            {"name": None, "until": "2026-03-10T16:00:00+01:00"},
        ],
    }
    assert json.loads(json.dumps(shown)) == shown


@pytest.mark.parametrize(
    ("need", "repeat"),
    [
        (a_need(standing=True), None),
        (
            a_need(standing=True, repeat=After(duration=36 * HOUR)),
            {"rule": None, "after": 129_600.0, "series": None},
        ),
        (
            a_need(repeat=Rule(text="FREQ=DAILY;COUNT=14", first=date(2026, 3, 10))),
            {"rule": "FREQ=DAILY;COUNT=14", "after": None, "series": None},
        ),
        (
            a_need(slot=Slot(series_id="01K", day=date(2026, 3, 10))),
            {"rule": None, "after": None, "series": "01K"},
        ),
    ],
)
def test_a_need_shows_how_it_comes_back(need: Need, repeat: RepeatView | None) -> None:
    shown = view(need, now=NOON)

    assert (shown["standing"], shown["repeat"]) == (need.standing, repeat)
    assert json.loads(json.dumps(shown)) == shown


def test_what_rests_is_shown_as_that() -> None:
    assert view(a_need(standing=True, rests_since=NOON, done_at=NOON), now=NOON)["state"] == State.RESTING


def test_who_is_gone_is_not_shown() -> None:
    need = a_need(on_it=(somebody("Kim", until=NOON),))

    assert view(need, now=NOON - INSTANT)["on_it"] != []
    assert view(need, now=NOON)["on_it"] == []
    assert view(need, now=NOON)["state"] == State.OPEN


def test_a_done_need_shows_nobody() -> None:
    shown = view(a_need(done_at=NOON), now=NOON)

    assert (shown["state"], shown["on_it"]) == ("done", [])


@pytest.mark.parametrize(
    ("when", "zone", "shown"),
    [
        (None, BERLIN, None),
        (date(2026, 3, 29), BERLIN, "2026-03-29"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), BERLIN, "2026-03-29T01:59:00+01:00"),
        (datetime(2026, 3, 29, 1, tzinfo=UTC), BERLIN, "2026-03-29T03:00:00+02:00"),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), NEW_YORK, "2026-11-01T01:30:00-04:00"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), NEW_YORK, "2026-11-01T01:30:00-05:00"),
        (datetime(2026, 4, 4, 15, tzinfo=UTC), LORD_HOWE, "2026-04-05T01:30:00+10:30"),
    ],
)
def test_a_time_is_shown_as_the_clock_on_the_wall_shows_it(
    when: date | datetime | None, zone: tzinfo, shown: str | None
) -> None:
    assert local_iso(when, NOON.astimezone(zone)) == shown


@pytest.mark.parametrize("fact_type", list(FactType))
def test_a_fact_never_says_who(fact_type: FactType) -> None:
    need = a_need(id="01K", kind=Kind.DISHES, area_id="kitchen", notes="secret", on_it=(somebody("Kim"),))

    assert fact_view(Fact(type=fact_type, need=need)) == {
        "need_id": "01K",
        "title": "dishes",
        "kind": "dishes",
        "area_id": "kitchen",
    }
