"""A short walk through the board of a running Home Assistant, telling what it saw."""

from collections.abc import Iterable
from typing import Any

from tests.e2e.server import RealServer

_WATER = "Water the tomatoes"


class _SurpriseError(Exception):
    """Something was not as it should be."""


def walk(server: RealServer) -> int:
    """Add, take, complete, undo, list, restart, list; return 0 when everything was as it should be."""
    try:
        _look_around(server)
        _help(server)
        _pull_the_plug(server)
        _expect("the log says nothing about the integration", *server.complaints(), wanted=[])
    except _SurpriseError as surprise:
        print(f"Wrong: {surprise}")
        return 1
    print("Everything was as it should be.")
    return 0


def _look_around(server: RealServer) -> None:
    version = server.rest("GET", "/api/config")["version"]
    print(f"Home Assistant {version} runs on {server.url}, with this on the board:")
    for need in _listed(server):
        print(f"  {need['title']} ({need['kind']}, {need['state']})")
    print(f"Said: {server.ask('mutual_aid.describe_needs')['text']}")


def _help(server: RealServer) -> None:
    added = server.ask("mutual_aid.add_need", title=_WATER, kind="garden", minutes=10)["need"]
    _expect("a new need is open", added["state"], wanted=["open"])
    taken = server.ask("mutual_aid.take_need", need=_WATER, name="Robin")["need"]
    _expect("somebody is on it", taken["state"], *_names(taken), wanted=["taken", "Robin"])
    done = server.ask("mutual_aid.complete_need", need=_WATER)["need"]
    _expect("it is done, and nobody's name is kept", done["state"], *_names(done), wanted=["done"])
    undone = server.ask("mutual_aid.undo", need=_WATER)["need"]
    _expect("undo puts it back, and the name stays forgotten", undone["state"], *_names(undone), wanted=["taken", None])
    status = server.listed("todo.needs")[_WATER]["status"]
    _expect("the to-do list shows it too", status, wanted=["needs_action"])


def _pull_the_plug(server: RealServer) -> None:
    before = _listed(server)
    server.settle()
    server.kill()
    server.start()
    _expect(f"after a power cut all {len(before)} needs are as they were", *_listed(server), wanted=before)


def _listed(server: RealServer) -> list[dict[str, Any]]:
    needs: list[dict[str, Any]] = server.ask("mutual_aid.list_needs", state="all")["needs"]
    return needs


def _names(need: dict[str, Any]) -> Iterable[str]:
    return (mark["name"] for mark in need["on_it"])


def _expect(what: str, *seen: object, wanted: list[Any]) -> None:
    if list(seen) != wanted:
        raise _SurpriseError(f"expected that {what}, but saw {list(seen)} instead of {wanted}")
    print(f"Seen: {what}.")
