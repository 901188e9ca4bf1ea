"""Saying something aloud: on voice satellites, and through a text-to-speech entity on media players."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import Context, HomeAssistant, split_entity_id
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .core.errors import CannotSpeakError, NoVoiceError

_SPEAKERS: Final = {Platform.ASSIST_SATELLITE, Platform.MEDIA_PLAYER}


async def async_announce(
    hass: HomeAssistant,
    message: str,
    entity_ids: Sequence[str],
    *,
    tts_entity_id: str | None,
    language: str | None,
    context: Context,
) -> Mapping[str, str]:
    """Say a message on all of these at once; return why it was not said where it was not, by entity.

    `tts_entity_id` speaks for media players, or any there is; `language` is the one it speaks, or its own.
    Raises CannotSpeakError or NoVoiceError before anything is said.
    """
    calls = [_call(hass, entity_id, message, tts_entity_id, language) for entity_id in entity_ids]
    outcomes = await asyncio.gather(
        *(_async_speak(hass, entity_id, call, context) for entity_id, call in zip(entity_ids, calls, strict=True)),
        return_exceptions=True,
    )
    return {
        entity_id: str(outcome) or type(outcome).__name__
        for entity_id, outcome in zip(entity_ids, outcomes, strict=True)
        if isinstance(outcome, Exception)
    }


def _call(
    hass: HomeAssistant, entity_id: str, message: str, tts_entity_id: str | None, language: str | None
) -> tuple[str, str, dict[str, str]]:
    """Return the action that speaks on an entity: its domain, its name and its data."""
    domain, _ = split_entity_id(entity_id)
    if domain not in _SPEAKERS:
        raise CannotSpeakError(entity_id)
    if domain == Platform.ASSIST_SATELLITE:
        return domain, "announce", {"entity_id": entity_id, "message": message}
    voice = tts_entity_id or next(iter(sorted(hass.states.async_entity_ids(Platform.TTS))), None)
    if voice is None:
        raise NoVoiceError
    said = {"entity_id": voice, "media_player_entity_id": entity_id, "message": message}
    return Platform.TTS, "speak", said | ({"language": language} if language else {})


async def _async_speak(
    hass: HomeAssistant, entity_id: str, call: tuple[str, str, dict[str, str]], context: Context
) -> None:
    """Speak on one entity. Home Assistant passes over one that is not there, without a word to the caller."""
    state = hass.states.get(entity_id)
    if state is None or state.state == STATE_UNAVAILABLE:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="speaker_unavailable")
    domain, action, data = call
    await hass.services.async_call(domain, action, data, blocking=True, context=context)
