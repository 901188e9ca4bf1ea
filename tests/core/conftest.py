"""The core needs no Home Assistant, and its random tests are the same every time."""

from hypothesis import HealthCheck, settings
import pytest

settings.register_profile(
    "core",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("core")


@pytest.fixture(autouse=True)
def custom_integrations() -> None:
    """Start no Home Assistant, unlike the tests beside this folder."""
