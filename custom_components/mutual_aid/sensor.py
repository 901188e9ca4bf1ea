"""Sensors: how much is open, what matters most, and how much time would help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .board import MutualAidConfigEntry
from .core.queries import Outlook
from .core.times import own_time
from .core.view import local_iso
from .entity import BoardEntity

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BoardSensorDescription(SensorEntityDescription):
    """Describe a sensor of a board."""

    value_fn: Callable[[Outlook], str | int | None]
    attributes_fn: Callable[[HomeAssistant, Outlook], Mapping[str, Any]] | None = None


def _next_attributes(hass: HomeAssistant, outlook: Outlook) -> Mapping[str, Any]:
    """Return what a dashboard or an automation wants to know about the next need."""
    if (need := outlook.next) is None:
        return dict.fromkeys(("need_id", "kind", "area", "due", "minutes"))
    area = ar.async_get(hass).async_get_area(need.area_id) if need.area_id else None
    return {
        "need_id": need.id,
        "kind": need.kind.value,
        "area": area.name if area else None,
        "due": local_iso(own_time(need) and (need.due or need.start), outlook.now),
        "minutes": need.minutes,
    }


DESCRIPTIONS = (
    BoardSensorDescription(
        key="open",
        translation_key="open",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda outlook: len(outlook.open_now),
    ),
    BoardSensorDescription(
        key="next",
        translation_key="next",
        value_fn=lambda outlook: outlook.next.title if outlook.next else None,
        attributes_fn=_next_attributes,
    ),
    BoardSensorDescription(
        key="time_wanted",
        translation_key="time_wanted",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda outlook: outlook.minutes_wanted,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the sensors of a board."""
    async_add_entities(BoardSensor(entry, description) for description in DESCRIPTIONS)


class BoardSensor(BoardEntity, SensorEntity):
    """Something about a board that can be said in a word or a number."""

    entity_description: BoardSensorDescription

    @property
    @override
    def native_value(self) -> str | int | None:
        """Return the word or the number."""
        return self.entity_description.value_fn(self.live.outlook)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what belongs to it."""
        if (attributes_fn := self.entity_description.attributes_fn) is None:
            return None
        return attributes_fn(self.hass, self.live.outlook)
