"""What all entities of a board have in common."""

from typing import override

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.translation import async_get_translations

from .board import LiveBoard, MutualAidConfigEntry
from .const import DOMAIN
from .core.model import Fact


def board_device(entry: MutualAidConfigEntry) -> DeviceInfo:
    """Return what a board is to the device registry."""
    return DeviceInfo(identifiers={(DOMAIN, entry.entry_id)}, name=entry.title, entry_type=DeviceEntryType.SERVICE)


async def async_diet_line(hass: HomeAssistant) -> str:
    """Return how a meal says what must not be in it, with a place for the diet."""
    texts = await async_get_translations(hass, hass.config.language, "common", [DOMAIN])
    return texts[f"component.{DOMAIN}.common.diet"]


class BoardEntity(Entity):
    """An entity of a board's device; it says what the board shows, whenever the board changes."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: MutualAidConfigEntry, description: EntityDescription) -> None:
        """Belong to a board."""
        self.entity_description = description
        self.live: LiveBoard = entry.runtime_data
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = board_device(entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the board."""
        await super().async_added_to_hass()
        self.async_on_remove(self.live.async_subscribe(self._async_on_change))

    @callback
    def _async_on_change(self, facts: tuple[Fact, ...]) -> None:
        """Show what the board shows now."""
        self.async_write_ha_state()

    @callback
    def _take_context(self) -> Context | None:
        """Return what caused the action at hand, once: Home Assistant leaves it behind for those that bring none."""
        context, self._context = self._context, None
        return context
