"""A binary sensor: whether anything would help right now."""

from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .board import MutualAidConfigEntry
from .entity import BoardEntity

PARALLEL_UPDATES = 0

DESCRIPTION = BinarySensorEntityDescription(key="help_wanted", translation_key="help_wanted")


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the binary sensor of a board."""
    async_add_entities([HelpWanted(entry, DESCRIPTION)])


class HelpWanted(BoardEntity, BinarySensorEntity):
    """On while anything is open."""

    @property
    @override
    def is_on(self) -> bool:
        """Return whether anything is open now."""
        return bool(self.live.outlook.open_now)
