"""Standing needs: they come and go, and each has a switch that anything can drive."""

from datetime import timedelta
from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .board import Json, act, add, items, needs, put_back, refused, reload, state, stored, titles, wait

SWITCH: Final = "switch.cat_litter"


@pytest.fixture
async def litter(hass: HomeAssistant, board: ConfigEntry, area_registry: ar.AreaRegistry) -> Json:
    """Have a standing need in the bathroom."""
    area_registry.async_create("Bathroom")
    return await add(hass, "Cat litter", standing=True, area_id="bathroom", minutes=5)


async def turn(hass: HomeAssistant, how: str) -> None:
    """Turn the switch on or off."""
    await hass.services.async_call("switch", f"turn_{how}", {"entity_id": SWITCH}, blocking=True)
    await hass.async_block_till_done()


def devices(hass: HomeAssistant, entry: ConfigEntry) -> dict[str | None, dr.DeviceEntry]:
    """Return the devices of a board by their names."""
    return {device.name: device for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)}


async def test_a_standing_need_rests_until_it_is_raised_and_rests_again_when_it_is_done(
    hass: HomeAssistant, litter: Json
) -> None:
    assert (litter["standing"], litter["state"]) == (True, "resting")
    assert (state(hass, "sensor.needs_open"), await items(hass)) == ("0", [])
    assert (await act(hass, "raise_need", need="Cat litter"))["need"] == {**litter, "state": "open"}
    assert state(hass, "sensor.needs_open") == "1"
    assert (await act(hass, "complete_need", need="Cat litter"))["need"]["state"] == "resting"
    assert state(hass, "sensor.needs_open") == "0"
    assert [item["status"] for item in await items(hass)] == ["completed"]


async def test_its_switch_says_whether_it_needs_doing(hass: HomeAssistant, litter: Json) -> None:
    assert state(hass, SWITCH) == "off"
    await act(hass, "raise_need", need=litter["id"])
    assert state(hass, SWITCH) == "on"
    await act(hass, "complete_need", need=litter["id"])
    assert state(hass, SWITCH) == "off"
    await act(hass, "undo")
    assert state(hass, SWITCH) == "on"


async def test_its_switch_raises_it_and_marks_it_done(hass: HomeAssistant, litter: Json) -> None:
    events = async_capture_events(hass, "mutual_aid_event")
    await turn(hass, "on")
    await turn(hass, "on")
    assert await titles(hass, state="open") == ["Cat litter"]
    await turn(hass, "off")
    await turn(hass, "off")
    assert await titles(hass, state="open") == []
    assert [(event.data["type"], event.data["title"]) for event in events] == [
        ("added", "Cat litter"),
        ("done", "Cat litter"),
    ]


async def test_it_stands_where_it_is_done_below_the_board(
    hass: HomeAssistant, board: ConfigEntry, litter: Json, entity_registry: er.EntityRegistry
) -> None:
    """So that a tile shows it in the bathroom, and "turn on cat litter" works."""
    entry = entity_registry.async_get(SWITCH)
    assert entry is not None
    assert entry.device_id is not None
    assert entry.unique_id == f"{board.entry_id}_{litter['id']}"
    assert (entry.has_entity_name, entry.original_name) == (True, None)
    found = devices(hass, board)
    assert found["Cat litter"].id == entry.device_id
    assert found["Cat litter"].area_id == "bathroom"
    assert found["Cat litter"].via_device_id == found["Needs"].id


async def test_its_device_follows_what_it_says(
    hass: HomeAssistant, board: ConfigEntry, litter: Json, area_registry: ar.AreaRegistry
) -> None:
    area_registry.async_create("Hall")
    await act(hass, "update_need", need=litter["id"], title="Litter box", area_id="hall")
    await hass.async_block_till_done()
    shown = hass.states.get(SWITCH)
    assert shown is not None
    assert shown.name == "Litter box"
    assert devices(hass, board)["Litter box"].area_id == "hall"


async def test_where_somebody_put_its_device_it_stays(
    hass: HomeAssistant, board: ConfigEntry, litter: Json, area_registry: ar.AreaRegistry
) -> None:
    """Another title does not move it back, and neither does a restart."""
    area_registry.async_create("Hall")
    dr.async_get(hass).async_update_device(devices(hass, board)["Cat litter"].id, area_id="hall")
    await act(hass, "update_need", need=litter["id"], title="Litter box")
    await reload(hass, board)
    assert devices(hass, board)["Litter box"].area_id == "hall"


@pytest.mark.parametrize("action", [("remove_need", {"need": "Cat litter"}), ("forget", {"what": "everything"})])
async def test_its_switch_goes_when_it_goes(
    hass: HomeAssistant, board: ConfigEntry, litter: Json, action: tuple[str, Json]
) -> None:
    name, fields = action
    await act(hass, name, **fields)
    await hass.async_block_till_done()
    assert hass.states.get(SWITCH) is None
    assert list(devices(hass, board)) == ["Needs"]


async def test_its_switch_comes_back_with_it(
    hass: HomeAssistant, board: ConfigEntry, litter: Json, entity_registry: er.EntityRegistry
) -> None:
    """With the name that somebody gave it: mistakes are free."""
    entity_registry.async_update_entity(SWITCH, new_entity_id="switch.litter")
    await act(hass, "remove_need", need="Cat litter")
    await hass.async_block_till_done()
    await act(hass, "undo")
    await hass.async_block_till_done()
    assert state(hass, "switch.litter") == "off"


async def test_a_need_that_stands_no_longer_has_no_switch(
    hass: HomeAssistant, board: ConfigEntry, litter: Json
) -> None:
    await act(hass, "update_need", need=litter["id"], standing=False)
    await hass.async_block_till_done()
    assert hass.states.get(SWITCH) is None
    assert await titles(hass, state="open") == ["Cat litter"]


async def test_a_switch_whose_need_went_while_nobody_looked_goes_at_the_next_start(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """A restored backup knows fewer needs than the device registry."""
    await hass.config_entries.async_unload(board.entry_id)
    before = stored(hass)
    await hass.config_entries.async_setup(board.entry_id)
    await add(hass, "Cat litter", standing=True)
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(board.entry_id)
    put_back(hass, before)
    await hass.config_entries.async_setup(board.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get(SWITCH) is None
    assert list(devices(hass, board)) == ["Needs"]


async def test_only_a_standing_need_can_be_raised(hass: HomeAssistant, board: ConfigEntry) -> None:
    await add(hass, "Paint the fence")
    with refused("not_standing"):
        await act(hass, "raise_need", need="Paint the fence")


async def test_a_need_raises_itself_a_while_after_it_was_done(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Watering is due three days after the last time, and not every third day of the calendar."""
    need = await add(hass, "Water the plants", repeat_after={"days": 3})
    assert (need["standing"], need["state"]) == (True, "open")
    assert need["repeat"] == {"rule": None, "after": 259200.0, "series": None}
    await act(hass, "complete_need", need="Water the plants")
    await wait(hass, freezer, days=2, hours=23, minutes=59)
    assert state(hass, "switch.water_the_plants") == "off"
    await wait(hass, freezer, minutes=1)
    assert state(hass, "switch.water_the_plants") == "on"


async def test_a_need_raises_itself_by_the_clock_on_the_wall(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Daylight saving starts on 8 March where the household lives: seven in the evening stays seven."""
    await add(hass, "Bins", standing=True, repeat_rule="FREQ=WEEKLY;BYDAY=TU", start="2026-03-03 19:00:00")
    await wait(hass, freezer, days=1, hours=6, minutes=59)
    assert state(hass, "switch.bins") == "off"
    await wait(hass, freezer, minutes=1)
    assert state(hass, "switch.bins") == "on"
    await act(hass, "complete_need", need="Bins")
    await wait(hass, freezer, days=6, hours=22, minutes=59)
    assert state(hass, "switch.bins") == "off"
    await wait(hass, freezer, minutes=1)
    assert state(hass, "switch.bins") == "on"


async def test_a_need_that_raised_itself_long_ago_is_told_once(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Home Assistant was off for ten days, and three Tuesdays do not make three needs."""
    await add(hass, "Bins", standing=True, repeat_rule="FREQ=DAILY", start="2026-03-03 19:00:00")
    events = async_capture_events(hass, "mutual_aid_event")
    await hass.config_entries.async_unload(board.entry_id)
    freezer.tick(timedelta(days=10))
    await hass.config_entries.async_setup(board.entry_id)
    await hass.async_block_till_done()
    assert [event.data["type"] for event in events] == ["added"]
    assert await titles(hass, state="open") == ["Bins"]


async def test_an_automation_raises_it(hass: HomeAssistant, litter: Json) -> None:
    """Dishwasher finished, motion in the bathroom, a button: whatever there is."""
    automation = {
        "triggers": [{"trigger": "event", "event_type": "the_cat_was_here"}],
        "actions": [{"action": "switch.turn_on", "target": {"entity_id": SWITCH}}],
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    hass.bus.async_fire("the_cat_was_here")
    await hass.async_block_till_done()
    assert await needs(hass, state="open") == [{**litter, "state": "open"}]


@pytest.mark.parametrize(
    ("sentence", "state_after"), [("turn on the cat litter", "on"), ("turn off the cat litter", "off")]
)
async def test_it_can_be_switched_by_voice(hass: HomeAssistant, litter: Json, sentence: str, state_after: str) -> None:
    """With nothing to learn: Home Assistant's own sentences know it by its title."""
    for component in ("homeassistant", "conversation", "intent"):
        assert await async_setup_component(hass, component, {})
    await hass.services.async_call("conversation", "process", {"text": sentence}, blocking=True, return_response=True)
    assert state(hass, SWITCH) == state_after
