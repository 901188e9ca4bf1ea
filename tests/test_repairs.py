"""What Home Assistant shows under Settings → Repairs, and what its dialogs do."""

from http import HTTPStatus

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .board import Json, act, add, crash, issues, make_board, put_back, reload, stored, titles, wait


@pytest.fixture(autouse=True)
async def repairs(hass: HomeAssistant) -> None:
    """Have the page."""
    assert await async_setup_component(hass, "repairs", {})


@pytest.fixture
async def lost(hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory) -> ConfigEntry:
    """Have a board of which nothing is left that can be read."""
    await add(hass, "Wash the dishes")
    await wait(hass, freezer, seconds=10)
    await crash(hass, board)
    put_back(hass, dict.fromkeys(stored(hass), b"garbage" * 1000))
    await hass.config_entries.async_setup(board.entry_id)
    return board


async def shown(hass: HomeAssistant, connect: WebSocketGenerator) -> list[Json]:
    """Return what the page lists."""
    client = await connect(hass)
    await client.send_json_auto_id({"type": "repairs/list_issues"})
    listed: list[Json] = (await client.receive_json())["result"]["issues"]
    return [issue for issue in listed if issue["domain"] == "mutual_aid"]


async def fix(connect: ClientSessionGenerator, issue: str) -> list[Json]:
    """Go through the dialog of an issue, and return its two answers."""
    client = await connect()
    response = await client.post("/api/repairs/issues/fix", json={"handler": "mutual_aid", "issue_id": issue})
    assert response.status == HTTPStatus.OK
    form: Json = await response.json()
    response = await client.post(f"/api/repairs/issues/fix/{form['flow_id']}", json={})
    assert response.status == HTTPStatus.OK
    return [form, await response.json()]


async def test_a_lost_board_can_be_started_anew(
    hass: HomeAssistant, lost: ConfigEntry, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    """Somebody decides that, and even then what was there is kept for somebody who can read it."""
    damaged = set(stored(hass).values())
    [issue] = await shown(hass, hass_ws_client)
    assert (issue["translation_key"], issue["severity"], issue["is_fixable"]) == ("board_lost", "error", True)
    assert issue["translation_placeholders"] == {"board": "Needs"}
    form, result = await fix(hass_client, issue["issue_id"])
    assert (form["type"], form["step_id"]) == ("form", "confirm")
    assert form["description_placeholders"] == {"board": "Needs"}
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    assert await shown(hass, hass_ws_client) == []
    assert await titles(hass) == []
    await add(hass, "Cook")
    await reload(hass, lost)
    assert await titles(hass) == ["Cook"]
    assert damaged <= set(stored(hass).values())


async def test_starting_anew_is_not_offered_twice(
    hass: HomeAssistant, lost: ConfigEntry, hass_client: ClientSessionGenerator, hass_ws_client: WebSocketGenerator
) -> None:
    """After it the board is one that had something: when that is gone, it is lost again and not silently empty."""
    await fix(hass_client, f"board_lost_{lost.entry_id}")
    await crash(hass, lost)
    put_back(hass, {})
    await reload(hass, lost)
    assert lost.state is ConfigEntryState.SETUP_ERROR
    assert issues(hass) == {"board_lost"}


async def test_a_lost_board_that_was_brought_back_loads(hass: HomeAssistant, lost: ConfigEntry) -> None:
    """Somebody put the files of a backup in place, and nothing else has to be done."""
    other = await make_board(hass, "Other")
    await act(hass, "add_need", title="From the backup", config_entry_id=other.entry_id)
    await hass.config_entries.async_unload(other.entry_id)
    files = stored(hass)
    put_back(
        hass, {name.replace(other.entry_id, lost.entry_id): files[name] for name in files if other.entry_id in name}
    )
    await reload(hass, lost)
    assert await titles(hass, config_entry_id=lost.entry_id) == ["From the backup"]
    assert issues(hass) == set()


async def test_a_restored_board_says_so_until_somebody_has_read_it(
    hass: HomeAssistant,
    board: ConfigEntry,
    freezer: FrozenDateTimeFactory,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """The last seconds may be missing, and the disk may be dying: it stays over restarts, and goes when it was seen."""
    await add(hass, "Wash the dishes")
    await wait(hass, freezer, seconds=10)
    await hass.config_entries.async_unload(board.entry_id)
    put_back(hass, {name: content for name, content in stored(hass).items() if ".copy" in name})
    await hass.config_entries.async_setup(board.entry_id)
    [issue] = await shown(hass, hass_ws_client)
    assert (issue["translation_key"], issue["severity"], issue["is_fixable"]) == ("board_restored", "warning", True)
    await reload(hass, board)
    assert issues(hass) == {"board_restored"}
    form, result = await fix(hass_client, issue["issue_id"])
    assert (form["step_id"], result["type"]) == ("confirm", "create_entry")
    assert await shown(hass, hass_ws_client) == []
    assert await titles(hass) == ["Wash the dishes"]
