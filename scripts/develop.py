"""Run a real Home Assistant with a household on its board, to look at it or to check it."""

from argparse import ArgumentParser
from pathlib import Path
from shutil import rmtree
import signal
import sys
from tempfile import TemporaryDirectory
from typing import Final

from . import household, tour
from tests.e2e.server import PASSWORD, USERNAME, RealServer, is_free

_FOLDER: Final = Path(__file__).parents[1] / ".develop"
_ASKS_TO_BE_RESTARTED: Final = 100


def main() -> int:
    """Do what the command line says."""
    parser = ArgumentParser(prog="scripts/develop", description=__doc__)
    parser.add_argument("port", type=int, nargs="?", help="8123, or any free one for a check")
    parser.add_argument("--fresh", action="store_true", help="start anew instead of where the last run stopped")
    parser.add_argument("--check", action="store_true", help="look around in a fresh household, and stop")
    options = parser.parse_args()
    port: int | None = options.port if options.check else options.port or 8123
    if port and not is_free(port):
        print(f"Port {port} is in use. Name another one: scripts/develop {port + 1}")
        return 1
    for number in signal.SIGTERM, signal.SIGHUP:
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        return _check(port) if options.check else _run(port, fresh=options.fresh)
    except KeyboardInterrupt:
        print("Stopped.")
        return 0


def _check(port: int | None) -> int:
    with TemporaryDirectory() as folder, RealServer(Path(folder), port) as server:
        household.move_in(server)
        return tour.walk(server)


def _run(port: int | None, *, fresh: bool) -> int:
    if fresh:
        rmtree(_FOLDER, ignore_errors=True)
    print("Starting Home Assistant.", flush=True)
    with RealServer(_FOLDER, port) as server:
        if not server.rest("GET", "/api/config/config_entries/entry?domain=mutual_aid"):
            household.move_in(server)
        print(_where_to_look(server), flush=True)
        while server.wait() == _ASKS_TO_BE_RESTARTED:
            server.start()
    return 0


def _where_to_look(server: RealServer) -> str:
    return f"""
Home Assistant is running. Log in as {USERNAME} with the password {PASSWORD}.

  The board         {server.url}/todo?entity_id=todo.needs
  Its entities      {server.url}/config/entities?domain=mutual_aid
  Its settings      {server.url}/config/integrations/integration/mutual_aid
  Try the actions   {server.url}/config/tools/action
  By voice          open Assist and type: add the ironing to the needs list
  The log           {_FOLDER.name}/console.log

Ctrl+C stops it. What is on the board is there again next time; --fresh starts anew."""


if __name__ == "__main__":
    sys.exit(main())
