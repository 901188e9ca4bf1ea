"""A disk that fails, or takes its time, when a test says so; everything else about it is real."""

from collections.abc import Callable, Iterator
import resource
import sqlite3
from threading import Event
from typing import Any, Final, override

import pytest

FULL: Final = sqlite3.OperationalError("database or disk is full")
READ_ONLY: Final = sqlite3.OperationalError("attempt to write a readonly database")
BROKEN: Final = sqlite3.OperationalError("disk I/O error")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
READ_ONLY.sqlite_errorcode = sqlite3.SQLITE_READONLY
BROKEN.sqlite_errorcode = sqlite3.SQLITE_IOERR

type Trouble = Callable[[str], None]


class Disk:
    """What happens when a statement is about to be executed; nothing, as long as no test asks for more."""

    def __init__(self) -> None:
        """Work."""
        self.trouble: Trouble = lambda _: None
        self.statements: list[str] = []

    def fail(self, error: Exception, statement: str = "COMMIT") -> None:
        """Fail every statement of this sort until further notice."""

        def trouble(sql: str) -> None:
            if sql.startswith(statement):
                raise error

        self.trouble = trouble

    def work(self) -> None:
        """Work again."""
        self.trouble = lambda _: None

    def stop_at(self, statement: str = "COMMIT", error: Exception | None = None) -> Stop:
        """Let the next statement of this sort wait until it is let go, and perhaps fail then."""
        stop = Stop()

        def trouble(sql: str) -> None:
            if sql.startswith(statement):
                self.work()
                stop.wait()
                if error:
                    raise error

        self.trouble = trouble
        return stop


class Stop:
    """A statement that waits in its thread."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self._reached, self._passed = Event(), Event()

    def reached(self) -> None:
        """Block until the statement is about to be executed."""
        assert self._reached.wait(10)

    def let_go(self) -> None:
        """Let it be executed."""
        self._passed.set()

    def wait(self) -> None:
        """Block the statement's thread."""
        self._reached.set()
        assert self._passed.wait(10)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Have the boards on a disk that can fail."""
    disk, connect = Disk(), sqlite3.connect

    class Connection(sqlite3.Connection):
        @override
        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            disk.statements.append(sql)
            disk.trouble(sql)
            return super().execute(sql, *parameters)

    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: connect(path, factory=Connection, **options))
    return disk


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Be able to say how large the operating system lets files grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
