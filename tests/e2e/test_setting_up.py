"""What somebody finds who sets a board up."""

from collections.abc import Iterator
from typing import Any

import pytest

from .server import RealServer


@pytest.fixture
def second_board(server: RealServer) -> Iterator[str]:
    """Set up one more board for the time of a test, and return the id of its config entry."""
    entry_id = server.set_up("mutual_aid", name="Grandma's needs")
    yield entry_id
    server.rest("DELETE", f"/api/config/config_entries/entry/{entry_id}")


def suggestions(flow: dict[str, Any]) -> dict[str, Any]:
    """Return what a form is filled in with."""
    return {field["name"]: field["description"]["suggested_value"] for field in flow["data_schema"]}


@pytest.mark.parametrize(
    "entity_id",
    [
        "binary_sensor.needs_help_wanted",
        "button.needs_undo",
        "calendar.needs",
        "event.needs_activity",
        "select.needs_visiting",
        "sensor.needs_next",
        "sensor.needs_open",
        "sensor.needs_time_wanted",
        "todo.needs",
    ],
)
def test_a_board_has_its_entities(server: RealServer, entity_id: str) -> None:
    """Dashboards and automations rely on these ids."""
    assert server.state(entity_id) != "unavailable"


def test_a_new_board_is_asked_for_its_name_only(server: RealServer) -> None:
    """Setting up takes one field that already says something sensible."""
    flow = server.rest("POST", "/api/config/config_entries/flow", {"handler": "mutual_aid"})
    server.rest("DELETE", f"/api/config/config_entries/flow/{flow['flow_id']}")

    assert flow["step_id"] == "user"
    assert suggestions(flow) == {"name": "Needs"}


def test_a_second_board_has_needs_of_its_own(server: RealServer, second_board: str) -> None:
    """Our house and grandma's house stay apart."""
    server.act("mutual_aid.add_need", config_entry_id=second_board, title="Prune the roses")

    assert "Prune the roses" in server.listed("todo.grandma_s_needs")
    assert "Prune the roses" not in server.listed("todo.needs")


def test_options_can_be_changed_while_the_board_is_in_use(server: RealServer, second_board: str) -> None:
    """The board goes on with everything that is on it."""
    server.act("mutual_aid.add_need", config_entry_id=second_board, title="Sweep the yard")
    options = "/api/config/config_entries/options/flow"
    flow = server.rest("POST", options, {"handler": second_board})
    assert suggestions(flow) == {
        "undo_hours": 2,
        "keep_done_hours": 24,
        "on_it_hours": 3,
        "horizon_days": 14,
        "voice": False,
    }

    server.rest("POST", f"{options}/{flow['flow_id']}", {**suggestions(flow), "undo_hours": 4})

    server.wait_until(lambda: server.state("todo.grandma_s_needs") == "1", "the board is back")
    assert "Sweep the yard" in server.listed("todo.grandma_s_needs")


def test_diagnostics_say_nothing_of_what_is_on_the_board(server: RealServer) -> None:
    """They are pasted into public issue trackers."""
    secrets = ["Xylophone lesson", "Zebulon", "marzipan", "under the flowerpot", "third floor"]
    server.act("mutual_aid.set_house_notes", diet="No marzipan", notes="The key is under the flowerpot")
    server.act("mutual_aid.add_need", title="Xylophone lesson", notes="It is on the third floor")
    server.act("mutual_aid.take_need", need="Xylophone lesson", name="Zebulon")
    (entry,) = server.rest("GET", "/api/config/config_entries/entry?domain=mutual_aid")

    diagnostics = str(server.rest("GET", f"/api/diagnostics/config_entry/{entry['entry_id']}")["data"])

    assert diagnostics
    assert [secret for secret in secrets if secret in diagnostics] == []
