"""Making a board, renaming it and choosing its options, through Home Assistant's dialogs."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowContext,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .board import Json, act, add, items, make_board, needs, refused, titles, wait
from custom_components.mutual_aid.const import DOMAIN

OPTIONS = {"undo_hours": 2, "keep_done_hours": 24, "on_it_hours": 3, "horizon_days": 14, "voice": False}


async def submit(hass: HomeAssistant, name: str) -> Json:
    """Fill in the dialog for a new board."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    return {**await hass.config_entries.flow.async_configure(flow["flow_id"], {"name": name})}


async def rename(hass: HomeAssistant, entry: ConfigEntry, name: str) -> Json:
    """Fill in the dialog that gives a board another name."""
    context = ConfigFlowContext(source=SOURCE_RECONFIGURE, entry_id=entry.entry_id)
    flow = await hass.config_entries.flow.async_init(DOMAIN, context=context)
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {"name": name})
    await hass.async_block_till_done()
    return {**result}


async def choose(hass: HomeAssistant, entry: ConfigEntry, **options: float) -> Json:
    """Fill in the dialog for the options; what is not named stays as it usually is."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    result = await hass.config_entries.options.async_configure(flow["flow_id"], {**OPTIONS, **options})
    await hass.async_block_till_done()
    return {**result}


def suggested(form: Any) -> Json:
    """Return what a form already has filled in."""
    return {str(key): key.description["suggested_value"] for key in form["data_schema"].schema}


async def test_a_board_needs_nothing_but_a_name(hass: HomeAssistant) -> None:
    """Somebody who is exhausted makes a board in one step, and the name they are offered works by voice."""
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert form["type"] is FlowResultType.FORM
    assert suggested(form) == {"name": "Needs"}
    made = await hass.config_entries.flow.async_configure(form["flow_id"], {"name": "  Needs "})
    await hass.async_block_till_done()
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["title"] == "Needs"
    assert made["result"].state is ConfigEntryState.LOADED
    assert await needs(hass) == []


@pytest.mark.parametrize("name", ["", "   ", "\n"])
async def test_a_board_without_a_name_is_asked_for_again(hass: HomeAssistant, name: str) -> None:
    """A nameless list cannot be spoken to; the dialog says so and takes a name at the second try."""
    form = await submit(hass, name)
    assert form["errors"] == {"name": "name_missing"}
    made = await hass.config_entries.flow.async_configure(form["flow_id"], {"name": "Needs"})
    assert made["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("name", ["Needs", "needs", " NEEDS "])
async def test_two_boards_cannot_have_one_name(hass: HomeAssistant, board: ConfigEntry, name: str) -> None:
    """A voice assistant could not tell them apart."""
    form = await submit(hass, name)
    assert form["errors"] == {"name": "name_taken"}
    assert suggested(form) == {"name": name}


async def test_there_can_be_several_boards(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Our house and grandma's house are two boards, and what is on one is not on the other."""
    grandmas = await make_board(hass, "Grandma's house")
    await act(hass, "add_need", title="Rake the leaves", config_entry_id=grandmas.entry_id)
    assert await titles(hass, config_entry_id=grandmas.entry_id) == ["Rake the leaves"]
    assert await titles(hass, config_entry_id=board.entry_id) == []


async def test_renaming_keeps_entity_ids_and_needs(
    hass: HomeAssistant, board: ConfigEntry, device_registry: dr.DeviceRegistry, entity_registry: er.EntityRegistry
) -> None:
    """Dashboards and automations go on working, and the voice assistant knows the new name at once."""
    before = {entry.entity_id for entry in er.async_entries_for_config_entry(entity_registry, board.entry_id)}
    need = await add(hass, "Wash the dishes")
    result = await rename(hass, board, " Open house ")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert board.title == "Open house"
    after = {entry.entity_id for entry in er.async_entries_for_config_entry(entity_registry, board.entry_id)}
    devices = dr.async_entries_for_config_entry(device_registry, board.entry_id)
    assert [device.name for device in devices] == ["Open house"]
    assert after == before
    assert await needs(hass) == [need]
    listed = hass.states.get("todo.needs")
    assert listed is not None
    assert listed.name == "Open house"


async def test_a_board_can_be_renamed_to_its_own_name_written_differently(
    hass: HomeAssistant, board: ConfigEntry
) -> None:
    """Only the name of another board is taken."""
    assert (await rename(hass, board, "NEEDS"))["type"] is FlowResultType.ABORT
    assert board.title == "NEEDS"


@pytest.mark.parametrize(("name", "error"), [(" ", "name_missing"), ("grandma's HOUSE", "name_taken")])
async def test_a_name_that_does_not_do_changes_nothing(
    hass: HomeAssistant, board: ConfigEntry, name: str, error: str
) -> None:
    """The same rules hold for the first name and for every other."""
    await make_board(hass, "Grandma's house")
    form = await rename(hass, board, name)
    assert form["errors"] == {"name": error}
    assert board.title == "Needs"


async def test_the_options_show_what_holds_now(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Nobody has to remember what they chose, or what is usual."""
    form = await hass.config_entries.options.async_init(board.entry_id)
    assert suggested(form) == OPTIONS
    await choose(hass, board, undo_hours=0.5)
    form = await hass.config_entries.options.async_init(board.entry_id)
    assert suggested(form) == {**OPTIONS, "undo_hours": 0.5}


async def test_options_leave_others_alone(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A dialog that knows some options must not drop another that a newer version or another dialog wrote."""
    hass.config_entries.async_update_entry(board, options={"of_another_dialog": 1})
    await choose(hass, board, on_it_hours=1)
    assert board.options == {"of_another_dialog": 1, **OPTIONS, "on_it_hours": 1}


@pytest.mark.parametrize(
    "options",
    [
        {"undo_hours": 0},
        {"undo_hours": 25},
        {"keep_done_hours": -1},
        {"keep_done_hours": 745},
        {"on_it_hours": 200},
        {"horizon_days": 0},
    ],
)
async def test_options_out_of_range_are_not_taken(
    hass: HomeAssistant, board: ConfigEntry, options: dict[str, float]
) -> None:
    """An undo window of nothing would make mistakes costly, an endless one would keep words forever."""
    with pytest.raises(InvalidData):
        await choose(hass, board, **options)
    assert board.options == {}


async def test_the_undo_window_is_as_long_as_chosen(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Options take effect without a restart, and on what was done before."""
    await add(hass, "Wash the dishes")
    await choose(hass, board, undo_hours=0.5)
    await wait(hass, freezer, minutes=29)
    assert (await act(hass, "undo"))["need"]["title"] == "Wash the dishes"
    await add(hass, "Sweep the floor")
    await wait(hass, freezer, minutes=31)
    with refused("nothing_to_undo"):
        await act(hass, "undo")


async def test_being_on_it_lapses_when_chosen(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """A household whose helpers live far away gives them more time."""
    await choose(hass, board, on_it_hours=5)
    await add(hass, "Wash the dishes")
    await act(hass, "take_need", need="Wash the dishes")
    await wait(hass, freezer, hours=4, minutes=59)
    assert (await needs(hass))[0]["state"] == "taken"
    await wait(hass, freezer, minutes=1)
    assert (await needs(hass))[0]["state"] == "open"


async def test_done_needs_stay_at_least_as_long_as_they_can_be_undone(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Two options that contradict each other do not take undo away."""
    await choose(hass, board, undo_hours=5, keep_done_hours=1)
    await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need="Wash the dishes")
    await wait(hass, freezer, hours=4)
    assert [item["status"] for item in await items(hass)] == ["completed"]
    await wait(hass, freezer, hours=1)
    assert await needs(hass) == []
