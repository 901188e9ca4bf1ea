"""The entities of a board: their names, which are promises, and what they say."""

from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

from .board import TODO, Json, act, add, everything, make_board, needs, refused, reload, state, wait

# The entities that dashboards and automations depend on, and their states on an empty board.
ENTITIES: Final = {
    "binary_sensor.needs_help_wanted": ("help_wanted", "off"),
    "button.needs_undo": ("undo", "unknown"),
    "calendar.needs": ("calendar", "off"),
    "event.needs_activity": ("activity", "unknown"),
    "select.needs_visiting": ("visiting", "welcome"),
    "sensor.needs_next": ("next", "unknown"),
    "sensor.needs_open": ("open", "0"),
    "sensor.needs_time_wanted": ("time_wanted", "0"),
    "todo.needs": ("needs", "0"),
}


async def select(hass: HomeAssistant, option: str) -> None:
    """Choose how visiting is."""
    target = {"entity_id": "select.needs_visiting", "option": option}
    await hass.services.async_call("select", "select_option", target, blocking=True)


async def press(hass: HomeAssistant) -> None:
    """Press the undo button."""
    await hass.services.async_call("button", "press", {"entity_id": "button.needs_undo"}, blocking=True)


def attributes(hass: HomeAssistant, entity_id: str) -> Json:
    """Return what an entity says beside its state."""
    found = hass.states.get(entity_id)
    assert found is not None
    return dict(found.attributes)


async def test_a_board_has_these_entities(
    hass: HomeAssistant, board: ConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Their ids and keys are a promise: other people's dashboards have them in."""
    found = er.async_entries_for_config_entry(entity_registry, board.entry_id)
    assert {entry.entity_id: (entry.translation_key, state(hass, entry.entity_id)) for entry in found} == ENTITIES
    assert {entry.unique_id for entry in found} == {f"{board.entry_id}_{key}" for key, _ in ENTITIES.values()}
    assert {entry.has_entity_name for entry in found} == {True}
    assert {entry.entity_id for entry in found if entry.original_name is None} == {TODO, "calendar.needs"}


async def test_a_board_is_one_device(
    hass: HomeAssistant,
    board: ConfigEntry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> None:
    """It can be put into an area and shown as one thing."""
    [device] = dr.async_entries_for_config_entry(device_registry, board.entry_id)
    entities = er.async_entries_for_config_entry(entity_registry, board.entry_id)
    assert device.identifiers == {("mutual_aid", board.entry_id)}
    assert (device.name, device.entry_type) == ("Needs", dr.DeviceEntryType.SERVICE)
    assert {entry.device_id for entry in entities} == {device.id}


async def test_two_boards_have_entities_of_their_own(hass: HomeAssistant, board: ConfigEntry) -> None:
    """What happens in one house does not show in the other."""
    grandmas = await make_board(hass, "Grandma's house")
    await act(hass, "add_need", title="Rake the leaves", config_entry_id=grandmas.entry_id)
    assert state(hass, "sensor.grandma_s_house_open") == "1"
    assert state(hass, "todo.grandma_s_house") == "1"
    assert state(hass, "sensor.needs_open") == "0"


async def test_the_sensors_follow_the_board(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Open now is one definition for all: what nobody is on and is not for another day."""
    await add(hass, "Wash the dishes", minutes=15)
    await add(hass, "Carry the sofa", minutes=30, helpers=3)
    await add(hass, "Ride", minutes=90, start="2026-03-03 10:00:00")
    assert state(hass, "sensor.needs_open") == "2"
    assert state(hass, "sensor.needs_time_wanted") == "105"
    assert state(hass, "sensor.needs_next") == "Wash the dishes"
    assert state(hass, "binary_sensor.needs_help_wanted") == "on"
    await act(hass, "take_need", need="sofa")
    assert state(hass, "sensor.needs_time_wanted") == "75"
    await act(hass, "take_need", need="dishes")
    assert state(hass, "sensor.needs_open") == "1"
    assert state(hass, "sensor.needs_next") == "Carry the sofa"
    await act(hass, "complete_need", need="sofa")
    assert state(hass, "sensor.needs_next") == "unknown"
    assert state(hass, "binary_sensor.needs_help_wanted") == "off"


async def test_the_sensors_have_units_that_can_be_summed_up(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Statistics and tiles know what the numbers are."""
    opened, wanted = attributes(hass, "sensor.needs_open"), attributes(hass, "sensor.needs_time_wanted")
    assert (opened["state_class"], opened["unit_of_measurement"]) == ("measurement", "needs")
    assert (wanted["state_class"], wanted["unit_of_measurement"]) == ("measurement", "min")
    assert wanted["device_class"] == "duration"


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({}, None),
        ({"due_date": "2026-03-05"}, "2026-03-05"),
        ({"due_datetime": "2026-03-05 18:00:00"}, "2026-03-05T18:00:00-08:00"),
        ({"start": "2026-03-02 18:00:00"}, "2026-03-02T18:00:00-08:00"),
    ],
)
async def test_the_next_need_says_what_it_is_about(
    hass: HomeAssistant, board: ConfigEntry, area_registry: ar.AreaRegistry, said: Json, due: str | None
) -> None:
    """An automation can speak it in the right room, and complete it by its id."""
    kitchen = area_registry.async_create("Kitchen")
    need = await add(hass, "Wash the dishes", kind="dishes", minutes=15, area_id=kitchen.id, **said)
    shown = attributes(hass, "sensor.needs_next")
    assert {key: shown[key] for key in ("need_id", "kind", "area", "due", "minutes")} == {
        "need_id": need["id"],
        "kind": "dishes",
        "area": "Kitchen",
        "due": due,
        "minutes": 15,
    }


async def test_an_area_that_was_removed_is_no_area(
    hass: HomeAssistant, board: ConfigEntry, area_registry: ar.AreaRegistry
) -> None:
    """Rearranging the home breaks no need."""
    kitchen = area_registry.async_create("Kitchen")
    await add(hass, "Wash the dishes", area_id=kitchen.id)
    area_registry.async_delete(kitchen.id)
    await add(hass, "Sweep the floor")
    assert attributes(hass, "sensor.needs_next")["area"] is None


async def test_without_a_next_need_its_attributes_are_empty(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A template that reads them finds them always."""
    shown = attributes(hass, "sensor.needs_next")
    assert [shown[key] for key in ("need_id", "kind", "area", "due", "minutes")] == [None] * 5


@pytest.mark.parametrize("option", ["leave_at_door", "resting", "welcome"])
async def test_the_household_says_whether_it_is_up_for_company(
    hass: HomeAssistant, board: ConfigEntry, option: str
) -> None:
    """It stays said over a restart, and can be taken back."""
    await select(hass, "resting")
    await select(hass, option)
    assert state(hass, "select.needs_visiting") == option
    await reload(hass, board)
    assert state(hass, "select.needs_visiting") == option


async def test_visiting_is_undone_like_everything_else(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Whoever touched it by mistake has not sent the friends away."""
    await act(hass, "set_house_notes", diet="No nuts")
    await select(hass, "resting")
    assert await act(hass, "set_house_notes") == {"diet": "No nuts", "notes": None}
    await press(hass)
    assert state(hass, "select.needs_visiting") == "welcome"


async def test_visiting_has_three_answers(hass: HomeAssistant, board: ConfigEntry) -> None:
    """An automation with a typing error learns of it."""
    with pytest.raises(ServiceValidationError):
        await select(hass, "busy")
    assert state(hass, "select.needs_visiting") == "welcome"


async def test_the_button_takes_changes_back_one_by_one(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A wrong tick on the tablet is taken back with one tap, without a question."""
    need = await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need=need["id"])
    await press(hass)
    assert await needs(hass) == [need]
    await press(hass)
    assert await needs(hass) == []
    before = await everything(hass)
    with refused("nothing_to_undo"):
        await press(hass)
    assert (await everything(hass))["needs"] == before["needs"]


async def test_being_on_it_lapses_on_every_entity_by_itself(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Who was called away does not have to say so; the need is simply open again."""
    await add(hass, "Wash the dishes", minutes=15)
    await act(hass, "take_need", need="dishes", duration={"minutes": 20})
    await wait(hass, freezer, minutes=19)
    assert state(hass, "sensor.needs_open") == "0"
    await wait(hass, freezer, minutes=1)
    assert state(hass, "sensor.needs_open") == "1"
    assert state(hass, "sensor.needs_time_wanted") == "15"
    assert state(hass, "binary_sensor.needs_help_wanted") == "on"
