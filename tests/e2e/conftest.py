"""One real Home Assistant with a board, for all tests here."""

from collections.abc import Iterator

import pytest

from .server import RealServer


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """Run Home Assistant with one board that is called Needs."""
    with RealServer(tmp_path_factory.mktemp("home")) as server:
        server.set_up("mutual_aid", name="Needs")
        yield server
    assert server.complaints() == []


@pytest.fixture(autouse=True)
def _nothing_is_said_about_us_in_the_log(server: RealServer) -> Iterator[None]:
    """Hold every test to a log without a word about the integration."""
    yield
    assert server.complaints() == []
