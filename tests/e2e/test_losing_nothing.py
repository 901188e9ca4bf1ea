"""What a power cut leaves: everything that was acknowledged."""

from pathlib import Path
import subprocess
import sys

from .server import RealServer


def test_everything_acknowledged_survives_a_power_cut(server: RealServer) -> None:
    """The process ends without a warning right after the last answer."""
    server.settle()
    server.act("mutual_aid.set_house_notes", diet="No nuts, vegetarian")
    server.act("select.select_option", entity_id="select.needs_visiting", option="leave_at_door")
    server.act("todo.add_item", entity_id="todo.needs", item="Clean the windows")
    server.act("mutual_aid.offer", title="Soup on Thursday", name="Jo")
    server.act("mutual_aid.add_need", title="Feed the cat", kind="pets", notes="Half a tin\nin the morning")
    server.act("mutual_aid.complete_need", need="Clean the windows")
    before = server.ask("mutual_aid.list_needs", state="all")

    server.kill()
    server.start()

    assert server.ask("mutual_aid.list_needs", state="all") == before
    assert server.state("select.needs_visiting") == "leave_at_door"


def test_a_change_can_be_undone_after_a_power_cut(server: RealServer) -> None:
    """What was a mistake before is still one afterwards."""
    server.settle()
    server.act("mutual_aid.add_need", title="Call the plumber")
    server.act("mutual_aid.complete_need", need="Call the plumber")

    server.kill()
    server.start()
    server.act("mutual_aid.undo")

    assert server.listed("todo.needs")["Call the plumber"]["status"] == "needs_action"


def test_no_moment_to_be_killed_in_loses_a_change() -> None:
    """The short form of scripts/crash-test."""
    test = subprocess.run(
        [sys.executable, "-m", "tests.e2e.crash", "10"],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (test.returncode, test.stderr) == (0, "")
    assert test.stdout.startswith("10 kills")
