"""Home Assistant's backup copies files one after the other while people go on using the board."""

import asyncio
from pathlib import Path
import random

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Files, add, crash, issues, make_board, needs, put_back, reload, stored, titles, wait
from custom_components.mutual_aid import backup


def copy_of(hass: HomeAssistant, name: str) -> bytes:
    """Read one file, as it is at this moment."""
    return Path(hass.config.path(".storage", name)).read_bytes()


async def back_up(hass: HomeAssistant, chance: random.Random) -> Files:
    """Copy the files one after the other, in any order, while needs are added, removed and tidied away."""
    names = [*stored(hass)]
    chance.shuffle(names)
    files: dict[str, bytes] = {}
    for name in names:
        await asyncio.gather(*(add(hass, f"During {name} {number}") for number in range(chance.randrange(8))))
        files[name] = copy_of(hass, name)
    return files


@pytest.mark.parametrize("seed", range(6))
async def test_a_backup_has_everything_that_was_there_before_it(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory, seed: int
) -> None:
    """And it is whole, whatever was written between the copy of one file and of the next; nothing is refused."""
    chance = random.Random(seed)
    await asyncio.gather(*(add(hass, f"Before {number}", notes="x" * 500) for number in range(20)))
    await wait(hass, freezer, seconds=chance.choice([0, 10]))
    before = {need["id"]: need for need in await needs(hass)}
    await backup.async_pre_backup(hass)
    files = await back_up(hass, chance)
    await wait(hass, freezer, seconds=10)
    files = {**files, **await back_up(hass, chance)} if chance.random() < 0.5 else files
    await backup.async_post_backup(hass)
    after = await needs(hass)
    await wait(hass, freezer, seconds=10)
    assert await needs(hass) == after
    await hass.config_entries.async_unload(board.entry_id)
    put_back(hass, files)
    await hass.config_entries.async_setup(board.entry_id)
    assert issues(hass) == set()
    assert {need["id"]: need for need in await needs(hass)}.items() >= before.items()


async def test_the_file_does_not_change_during_a_backup(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """However long it takes and however much is written: all of it goes to the journal, and comes home afterwards."""
    await add(hass, "Before")
    await backup.async_pre_backup(hass)
    before = {name: content for name, content in stored(hass).items() if name.endswith(".db")}
    await asyncio.gather(*(add(hass, f"During {number}", notes="x" * 2_000) for number in range(600)))
    await wait(hass, freezer, hours=1)
    assert stored(hass).items() >= before.items()
    await backup.async_post_backup(hass)
    journal = next(content for name, content in stored(hass).items() if name.endswith(".db-wal"))
    assert (len(journal), len(await titles(hass))) == (0, 601)


async def test_every_board_is_held(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Also with two of them, and with one that is not loaded."""
    grandmas = await make_board(hass, "Grandma's house")
    aunts = await make_board(hass, "Aunt's house")
    await hass.config_entries.async_unload(aunts.entry_id)
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)
    await hass.config_entries.async_remove(aunts.entry_id)
    await hass.config_entries.async_remove(grandmas.entry_id)
    await add(hass, "Wash the dishes")
    await crash(hass, board)
    await reload(hass, board)
    assert await titles(hass) == ["Wash the dishes"]


async def test_a_board_that_is_put_away_during_a_backup_loses_nothing(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A restart in the middle of a backup is the next start of a board whose journal was not folded in."""
    await backup.async_pre_backup(hass)
    await add(hass, "Wash the dishes")
    await reload(hass, board)
    await backup.async_post_backup(hass)
    assert await titles(hass) == ["Wash the dishes"]
