"""The allergy stands on every meal of the list, and nowhere else."""

import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Json, act, add, items, needs, todo


@pytest.fixture(autouse=True)
async def no_nuts(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Have a household that eats no nuts."""
    await act(hass, "set_house_notes", diet="No nuts")


async def descriptions(hass: HomeAssistant) -> dict[str, str | None]:
    """Return what the list says below each item."""
    return {item["summary"]: item.get("description") for item in await items(hass)}


async def test_every_meal_says_what_must_not_be_in_it(hass: HomeAssistant) -> None:
    """Whoever cooks reads the need and not the house notes; other needs are not cluttered with it."""
    await add(hass, "Soup", kind="meal")
    await add(hass, "Dinner", kind="meal", notes="For four")
    await add(hass, "Wash the dishes", notes="Use the brush")
    assert await descriptions(hass) == {
        "Soup": "Diet: No nuts",
        "Dinner": "For four\n\nDiet: No nuts",
        "Wash the dishes": "Use the brush",
    }


async def test_the_diet_changes_on_every_meal_at_once(hass: HomeAssistant) -> None:
    """An allergy that was found today holds for the meals that were wished for yesterday."""
    await add(hass, "Soup", kind="meal")
    await act(hass, "set_house_notes", diet="No nuts, no milk")
    assert await descriptions(hass) == {"Soup": "Diet: No nuts, no milk"}
    await act(hass, "set_house_notes", diet="")
    assert await descriptions(hass) == {"Soup": None}


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        ({"rename": "Stew"}, "For four"),
        ({"status": "completed"}, "For four"),
        ({"description": "For four\n\nDiet: No nuts"}, "For four"),
        ({"description": "For six\n\nDiet: No nuts"}, "For six"),
        ({"description": "For six"}, "For six"),
        ({"description": "Diet: No nuts"}, None),
        ({"description": ""}, None),
        ({"description": None}, None),
        ({"description": "Diet: No milk"}, "Diet: No milk"),
    ],
)
async def test_editing_a_meal_does_not_bake_the_diet_into_its_notes(
    hass: HomeAssistant, change: Json, notes: str | None
) -> None:
    """Else an old allergy would stand on it for ever, beside the new one."""
    await add(hass, "Soup", kind="meal", notes="For four")
    await todo(hass, "update_item", item="Soup", **change)
    assert [need["notes"] for need in await needs(hass)] == [notes]


async def test_braces_in_a_diet_are_only_braces(hass: HomeAssistant) -> None:
    """People write what they like."""
    await act(hass, "set_house_notes", diet="{no} nuts %s {0}")
    await add(hass, "Soup", kind="meal")
    assert await descriptions(hass) == {"Soup": "Diet: {no} nuts %s {0}"}
