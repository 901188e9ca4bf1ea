"""What is forgotten is nowhere any more: not in the file, not in its journal, not in the copy, not in what was damaged."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .board import act, add, crash, issues, put_back, reload, stored, titles, wait
from custom_components.mutual_aid import backup

NAME = "Xanthippe"


def found(hass: HomeAssistant, *words: str) -> set[str]:
    """Return which of these words are in any file of a board."""
    contents = b"".join(stored(hass).values())
    return {word for word in words if word.encode() in contents}


@pytest.fixture(autouse=True)
async def taken(hass: HomeAssistant, board: ConfigEntry) -> None:
    """Have a helper on a need, between many others, so that the rows of the file have been moved about."""
    for number in range(30):
        await add(hass, f"Need {number}", notes="Something about it. " * 20)
    await act(hass, "take_need", need="Need 7", name=NAME, duration={"hours": 1})
    for number in range(30, 40):
        await add(hass, f"Need {number}", notes="Something about it. " * 20)
    assert found(hass, NAME) == {NAME}


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("complete_need", {"need": "Need 7"}),
        ("release_need", {"need": "Need 7", "name": NAME}),
        ("remove_need", {"need": "Need 7"}),
        ("forget", {"what": "everything"}),
    ],
)
@pytest.mark.parametrize("is_copied", [False, True])
async def test_a_helper_is_forgotten_when_they_are_not_on_it_any_more(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, action: str, fields: dict[str, Any], *, is_copied: bool
) -> None:
    """Nobody can read afterwards who did what and who did not; ten seconds later it is gone from the disk."""
    await wait(hass, freezer, seconds=is_copied * 10)
    await act(hass, action, **fields)
    await wait(hass, freezer, seconds=10)
    assert found(hass, NAME) == set()


async def test_a_helper_is_forgotten_when_it_lapses(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Who was called away is not written down either."""
    await wait(hass, freezer, hours=1)
    await wait(hass, freezer, seconds=10)
    assert found(hass, NAME) == set()


async def test_a_helper_is_forgotten_while_the_board_is_put_away(hass: HomeAssistant, board: ConfigEntry) -> None:
    """A restart in the ten seconds does not leave the name there until the next change."""
    await act(hass, "complete_need", need="Need 7")
    await hass.config_entries.async_unload(board.entry_id)
    assert found(hass, NAME) == set()


async def test_a_helper_is_forgotten_after_a_power_cut(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Nor does a power cut: the next start makes up for it, and nobody has to use the board for that."""
    await act(hass, "complete_need", need="Need 7")
    await crash(hass, board)
    await reload(hass, board)
    await wait(hass, freezer, seconds=10)
    assert found(hass, NAME) == set()


async def test_a_helper_is_forgotten_after_a_backup(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """What had to wait while the files were copied is made up for."""
    await backup.async_pre_backup(hass)
    await act(hass, "complete_need", need="Need 7")
    await wait(hass, freezer, seconds=10)
    await backup.async_post_backup(hass)
    await wait(hass, freezer, seconds=10)
    assert found(hass, NAME) == set()


async def test_a_done_need_is_gone_from_the_disk_after_a_day(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Forgetting needs nobody to think of it."""
    await add(hass, "Fetch the antidepressants", notes="At the pharmacy in Elm Street")
    await act(hass, "complete_need", need="antidepressants")
    await wait(hass, freezer, hours=24)
    await wait(hass, freezer, seconds=10)
    assert found(hass, "antidepressants", "Elm Street") == set()
    assert len(await titles(hass)) == 40


async def test_what_was_changed_is_gone_when_it_cannot_be_undone_any_more(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Somebody who wrote too much can take it back for good."""
    await act(hass, "set_house_notes", notes="The key is under the flowerpot")
    await act(hass, "set_house_notes", notes="Ask the neighbours")
    await add(hass, "Fetch the antidepressants")
    await act(hass, "update_need", need="antidepressants", title="Go to the pharmacy")
    await wait(hass, freezer, hours=2)
    await wait(hass, freezer, seconds=10)
    assert found(hass, "antidepressants", "flowerpot", "neighbours") == {"neighbours"}


@pytest.mark.parametrize("is_copied", [False, True])
async def test_forgetting_everything_leaves_no_word(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, *, is_copied: bool
) -> None:
    """At once, when the action returns: people are in the room when they ask for it."""
    await act(hass, "set_house_notes", diet="No walnuts", notes="The key is under the flowerpot")
    await act(hass, "remove_need", need="Need 12")
    await wait(hass, freezer, seconds=is_copied * 10)
    await act(hass, "forget", what="everything")
    assert found(hass, NAME, "walnuts", "flowerpot", "Need", "Something", "about") == set()


async def test_forgetting_everything_forgets_damaged_files_too(
    hass: HomeAssistant, board: ConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """They were kept for somebody who might read more out of them; now nobody shall."""
    await wait(hass, freezer, seconds=10)
    await crash(hass, board)
    files = stored(hass)
    start = f"mutual_aid.{board.entry_id}"
    put_back(hass, {**files, f"{start}.db": files[f"{start}.db"][:8000], f"{start}.damaged-7.db-wal": b"Something"})
    await reload(hass, board)
    assert issues(hass) == {"board_restored"}
    await act(hass, "forget", what="everything")
    assert found(hass, NAME, "Need", "Something") == set()
    assert [name for name in stored(hass) if ".damaged" in name] == []
