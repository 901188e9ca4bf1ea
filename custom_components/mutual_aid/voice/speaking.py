"""Handing what was said to the intent for it. Whatever happens, the house says something."""

from collections.abc import Mapping
import logging
from typing import Final

from homeassistant.components.conversation import ConversationInput, async_handle_intents
from homeassistant.components.conversation.chat_log import current_chat_log
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from ..const import DOMAIN
from . import async_language
from .boards import ASSISTANT

_LOGGER: Final = logging.getLogger(__name__)


async def async_speak(
    hass: HomeAssistant, heard: ConversationInput, intent_type: str, slots: Mapping[str, str | int]
) -> str:
    """Return what the house says to it."""
    try:
        response = await intent.async_handle(
            hass,
            DOMAIN,
            intent_type,
            {name: {"value": value} for name, value in slots.items()},
            heard.text,
            heard.context,
            heard.language,
            ASSISTANT,
            heard.device_id,
            heard.satellite_id,
        )
        return str(response.speech["plain"]["speech"])
    except Exception:
        # A sentence trigger cannot decline, and an error of it is read to people as it is.
        _LOGGER.exception("Could not answer")
        return (await async_language(hass, heard.language)).answers["failed"]


async def async_pass_on(hass: HomeAssistant, heard: ConversationInput) -> str:
    """Return what Home Assistant itself says: in this language it was none of ours."""
    chat_log = current_chat_log.get()
    response = await async_handle_intents(hass, heard, chat_log) if chat_log is not None else None
    if response is None:
        return (await async_language(hass, heard.language)).answers["not_found"]
    return str(response.speech.get("plain", {}).get("speech", ""))
