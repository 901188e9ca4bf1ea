"""The board as a to-do list: what Home Assistant's own list card and actions do with it."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .board import TODO, Json, act, add, items, needs, state, titles, todo, wait


@pytest.fixture(autouse=True)
async def empty(board: ConfigEntry) -> None:
    """Have an empty board."""


async def summaries(hass: HomeAssistant) -> list[str]:
    """Return what the list shows, in its order."""
    return [item["summary"] for item in await items(hass)]


async def move(hass: HomeAssistant, connect: WebSocketGenerator, uid: str, previous: str | None) -> Json:
    """Drag an item below another one, or to the top."""
    client = await connect(hass)
    where: dict[str, Any] = {"previous_uid": previous} if previous else {}
    await client.send_json_auto_id({"type": "todo/item/move", "entity_id": TODO, "uid": uid, **where})
    answer: Json = await client.receive_json()
    return answer


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, {}),
        ({"due_date": "2026-03-05"}, {"due": "2026-03-05"}),
        ({"due_datetime": "2026-03-05 18:00:00"}, {"due": "2026-03-05T18:00:00-08:00"}),
        ({"description": "Use the brush\nand soap 🧼"}, {"description": "Use the brush\nand soap 🧼"}),
    ],
)
async def test_an_item_is_added_with_all_that_the_dialog_knows(hass: HomeAssistant, said: Json, shown: Json) -> None:
    """What is typed into the list's dialog is a need like any other."""
    await todo(hass, "add_item", item="Wash the dishes", **said)
    [need] = await needs(hass)
    assert await items(hass) == [{"uid": need["id"], "summary": "Wash the dishes", "status": "needs_action", **shown}]


async def test_an_item_is_changed_field_by_field(hass: HomeAssistant) -> None:
    """What the dialog does not send stays, and what it empties is cleared."""
    need = await add(hass, "Wash the dishes", notes="Use the brush", minutes=15, due_date="2026-03-05")
    await todo(hass, "update_item", item="Wash the dishes", rename="Do the pots")
    assert await needs(hass) == [{**need, "title": "Do the pots"}]
    await todo(hass, "update_item", item=need["id"], due_datetime="2026-03-05 18:00:00", description="Soap")
    assert await needs(hass) == [{**need, "title": "Do the pots", "notes": "Soap", "due": "2026-03-05T18:00:00-08:00"}]
    await todo(hass, "update_item", item=need["id"], due_datetime=None, description=None)
    assert await needs(hass) == [{**need, "title": "Do the pots", "notes": None, "due": None}]


async def test_checking_and_unchecking(hass: HomeAssistant) -> None:
    """The tick is done, and taking it away is undo: nothing else about the need has changed."""
    need = await add(hass, "Wash the dishes", notes="Use the brush", due_date="2026-03-05", helpers=2)
    await todo(hass, "update_item", item=need["id"], status="completed")
    assert await needs(hass) == [{**need, "state": "done"}]
    [item] = await items(hass)
    assert (item["status"], item["completed"]) == ("completed", "2026-03-02T20:00:00+00:00")
    await todo(hass, "update_item", item=need["id"], status="needs_action")
    assert await needs(hass) == [need]
    assert await act(hass, "undo") == {"need": need}
    assert await needs(hass) == []


async def test_checking_and_renaming_at_once(hass: HomeAssistant) -> None:
    """An automation may do both in one call, and clear the date by it too."""
    need = await add(hass, "Wash the dishes", due_date="2026-03-05")
    await todo(hass, "update_item", item=need["id"], rename="Do the pots", status="completed")
    assert await needs(hass) == [{**need, "title": "Do the pots", "state": "done"}]


async def test_a_done_item_can_be_edited_and_stays_done(hass: HomeAssistant) -> None:
    """Correcting a word is not undoing."""
    need = await add(hass, "Wash the dishes")
    await act(hass, "complete_need", need=need["id"])
    await todo(hass, "update_item", item=need["id"], description="With soap")
    assert await needs(hass) == [{**need, "notes": "With soap", "state": "done"}]


async def test_the_time_of_a_dated_need_is_its_due(hass: HomeAssistant) -> None:
    """A to-do list knows one time; clearing it clears the time of the need, end and all."""
    need = await add(hass, "Dinner", start="2026-03-05 18:00:00", end="2026-03-05 19:00:00")
    assert (await items(hass))[0]["due"] == "2026-03-05T18:00:00-08:00"
    await todo(hass, "update_item", item=need["id"], rename="Supper")
    assert await needs(hass) == [{**need, "title": "Supper"}]
    await todo(hass, "update_item", item=need["id"], due_date=None)
    assert await needs(hass) == [{**need, "title": "Supper", "start": None, "end": None}]


async def test_several_items_are_deleted_together_or_not_at_all(hass: HomeAssistant) -> None:
    """When one of them is not there, the others stay too."""
    for title in ("Cook", "Wash the dishes", "Sweep the floor"):
        await add(hass, title)
    with pytest.raises(ServiceValidationError):
        await todo(hass, "remove_item", item=["Cook", "Mow the lawn"])
    assert await titles(hass) == ["Cook", "Wash the dishes", "Sweep the floor"]
    await todo(hass, "remove_item", item=["Cook", "Sweep the floor"])
    assert await titles(hass) == ["Wash the dishes"]


async def test_done_items_are_cleared_away(hass: HomeAssistant) -> None:
    """The list's menu has a command for it; what is open is not touched."""
    for title in ("Cook", "Wash the dishes", "Sweep the floor"):
        await add(hass, title)
    await todo(hass, "update_item", item="Cook", status="completed")
    await todo(hass, "update_item", item="Sweep the floor", status="completed")
    await todo(hass, "remove_completed_items")
    assert await titles(hass) == ["Wash the dishes"]
    assert (await act(hass, "undo"))["need"]["title"] in {"Cook", "Sweep the floor"}


@pytest.mark.parametrize(
    ("moved", "previous", "order"),
    [
        (2, None, [2, 0, 1]),
        (0, 2, [1, 2, 0]),
        (2, 0, [0, 2, 1]),
        (0, None, [0, 1, 2]),
        (1, 0, [0, 1, 2]),
        (1, 1, [0, 1, 2]),
    ],
)
async def test_items_are_dragged_into_another_order(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, moved: int, previous: int | None, order: list[int]
) -> None:
    """People put what matters to them on top, and it stays there."""
    made = [await add(hass, title) for title in ("Cook", "Wash the dishes", "Sweep the floor")]
    after = None if previous is None else made[previous]["id"]
    assert (await move(hass, hass_ws_client, made[moved]["id"], after))["success"]
    assert await summaries(hass) == [made[index]["title"] for index in order]
    assert await titles(hass) == [made[index]["title"] for index in order]


@pytest.mark.parametrize("missing", ["uid", "previous"])
async def test_moving_what_is_gone_says_so(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, missing: str
) -> None:
    """Somebody else removed it while it was being dragged."""
    need = await add(hass, "Cook")
    where = {"uid": need["id"], "previous": need["id"], missing: "gone"}
    answer = await move(hass, hass_ws_client, where["uid"], where["previous"])
    assert answer["error"]["code"] == "failed"
    assert "There is no need “gone”" in answer["error"]["message"]


async def test_every_open_list_sees_every_change(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> None:
    """The tablet in the kitchen shows what the phone did, in the list's order, also what changes no state."""
    need = await add(hass, "Cook")
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "todo/item/list", "entity_id": TODO})
    assert (await client.receive_json())["result"]["items"] == await items(hass)
    await client.send_json_auto_id({"type": "todo/item/subscribe", "entity_id": TODO})
    assert (await client.receive_json())["success"]
    assert [item["summary"] for item in (await client.receive_json())["event"]["items"]] == ["Cook"]
    await act(hass, "update_need", need=need["id"], title="Cook soup")
    assert [item["summary"] for item in (await client.receive_json())["event"]["items"]] == ["Cook soup"]
    await act(hass, "complete_need", need=need["id"])
    assert [item["status"] for item in (await client.receive_json())["event"]["items"]] == ["completed"]


async def test_the_state_is_how_much_is_left(hass: HomeAssistant) -> None:
    """A badge shows it; what is done does not count, what somebody is on does."""
    for title in ("Cook", "Wash the dishes", "Sweep the floor"):
        await add(hass, title)
    await act(hass, "take_need", need="Cook")
    await act(hass, "complete_need", need="Sweep the floor")
    assert state(hass, TODO) == "2"


async def test_needs_far_ahead_are_not_on_the_list_yet(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Next month's rides would bury today's dishes; they come up a week ahead by themselves."""
    await add(hass, "Ride", start="2026-03-10 00:00:00")
    await add(hass, "Ride today", start="2026-03-09 23:59:59")
    assert await summaries(hass) == ["Ride today"]
    await wait(hass, freezer, hours=12)
    assert await summaries(hass) == ["Ride", "Ride today"]
    assert state(hass, TODO) == "2"


async def test_done_needs_leave_the_list_when_they_cannot_be_undone_any_more(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Until then a wrong tick can be taken away where it was made; they vanish for good a day later."""
    need = await add(hass, "Cook")
    await act(hass, "complete_need", need=need["id"])
    await wait(hass, freezer, hours=1, minutes=59)
    assert await summaries(hass) == ["Cook"]
    await wait(hass, freezer, minutes=1)
    assert await summaries(hass) == []
    assert await needs(hass) == [{**need, "state": "done"}]
    await wait(hass, freezer, hours=22)
    assert await needs(hass) == []
