"""A big board and Home Assistant's recorder, which drops attributes that are too long."""

import asyncio
from typing import Any, Final

import pytest

from homeassistant.components.recorder.db_schema import MAX_STATE_ATTRS_BYTES
from homeassistant.core import HomeAssistant

from .board import act, add, make_board, needs, reload, state

# A quarter of what the recorder takes, for what is still to come.
ENOUGH: Final = MAX_STATE_ATTRS_BYTES // 4


@pytest.fixture(autouse=True)
def noon() -> None:
    """Leave the clock running: the recorder waits for it."""


@pytest.fixture
async def mock_recorder_before_hass(async_test_recorder: Any) -> None:
    """Have a recorder, which has to be there before Home Assistant is."""


@pytest.mark.usefixtures("recorder_mock")
async def test_a_thousand_needs_fit_into_the_history(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """The list is not in any attribute, so that states stay small, and history and statistics complete."""
    board = await make_board(hass)
    await asyncio.gather(*(add(hass, f"{number} {'x' * 250}", notes="x" * 500) for number in range(1_000)))
    await act(hass, "set_house_notes", diet="x" * 2_000)
    await reload(hass, board)
    assert len(await needs(hass)) == 1_000
    assert state(hass, "sensor.needs_open") == "1000"
    assert state(hass, "sensor.needs_next") == f"0 {'x' * 250}"
    sizes = {found.entity_id: len(found.as_dict_json) for found in hass.states.async_all()}
    assert [entity_id for entity_id, size in sizes.items() if size > ENOUGH] == []
    assert "State attributes for" not in caplog.text
    assert "State max length exceeded" not in caplog.text
