"""What is on the board: as data for a card or an automation, and as a sentence for the kitchen."""

from typing import Any, Final

from babel import Locale
from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.util.yaml import load_yaml_dict

from .board import VOICES, Json, act, add, state, titles, wait
from custom_components.mutual_aid.core.speech import Phrases

NOW: Final = ["Carry the sofa", "Cook", "Wash the dishes"]


@pytest.fixture(autouse=True)
async def household(hass: HomeAssistant, board: ConfigEntry, area_registry: ar.AreaRegistry) -> None:
    """Have a board with one need of every sort."""
    area_registry.async_create("Kitchen")
    await add(hass, "Wash the dishes", kind="dishes", area_id="kitchen", minutes=15)
    await add(hass, "Cook", kind="meal", area_id="kitchen", start="2026-03-02 18:00:00", minutes=60)
    await add(hass, "Carry the sofa", urgent=True, helpers=2)
    await add(hass, "Ride to the clinic", kind="ride", start="2026-03-05 10:00:00")
    await add(hass, "Sweep the floor")
    await act(hass, "complete_need", need="Sweep the floor")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, NOW),
        ({"state": "open"}, NOW),
        ({"state": ["open", "done"]}, [*NOW, "Sweep the floor"]),
        ({"state": "done"}, ["Sweep the floor"]),
        ({"state": "taken"}, []),
        ({"state": "all"}, ["Carry the sofa", "Cook", "Wash the dishes", "Ride to the clinic", "Sweep the floor"]),
        ({"kind": "meal"}, ["Cook"]),
        ({"kind": "garden"}, []),
        ({"area_id": "kitchen"}, ["Cook", "Wash the dishes"]),
        ({"area_id": "nowhere"}, []),
        ({"max_minutes": 15}, ["Wash the dishes"]),
        ({"max_minutes": 14}, []),
        ({"urgent": True}, ["Carry the sofa"]),
        ({"urgent": False}, ["Cook", "Wash the dishes"]),
        ({"days_ahead": 2}, NOW),
        ({"days_ahead": 3}, [*NOW, "Ride to the clinic"]),
        ({"days_ahead": 3, "kind": "ride"}, ["Ride to the clinic"]),
    ],
)
async def test_needs_are_listed_by_what_is_asked_for(hass: HomeAssistant, wanted: Json, found: list[str]) -> None:
    """Somebody with ten minutes in the kitchen sees what fits, what matters most first."""
    answer = await act(hass, "list_needs", **wanted)
    assert [need["title"] for need in answer["needs"]] == found


async def test_taken_needs_are_listed_too(hass: HomeAssistant) -> None:
    """Anybody may still lend a hand, so what is taken is not hidden."""
    await act(hass, "take_need", need="Wash the dishes", name="Jo")
    assert sorted((await act(hass, "list_needs"))["needs"], key=lambda need: need["title"])[2]["state"] == "taken"
    assert await titles(hass, state="taken") == ["Wash the dishes"]
    assert await titles(hass, state="open") == ["Carry the sofa", "Cook"]


async def test_tomorrow_comes(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """What was ahead is there on its day, without anybody touching the board, and what had its day is not."""
    assert state(hass, "sensor.needs_open") == "3"
    await wait(hass, freezer, days=3)
    assert await titles(hass, state="open") == ["Carry the sofa", "Ride to the clinic", "Wash the dishes"]
    assert state(hass, "sensor.needs_open") == "3"


async def test_the_house_says_what_would_help(hass: HomeAssistant) -> None:
    """The answer to "what needs doing?" has what is open, until when, how long it takes, and the allergy."""
    await act(hass, "set_house_notes", diet="No nuts")
    await act(hass, "take_need", need="Wash the dishes")
    assert (await act(hass, "describe_needs"))["text"].replace("\u202f", " ") == (
        "2 things would help: Carry the sofa; and Cook, today at 6:00 PM, 60 minutes. "
        "Somebody is on one more. For meals, please mind: No nuts."
    )


async def test_the_house_says_when_nothing_is_wanted(hass: HomeAssistant) -> None:
    """An empty board is a calm sentence."""
    assert await act(hass, "describe_needs", kind="garden") == {"text": "Nothing needs doing right now."}


@pytest.mark.parametrize(
    ("language", "word"),
    [("de", "heute"), ("de-CH", "heute"), ("pt-BR", "hoje"), ("en-GB", "today"), ("ja", "today"), (None, "today")],
)
async def test_the_house_speaks_the_language_it_is_asked_in(
    hass: HomeAssistant, language: str | None, word: str
) -> None:
    """A guest asks in theirs; what nobody has translated yet is said in English."""
    fields: dict[str, Any] = {"language": language} if language else {}
    assert word in (await act(hass, "describe_needs", kind="meal", **fields))["text"]


async def test_the_house_speaks_its_own_language(hass: HomeAssistant) -> None:
    """Without being told, it is the one Home Assistant is set to."""
    assert "today" in (await act(hass, "describe_needs", kind="meal"))["text"]
    await hass.config.async_update(language="de")
    assert "heute" in (await act(hass, "describe_needs", kind="meal"))["text"]


@pytest.mark.parametrize("voice", VOICES, ids=lambda path: path.stem)
async def test_every_language_says_everything(hass: HomeAssistant, voice: Any) -> None:
    """A phrase that is missing would be found by the one household that needs it."""
    phrases = load_yaml_dict(str(voice))["describe"]
    forms = Locale.parse(voice.stem).plural_form.tags | {"other"}
    assert phrases.keys() == set(Phrases.__annotations__)
    assert len(phrases["weekdays"]) == 7
    assert [phrases[counted].keys() - forms for counted in ("open", "taken", "more", "minutes", "days")] == [set()] * 5
    await act(hass, "set_house_notes", diet="No nuts")
    text = (await act(hass, "describe_needs", language=voice.stem, days_ahead=7))["text"]
    assert [word for word in ("Cook", "Carry the sofa", "Ride to the clinic", "No nuts") if word not in text] == []
    assert "{" not in text
