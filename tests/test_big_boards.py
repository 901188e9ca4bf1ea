"""Boards with very many needs: what the recorder says to them, and where they end."""

from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from homeassistant.components.recorder.db_schema import MAX_STATE_ATTRS_BYTES
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import act, add, make_board, needs, refused, state, todo
from custom_components.mutual_aid.core.codec import encode
from custom_components.mutual_aid.core.model import Board, Need
from custom_components.mutual_aid.store import Store

# A quarter of what the recorder takes, for what is still to come.
ENOUGH: Final = MAX_STATE_ATTRS_BYTES // 4


@pytest.fixture
async def mock_recorder_before_hass(async_test_recorder: Any) -> None:
    """Have a recorder, which has to be there before Home Assistant is."""


async def fill(hass: HomeAssistant, entry: ConfigEntry, count: int, padding: str) -> None:
    """Put needs with long titles and notes into the file of a board, and load it."""
    ids = [f"{number:026d}" for number in range(count)]
    needs = [Need(id=i, position=Decimal(i), title=f"{int(i)} {padding}", notes=padding * 8) for i in ids]
    board = Board(needs={need.id: need for need in needs})
    await hass.config_entries.async_unload(entry.entry_id)
    store = Store(Path(hass.config.path(".storage", f"mutual_aid.{entry.entry_id}.db")))
    store.load(expected=True)
    store.write({need_id: encode(board, need_id) for need_id in ids})
    store.close()
    await hass.config_entries.async_setup(entry.entry_id)


@pytest.mark.usefixtures("recorder_mock")
async def test_a_thousand_needs_fit_into_the_history(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """The list is not in any attribute, so that states stay small, and history and statistics complete."""
    await fill(hass, await make_board(hass), 1_000, "x" * 250)
    await act(hass, "set_house_notes", diet="x" * 2_000)
    await act(hass, "update_need", need=f"{0:026d}", kind="meal")
    assert len(await needs(hass)) == 1_000
    assert state(hass, "sensor.needs_open") == "1000"
    assert state(hass, "sensor.needs_next") == f"0 {'x' * 250}"
    sizes = {found.entity_id: len(found.as_dict_json) for found in hass.states.async_all()}
    assert [entity_id for entity_id, size in sizes.items() if size > ENOUGH] == []
    assert "State attributes for" not in caplog.text
    assert "State max length exceeded" not in caplog.text


async def test_a_full_board_says_so(hass: HomeAssistant) -> None:
    """Ten thousand needs are more than anybody reads; one more is refused on every surface until one is gone."""
    await fill(hass, await make_board(hass), 10_000, "x")
    with refused("board_full"):
        await add(hass, "Cook")
    with refused("board_full"):
        await act(hass, "offer", title="Soup")
    with refused("board_full"):
        await todo(hass, "add_item", item="Cook")
    await act(hass, "remove_need", need=f"{5_000:026d}")
    await add(hass, "Cook")
    assert state(hass, "todo.needs") == "10000"
