"""The board as a to-do list: what is open and taken today and soon, and what was done and can be undone."""

import asyncio
from datetime import date, datetime
from typing import override

from homeassistant.components.todo import TodoItem, TodoItemStatus, TodoListEntity, TodoListEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .board import MutualAidConfigEntry
from .core.description import description, notes_in
from .core.details import Details
from .core.model import Need
from .core.queries import get
from .core.times import own_time
from .entity import BoardEntity, async_diet_line
from .exceptions import translated_errors

PARALLEL_UPDATES = 0

# Without a name of its own the list is called like the board, and "add … to the needs list" finds it.
DESCRIPTION = EntityDescription(key="needs", translation_key="needs", name=None)


async def async_setup_entry(
    hass: HomeAssistant, entry: MutualAidConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the to-do list of a board."""
    async_add_entities([NeedsList(entry, await async_diet_line(hass))])


class NeedsList(BoardEntity, TodoListEntity):
    """A board in the words of a to-do list."""

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.MOVE_TODO_ITEM
        | TodoListEntityFeature.SET_DUE_DATE_ON_ITEM
        | TodoListEntityFeature.SET_DUE_DATETIME_ON_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )

    def __init__(self, entry: MutualAidConfigEntry, diet_line: str) -> None:
        """List a board's needs; `diet_line` has a place for the diet."""
        super().__init__(entry, DESCRIPTION)
        self._diet_line = diet_line
        self._listed: tuple[Need, ...] | None = None
        self._items: list[TodoItem] = []

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """Return the needs in the order people gave them; core asks several times for each change."""
        if self._listed is not self.live.outlook.listed:
            self._listed = self.live.outlook.listed
            self._items = [self._item(need) for need in self._listed]
        return self._items

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Add a need."""
        details = Details(title=item.summary or "", notes=item.description, due=item.due)
        with translated_errors():
            await self.live.async_add(details, self._take_context())

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Change a need, mark it as done, or take that back.

        What is the same as on the list was not meant to change. Somebody who only says "done" (Assist does) brings
        neither due date nor description, and does not mean to clear them.
        """
        with translated_errors():
            need = get(self.live.board, item.uid or "")
            completes = item.status == TodoItemStatus.COMPLETED and need.done_at is None
            context = self._take_context()
            if details := self._changed_details(need, item, keeps_missing=completes):
                await self.live.async_update(need.id, details, context)
            if completes:
                await self.live.async_complete(need.id, context)
            elif item.status == TodoItemStatus.NEEDS_ACTION:
                await self.live.async_reopen(need.id, context)

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Take needs off the board: all of them or, when one is not there, none."""
        context = self._take_context()
        with translated_errors():
            needs = [get(self.live.board, uid) for uid in uids]
            await asyncio.gather(*(self.live.async_remove(need.id, context) for need in needs))

    @override
    async def async_move_todo_item(self, uid: str, previous_uid: str | None = None) -> None:
        """Put a need after another one, or first."""
        with translated_errors():
            await self.live.async_move(uid, previous_uid, self._take_context())

    def _item(self, need: Need) -> TodoItem:
        return TodoItem(
            uid=need.id,
            summary=need.title,
            status=TodoItemStatus.NEEDS_ACTION if need.done_at is None else TodoItemStatus.COMPLETED,
            due=self._due(need),
            description=description(need, self.live.board.house, self._diet_line),
            completed=need.done_at,
        )

    @staticmethod
    def _due(need: Need) -> date | datetime | None:
        when = own_time(need) and (need.due or need.start)
        return dt_util.as_local(when) if isinstance(when, datetime) else when

    def _changed_details(self, need: Need, item: TodoItem, *, keeps_missing: bool) -> Details:
        shown = self._item(need)
        details = Details()
        if item.summary != shown.summary:
            details["title"] = item.summary or ""
        if item.description != shown.description and not (keeps_missing and item.description is None):
            details["notes"] = notes_in(item.description or "", need, self.live.board.house, self._diet_line)
        if item.due != shown.due and not (keeps_missing and item.due is None):
            details["due"] = item.due
            if item.due is None:
                details["start"] = details["end"] = None
        return details
