"""A board that is used at random, restarted and cut off the power, against a model of twenty lines."""

from collections.abc import Awaitable, Callable
from functools import partial
import random

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import act, add, crash, items, needs, reload, state, todo, wait

type Step = Callable[[], Awaitable[None]]
type Need = tuple[str, int, bool]
"""Its title, how many are on it, and whether it is done."""


class Model:
    """What should be on the board, and what should come back by undo."""

    def __init__(self) -> None:
        """Start empty."""
        self.needs: dict[str, Need] = {}
        self.changes: list[tuple[str, Need | None]] = []

    def change(self, need_id: str, need: Need | None) -> None:
        """Put a need in, change it, or take it out."""
        before = self.needs.get(need_id)
        self.changes += [(need_id, before)] * (before != need)
        self._put(need_id, need)

    def undo(self) -> str:
        """Take the last change back and return which need it was about."""
        need_id, before = self.changes.pop()
        self._put(need_id, before)
        return need_id

    def _put(self, need_id: str, need: Need | None) -> None:
        self.needs.pop(need_id, None)
        self.needs.update({need_id: need} if need else {})


class Household:
    """Does something at random, on the board and on the model, on one surface or another."""

    def __init__(self, hass: HomeAssistant, chance: random.Random) -> None:
        """Have a board."""
        self.hass, self.chance, self.model = hass, chance, Model()

    async def do_something(self) -> None:
        """Add a need, undo, or do something about a need."""
        changes = (self.rename, self.take, self.release, self.complete, self.remove)
        on_one: list[Step] = [partial(change, need_id) for need_id in self.model.needs for change in changes]
        undo: list[Step] = [self.undo] * bool(self.model.changes)
        await self.chance.choice([self.add, self.add, *undo, *self.chance.choices(on_one or [self.add], k=7)])()

    async def add(self) -> None:
        """Add a need."""
        title = f"Need {self.chance.randrange(1_000_000)}"
        await self.chance.choice([self._add_by_action, self._add_to_list])(title)
        [need_id] = [item["uid"] for item in await items(self.hass) if item["summary"] == title]
        self.model.change(need_id, (title, 0, False))

    async def rename(self, need_id: str) -> None:
        """Give a need another title."""
        _, helpers, is_done = self.model.needs[need_id]
        title = f"Need {self.chance.randrange(1_000_000)}"
        await todo(self.hass, "update_item", item=need_id, rename=title)
        self.model.change(need_id, (title, helpers, is_done))

    async def take(self, need_id: str) -> None:
        """Be on a need; on a done one it means nothing."""
        title, helpers, is_done = self.model.needs[need_id]
        await act(self.hass, "take_need", need=need_id)
        self.model.change(need_id, (title, helpers + (not is_done), is_done))

    async def release(self, need_id: str) -> None:
        """Not be on it after all."""
        title, helpers, is_done = self.model.needs[need_id]
        await act(self.hass, "release_need", need=need_id)
        self.model.change(need_id, (title, max(helpers - 1, 0), is_done))

    async def complete(self, need_id: str) -> None:
        """Do it."""
        title, _, _ = self.model.needs[need_id]
        await todo(self.hass, "update_item", item=need_id, status="completed")
        self.model.change(need_id, (title, 0, True))

    async def remove(self, need_id: str) -> None:
        """Remove it."""
        await todo(self.hass, "remove_item", item=need_id)
        self.model.change(need_id, None)

    async def undo(self) -> None:
        """Take the last change back."""
        answer = await act(self.hass, "undo")
        assert answer["need"]["id"] == self.model.undo()

    async def _add_by_action(self, title: str) -> None:
        await add(self.hass, title)

    async def _add_to_list(self, title: str) -> None:
        await todo(self.hass, "add_item", item=title)


async def seen(hass: HomeAssistant) -> dict[str, Need]:
    """Return what is on the board, in the model's words."""
    return {need["id"]: (need["title"], len(need["on_it"]), need["state"] == "done") for need in await needs(hass)}


@pytest.mark.parametrize("seed", range(4))
async def test_a_board_does_what_its_model_does(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory, seed: int
) -> None:
    """Whatever is done in whatever order, and whenever Home Assistant stops or falls over in between."""
    chance = random.Random(seed)
    household = Household(hass, chance)

    async def restart() -> None:
        await reload(hass, board)

    async def power_cut() -> None:
        await crash(hass, board)
        await hass.config_entries.async_setup(board.entry_id)

    async def pause() -> None:
        await wait(hass, freezer, seconds=10)

    for _ in range(80):
        await chance.choice([*[household.do_something] * 9, chance.choice([restart, power_cut, pause])])()
        model = household.model.needs
        assert await seen(hass) == model
        assert state(hass, "todo.needs") == str(sum(not is_done for _, _, is_done in model.values()))
        assert state(hass, "sensor.needs_open") == str(sum(need[1:] == (0, False) for need in model.values()))
