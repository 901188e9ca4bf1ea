"""A board as the tests see it: through the doors Home Assistant has for everybody, and as files on the disk."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from homeassistant.config_entries import SOURCE_USER, ConfigEntry
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import STORAGE_DIR

from custom_components import mutual_aid
from custom_components.mutual_aid.const import DOMAIN

type Json = dict[str, Any]
type Files = Mapping[str, bytes]

# Twelve o'clock on a Monday where the household lives: the Home Assistant of the tests is at home in US/Pacific.
NOON: Final = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
TODO: Final = "todo.needs"
PACKAGE: Final = Path(mutual_aid.__file__).parent
VOICES: Final = sorted(PACKAGE.glob("voice/*.yaml"))


async def make_board(hass: HomeAssistant, name: str = "Needs") -> ConfigEntry:
    """Make a board in the config flow."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {"name": name})
    await hass.async_block_till_done()
    return result["result"]


async def act(hass: HomeAssistant, action: str, *, context: Context | None = None, **fields: Any) -> Json:
    """Perform an action of the integration and return what it answers."""
    answer = await hass.services.async_call(
        DOMAIN, action, fields, blocking=True, return_response=True, context=context
    )
    return cast("Json", answer)


async def add(hass: HomeAssistant, title: str, **fields: Any) -> Json:
    """Put a need on the board and return it."""
    return cast("Json", (await act(hass, "add_need", title=title, **fields))["need"])


async def needs(hass: HomeAssistant, *, state: str = "all", **fields: Any) -> list[Json]:
    """Return the needs of the board, what matters most first."""
    return cast("list[Json]", (await act(hass, "list_needs", state=state, **fields))["needs"])


async def titles(hass: HomeAssistant, **fields: Any) -> list[str]:
    """Return the titles of the needs, what matters most first."""
    return [need["title"] for need in await needs(hass, **fields)]


async def todo(hass: HomeAssistant, action: str, *, context: Context | None = None, **fields: Any) -> None:
    """Use the to-do list of the board as its dialog does."""
    await hass.services.async_call("todo", action, {"entity_id": TODO, **fields}, blocking=True, context=context)


async def items(hass: HomeAssistant) -> list[Json]:
    """Return what the to-do list shows."""
    answer = await hass.services.async_call(
        "todo", "get_items", {"entity_id": TODO}, blocking=True, return_response=True
    )
    return cast("list[Json]", cast("Json", answer)[TODO]["items"])


async def everything(hass: HomeAssistant) -> Json:
    """Return all that people can see of the board."""
    return {
        "needs": await needs(hass),
        "items": await items(hass),
        "states": {state.entity_id: state.as_dict() for state in hass.states.async_all()},
    }


def state(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of an entity."""
    found = hass.states.get(entity_id)
    assert found is not None
    return found.state


async def wait(hass: HomeAssistant, freezer: FrozenDateTimeFactory, **time: float) -> None:
    """Let time pass."""
    freezer.tick(timedelta(**time))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def reload(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Put a board away and load it again from its file."""
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


@contextmanager
def refused(
    key: str, kind: type[HomeAssistantError] = ServiceValidationError
) -> Iterator[pytest.ExceptionInfo[HomeAssistantError]]:
    """Expect a refusal for this reason, in a sentence that somebody can read."""
    with pytest.raises(kind) as refusal:
        yield refusal
    error = refusal.value
    sentence = str(error)
    assert type(error) is kind
    assert (error.translation_domain, error.translation_key) == (DOMAIN, key)
    assert " " in sentence
    assert "{" not in sentence


def stored(hass: HomeAssistant) -> Files:
    """Return the files of all boards by their names."""
    folder = Path(hass.config.path(STORAGE_DIR))
    return {path.name: path.read_bytes() for path in sorted(folder.glob(f"{DOMAIN}.*"))}


def put_back(hass: HomeAssistant, files: Files) -> None:
    """Let these be the files of all boards."""
    folder = Path(hass.config.path(STORAGE_DIR))
    for path in folder.glob(f"{DOMAIN}.*"):
        path.unlink()
    for name, content in files.items():
        (folder / name).touch(0o600)
        (folder / name).write_bytes(content)


def issues(hass: HomeAssistant) -> set[str]:
    """Return what Home Assistant shows under repairs about boards."""
    found = ir.async_get(hass).issues.values()
    return {str(issue.translation_key) for issue in found if issue.domain == DOMAIN and issue.active}


async def crash(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Leave the files as they are when the power goes now, and the board not loaded."""
    files = stored(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    put_back(hass, files)
