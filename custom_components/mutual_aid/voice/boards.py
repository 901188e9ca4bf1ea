"""The boards that may be spoken about, and with."""

from homeassistant.components.homeassistant import async_should_expose
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.util import dt as dt_util

from ..board import LiveBoard, MutualAidConfigEntry
from ..const import DOMAIN
from ..core.conversation import Listener
from ..core.meaning import Areas
from ..core.model import Need, NeedId
from ..options import is_voice_on
from . import Language

ASSISTANT = "conversation"


@callback
def async_boards(hass: HomeAssistant) -> list[LiveBoard]:
    """Return the boards whose list is exposed to Assist."""
    entries: list[MutualAidConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return [entry.runtime_data for entry in entries if _is_exposed(hass, entry)]


@callback
def async_listening_boards(hass: HomeAssistant) -> list[LiveBoard]:
    """Return the boards that are exposed and have their sentences turned on."""
    entries: list[MutualAidConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return [entry.runtime_data for entry in entries if is_voice_on(entry) and _is_exposed(hass, entry)]


@callback
def async_areas(hass: HomeAssistant) -> Areas:
    """Return what the areas of the home are called."""
    return {area.id: " ".join([area.name, *area.aliases]) for area in ar.async_get(hass).async_list_areas()}


@callback
def async_listener(hass: HomeAssistant, language: Language) -> Listener:
    """Return somebody who knows the language and the house."""
    return Listener(words=language.words, areas=async_areas(hass), now=dt_util.now())


def board_of(boards: list[LiveBoard], need: Need) -> LiveBoard:
    """Return the board that a need is on, or was."""
    return next((live for live in boards if _knows(live, need.id)), boards[0])


def _knows(live: LiveBoard, need_id: NeedId) -> bool:
    return need_id in live.board.needs or any(entry.piece_id == need_id for entry in live.board.undoable)


def _is_exposed(hass: HomeAssistant, entry: MutualAidConfigEntry) -> bool:
    entity_id = er.async_get(hass).async_get_entity_id("todo", DOMAIN, f"{entry.entry_id}_needs")
    return entity_id is not None and async_should_expose(hass, ASSISTANT, entity_id)
