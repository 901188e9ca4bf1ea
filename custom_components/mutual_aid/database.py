"""One SQLite file of numbered rows, each with a checksum of its own. Everything here blocks."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
import errno
from pathlib import Path
import sqlite3
from typing import Any, Final, NamedTuple
from zlib import crc32

# Beyond this many pages the journal is folded into the file; it bounds what a long busy day leaves on disk.
JOURNAL_PAGES: Final = 256
_HEADER: Final = b"SQLite format 3\0"
_SELECT: Final = "SELECT id, revision, record, checksum FROM piece"
_VERSION_BYTES: Final = slice(60, 64)
_SIDE_FILES: Final = ("", "-wal", "-journal")
_NO_MATTER_OF_DAMAGE: Final = frozenset(
    {
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class StorageError(Exception):
    """The disk did not take or give what was asked, and nothing has changed. `key` names the sentence to show."""

    def __init__(self, key: str = "storage_failed") -> None:
        """Remember why."""
        super().__init__(key)
        self.key = key


class Row(NamedTuple):
    """A record and the number of the write it came with; without a record it is a gap that the copy has to learn."""

    revision: int
    record: bytes | None

    def checksum(self, row_id: str) -> int:
        """Return what tells a damaged row from a good one."""
        return crc32(self.record or b"", crc32(f"{row_id} {self.revision} {self.record is None}".encode()))


class DamagedError(StorageError):
    """The file is no database any more."""


type Rows = Mapping[str, Row]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What could be read of a file: all of it, or the rows that are good."""

    rows: Rows = field(default_factory=dict)
    is_whole: bool = False

    @property
    def revision(self) -> int:
        """Return the number of the last write."""
        return max((row.revision for row in self.rows.values()), default=0)


class Database:
    """An open file. It is locked for everybody else, and a write that returns is on the disk."""

    def __init__(self, path: Path) -> None:
        """Open a file that exists, without changing it."""
        with storage_errors(), ExitStack() as on_failure:
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=1)
            on_failure.callback(self._connection.close)
            # Closing a damaged file must not fold its journal in: it is evidence.
            self._connection.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, True)  # noqa: FBT003
            self._connection.text_factory = bytes
            for pragma in ("locking_mode=EXCLUSIVE", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
                self._connection.execute(f"PRAGMA {pragma}")
            self.limit_journal(JOURNAL_PAGES)
            on_failure.pop_all()

    @classmethod
    def create(cls, path: Path, version: int) -> Database:
        """Make a new file that only its owner can read."""
        with storage_errors(), ExitStack() as on_failure:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
            path.chmod(0o600)
            database = cls(path)
            on_failure.callback(database.close)
            execute = database._connection.execute
            execute("PRAGMA journal_mode=WAL")
            execute(
                "CREATE TABLE piece (id TEXT PRIMARY KEY, revision INTEGER, record BLOB, checksum INTEGER) WITHOUT ROWID"
            )
            database.set_version(version)
            database.fold_journal()
            on_failure.pop_all()
            return database

    def set_version(self, version: int) -> None:
        """Say in which schema version the file is from now on."""
        with storage_errors():
            self._connection.execute(f"PRAGMA user_version={version:d}")

    def read(self) -> Reading:
        """Return the rows; a damaged file gives those that are good. Raises StorageError when it cannot be read now."""
        check, _ = self._fetch("PRAGMA quick_check(1)")
        found, is_complete = self._fetch(f"{_SELECT} ORDER BY id")
        if not is_complete:
            # A damaged page ends the reading; there may be more on its other side.
            found += self._fetch(f"{_SELECT} ORDER BY id DESC")[0]
        rows = dict(filter(None, map(_good_row, found)))
        return Reading(rows=rows, is_whole=check == [(b"ok",)] and is_complete and len(rows) == len(found))

    def _fetch(self, query: str) -> tuple[list[tuple[Any, ...]], bool]:
        """Return what a query finds, and whether no damage ended it early."""
        found: list[tuple[Any, ...]] = []
        try:
            for stored in self._connection.execute(query):
                found.append(stored)  # noqa: PERF402 - what came before the damage is kept
        except sqlite3.Error as err:
            if _code(err) in _NO_MATTER_OF_DAMAGE:
                raise StorageError from err
            return found, False
        return found, True

    def revision(self) -> int:
        """Return the number of the last write, or 0 when the file is damaged."""
        with suppress(sqlite3.Error):
            (number,) = self._connection.execute("SELECT max(revision) FROM piece").fetchone()
            return number if isinstance(number, int) else 0
        return 0

    def rows_since(self, revision: int) -> Rows:
        """Return the rows that were written after that write."""
        with storage_errors():
            found = self._connection.execute("SELECT id, revision, record FROM piece WHERE revision > ?", (revision,))
            return {stored_id.decode(): Row(number, record) for stored_id, number, record in found}

    def write(self, rows: Rows) -> None:
        """Put rows in, all or none of them."""
        with self._transaction() as connection:
            connection.executemany(
                "REPLACE INTO piece VALUES (?, ?, ?, ?)",
                [(row_id, *row, row.checksum(row_id)) for row_id, row in rows.items()],
            )

    def drop_gaps(self, row_ids: Iterable[str]) -> None:
        """Take out rows without a record once the copy has learnt them too."""
        with self._transaction() as connection:
            connection.executemany("DELETE FROM piece WHERE id = ? AND record IS NULL", [(i,) for i in row_ids])

    def limit_journal(self, pages: int) -> None:
        """Say how long the journal may grow before it is folded into the file; 0 leaves the file untouched."""
        self._connection.execute(f"PRAGMA wal_autocheckpoint={pages:d}")

    def fold_journal(self) -> None:
        """Fold the journal into the file."""
        with storage_errors():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def clean(self) -> None:
        """Write the file anew, because rows that are moved about leave scraps in it, and fold the journal in."""
        with storage_errors():
            self._connection.execute("VACUUM")
        self.fold_journal()

    def close(self) -> None:
        """Let go of the file as it is."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with storage_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what SQLite and the operating system say into a StorageError."""
    try:
        yield
    except (OSError, sqlite3.Error) as err:
        raise (DamagedError() if _code(err) in _DAMAGED else StorageError(_key(err))) from err


def version_of(path: Path) -> int:
    """Return the schema version a file says it has, without opening it as a database; 0 when it says nothing."""
    with storage_errors():
        try:
            with path.open("rb") as file:
                header = file.read(_VERSION_BYTES.stop)
        except FileNotFoundError:
            return 0
    return int.from_bytes(header[_VERSION_BYTES]) if header.startswith(_HEADER) else 0


def files_of(path: Path) -> list[Path]:
    """Return the files of a database that exist: itself and its journal."""
    return [file for side in _SIDE_FILES if (file := path.with_name(path.name + side)).exists()]


def remove(path: Path) -> None:
    """Delete a database with its journal."""
    with storage_errors():
        for file in files_of(path):
            file.unlink()


def rename(path: Path, new_path: Path) -> None:
    """Rename a database with its journal, and itself last."""
    with storage_errors():
        for file in reversed(files_of(path)):
            file.rename(new_path.with_name(file.name.replace(path.name, new_path.name)))


def _good_row(stored: tuple[Any, ...]) -> tuple[str, Row] | None:
    with suppress(AttributeError, TypeError, UnicodeError):
        row_id, row = stored[0].decode(), Row(*stored[1:3])
        return (row_id, row) if row.checksum(row_id) == stored[3] else None
    return None


def _key(err: OSError | sqlite3.Error) -> str:
    if _code(err) == sqlite3.SQLITE_FULL or getattr(err, "errno", None) in _FULL:
        return "storage_full"
    if _code(err) in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM} or getattr(err, "errno", None) in _READ_ONLY:
        return "storage_read_only"
    return "storage_failed"


def _code(err: BaseException) -> int:
    """Return the primary result code of a SQLite error."""
    return getattr(err, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
