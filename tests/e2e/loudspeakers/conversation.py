"""A conversation agent that answers like a language model that knows nothing of boards."""

from typing import Literal, override

from homeassistant.components.conversation import (
    AssistantContent,
    ChatLog,
    ConversationEntity,
    ConversationInput,
    ConversationResult,
    async_get_result_from_chat_log,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the agent."""
    async_add_entities([Chatterbox()])


class Chatterbox(ConversationEntity):
    """Say something about everything."""

    _attr_name = "Chatterbox"
    _attr_unique_id = "chatterbox"

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Return every language."""
        return "*"

    @override
    async def _async_handle_message(self, user_input: ConversationInput, chat_log: ChatLog) -> ConversationResult:
        """Say that it is interesting."""
        content = AssistantContent(agent_id=user_input.agent_id, content=f"How interesting: {user_input.text}")
        chat_log.async_add_assistant_content_without_tools(content)
        return async_get_result_from_chat_log(user_input, chat_log)
