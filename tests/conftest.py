"""What the in-process tests share."""

from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .board import NOON, make_board
from .dialog import dialog, dinner  # noqa: F401
from .disk import disk, small_files  # noqa: F401

# Imported before Home Assistant looks for custom integrations: it then finds the ones of this checkout.
from custom_components.mutual_aid.const import DOMAIN  # noqa: F401


@pytest.fixture(autouse=True)
async def custom_integrations(hass: HomeAssistant, enable_custom_integrations: Any) -> None:
    """Let a Home Assistant that has what every one has load this integration."""
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Let it be the same noon in every test, for as long as the test does not say otherwise."""
    freezer.move_to(NOON)


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give every test a configuration folder of its own, because boards are real files."""
    return str(tmp_path)


@pytest.fixture
async def board(hass: HomeAssistant) -> ConfigEntry:
    """Make a board called Needs the way people do."""
    return await make_board(hass)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests found, whether they passed or not."""
    reports = [report for found in ("passed", "failed") for report in terminalreporter.stats.get(found, [])]
    figures = sorted({str(figure) for report in reports for name, figure in report.user_properties if name == "figure"})
    for figure in figures:
        terminalreporter.write_line(figure)
