"""A select: whether the household is up for company."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .board import MutualAidConfigEntry
from .core.model import Visiting
from .entity import BoardEntity
from .exceptions import translated_errors

PARALLEL_UPDATES = 0

DESCRIPTION = SelectEntityDescription(
    key="visiting",
    translation_key="visiting",
    options=[visiting.value for visiting in Visiting],
)


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the select of a board."""
    async_add_entities([VisitingSelect(entry, DESCRIPTION)])


class VisitingSelect(BoardEntity, SelectEntity):
    """Welcome, leave it at the door, or resting."""

    @property
    @override
    def current_option(self) -> str:
        """Return how visiting is today."""
        return self.live.board.house.visiting.value

    @override
    async def async_select_option(self, option: str) -> None:
        """Say how visiting is today."""
        with translated_errors():
            await self.live.async_set_house({"visiting": Visiting(option)}, self._take_context())
