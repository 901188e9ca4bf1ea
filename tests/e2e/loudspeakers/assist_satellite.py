"""A voice satellite that shows what it announced."""

from typing import override

from homeassistant.components.assist_pipeline import PipelineEvent
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the satellite."""
    async_add_entities([Satellite()])


class Satellite(AssistSatelliteEntity):
    """Remember the last announcement."""

    _attr_name = "Hall"
    _attr_unique_id = "hall"
    _attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE

    @callback
    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        """Have no wake words."""
        return AssistSatelliteConfiguration(available_wake_words=[], active_wake_words=[], max_active_wake_words=0)

    @override
    async def async_set_configuration(self, config: AssistSatelliteConfiguration) -> None:
        """Have nothing to configure."""

    @callback
    @override
    def on_pipeline_event(self, event: PipelineEvent) -> None:
        """Run no pipeline."""

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        """Show what was said."""
        self._attr_extra_state_attributes = {"said": announcement.message}
