"""An integration for tests: a satellite, two media players and a voice, which remember what they said, and an agent."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

PLATFORMS = (Platform.ASSIST_SATELLITE, Platform.CONVERSATION, Platform.MEDIA_PLAYER, Platform.TTS)


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Set up everything that speaks."""
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True
