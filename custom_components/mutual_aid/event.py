"""An event: what happened on the board, once each, and never who did it."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .board import MutualAidConfigEntry
from .core.model import Fact, FactType
from .core.view import fact_view
from .entity import BoardEntity

PARALLEL_UPDATES = 0

DESCRIPTION = EventEntityDescription(
    key="activity",
    translation_key="activity",
    event_types=[fact_type.value for fact_type in FactType],
)


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the event of a board."""
    async_add_entities([Activity(entry, DESCRIPTION)])


class Activity(BoardEntity, EventEntity):
    """The last thing that happened."""

    @callback
    @override
    def _async_on_change(self, facts: tuple[Fact, ...]) -> None:
        """Tell each fact by itself; a change that is no fact is none of its business."""
        for fact in facts:
            self._trigger_event(fact.type.value, {**fact_view(fact)})
            self.async_write_ha_state()
