"""The household that a developer finds on the board: Sara had surgery, and friends come by."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.e2e.server import TIME_ZONE, RealServer

BOARD: Final = "Needs"
_THURSDAY: Final = 4
_VISIT: Final = 15


def move_in(server: RealServer) -> None:
    """Give the server a board, and put the household's needs on it."""
    server.set_up("mutual_aid", name=BOARD)
    now = datetime.now(ZoneInfo(TIME_ZONE))
    server.act(
        "mutual_aid.set_house_notes",
        diet="No nuts, vegetarian",
        notes="The key is under the blue pot. The mop is behind the kitchen door, Rex's lead hangs beside it.",
    )
    for need in _needs(now):
        server.act("mutual_aid.add_need", **need)
    server.act("mutual_aid.take_need", need="Fold the laundry", name="Alex")
    thursday = _thursday(now)
    server.act(
        "mutual_aid.offer",
        title="Soup on Thursday",
        name="Jo",
        kind="meal",
        start=_text(thursday, 12),
        end=_text(thursday, 13),
    )


def _needs(now: datetime) -> tuple[Mapping[str, object], ...]:
    visit = now if now.hour < _VISIT else now + timedelta(days=1)
    return (
        {"title": "Wash the dishes", "kind": "dishes", "area_id": "kitchen", "minutes": 20},
        {
            "title": "Dinner",
            "notes": "For two. It may stand at the door, the oven is free.",
            "kind": "meal",
            "start": _text(now + timedelta(days=1), 18),
            "end": _text(now + timedelta(days=1), 19),
            "repeat_rule": "FREQ=DAILY;COUNT=14",
        },
        {"title": "Walk Rex", "notes": "Once around the pond is plenty.", "kind": "pets", "minutes": 30},
        {"title": "Fold the laundry", "kind": "laundry", "area_id": "bedroom", "minutes": 15},
        {"title": "Fetch the groceries", "notes": "The list is on the fridge.", "kind": "errand", "minutes": 45},
        {
            "title": "Keep Sara company until five",
            "kind": "company",
            "area_id": "living_room",
            "start": _text(visit, _VISIT),
            "end": _text(visit, 17),
        },
        {"title": "Unload the dishwasher", "kind": "dishes", "area_id": "kitchen", "minutes": 10, "standing": True},
        {"title": "Clean the cat litter", "kind": "pets", "minutes": 5, "repeat_after": {"days": 2}},
        {
            "title": "Take out the bins",
            "kind": "cleaning",
            "minutes": 10,
            "standing": True,
            "start": _text(now - timedelta(days=now.weekday()), 19),
            "repeat_rule": "FREQ=WEEKLY;BYDAY=MO",
        },
        {"title": "Pick up the painkillers", "kind": "errand", "urgent": True, "due_date": f"{now:%Y-%m-%d}"},
    )


def _thursday(now: datetime) -> datetime:
    return now + timedelta(days=(_THURSDAY - now.isoweekday()) % 7 or 7)


def _text(day: datetime, hour: int) -> str:
    return f"{day:%Y-%m-%d} {hour:02}:00:00"
