"""Where one board is kept: its file, a copy that follows it, and what to do when one of them is damaged.

Everything here blocks and belongs in the executor, one call at a time. It keeps records and knows nothing of needs.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from shutil import copy2
from typing import cast

from homeassistant.helpers.json import json_bytes
from homeassistant.util.json import json_loads

from .core.codec import SCHEMA_VERSION, Record
from .core.model import PieceId
from .database import (
    JOURNAL_PAGES,
    DamagedError,
    Database,
    Reading,
    Row,
    Rows,
    StorageError,
    files_of,
    remove,
    rename,
    storage_errors,
    version_of,
)


class NewerBoardError(StorageError):
    """The file was written by a newer version, and stays as it is."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("board_newer")


class BoardLostError(StorageError):
    """There was a board once, and nothing of it can be read."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("board_lost")


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What was kept. `is_restored` says that the file was damaged, and this is what it and its copy still held."""

    records: Mapping[PieceId, Record]
    is_restored: bool = False


class Store:
    """The file of one board. A write that returns is on the disk."""

    def __init__(self, path: Path) -> None:
        """Name the files; nothing is touched before they are loaded."""
        self._path = path
        self._copy_path = path.with_name(f"{path.stem}.copy{path.suffix}")
        self._database: Database
        self._revision = 0
        self._is_copy_checked = False
        self._is_held = False

    def load(self, *, expected: bool) -> Loaded:
        """Open the file and return what it holds, restored from its copy where it is damaged.

        `expected` says that something was kept here before: then a missing file is a loss and not a first day.
        Raises NewerBoardError, BoardLostError or StorageError, and leaves the files as they were.
        """
        if max(version_of(self._path), version_of(self._copy_path)) > SCHEMA_VERSION:
            raise NewerBoardError
        before = version_of(self._path)
        self._database, reading, is_restored = self._open(expected=expected)
        self._revision = reading.revision
        self._upgrade(before)
        return Loaded(
            records={
                piece_id: cast("Record", json_loads(row.record))
                for piece_id, row in reading.rows.items()
                if row.record is not None
            },
            is_restored=is_restored,
        )

    def write(self, records: Mapping[PieceId, Record | None]) -> None:
        """Keep these records, all or none of them; None takes one out. Raises StorageError."""
        revision = self._revision + 1
        self._database.write(
            {
                piece_id: Row(revision, None if record is None else json_bytes(record))
                for piece_id, record in records.items()
            }
        )
        self._revision = revision

    def tidy(self) -> None:
        """Bring the copy up to date, and leave nothing on the disk of what was taken out. Raises StorageError."""
        if self._is_held:
            return
        with self._copy() as copy:
            rows = self._database.rows_since(copy.revision())
            gaps = [piece_id for piece_id, row in rows.items() if row.record is None]
            copy.write(rows)
            copy.drop_gaps(gaps)
            copy.clean()
        self._database.drop_gaps(gaps)
        self._database.clean()

    def hold(self) -> None:
        """Leave file and copy as they are, and write to the journal only, so that they can be copied meanwhile."""
        self.tidy()
        self._is_held = True
        self._database.limit_journal(0)

    def release(self) -> None:
        """Go on as usual after a hold."""
        self._is_held = False
        self._database.limit_journal(JOURNAL_PAGES)

    def forget_set_aside(self) -> None:
        """Delete files that were set aside: damaged ones, and those of before an upgrade."""
        self._delete("damaged-*")
        self._delete("version-*")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def delete(self) -> None:
        """Delete everything that was ever kept for this board."""
        self.forget_set_aside()
        for path in (self._path, self._copy_path, self._new_path):
            remove(path)

    @property
    def _new_path(self) -> Path:
        return self._path.with_name(f"{self._path.stem}.new{self._path.suffix}")

    def _open(self, *, expected: bool) -> tuple[Database, Reading, bool]:
        if not expected and not self._path.exists() and not self._copy_path.exists():
            return Database.create(self._path, SCHEMA_VERSION), Reading(is_whole=True), False
        found = _read(self._path)
        if found.is_whole and _read_revision(self._copy_path) <= found.revision:
            remove(self._new_path)
            return Database(self._path), found, False
        copy = _read(self._copy_path)
        # The new file is what an earlier attempt to restore did not get to put in place.
        rows = _newest(found.rows, copy.rows, _read(self._new_path).rows)
        if expected and not rows:
            raise BoardLostError
        self._put_in_place(rows)
        if not copy.is_whole:
            self._set_aside(self._copy_path)
        return Database(self._path), Reading(rows=rows), expected or bool(rows)

    def _upgrade(self, before: int) -> None:
        """Let older versions of this integration refuse the file from now on; until the next start it is kept as it was."""
        if before == SCHEMA_VERSION:
            self._delete("version-*")
        elif before:
            self._database.fold_journal()
            with storage_errors():
                copy2(self._path, self._path.with_name(f"{self._path.stem}.version-{before}{self._path.suffix}"))
            self._database.set_version(SCHEMA_VERSION)

    def _delete(self, which: str) -> None:
        with storage_errors():
            for file in self._path.parent.glob(f"{self._path.stem}.{which}"):
                file.unlink()

    def _put_in_place(self, rows: Rows) -> None:
        """Set the damaged file aside and put these rows in its place, in steps that each can be the last."""
        if not _read(self._new_path).is_whole:
            remove(self._new_path)
            Database.create(self._new_path, SCHEMA_VERSION).close()
        with closing(Database(self._new_path)) as database:
            database.write(rows)
            database.fold_journal()
        self._set_aside(self._path)
        rename(self._new_path, self._path)

    def _set_aside(self, path: Path) -> None:
        """Keep a damaged file as it is, under a name that nothing has yet."""
        names = (path.with_name(f"{self._path.stem}.damaged-{number}{path.suffix}") for number in count(1))
        rename(path, next(name for name in names if not files_of(name)))

    @contextmanager
    def _copy(self) -> Iterator[Database]:
        """Open the copy, making a new one where there is none that can be trusted."""
        if not self._is_copy_checked and not _read(self._copy_path).is_whole:
            remove(self._copy_path)
        self._is_copy_checked = False
        copy = (
            Database(self._copy_path) if self._copy_path.exists() else Database.create(self._copy_path, SCHEMA_VERSION)
        )
        with closing(copy):
            copy.set_version(SCHEMA_VERSION)
            yield copy
        self._is_copy_checked = True


def _newest(*sources: Rows) -> Rows:
    rows: dict[str, Row] = {}
    for row_id, row in chain.from_iterable(source.items() for source in sources):
        if row_id not in rows or row.revision > rows[row_id].revision:
            rows[row_id] = row
    return rows


def _read(path: Path) -> Reading:
    if _is_empty(path):
        return Reading()
    try:
        with closing(Database(path)) as database:
            return database.read()
    except DamagedError:
        return Reading()


def _read_revision(path: Path) -> int:
    if _is_empty(path):
        return 0
    try:
        with closing(Database(path)) as database:
            return database.revision()
    except DamagedError:
        return 0


def _is_empty(path: Path) -> bool:
    """Return whether there is nothing to open: SQLite would delete the journal of an empty file."""
    return not path.exists() or not path.stat().st_size
