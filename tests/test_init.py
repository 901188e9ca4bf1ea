"""Loading, unloading, disabling and removing a board: nothing is lost, nothing is left behind."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from homeassistant import block_async_io
from homeassistant.config_entries import ConfigEntry, ConfigEntryDisabler, ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .board import Json, act, add, crash, issues, make_board, needs, put_back, refused, reload, stored, titles
from .disk import Disk


def open_files() -> int:
    """Return how many files this process has open."""
    return len([*Path("/proc/self/fd").iterdir()])


async def test_what_is_on_the_board_is_there_after_a_restart(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Everything about it: needs, order, who is on it, house notes, visiting and what can be undone."""
    await add(hass, "Wash the dishes", notes="Use the brush", minutes=15, due_date="2026-03-05")
    await add(hass, "Carry the sofa", helpers=2, urgent=True)
    await act(hass, "take_need", need="sofa", name="Jo")
    await act(hass, "offer", title="Soup", kind="meal", start="2026-03-05 18:00:00")
    await act(hass, "complete_need", need="dishes")
    await act(hass, "set_house_notes", diet="No nuts")
    before = await needs(hass)
    await crash(hass, board)
    await reload(hass, board)
    assert await needs(hass) == before
    assert await act(hass, "undo") == {"need": None}
    assert await act(hass, "set_house_notes") == {"diet": None, "notes": None}
    assert (await act(hass, "undo"))["need"]["title"] == "Wash the dishes"


@pytest.mark.parametrize(
    "text",
    [
        "Ça va être très bon 🍲👩‍👩‍👧‍👦",
        "اغسل الصحون",
        "\u202eשטוף את הכלים\u202c",  # noqa: RUF001
        "洗碗 — 50 % “fertig”; DROP TABLE piece;",
        "\\n \\u0000 {title} %s <b>&amp;</b>",
        "x" * 255,
    ],
)
async def test_every_title_comes_back_as_it_was_written(hass: HomeAssistant, board: ConfigEntry, text: str) -> None:
    """Emoji, right-to-left, quotes and what looks like a program: it is their word, byte for byte."""
    await add(hass, text, notes=f"{text}\r\n\r{text}\n\t\u2028end ")
    before = await needs(hass)
    assert (before[0]["title"], before[0]["notes"]) == (text, f"{text}\r\n\r{text}\n\t\u2028end ")
    await reload(hass, board)
    assert await needs(hass) == before
    state = hass.states.get("sensor.needs_next")
    assert state is not None
    assert state.state == text


async def test_a_board_can_be_put_away_and_taken_out_again(
    hass: HomeAssistant, board: ConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Its entities say that they are unavailable, and not that nothing needs doing."""
    need = await add(hass, "Wash the dishes")
    await hass.config_entries.async_set_disabled_by(board.entry_id, ConfigEntryDisabler.USER)
    await hass.async_block_till_done()
    assert board.state is ConfigEntryState.NOT_LOADED
    ours = [state for state in hass.states.async_all() if state.domain != "conversation"]
    assert {state.state for state in ours} == {"unavailable"}
    await hass.config_entries.async_set_disabled_by(board.entry_id, None)
    await hass.async_block_till_done()
    assert await needs(hass) == [need]


async def test_removing_a_board_deletes_all_its_files(
    hass: HomeAssistant, board: ConfigEntry, device_registry: dr.DeviceRegistry
) -> None:
    """Also its copy, and what was set aside; the files of another board stay."""
    grandmas = await make_board(hass, "Grandma's house")
    await act(hass, "add_need", title="Rake", config_entry_id=grandmas.entry_id)
    await act(hass, "add_need", title="Wash the dishes", config_entry_id=board.entry_id)
    await crash(hass, board)
    left = {name: content for name, content in stored(hass).items() if grandmas.entry_id in name}
    mine = f"mutual_aid.{board.entry_id}"
    put_back(hass, {**left, f"{mine}.db": b"x", f"{mine}.damaged-3.db-wal": b"x", f"{mine}.new.db": b"x"})
    await hass.config_entries.async_setup(board.entry_id)
    assert issues(hass) == {"board_lost"}
    await hass.config_entries.async_remove(board.entry_id)
    await hass.async_block_till_done()
    assert stored(hass).keys() == left.keys()
    assert issues(hass) == set()
    assert dr.async_entries_for_config_entry(device_registry, board.entry_id) == []


async def test_fifty_reloads_lose_nothing_and_leave_nothing_behind(hass: HomeAssistant, board: ConfigEntry) -> None:
    """While people go on using it: what they were told is done is there, and no file and no listener stays open."""
    told: dict[str, Json] = {}
    is_over, is_one_told = asyncio.Event(), asyncio.Event()

    async def person(name: str) -> None:
        while not is_over.is_set():
            try:
                need = await add(hass, f"A need of {name}")
            except HomeAssistantError:
                await asyncio.sleep(0)
            else:
                told[need["id"]] = need
                is_one_told.set()

    await reload(hass, board)
    files, listeners = open_files(), hass.bus.async_listeners()
    people = [hass.async_create_background_task(person(f"helper {number}"), "person") for number in range(4)]
    for _ in range(50):
        assert await hass.config_entries.async_reload(board.entry_id)
        is_one_told.clear()
        await is_one_told.wait()
    is_over.set()
    await asyncio.gather(*people)
    await hass.async_block_till_done()
    assert (open_files(), hass.bus.async_listeners()) == (files, listeners)
    assert {need["id"]: need for need in await needs(hass)} == told
    await reload(hass, board)
    assert {need["id"]: need for need in await needs(hass)} == told


async def test_unloading_finishes_what_was_taken(hass: HomeAssistant, disk: Disk, board: ConfigEntry) -> None:
    """A change that is on its way to the disk is waited for, and nothing runs on afterwards."""
    stop = disk.stop_at("COMMIT")
    adding = hass.async_create_task(add(hass, "Wash the dishes"))
    await hass.async_add_executor_job(stop.reached)
    unloading = hass.async_create_task(hass.config_entries.async_unload(board.entry_id))
    await asyncio.sleep(0)
    stop.let_go()
    assert await unloading
    assert (await adding)["title"] == "Wash the dishes"
    await hass.config_entries.async_setup(board.entry_id)
    assert await titles(hass) == ["Wash the dishes"]


@pytest.mark.parametrize("stage", [EVENT_HOMEASSISTANT_STOP, EVENT_HOMEASSISTANT_FINAL_WRITE])
async def test_what_is_taken_while_home_assistant_stops_is_kept(
    hass: HomeAssistant, board: ConfigEntry, stage: str
) -> None:
    """Up to the very last moment: either it is on the disk, or who asked is told that it is not."""
    told: list[str] = []

    def ask(title: str) -> Callable[[Event], None]:
        async def asked() -> None:
            with suppress(HomeAssistantError):
                told.append((await add(hass, title))["title"])

        @callback
        def at_the_end(_: Event) -> None:
            hass.async_create_task(asked())

        return at_the_end

    hass.bus.async_listen_once(stage, ask("First"))
    await reload(hass, board)
    hass.bus.async_listen_once(stage, ask("Second"))
    hass.bus.async_fire(stage)
    await hass.async_block_till_done()
    files = stored(hass)
    await hass.config_entries.async_unload(board.entry_id)
    put_back(hass, files)
    await hass.config_entries.async_setup(board.entry_id)
    assert await titles(hass) == told


async def test_after_the_final_write_nothing_is_taken(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Nobody would keep it."""
    await add(hass, "Wash the dishes")
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    with refused("board_closed", HomeAssistantError):
        await add(hass, "Sweep the floor")
    assert await titles(hass) == ["Wash the dishes"]


async def test_a_caller_who_goes_away_does_not_stop_the_change(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry
) -> None:
    """A phone that loses its connection, an automation that is restarted: the need was said, so it is there."""
    stop = disk.stop_at("COMMIT")
    adding = asyncio.create_task(add(hass, "Wash the dishes"))
    await hass.async_add_executor_job(stop.reached)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    stop.let_go()
    await hass.async_block_till_done()
    assert await titles(hass) == ["Wash the dishes"]
    await crash(hass, board)
    await reload(hass, board)
    assert await titles(hass) == ["Wash the dishes"]


async def test_a_caller_who_goes_away_lets_nobody_in_too_early(
    hass: HomeAssistant, disk: Disk, board: ConfigEntry
) -> None:
    """The file is used by one at a time, also while it is tidied for somebody who does not wait any more."""
    await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need="dishes")
    stop = disk.stop_at("PRAGMA wal_checkpoint")
    forgetting = asyncio.create_task(act(hass, "forget", what="done"))
    await hass.async_add_executor_job(stop.reached)
    forgetting.cancel()
    adding = asyncio.create_task(add(hass, "Cook"))
    for _ in range(20):
        await hass.async_add_executor_job(lambda: None)
    stop.let_go()
    assert (await adding)["title"] == "Cook"
    with pytest.raises(asyncio.CancelledError):
        await forgetting
    assert disk.statements[-4:] == ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)", "BEGIN IMMEDIATE", "COMMIT"]
    assert await titles(hass) == ["Cook"]


async def test_nothing_blocks_home_assistant(
    hass: HomeAssistant, board: ConfigEntry, caplog: pytest.LogCaptureFixture, disable_block_async_io: None
) -> None:
    """The house has other things to do than to wait for this one's files."""
    block_async_io.enable()
    await add(hass, "Wash the dishes")
    await act(hass, "describe_needs", language="de")
    await act(hass, "forget", what="everything")
    await reload(hass, board)
    await hass.config_entries.async_remove(board.entry_id)
    assert "blocking call" not in caplog.text
