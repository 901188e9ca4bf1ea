"""A disk that is full, read-only or broken: who asked learns of it, and what is shown is what is kept."""

import asyncio
from collections.abc import Callable
import random
import resource
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .board import (
    Json,
    act,
    add,
    crash,
    everything,
    issues,
    needs,
    put_back,
    refused,
    reload,
    state,
    stored,
    titles,
    todo,
    wait,
)
from .disk import BROKEN, FULL, READ_ONLY, Disk

ERRORS: Final = (
    (FULL, "storage_full"),
    (READ_ONLY, "storage_read_only"),
    (BROKEN, "storage_failed"),
    (OSError(28, "No space left on device"), "storage_full"),
    (PermissionError(13, "Permission denied"), "storage_read_only"),
)
CHANGES: Final[tuple[tuple[str, Json], ...]] = (
    ("add_need", {"title": "Cook"}),
    ("offer", {"title": "Soup", "name": "Jo"}),
    ("update_need", {"need": "Wash the dishes", "title": "Do the pots"}),
    ("remove_need", {"need": "Wash the dishes"}),
    ("take_need", {"need": "Wash the dishes", "name": "Jo"}),
    ("complete_need", {"need": "Wash the dishes"}),
    ("undo", {}),
    ("set_house_notes", {"diet": "No nuts"}),
    ("forget", {"what": "everything"}),
)


@pytest.mark.parametrize(("error", "key"), ERRORS)
async def test_who_asked_learns_why_it_was_not_kept(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry, error: Exception, key: str
) -> None:
    """Each in a sentence; and the next change is taken as soon as the disk takes it."""
    await add(hass, "Wash the dishes")
    before = await everything(hass)
    disk.fail(error)
    with refused(key, HomeAssistantError):
        await add(hass, "Cook")
    assert await everything(hass) == before
    disk.work()
    await add(hass, "Sweep the floor")
    assert await titles(hass) == ["Wash the dishes", "Sweep the floor"]


@pytest.mark.parametrize(("action", "fields"), CHANGES)
async def test_a_change_that_was_not_kept_was_not_made(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry, action: str, fields: Json
) -> None:
    """Neither in what is shown, nor in what is there after a restart, nor by a later change in passing."""
    await add(hass, "Wash the dishes")
    before = await everything(hass)
    disk.fail(FULL)
    with refused("storage_full", HomeAssistantError):
        await act(hass, action, **fields)
    assert await everything(hass) == before
    disk.work()
    await act(hass, "set_house_notes", notes="Ring twice")
    await crash(hass, board)
    await reload(hass, board)
    assert await needs(hass) == before["needs"]


async def test_the_other_surfaces_say_it_too(hass: HomeAssistant, disk: Disk, board: ConfigEntry) -> None:
    """The list, the button and the select show the same sentence."""
    await add(hass, "Wash the dishes")
    disk.fail(FULL)
    with refused("storage_full", HomeAssistantError):
        await todo(hass, "update_item", item="Wash the dishes", status="completed")
    with refused("storage_full", HomeAssistantError):
        await hass.services.async_call("button", "press", {"entity_id": "button.needs_undo"}, blocking=True)
    with refused("storage_full", HomeAssistantError):
        target = {"entity_id": "select.needs_visiting", "option": "resting"}
        await hass.services.async_call("select", "select_option", target, blocking=True)
    assert state(hass, "select.needs_visiting") == "welcome"


async def test_the_household_is_told_until_it_works_again(hass: HomeAssistant, disk: Disk, board: ConfigEntry) -> None:
    """A full disk has to be seen by somebody who can do something about it, and only as long as it is full."""
    await add(hass, "Wash the dishes")
    disk.fail(FULL)
    with refused("storage_full", HomeAssistantError):
        await add(hass, "Cook")
    assert issues(hass) == {"storage_failing"}
    with refused("storage_full", HomeAssistantError):
        await add(hass, "Cook")
    disk.work()
    await act(hass, "list_needs")
    await act(hass, "complete_need", need="Wash the dishes")
    assert issues(hass) == set()


async def test_nothing_is_told_of_a_change_that_was_not_kept(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry
) -> None:
    """No bell rings for a need that is not there."""
    disk.fail(FULL)
    with refused("storage_full", HomeAssistantError):
        await add(hass, "Cook")
    assert state(hass, "event.needs_activity") == "unknown"


async def test_what_was_decided_on_top_of_a_failed_change_is_refused_too(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry
) -> None:
    """While the first is on its way to the disk the second builds on it; both go, though the disk works again."""
    await add(hass, "Wash the dishes")
    stop = disk.stop_at("COMMIT", FULL)
    first = asyncio.create_task(act(hass, "update_need", need="dishes", title="Do the pots"))
    await hass.async_add_executor_job(stop.reached)
    second = asyncio.create_task(act(hass, "take_need", need="Do the pots"))
    third = asyncio.create_task(act(hass, "take_need", need="Wash the dishes"))
    await asyncio.sleep(0)
    stop.let_go()
    with refused("storage_full", HomeAssistantError):
        await first
    with refused("need_not_found"):
        await second
    with refused("storage_full", HomeAssistantError):
        await third
    await crash(hass, board)
    await reload(hass, board)
    assert [(need["title"], need["state"]) for need in await needs(hass)] == [("Wash the dishes", "open")]


async def test_a_real_limit_of_the_system_is_an_error_like_any_other(
    hass: HomeAssistant, board: ConfigEntry, small_files: Callable[[int], None]
) -> None:
    """No injected error: the operating system lets files grow no further, in the middle of a write."""
    await add(hass, "Wash the dishes")
    before = await everything(hass)
    small_files(16 * 1024)
    with refused("storage_failed", HomeAssistantError):
        await asyncio.gather(*(add(hass, f"Need {number}", notes="x" * 2_000) for number in range(20)))
    small_files(resource.RLIM_INFINITY)
    assert await everything(hass) == before
    await crash(hass, board)
    await reload(hass, board)
    assert await needs(hass) == before["needs"]


@pytest.mark.parametrize("seed", range(3))
async def test_what_was_acknowledged_is_there_however_often_the_disk_failed(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry, seed: int
) -> None:
    """Ten people make 200 changes at once on a failing disk: the board is what they were told, no more and no less."""
    chance = random.Random(seed)
    told: dict[str, Json] = {}

    def trouble(sql: str) -> None:
        if sql == "COMMIT" and chance.random() < 0.3:
            raise BROKEN

    async def change(action: str, **fields: Any) -> Json | None:
        try:
            need: Json = (await act(hass, action, **fields))["need"]
        except HomeAssistantError:
            return None
        told[need["id"]] = need
        return need

    async def person(name: str) -> None:
        for number in range(5):
            if need := await change("add_need", title=f"Need {number} of {name}"):
                await change("take_need", need=need["id"], name=name)
                await change("update_need", need=need["id"], minutes=chance.randint(1, 60))
                await change(chance.choice(["complete_need", "release_need"]), need=need["id"])

    disk.trouble = trouble
    await asyncio.gather(*(person(f"helper {number}") for number in range(10)))
    disk.work()
    assert {need["id"]: need for need in await needs(hass)} == told
    await crash(hass, board)
    await reload(hass, board)
    assert {need["id"]: need for need in await needs(hass)} == told
    assert len(told) > 10


async def test_what_happens_by_itself_waits_for_the_disk(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """A helper's name must go even if the disk failed at the moment it lapsed, whatever else is changed meanwhile."""
    await add(hass, "Wash the dishes")
    await act(hass, "take_need", need="dishes", name="Joanna", duration={"minutes": 30})
    disk.fail(FULL)
    await wait(hass, freezer, minutes=30)
    assert issues(hass) == {"storage_failing"}
    disk.work()
    await add(hass, "Cook")
    await wait(hass, freezer, minutes=1)
    assert state(hass, "event.needs_activity") != "unknown"
    activity = hass.states.get("event.needs_activity")
    assert activity is not None
    assert activity.attributes["event_type"] == "released"
    assert issues(hass) == set()


async def test_a_copy_that_cannot_be_written_refuses_no_change(
    hass: HomeAssistant,
    disk: Disk,
    board: ConfigEntry,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The file is what counts; the copy is tried again after the next change."""
    await add(hass, "Wash the dishes")
    disk.fail(FULL, "PRAGMA wal_checkpoint")
    await wait(hass, freezer, seconds=10)
    assert "The copy of a board could not be brought up to date" in caplog.text
    await add(hass, "Cook")
    disk.work()
    await wait(hass, freezer, seconds=10)
    await crash(hass, board)
    put_back(hass, {name: content for name, content in stored(hass).items() if ".copy." in name})
    await hass.config_entries.async_setup(board.entry_id)
    assert await titles(hass) == ["Wash the dishes", "Cook"]
