"""Loading what is not as it should be: step by step, so that a second accident costs nothing either."""

from contextlib import closing
from pathlib import Path
import sqlite3
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant

from .board import add, crash, issues, put_back, reload, stored, titles, wait
from .disk import BROKEN, Disk
from custom_components.mutual_aid.core.codec import SCHEMA_VERSION
from custom_components.mutual_aid.database import Database, Row


@pytest.fixture
async def file(hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory) -> Path:
    """Have a board with one need in its copy too and one in its file only, not loaded; return the file."""
    await add(hass, "Old")
    await wait(hass, freezer, seconds=10)
    await add(hass, "New")
    await crash(hass, board)
    return Path(hass.config.path(".storage", f"mutual_aid.{board.entry_id}.db"))


async def load(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Start."""
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def execute(path: Path, statement: str) -> None:
    """Change a file from outside."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


class Power:
    """Counts what is done to files, and fails at a number."""

    def __init__(self) -> None:
        """Last."""
        self.steps_left = 1000

    def step(self) -> None:
        """Fail when it is time."""
        self.steps_left -= 1
        if self.steps_left < 0:
            raise OSError(5, "Input/output error")


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Power:
    """Have a power supply that a test can cut between two changes to files."""
    power = Power()
    for name in ("rename", "unlink", "touch"):
        _cut(monkeypatch, name, power)
    return power


def _cut(monkeypatch: pytest.MonkeyPatch, name: str, power: Power) -> None:
    change = getattr(Path, name)

    def cut(path: Path, *args: Any, **options: Any) -> Any:
        power.step()
        return change(path, *args, **options)

    monkeypatch.setattr(Path, name, cut)


def damage(file: Path) -> None:
    """Damage one row of the file, and leave the newest."""
    execute(file, "UPDATE piece SET checksum = checksum + 1 WHERE revision = 1")


@pytest.mark.parametrize("steps", range(6))
async def test_a_power_cut_while_restoring_loses_nothing(
    hass: HomeAssistant, board: ConfigEntry, file: Path, power: Power, steps: int
) -> None:
    """Old is in the copy only and New in the damaged file only; wherever it stops, the next start has both."""
    damage(file)
    for cut_after in (steps, 1000):
        power.steps_left = cut_after
        await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}


@pytest.mark.parametrize("steps", range(4))
async def test_two_power_cuts_while_restoring_lose_nothing(
    hass: HomeAssistant, board: ConfigEntry, file: Path, power: Power, steps: int
) -> None:
    """A house whose power is not steady has them in a row."""
    damage(file)
    for cut_after in (steps, steps, 1000):
        power.steps_left = cut_after
        await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}
    assert issues(hass) == {"board_restored"}


@pytest.mark.parametrize(
    "column", ["record = 5", "checksum = 'x'", "checksum = NULL", "revision = NULL", "record = NULL"]
)
async def test_a_row_that_makes_no_sense_is_a_damaged_row(
    hass: HomeAssistant, board: ConfigEntry, file: Path, column: str
) -> None:
    """Whatever stands where something else should: the others are read, and this one comes from the copy."""
    execute(file, f"UPDATE piece SET {column} WHERE revision = 1")  # noqa: S608
    await load(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}
    assert issues(hass) == {"board_restored"}


async def test_a_disk_that_is_full_while_restoring_is_tried_again(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry, file: Path
) -> None:
    """There is nothing wrong that cannot be put right: Home Assistant tries again by itself."""
    damage(file)
    before = stored(hass)
    disk.fail(BROKEN)
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_RETRY
    assert stored(hass).items() >= before.items()
    disk.work()
    await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}
    assert [name for name in stored(hass) if ".new" in name] == []


async def test_an_older_file_than_its_copy_is_restored(
    hass: HomeAssistant, board: ConfigEntry, file: Path, freezer: FrozenDateTimeFactory
) -> None:
    """Somebody put yesterday's file back by hand, or the file system did: what was acknowledged since is in the copy."""
    older = {file.name: stored(hass)[file.name]}
    await load(hass, board)
    await add(hass, "Newer")
    await wait(hass, freezer, seconds=10)
    await hass.config_entries.async_unload(board.entry_id)
    put_back(hass, {**stored(hass), **older})
    await load(hass, board)
    assert {*await titles(hass)} == {"Old", "New", "Newer"}
    assert issues(hass) == {"board_restored"}


async def test_a_file_of_a_newer_version_is_left_alone(hass: HomeAssistant, board: ConfigEntry, file: Path) -> None:
    """Going back a version must not cost what the newer one wrote."""
    execute(file, "PRAGMA user_version = 999")
    before = stored(hass)
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_ERROR
    assert board.error_reason_translation_key == "board_newer"
    assert issues(hass) == {"board_newer"}
    assert stored(hass) == before


async def test_a_copy_of_a_newer_version_is_left_alone(hass: HomeAssistant, board: ConfigEntry, file: Path) -> None:
    """It may be all that is left of what the newer one wrote."""
    execute(file.with_name(file.name.replace(".db", ".copy.db")), "PRAGMA user_version = 999")
    before = stored(hass)
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_ERROR
    assert stored(hass) == before


async def test_an_updated_version_loads_it_again(hass: HomeAssistant, board: ConfigEntry, file: Path) -> None:
    """The issue goes away with its reason."""
    execute(file, "PRAGMA user_version = 999")
    await load(hass, board)
    execute(file, f"PRAGMA user_version = {SCHEMA_VERSION}")
    await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}
    assert issues(hass) == set()


@pytest.mark.parametrize(
    "record", [b"{}", b'{"need": {"position": "1", "title": "x", "kind": "magic"}, "house": null, "undoable": []}']
)
async def test_a_record_that_cannot_be_understood_is_left_alone(
    hass: HomeAssistant, board: ConfigEntry, file: Path, record: bytes
) -> None:
    """It has a good checksum, so it is no damage: somebody newer wrote it. The file is free for them to go on."""
    with closing(Database(file)) as database:
        database.write({"01KJR25PG0W1QVQZPC9NR3VNV3": Row(3, record)})
    before = stored(hass)
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_ERROR
    assert issues(hass) == {"board_newer"}
    assert stored(hass) == before
    execute(file, "DELETE FROM piece WHERE revision = 3")
    await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}


async def test_a_file_that_somebody_else_has_open_is_tried_again(
    hass: HomeAssistant, board: ConfigEntry, file: Path
) -> None:
    """A second Home Assistant on one folder, or a curious tool, costs a moment and no needs."""
    other = sqlite3.connect(file)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_RETRY
    assert board.error_reason_translation_key == "storage_failed"
    assert issues(hass) == set()
    other.close()
    await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}


async def test_a_file_that_cannot_be_read_right_now_is_tried_again(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry, file: Path
) -> None:
    """A loose cable is no damage: nothing is set aside, and nothing restored."""
    before = stored(hass)
    disk.fail(BROKEN, "SELECT")
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_RETRY
    assert stored(hass) == before
    disk.work()
    await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}
    assert issues(hass) == set()


async def test_a_file_that_cannot_be_opened_is_tried_again(hass: HomeAssistant, board: ConfigEntry, file: Path) -> None:
    """A folder in its place is surely a mistake of somebody, and not a reason to start anew."""
    files = stored(hass)
    put_back(hass, {})
    file.mkdir()
    await load(hass, board)
    assert board.state is ConfigEntryState.SETUP_RETRY
    file.rmdir()
    put_back(hass, files)
    await reload(hass, board)
    assert {*await titles(hass)} == {"Old", "New"}


async def test_all_files_are_private(hass: HomeAssistant, board: ConfigEntry, file: Path) -> None:
    """Names, allergies and where the key is: nobody else on the machine may read them, in no file and at no time."""
    damage(file)
    await load(hass, board)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in file.parent.glob("mutual_aid.*")}
    assert len(modes) >= 5
    assert set(modes.values()) == {"0o600"}
