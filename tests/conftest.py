"""What the in-process tests share."""

from pathlib import Path
from typing import Any

import pytest

# Imported before Home Assistant looks for custom integrations: it then finds the ones of this checkout.
from custom_components.mutual_aid.const import DOMAIN as DOMAIN


@pytest.fixture(autouse=True)
def custom_integrations(enable_custom_integrations: Any) -> None:
    """Let Home Assistant load this integration."""


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give every test a configuration folder of its own, because boards are real files."""
    return str(tmp_path)
