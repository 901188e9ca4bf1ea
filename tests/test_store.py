"""The store by itself, where a whole Home Assistant would only be in the way."""

from pathlib import Path
import random

import pytest

from custom_components.mutual_aid.core.codec import Record, StoredNeed, StoredOnIt
from custom_components.mutual_aid.store import Store

NAME = "Xanthippe"


def record(title: str, notes: str, name: str = "") -> Record:
    """Return what is kept of a need."""
    until = "2026-03-02T23:00:00+00:00"
    need = StoredNeed(position="1", title=title, notes=notes, on_it=[StoredOnIt(id="mark", until=until, name=name)])
    return Record(need=need, house=None, undoable=[])


class Kept:
    """A store that is used as a busy household does, with helpers whose name must not stay."""

    def __init__(self, path: Path, seed: int) -> None:
        """Start empty."""
        self.store, self.chance = Store(path), random.Random(seed)
        self.store.load(expected=False)
        self.ids: list[str] = []

    def add(self, number: int) -> None:
        """Keep a need somewhere between the others, perhaps with a helper."""
        self.ids.append(f"{self.chance.randrange(10**12):026d}")
        notes = "y" * self.chance.choice([10, 300, 900, 1900])
        self.store.write({self.ids[-1]: record(f"Need {number}", notes, self.chance.choice([NAME, ""]))})

    def finish(self) -> None:
        """Do or remove all of them, in any order."""
        self.chance.shuffle(self.ids)
        for need_id in self.ids:
            self.store.write({need_id: self.chance.choice([record("Done", ""), None])})


@pytest.mark.parametrize("seed", [3, 7, 10])
def test_no_scrap_of_a_name_stays_in_the_file(tmp_path: Path, seed: int) -> None:
    """SQLite moves rows about as others come and go, and wipes what is deleted but not where something once was."""
    kept = Kept(tmp_path / "board.db", seed)
    for number in range(60):
        kept.add(number)
    kept.store.tidy()
    assert NAME.encode() in (tmp_path / "board.db").read_bytes()
    kept.finish()
    kept.store.tidy()
    assert [path.name for path in tmp_path.iterdir() if NAME.encode() in path.read_bytes()] == []
    kept.store.close()


def test_what_is_written_again_and_again_takes_no_more_room(tmp_path: Path) -> None:
    """A busy day on a small memory card, tidied away or not: the journal is folded in before it grows without end."""
    store = Store(tmp_path / "board.db")
    store.load(expected=False)
    for number in range(300):
        store.write({f"{need:026d}": record(f"Need {number}", "y" * 700) for need in range(30)})
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes["board.db"] < 100_000
    assert sizes["board.db-wal"] < 2 * 1024 * 1024
    store.tidy()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 100_000
    store.close()
