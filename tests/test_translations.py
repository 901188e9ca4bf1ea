"""Everything people read has a sentence, and every sentence is read somewhere: three files and the code agree."""

from collections.abc import Iterator
import json
from string import Formatter
from typing import Any, Final

import pytest
import voluptuous as vol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util.yaml import load_yaml_dict

from .board import PACKAGE, Json, add
from custom_components.mutual_aid import config_flow, issues
from custom_components.mutual_aid.const import PLATFORMS
from custom_components.mutual_aid.core import errors
from custom_components.mutual_aid.core.errors import NeedError, NumberField, TextField
from custom_components.mutual_aid.core.model import FactType, Kind, State, Visiting
from custom_components.mutual_aid.core.operations import Forget

ERRORS: Final[tuple[NeedError, ...]] = (
    errors.TitleMissingError(),
    *(errors.TextTooLongError(field, 1) for field in TextField),
    *(errors.TextUnreadableError(field) for field in TextField),
    *(errors.OutOfRangeError(field, 1, 2) for field in NumberField),
    errors.TimeOutOfRangeError(1, 2),
    errors.UnknownKindError("magic", Kind),
    errors.UnknownAreaError("the_moon"),
    errors.EndBeforeStartError(),
    errors.EndWithoutStartError(),
    errors.TwoDueDatesError(),
    errors.RuleUnreadableError("often"),
    errors.RuleNeverError("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    errors.TwoRepeatsError(),
    errors.SlotRepeatsError(),
    errors.NotStandingError("dishes"),
    errors.CannotSpeakError("light.hall"),
    errors.NoVoiceError(),
    errors.NeedNotFoundError("dishes"),
    errors.AmbiguousNeedError("dishes", ["a", "b"]),
    errors.NothingToUndoError(),
    errors.BoardFullError(1),
)
ANNOUNCING: Final = {"announce_failed", "speaker_unavailable"}
STORAGE: Final = {"board_closed", "board_lost", "board_newer", "storage_failed", "storage_full", "storage_read_only"}
TEXTS: Final[Json] = json.loads((PACKAGE / "translations" / "en.json").read_text(encoding="utf-8"))
ICONS: Final[Json] = json.loads((PACKAGE / "icons.json").read_text(encoding="utf-8"))
SERVICES: Final = load_yaml_dict(str(PACKAGE / "services.yaml"))


def places(text: str) -> set[str | None]:
    """Return the places in a sentence that are to be filled in."""
    return {field for _, field, _, _ in Formatter().parse(text)} - {None}


def sentences(texts: Any) -> Iterator[str]:
    """Return all texts of a part of the translations."""
    for text in texts.values():
        yield from sentences(text) if isinstance(text, dict) else [text]


def selectors() -> Iterator[tuple[str, list[str]]]:
    """Return every choice that an action offers, with the key of its translations."""
    for service in SERVICES.values():
        for field in service["fields"].values():
            match field["selector"]:
                case {"select": {"translation_key": str(key), "options": list(options)}}:
                    yield key, options


def test_there_is_one_of_every_error() -> None:
    """An error that is added and not listed here would go unnoticed without a sentence."""
    assert {type(error) for error in ERRORS} == set(NeedError.__subclasses__())


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.key)
def test_every_error_has_a_sentence(error: NeedError) -> None:
    """And the sentence asks for nothing that the error does not know."""
    sentence = TEXTS["exceptions"][error.key]["message"]
    assert places(sentence) <= set(error.placeholders)
    assert " " in sentence


def test_every_sentence_about_an_error_is_used() -> None:
    """Translators have better things to do."""
    assert TEXTS["exceptions"].keys() == {error.key for error in ERRORS} | STORAGE | ANNOUNCING


def test_no_sentence_blames_anybody() -> None:
    """Needs age quietly and nobody owes anything: these words are in no text of the product."""
    words = " ".join(sentences(TEXTS)).casefold()
    assert [word for word in ("overdue", "late ", "missed", "assign", "owe ", "failed to") if word in words] == []


@pytest.mark.parametrize("issue", issues.ALL)
def test_every_issue_says_what_is_wrong_and_what_to_do(issue: str) -> None:
    """One that can be fixed has a dialog instead of a description, and all name the board."""
    texts = TEXTS["issues"][issue]
    body = texts.get("fix_flow", {}).get("step", {}).get("confirm", texts)
    assert texts.keys() in ({"title", "fix_flow"}, {"title", "description"})
    assert body.keys() == {"title", "description"}
    assert set().union(*map(places, sentences(texts))) == {"board"}


def test_there_is_no_text_for_an_issue_that_does_not_exist() -> None:
    """Every issue of the translations is one the code can raise."""
    assert TEXTS["issues"].keys() == set(issues.ALL)


async def test_every_action_is_explained(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Each has an icon, a name, a description and a dialog."""
    registered = hass.services.async_services_for_domain("mutual_aid")
    assert registered.keys() == SERVICES.keys() == ICONS["services"].keys() == TEXTS["services"].keys()
    for name, service in registered.items():
        assert isinstance(service.schema, vol.Schema)
        fields = TEXTS["services"][name]["fields"]
        assert {str(field) for field in service.schema.schema} == SERVICES[name]["fields"].keys() == fields.keys()
        assert {tuple(sorted(field)) for field in fields.values()} == {("description", "name")}
        required = {str(field) for field in service.schema.schema if type(field).__name__ == "Required"}
        assert {key for key, field in SERVICES[name]["fields"].items() if field.get("required")} == required


def test_every_choice_of_an_action_has_a_word() -> None:
    """And the choices are those the code knows."""
    offered = dict(selectors())
    assert offered == {"kind": [*Kind], "state": [*State, "all"], "forget": [*Forget]}
    assert all(options == offered[key] for key, options in selectors())
    assert {key: [*texts["options"]] for key, texts in TEXTS["selector"].items()} == offered


async def test_every_entity_has_a_name_and_an_icon(
    hass: HomeAssistant, board: ConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """The list and the calendar are called like the board, a switch like its need: they have no name of their own."""
    await add(hass, "Bins", standing=True)
    await hass.async_block_till_done()
    entries = er.async_entries_for_config_entry(entity_registry, board.entry_id)
    keys = {(entry.domain, str(entry.translation_key)) for entry in entries}
    named = {(platform, key) for platform, texts in TEXTS["entity"].items() for key in texts}
    drawn = {(platform, key) for platform, icons in ICONS["entity"].items() for key in icons}
    assert {platform for platform, _ in keys} == set(PLATFORMS)
    assert named == keys - {("calendar", "calendar"), ("switch", "standing_need"), ("todo", "needs")}
    assert drawn == keys
    assert all(TEXTS["entity"][platform][key]["name"] for platform, key in named)
    assert all(ICONS["entity"][platform][key]["default"].startswith("mdi:") for platform, key in drawn)


def test_every_state_has_a_word() -> None:
    """A select, an event and the kind of the next need show words and not keys."""
    entities = TEXTS["entity"]
    assert [*entities["select"]["visiting"]["state"]] == [*Visiting]
    assert [*entities["event"]["activity"]["state_attributes"]["event_type"]["state"]] == [*FactType]
    assert [*entities["sensor"]["next"]["state_attributes"]["kind"]["state"]] == [*Kind]
    assert entities["sensor"]["next"]["state_attributes"].keys() == {"need_id", "kind", "area", "due", "minutes"}
    assert ICONS["entity"]["select"]["visiting"]["state"].keys() == set(Visiting)


def test_every_field_of_a_dialog_is_explained() -> None:
    """Making, renaming and choosing options."""
    name = {str(key) for key in config_flow.NAME_SCHEMA.schema}
    options = {str(key) for key in config_flow.OPTIONS_SCHEMA.schema}
    for step, fields in (
        (TEXTS["config"]["step"]["user"], name),
        (TEXTS["config"]["step"]["reconfigure"], name),
        (TEXTS["options"]["step"]["init"], options),
    ):
        assert step["data"].keys() == step["data_description"].keys() == fields
        assert step["title"]
    assert TEXTS["config"]["error"].keys() == {"name_missing", "name_taken"}


def test_the_diet_line_has_a_place_for_the_diet() -> None:
    """It is the one text of the list that is put together from the translations."""
    assert places(TEXTS["common"]["diet"]) == {"diet"}
    assert TEXTS["common"].keys() == {"diet"}
