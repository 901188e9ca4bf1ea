"""A button: take the last change back."""

from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .board import MutualAidConfigEntry
from .entity import BoardEntity
from .exceptions import translated_errors

PARALLEL_UPDATES = 0

DESCRIPTION = ButtonEntityDescription(key="undo", translation_key="undo")


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the button of a board."""
    async_add_entities([UndoButton(entry, DESCRIPTION)])


class UndoButton(BoardEntity, ButtonEntity):
    """Undo."""

    @override
    async def async_press(self) -> None:
        """Take the last change back."""
        with translated_errors():
            await self.live.async_undo(context=self._take_context())
