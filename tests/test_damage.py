"""Files that were damaged: what can be read is restored, what was damaged is kept, and nobody is left unaware."""

import asyncio
from collections.abc import Callable, Mapping
from itertools import chain
import random
from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant

from .board import Files, add, crash, issues, put_back, stored, titles, wait

type Damage = Callable[[bytes], bytes]

OLD: Final = {f"Need number {number}" for number in range(40)}


def half(content: bytes) -> bytes:
    """Return what is left when the file system lost the end."""
    return content[: len(content) // 2]


def nothing(content: bytes) -> bytes:
    """Return what is left when the file system lost it all."""
    return b""


def zeroed_start(content: bytes) -> bytes:
    """Return a file whose first page was never written."""
    return bytes(4096) + content[4096:]


def noise(content: bytes) -> bytes:
    """Return a file with something else in one of its middle pages."""
    page = content.index(b'Need number 1"') // 4096 * 4096
    return content[:page] + random.Random(1).randbytes(4096) + content[page + 4096 :]


def garbage(content: bytes) -> bytes:
    """Return a file that is something else."""
    return b"this is no board " * 1000


def flipped_bit(content: bytes) -> bytes:
    """Return a file in which one bit of one need is another."""
    place = content.index(b'Need number 1"')
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


DAMAGES: Final = (half, nothing, zeroed_start, noise, garbage, flipped_bit)


class Names:
    """What the files of a board are called."""

    def __init__(self, entry: ConfigEntry) -> None:
        """Know the board."""
        self.file = f"mutual_aid.{entry.entry_id}.db"
        self.journal = f"{self.file}-wal"
        self.copy = f"mutual_aid.{entry.entry_id}.copy.db"

    def aside(self, number: int) -> str:
        """Return the name of a file that was set aside."""
        return self.file.replace(".db", f".damaged-{number}.db")


@pytest.fixture
async def names(hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory) -> Names:
    """Have a board with old needs in its file and its copy, a new one in its journal only, and a power cut."""
    adding = []
    for title in sorted(OLD):
        freezer.tick(1)
        adding.append(hass.async_create_task(add(hass, title, notes="All there is to say about it. " * 15)))
    await asyncio.gather(*adding)
    await wait(hass, freezer, seconds=10)
    await add(hass, "New")
    await crash(hass, board)
    return Names(board)


async def load(hass: HomeAssistant, entry: ConfigEntry, files: Files) -> None:
    """Start with these files."""
    put_back(hass, files)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def kept(hass: HomeAssistant) -> set[bytes]:
    """Return what is in the files."""
    return set(stored(hass).values())


async def test_the_files_of_a_power_cut_are_whole(hass: HomeAssistant, board: ConfigEntry, names: Names) -> None:
    """What the other tests damage: everything is there, and nobody is alarmed."""
    await load(hass, board, stored(hass))
    assert {*await titles(hass)} == OLD | {"New"}
    assert issues(hass) == set()


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_file_is_restored_and_set_aside(
    hass: HomeAssistant, board: ConfigEntry, names: Names, damage: Damage
) -> None:
    """Nothing older than ten seconds is lost, the household is told, and the evidence stays byte for byte."""
    files = stored(hass)
    damaged = {names.file: damage(files[names.file])}
    await load(hass, board, {**files, **damaged})
    assert {*await titles(hass)} >= OLD
    assert issues(hass) == {"board_restored"}
    after = stored(hass)
    assert after[names.aside(1)] == damaged[names.file]
    assert after[f"{names.aside(1)}-wal"] == files[names.journal]


@pytest.mark.parametrize("damage", [noise, flipped_bit])
async def test_what_only_the_damaged_file_had_is_restored_from_it(
    hass: HomeAssistant, board: ConfigEntry, names: Names, damage: Damage
) -> None:
    """Rows are checked one by one, so that the newest change survives damage to others."""
    older_copy = stored(hass)[names.copy]
    await load(hass, board, stored(hass))
    await hass.config_entries.async_unload(board.entry_id)
    await load(hass, board, {names.file: damage(stored(hass)[names.file]), names.copy: older_copy})
    assert {*await titles(hass)} == OLD | {"New"}
    assert issues(hass) == {"board_restored"}


async def test_a_file_that_is_gone_is_restored(hass: HomeAssistant, board: ConfigEntry, names: Names) -> None:
    """A missing file is a first day only for a board that never had one."""
    files = stored(hass)
    await load(hass, board, {names.copy: files[names.copy], names.journal: files[names.journal]})
    assert {*await titles(hass)} == OLD
    assert issues(hass) == {"board_restored"}
    assert files[names.journal] in kept(hass)


async def test_a_journal_that_is_gone_takes_the_last_seconds_with_it(
    hass: HomeAssistant, board: ConfigEntry, names: Names
) -> None:
    """The file is whole without it, as it was ten seconds ago; that there was more cannot be known."""
    files = stored(hass)
    await load(hass, board, {names.file: files[names.file], names.copy: files[names.copy]})
    assert {*await titles(hass)} == OLD


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_journal_does_no_more_harm_than_a_missing_one(
    hass: HomeAssistant, board: ConfigEntry, names: Names, damage: Damage
) -> None:
    """A power cut may leave its end half written, or anything else in it."""
    files = stored(hass)
    journal = files[names.journal].replace(b'"New"', b'"Need number 1"')
    await load(hass, board, {**files, names.journal: damage(journal)})
    assert {*await titles(hass)} >= OLD


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_copy_costs_nothing_and_is_made_anew(
    hass: HomeAssistant, board: ConfigEntry, names: Names, damage: Damage, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody needs to know, but the next damage must find a good copy."""
    files = stored(hass)
    await load(hass, board, {**files, names.copy: damage(files[names.copy])})
    assert {*await titles(hass)} == OLD | {"New"}
    assert issues(hass) == set()
    await add(hass, "Newer")
    await wait(hass, freezer, seconds=10)
    await hass.config_entries.async_unload(board.entry_id)
    await load(hass, board, {names.copy: stored(hass)[names.copy]})
    assert {*await titles(hass)} == OLD | {"New", "Newer"}


@pytest.mark.parametrize("damage", [half, nothing, zeroed_start, garbage])
async def test_when_nothing_is_left_the_board_does_not_load(
    hass: HomeAssistant, board: ConfigEntry, names: Names, damage: Damage
) -> None:
    """Never an empty board as if nothing had been: it says that it is lost, and touches nothing."""
    files = {name: damage(content) for name, content in stored(hass).items()}
    await load(hass, board, files)
    assert board.state is ConfigEntryState.SETUP_ERROR
    assert board.error_reason_translation_key == "board_lost"
    assert issues(hass) == {"board_lost"}
    assert stored(hass) == files


async def test_when_all_files_are_gone_the_board_does_not_load(
    hass: HomeAssistant, board: ConfigEntry, names: Names
) -> None:
    """The entry remembers that there was something."""
    await load(hass, board, {})
    assert board.state is ConfigEntryState.SETUP_ERROR
    assert issues(hass) == {"board_lost"}


@pytest.mark.parametrize("damage", [noise, flipped_bit])
async def test_good_rows_of_two_damaged_files_are_restored(
    hass: HomeAssistant, board: ConfigEntry, names: Names, damage: Damage, freezer: FrozenDateTimeFactory
) -> None:
    """Half a board is better than none, and both files are kept for somebody who can read more out of them."""
    files = stored(hass)
    damaged = {name: damage(files[name]) for name in (names.file, names.copy)}
    await load(hass, board, {**files, **damaged})
    found = {*await titles(hass)}
    assert found <= OLD | {"New"}
    assert len(found) > 5
    assert issues(hass) == {"board_restored"}
    await add(hass, "Newer")
    await wait(hass, freezer, seconds=10)
    assert set(damaged.values()) <= kept(hass)


async def test_every_damaged_file_is_kept(hass: HomeAssistant, board: ConfigEntry, names: Names) -> None:
    """A disk that dies damages more than once; no evidence is put on top of another."""
    files = stored(hass)
    seen: Mapping[str, bytes] = files
    damages = [b"first", b"second", b"third"]
    for damage in damages:
        await load(hass, board, {**seen, names.file: damage, names.journal: damage})
        await hass.config_entries.async_unload(board.entry_id)
        seen = stored(hass)
    expected = chain.from_iterable(
        [(names.aside(number), damage), (f"{names.aside(number)}-wal", damage)]
        for number, damage in enumerate(damages, start=1)
    )
    assert {name: content for name, content in seen.items() if ".damaged-" in name} == dict(expected)
