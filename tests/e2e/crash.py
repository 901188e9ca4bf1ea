"""Ends a process that writes to a board, at a random moment and again and again, and counts what was lost.

Every round goes on with the file that the last one left behind. The changes follow from a seed, so that the whole
board is known after any number of them and can be compared with what is found on the disk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from multiprocessing import get_context
import os
from pathlib import Path
from random import Random
import signal
import sys
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Final, override

from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.codec import decode, encode
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import Board, Change, Settings
from custom_components.mutual_aid.core.undo import undo
from custom_components.mutual_aid.store import Store

NEEDS: Final = 1_000
_EARLIEST: Final = 0.02
_LATEST: Final = 0.3
_CHANGES_BETWEEN_TIDYING: Final = 50
_START: Final = datetime(2026, 11, 1, tzinfo=UTC)
_READY: Final = b"+"
_ACKNOWLEDGED: Final = b"."


@dataclass(kw_only=True, slots=True)
class Figures:
    """What became of everything that was acknowledged."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    half_applied: int = 0
    unreadable: int = 0
    seconds: float = 0

    @override
    def __str__(self) -> str:
        """Return a sentence."""
        return (
            f"{self.kills} kills and {self.acknowledged:,} acknowledged changes on a board of {NEEDS:,} needs: "
            f"{self.lost} lost, {self.half_applied} half applied, {self.unreadable} times unreadable, "
            f"in {self.seconds:.0f} s."
        )


def run(folder: Path, rounds: int, seed: int = 0) -> Figures:
    """Kill that often, and return the figures."""
    figures, random, began = Figures(), Random(seed), monotonic()
    path = folder / "board.db"
    board = _fill(path)
    for _ in range(rounds):
        round_seed = random.random()
        acknowledged = _write_until_killed(path, board, round_seed, random.uniform(_EARLIEST, _LATEST))
        figures.kills += 1
        figures.acknowledged += acknowledged
        found = _read(path)
        if found is None:
            figures.unreadable += 1
            break
        _compare(figures, board, found, round_seed, acknowledged)
        board = found
    figures.seconds = monotonic() - began
    return figures


def _fill(path: Path) -> Board:
    board = Board()
    for number in range(NEEDS):
        details = Details(title=f"Need {number}", notes="Soup 🍲\nfor two", minutes=20)
        board = operations.add(board, details, need_id=f"first-{number}", now=_START).board
    store = Store(path)
    store.load(expected=False)
    store.write({piece_id: encode(board, piece_id) for piece_id in board.needs})
    store.close()
    return board


def _changes(board: Board, seed: float) -> Iterator[Change]:
    """Yield one change after the other, the same ones for the same board and seed."""
    random = Random(seed)
    now = _START
    while True:
        now += timedelta(seconds=1)
        change = _change(board, random, now)
        if change.touched:
            board = change.board
            yield change


def _change(board: Board, random: Random, now: datetime) -> Change:
    """Return any of the things people do; the board stays about as long as it is."""
    need_id, other_id = random.choice(list(board.needs)), random.choice(list(board.needs))
    match random.choice(("add or remove", "complete", "take", "move", "undo")):
        case "complete":
            return operations.complete(board, need_id, now=now)
        case "take":
            mark_id = f"mark-{random.random()}"
            return operations.take(board, need_id, "Jo", mark_id=mark_id, settings=Settings(), now=now)
        case "move":
            return operations.move(board, need_id, other_id, now=now)
        case "undo" if board.undoable:
            return undo(board, None, Settings(), now=_START)
        case _ if len(board.needs) > NEEDS:
            return operations.remove(board, need_id, now=now)
        case _:
            return operations.add(board, {"title": "Walk Rex"}, need_id=f"later-{random.random()}", now=now)


def _write_until_killed(path: Path, board: Board, seed: float, seconds: float) -> int:
    """Let a process write as fast as it can, end it, and return how many changes it said were safe."""
    reader, writer = os.pipe()
    child = get_context("fork").Process(target=_write, args=(path, board, seed, writer))
    child.start()
    os.close(writer)
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        assert pipe.read(1) == _READY
        sleep(seconds)
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        return len(pipe.readall())


def _write(path: Path, board: Board, seed: float, pipe: int) -> None:
    store = Store(path)
    store.load(expected=True)
    os.write(pipe, _READY)
    for number, change in enumerate(_changes(board, seed)):
        store.write({piece_id: encode(change.board, piece_id) for piece_id in change.touched})
        os.write(pipe, _ACKNOWLEDGED)
        if number % _CHANGES_BETWEEN_TIDYING == 0:
            store.tidy()


def _read(path: Path) -> Board | None:
    """Return the board, or None when it could not simply be read."""
    store = Store(path)
    loaded = store.load(expected=True)
    store.close()
    return None if loaded.is_restored else decode(loaded.records)


def _compare(figures: Figures, board: Board, found: Board, seed: float, acknowledged: int) -> None:
    """Count what is missing; a last change may be there whose acknowledgement did not get through."""
    changes = islice(_changes(board, seed), acknowledged + 1)
    boards = list(chain([board], (change.board for change in changes)))
    if found not in boards:
        figures.half_applied += 1
    elif found not in boards[acknowledged:]:
        figures.lost += acknowledged - boards.index(found)


def main() -> int:
    """Kill as often as the command line says, and print the figures."""
    with TemporaryDirectory() as folder:
        figures = run(Path(folder), int(sys.argv[1]))
    print(figures)  # noqa: T201
    return 1 if figures.lost or figures.half_applied or figures.unreadable else 0


if __name__ == "__main__":
    sys.exit(main())
