"""What people do on a board, on each of its surfaces."""

from typing import Any

import pytest

from .server import RealServer, RefusedError


def named(server: RealServer, title: str, state: str) -> dict[str, Any]:
    """Return the one need of that title and state, as actions tell it."""
    needs = server.ask("mutual_aid.list_needs", state=state)["needs"]
    (need,) = (need for need in needs if need["title"] == title)
    return dict(need)


def test_a_need_added_to_the_list_is_known_to_the_actions(server: RealServer) -> None:
    """All surfaces show the same board."""
    server.act("todo.add_item", entity_id="todo.needs", item="Water the palm", description="Half a litre")

    need = named(server, "Water the palm", state="all")
    assert (need["state"], need["notes"], need["on_it"]) == ("open", "Half a litre", [])


def test_a_need_added_by_action_is_on_the_list(server: RealServer) -> None:
    """All surfaces show the same board, and every character comes back."""
    title = "Abholen: ärztlicher Bescheid 🩺 مرحبا"
    server.act("mutual_aid.add_need", title=title, kind="errand", due_date="2030-05-01")

    item = server.listed("todo.needs")[title]

    assert (item["status"], item["due"]) == ("needs_action", "2030-05-01")


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("add the laundry to the needs list", "The laundry"),
        ("add water the cactus to my needs list", "Water the cactus"),
        ("put feed the fish on the needs list", "Feed the fish"),
    ],
)
def test_a_need_can_be_added_by_voice(server: RealServer, sentence: str, title: str) -> None:
    """Home Assistant's own sentences find the board by its name."""
    answer = server.rest("POST", "/api/conversation/process", {"text": sentence, "language": "en"})

    assert answer["response"]["response_type"] == "action_done"
    assert title in server.listed("todo.needs")


def test_a_completed_need_can_be_brought_back(server: RealServer) -> None:
    """Mistakes are free."""
    server.act("mutual_aid.add_need", title="Fix the bell", notes="Two screws", minutes=10)
    server.act("mutual_aid.complete_need", need="Fix the bell")
    assert server.listed("todo.needs")["Fix the bell"]["status"] == "completed"

    server.act("button.press", entity_id="button.needs_undo")

    item = server.listed("todo.needs")["Fix the bell"]
    assert (item["status"], item["description"]) == ("needs_action", "Two screws")


def test_a_helper_is_forgotten_when_the_need_is_done(server: RealServer) -> None:
    """The board keeps no score."""
    server.act("mutual_aid.add_need", title="Mow the lawn")
    taken = server.ask("mutual_aid.take_need", need="Mow the lawn", name="Jo")["need"]
    assert (taken["state"], [mark["name"] for mark in taken["on_it"]]) == ("taken", ["Jo"])

    server.act("todo.update_item", entity_id="todo.needs", item="Mow the lawn", status="completed")

    assert named(server, "Mow the lawn", state="done")["on_it"] == []


def test_what_is_open_is_counted_and_told(server: RealServer) -> None:
    """A dashboard or a speaker needs no list to say that help is wanted."""
    before = int(server.state("sensor.needs_open"))

    server.act("mutual_aid.add_need", title="Shovel the snow", urgent=True)

    assert int(server.state("sensor.needs_open")) == before + 1
    assert server.state("binary_sensor.needs_help_wanted") == "on"
    assert "Shovel the snow" in server.ask("mutual_aid.describe_needs", urgent=True)["text"]
    assert server.rest("GET", "/api/states/event.needs_activity")["attributes"]["event_type"] == "added"


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("add_need", {"title": ""}),
        ("add_need", {"title": "x" * 10_000}),
        ("add_need", {"title": "Tea", "kind": "wizardry"}),
        ("add_need", {"title": "Tea", "area_id": "nowhere"}),
        ("add_need", {"title": "Tea", "minutes": -5}),
        ("add_need", {"title": "Tea", "helpers": 0}),
        ("add_need", {"title": "Tea", "start": "2030-05-01 12:00:00", "end": "2030-05-01 11:00:00"}),
        ("add_need", {"title": "Tea", "due_date": "2030-05-01", "due_datetime": "2030-05-01 12:00:00"}),
        ("complete_need", {"need": "There is no such need"}),
    ],
)
def test_bad_input_changes_nothing(server: RealServer, action: str, data: dict[str, object]) -> None:
    """It is refused as the caller's mistake."""
    before = server.ask("mutual_aid.list_needs", state="all")

    with pytest.raises(RefusedError, match=": 400 "):
        server.act(f"mutual_aid.{action}", **data)

    assert server.ask("mutual_aid.list_needs", state="all") == before
