"""Clocks that jump and zones that change: what people wrote stays as they wrote it."""

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import Json, act, add, items, needs, reload, titles, wait


@pytest.fixture(autouse=True)
async def household(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Have a board with needs with and without times."""
    await add(hass, "Wash the dishes")
    await add(hass, "Sweep the floor", due_date="2026-03-09")
    await add(hass, "Dinner", kind="meal", start="2026-03-09 18:00:00", end="2026-03-09 19:00:00")


async def by_title(hass: HomeAssistant) -> Json:
    """Return all needs, however far ahead."""
    return {need["title"]: need for need in await needs(hass)}


@pytest.mark.parametrize("days", [-365, -1, -0.04, 0.04])
async def test_a_clock_that_jumps_changes_nothing(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory, days: float
) -> None:
    """A small computer without a battery wakes up in the wrong year: the order stays, and so does undo."""
    await act(hass, "complete_need", need="dishes")
    before = await by_title(hass)
    await wait(hass, freezer, days=days)
    await reload(hass, board)
    assert await by_title(hass) == before
    await add(hass, "Cook")
    assert (await items(hass))[-1]["summary"] == "Cook"
    assert (await act(hass, "undo"))["need"]["title"] == "Cook"
    assert (await act(hass, "undo"))["need"]["title"] == "Wash the dishes"
    assert {need["state"] for need in await needs(hass)} == {"open"}


async def test_the_change_of_the_clocks_moves_no_dinner(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """It was put in before the night of the 8th of March, and stays at six o'clock after it."""
    await wait(hass, freezer, days=7)
    [dinner] = await needs(hass, kind="meal")
    assert (dinner["start"], dinner["end"]) == ("2026-03-09T18:00:00-07:00", "2026-03-09T19:00:00-07:00")
    assert "Dinner" in await titles(hass, state="open", days_ahead=0)


async def test_another_time_zone_shows_the_same_moment(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A household that moves keeps its board; a day stays that day."""
    await hass.config.async_update(time_zone="Europe/Berlin")
    found = await by_title(hass)
    assert found["Dinner"]["start"] == "2026-03-10T02:00:00+01:00"
    assert found["Sweep the floor"]["due"] == "2026-03-09"
    await reload(hass, board)
    assert await by_title(hass) == found
