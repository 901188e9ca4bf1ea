"""Media players that fetch what they play, as real ones do, and show what they heard."""

from typing import Any, override

from homeassistant.components import media_source
from homeassistant.components.media_player import (
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
    async_process_play_media_url,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up a good player and a broken one."""
    async_add_entities([Player("Kitchen"), BrokenPlayer("Cellar")])


class Player(MediaPlayerEntity):
    """Show as the title of the media what was heard."""

    _attr_supported_features = MediaPlayerEntityFeature.PLAY_MEDIA
    _attr_should_poll = False

    def __init__(self, name: str) -> None:
        """Be silent."""
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_state = MediaPlayerState.IDLE

    @override
    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        """Fetch the audio and listen to it."""
        media = await media_source.async_resolve_media(self.hass, media_id, self.entity_id)
        url = async_process_play_media_url(self.hass, media.url)
        async with async_get_clientsession(self.hass).get(url) as response:
            self._attr_media_title = (await response.read()).decode()
        self._attr_state = MediaPlayerState.PLAYING
        self.async_write_ha_state()


class BrokenPlayer(Player):
    """A player that does not play."""

    @override
    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        """Refuse."""
        raise HomeAssistantError("The cable is loose.")
