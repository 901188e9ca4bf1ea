"""What a board refuses: a sentence that says what to do, and not one thing changed."""

from typing import Final

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import voluptuous as vol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Json, act, add, everything, refused, todo

BAD: Final = (
    ({"title": ""}, "title_missing"),
    ({"title": " \t\n"}, "title_missing"),
    ({"title": "x" * 256}, "title_too_long"),
    ({"title": "x" * 10_000}, "title_too_long"),
    ({"title": "Wash\nthe dishes"}, "title_unreadable"),
    ({"title": "Wash\x00the dishes"}, "title_unreadable"),
    ({"title": "Wash\u2028the dishes"}, "title_unreadable"),
    ({"title": "Wash \ud83e"}, "title_unreadable"),
    ({"notes": "x" * 2_001}, "notes_too_long"),
    ({"notes": "Ring\x07"}, "notes_unreadable"),
    ({"kind": "magic"}, "unknown_kind"),
    ({"area_id": "the_moon"}, "unknown_area"),
    ({"minutes": 0}, "minutes_out_of_range"),
    ({"minutes": -5}, "minutes_out_of_range"),
    ({"minutes": 10**9}, "minutes_out_of_range"),
    ({"helpers": 0}, "helpers_out_of_range"),
    ({"helpers": -1}, "helpers_out_of_range"),
    ({"helpers": 51}, "helpers_out_of_range"),
    ({"start": "2026-03-03 18:00:00", "end": "2026-03-03 17:59:59"}, "end_before_start"),
    ({"end": "2026-03-03 18:00:00"}, "end_without_start"),
    ({"due_date": "2026-03-03", "due_datetime": "2026-03-03 18:00:00"}, "two_due_dates"),
)
BAD_ITEMS: Final = (
    ({"item": "x" * 256}, "title_too_long"),
    ({"item": "Wash\nthe dishes"}, "title_unreadable"),
    ({"item": "Wash\x1bthe dishes"}, "title_unreadable"),
    ({"description": "x" * 2_001}, "notes_too_long"),
    ({"description": "Ring\x07"}, "notes_unreadable"),
)
# What the list calls a field when it is changed.
CHANGED: Final = {"item": "rename"}


@pytest.fixture(autouse=True)
async def dishes(hass: HomeAssistant, board: ConfigEntry) -> Json:
    """Have a board with a need, which is what must not change."""
    return await add(hass, "Wash the dishes", notes="Use the brush", minutes=15, helpers=2)


@pytest.mark.parametrize(("bad", "key"), BAD)
async def test_bad_input_changes_nothing(hass: HomeAssistant, dishes: Json, bad: Json, key: str) -> None:
    """A form that was filled in wrongly adds no half a need, and changes none: not even by the fields that were right."""
    before = await everything(hass)
    with refused(key):
        await act(hass, "add_need", **{"title": "Cook", **bad})
    with refused(key):
        await act(hass, "update_need", need=dishes["id"], **{"urgent": True, **bad})
    assert await everything(hass) == before


async def test_a_title_cannot_be_cleared(hass: HomeAssistant, dishes: Json) -> None:
    """Every other field can, with the same empty form field."""
    before = await everything(hass)
    with refused("title_missing"):
        await act(hass, "update_need", need=dishes["id"], title=None)
    assert await everything(hass) == before


@pytest.mark.parametrize(("bad", "key"), BAD_ITEMS)
async def test_bad_items_change_nothing(hass: HomeAssistant, dishes: Json, bad: Json, key: str) -> None:
    """The list's dialog shows the same sentences; all of what it sends is done, or none of it."""
    before = await everything(hass)
    good: Json = {"item": "Cook", "due_date": "2026-03-03"}
    with refused(key):
        await todo(hass, "add_item", **{**good, **bad})
    for also in ({}, {"status": "completed"}, {"due_date": "2026-03-03"}):
        changes: Json = {**{CHANGED.get(field, field): value for field, value in bad.items()}, **also}
        with refused(key):
            await todo(hass, "update_item", **{**changes, "item": dishes["id"]})
    assert await everything(hass) == before


@pytest.mark.parametrize(
    ("action", "bad", "key"),
    [
        ("offer", {"title": ""}, "title_missing"),
        ("offer", {"title": "Soup", "name": "x" * 51}, "name_too_long"),
        ("offer", {"title": "Soup", "name": "Jo\nSam"}, "name_unreadable"),
        ("offer", {"title": "Soup", "kind": "magic"}, "unknown_kind"),
        ("offer", {"title": "Soup", "end": "2026-03-03 18:00:00"}, "end_without_start"),
        ("take_need", {"need": "dishes", "name": "x" * 51}, "name_too_long"),
        ("take_need", {"need": "dishes", "name": "J\x00"}, "name_unreadable"),
        ("take_need", {"need": "dishes", "duration": {"minutes": 0}}, "duration_out_of_range"),
        ("take_need", {"need": "dishes", "duration": "-00:10:00"}, "duration_out_of_range"),
        ("take_need", {"need": "dishes", "duration": {"days": 31, "seconds": 1}}, "duration_out_of_range"),
        ("release_need", {"need": "dishes", "name": "x" * 51}, "name_too_long"),
        ("set_house_notes", {"diet": "x" * 2_001}, "diet_too_long"),
        ("set_house_notes", {"diet": "No\x00nuts"}, "diet_unreadable"),
        ("set_house_notes", {"notes": "x" * 2_001}, "notes_too_long"),
        ("set_house_notes", {"diet": "No nuts", "notes": "\x1b"}, "notes_unreadable"),
        ("list_needs", {"kind": "magic"}, "unknown_kind"),
        ("describe_needs", {"kind": "magic"}, "unknown_kind"),
    ],
)
async def test_other_actions_refuse_what_makes_no_sense(hass: HomeAssistant, action: str, bad: Json, key: str) -> None:
    """The rules for a text or a number are the same wherever it comes from."""
    before = await everything(hass)
    with refused(key):
        await act(hass, action, **bad)
    assert await everything(hass) == before
    assert await act(hass, "set_house_notes") == {"diet": None, "notes": None}


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ({"minutes": "soon"}, "expected int"),
        ({"helpers": []}, "expected int"),
        ({"start": "soon"}, "Invalid datetime"),
        ({"end": 5}, "Invalid datetime"),
        ({"due_date": "soon"}, "date"),
        ({"urgent": "very"}, "invalid boolean"),
        ({"mood": "blue"}, "not a valid option"),
    ],
)
async def test_a_field_of_the_wrong_sort_is_named(hass: HomeAssistant, bad: Json, complaint: str) -> None:
    """Whoever writes an automation sees which field, and what belongs there."""
    before = await everything(hass)
    with pytest.raises(vol.Invalid, match=complaint) as refusal:
        await act(hass, "add_need", title="Cook", **bad)
    assert next(iter(bad)) in str(refusal.value)
    assert await everything(hass) == before


async def test_there_is_not_always_something_to_undo(hass: HomeAssistant) -> None:
    """A button that does nothing and says nothing would be pressed again and again."""
    await act(hass, "undo")
    before = await everything(hass)
    with refused("nothing_to_undo"):
        await act(hass, "undo")
    assert await everything(hass) == before


async def test_the_caller_of_the_websocket_gets_the_sentence(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """A card shows what is wrong in the user's language, so it gets the key and what to fill in."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {
            "type": "call_service",
            "domain": "mutual_aid",
            "service": "add_need",
            "service_data": {"title": "Cook", "minutes": 0},
        }
    )
    error = (await client.receive_json())["error"]
    assert error["code"] == "service_validation_error"
    assert (error["translation_domain"], error["translation_key"]) == ("mutual_aid", "minutes_out_of_range")
    assert error["translation_placeholders"] == {"low": "1", "high": "1440"}


@pytest.mark.parametrize("field", ["start", "end", "due_datetime"])
@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00", "9999-12-31 23:59:59"])
async def test_a_year_that_was_typed_wrongly_is_not_taken(hass: HomeAssistant, field: str, time: str) -> None:
    """Not every time zone could show it, and then no list with this need in it would open any more."""
    before = await everything(hass)
    fields: Json = {"start": "2026-03-03 18:00:00", field: time}
    with refused("time_out_of_range"):
        await act(hass, "add_need", title="Cook", **fields)
    assert await everything(hass) == before


@pytest.mark.parametrize("due_date", ["0001-01-01", "9999-12-31"])
async def test_a_day_that_was_typed_wrongly_is_not_taken(hass: HomeAssistant, due_date: str) -> None:
    """The same for days, on the list too."""
    before = await everything(hass)
    with refused("time_out_of_range"):
        await act(hass, "add_need", title="Cook", due_date=due_date)
    with refused("time_out_of_range"):
        await todo(hass, "add_item", item="Cook", due_date=due_date)
    assert await everything(hass) == before
