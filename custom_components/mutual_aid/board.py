"""One loaded board: the single way to change it, who is told, and what happens by itself."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
import logging
from typing import Final, cast

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers.event import async_call_later, async_track_point_in_utc_time
from homeassistant.util import dt as dt_util
from homeassistant.util.ulid import ulid_now

from . import issues
from .const import EVENT_ACTIVITY
from .core import following, operations
from .core.details import Details
from .core.errors import UnknownAreaError
from .core.model import Board, Change, Decision, Fact, House, Need, NeedId, PieceId, Settings
from .core.operations import Forget, HouseDetails
from .core.passing import advance, next_moment, with_slots
from .core.queries import Outlook, outlook
from .core.undo import undo
from .core.view import fact_view
from .database import StorageError
from .store import Store
from .writer import Waiting, Writer

_LOGGER: Final = logging.getLogger(__name__)

# How far the copy may lag behind, and how long what happens by itself waits for a disk that failed.
TIDY_DELAY: Final = timedelta(seconds=10)
RETRY_DELAY: Final = timedelta(minutes=1)

type MutualAidConfigEntry = ConfigEntry[LiveBoard]
type Listener = Callable[[tuple[Fact, ...]], None]


class LiveBoard:
    """A board that people use. What it shows is on the disk, and every surface changes it through the methods here.

    They return when the change is durable, and raise a NeedError or a StorageError when nothing has changed.
    """

    def __init__(
        self, hass: HomeAssistant, entry: MutualAidConfigEntry, store: Store, board: Board, settings: Settings
    ) -> None:
        """Start from what the store holds."""
        self.settings = settings
        self._hass = hass
        self._entry = entry
        self._store = store
        self._board = board
        self._outlook: Outlook | None = None
        self._listeners: list[Listener] = []
        self._next_moment: datetime | None = None
        self._cancel_timer: CALLBACK_TYPE | None = None
        self._cancel_tidying: CALLBACK_TYPE | None = None
        self._cancel_listening: CALLBACK_TYPE | None = None
        self._is_closed = False
        self._writer = Writer(hass, store, board, self._async_publish, self._async_storage_failed)

    @property
    def board(self) -> Board:
        """Return the board as it is on the disk."""
        return self._board

    @property
    def outlook(self) -> Outlook:
        """Return what the board shows now."""
        if self._outlook is None:
            self._outlook = outlook(self._board, self.settings, now=dt_util.now())
        return self._outlook

    @callback
    def async_subscribe(self, listener: Listener) -> CALLBACK_TYPE:
        """Tell a listener about every change once it is durable, with the facts in their order."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    async def async_add(self, details: Details, context: Context | None = None) -> Need:
        """Put a need on the board."""
        self._check_area(details)
        decide = partial(operations.add, details=details, need_id=ulid_now())
        await self._async_rehearse(details, decide)
        return await self._async_change_need(decide, context)

    async def async_offer(self, details: Details, name: str | None, context: Context | None = None) -> Need:
        """Put a need on the board that the person who says it is already on."""
        self._check_area(details)
        decide = partial(operations.offer, details=details, name=name, need_id=ulid_now(), settings=self.settings)
        return await self._async_change_need(decide, context)

    async def async_update(self, need_id: NeedId, details: Details, context: Context | None = None) -> Need:
        """Change what a need says."""
        self._check_area(details)
        decide = partial(operations.update, need_id=need_id, details=details)
        await self._async_rehearse(details, decide)
        return await self._async_change_need(decide, context)

    async def async_update_following(self, slot_id: NeedId, details: Details, context: Context | None = None) -> Need:
        """Change what a series says from one of its days on."""
        self._check_area(details)
        decide = partial(following.update_following, slot_id=slot_id, details=details, new_id=ulid_now())
        await self._async_rehearse(details, decide)
        return await self._async_change_need(decide, context)

    async def async_move(self, need_id: NeedId, previous_id: NeedId | None, context: Context | None = None) -> Need:
        """Put a need right after another one, or (None) first."""
        decide = partial(operations.move, need_id=need_id, previous_id=previous_id)
        return await self._async_change_need(decide, context)

    async def async_remove(self, need_id: NeedId, context: Context | None = None) -> Need:
        """Take a need off the board, and return what it was."""
        return await self._async_change_need(partial(operations.remove, need_id=need_id), context)

    async def async_remove_following(self, slot_id: NeedId, context: Context | None = None) -> Need:
        """Let a series end before one of its days, and return what that day was."""
        return await self._async_change_need(partial(following.remove_following, slot_id=slot_id), context)

    async def async_raise(self, need_id: NeedId, context: Context | None = None) -> Need:
        """Say that a standing need needs doing."""
        return await self._async_change_need(partial(operations.raise_need, need_id=need_id), context)

    async def async_take(
        self, need_id: NeedId, name: str | None, duration: timedelta | None, context: Context | None = None
    ) -> Need:
        """Say that somebody is on a need, for a while."""
        decide = partial(
            operations.take,
            need_id=need_id,
            name=name,
            duration=duration,
            mark_id=ulid_now(),
            settings=self.settings,
        )
        return await self._async_change_need(decide, context)

    async def async_release(self, need_id: NeedId, name: str | None, context: Context | None = None) -> Need:
        """Say that somebody cannot do it after all."""
        return await self._async_change_need(partial(operations.release, need_id=need_id, name=name), context)

    async def async_complete(self, need_id: NeedId, context: Context | None = None) -> Need:
        """Mark a need as done."""
        return await self._async_change_need(partial(operations.complete, need_id=need_id), context)

    async def async_reopen(self, need_id: NeedId, context: Context | None = None) -> Need:
        """Take *done* back."""
        return await self._async_change_need(partial(operations.reopen, need_id=need_id), context)

    async def async_undo(self, piece_id: PieceId | None = None, context: Context | None = None) -> Need | None:
        """Take back the last change, or the last one of a need; return the need when it was one."""
        decide = partial(undo, piece_id=piece_id, settings=self.settings)
        return (await self._async_change(decide, context)).need

    async def async_set_house(self, details: HouseDetails, context: Context | None = None) -> None:
        """Change what helpers should know about the household."""
        await self._writer.async_change(partial(operations.set_house, details=details), context)

    async def async_forget(self, what: Forget, context: Context | None = None) -> None:
        """Forget what is done, or everything, on the disk too."""
        await self._writer.async_change(partial(operations.forget, what=what), context)
        if what is Forget.EVERYTHING:
            await self._writer.async_use_store(self._store.forget_set_aside)
        await self._writer.async_use_store(self._store.tidy)

    async def async_start(self) -> None:
        """Catch up with what happened by itself meanwhile, and with what a power cut left to tidy; go on from there."""
        await self._async_advance()
        self._cancel_listening = self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_config_updated)
        self._async_tidy_later()

    async def async_close(self, *_: object) -> None:
        """Finish what was taken, take nothing any more, and let go of the file."""
        self._is_closed = True
        for cancel in (self._cancel_timer, self._cancel_tidying, self._cancel_listening):
            if cancel is not None:
                cancel()
        self._cancel_timer = self._cancel_tidying = self._cancel_listening = None
        if await self._writer.async_close():
            await self._async_tidy()
            await self._writer.async_use_store(self._store.close)

    async def async_hold(self) -> None:
        """Let the files be copied while changes go on."""
        await self._writer.async_use_store(self._store.hold)

    async def async_release_hold(self) -> None:
        """Go on as usual after the files were copied, and do what was put off meanwhile."""
        await self._writer.async_use_store(self._store.release)
        await self._async_tidy()

    def _check_area(self, details: Details) -> None:
        area_id = details.get("area_id")
        if area_id and ar.async_get(self._hass).async_get_area(area_id) is None:
            raise UnknownAreaError(area_id)

    async def _async_rehearse(self, details: Details, decide: Decision) -> None:
        """Try a rule where nobody has to wait for it: to find that its day never comes can take seconds."""
        if details.get("repeat_rule"):
            await self._hass.async_add_executor_job(partial(decide, self._board, now=dt_util.now()))

    async def _async_change_need(self, decide: Decision, context: Context | None) -> Need:
        return cast("Need", (await self._async_change(decide, context)).need)

    async def _async_change(self, decide: Decision, context: Context | None) -> Change:
        return await self._writer.async_change(partial(with_slots, decide, settings=self.settings), context)

    @callback
    def _async_publish(self, batch: Sequence[Waiting]) -> None:
        """Let the bus and the listeners know what is on the disk now."""
        touched = frozenset[PieceId]().union(*(waiting.change.touched for waiting in batch))
        if not touched:
            return
        self._board = batch[-1].change.board
        issues.async_delete(self._hass, self._entry, issues.STORAGE_FAILING)
        for waiting in batch:
            for fact in waiting.change.facts:
                self._async_fire(fact, waiting.context)
        self._async_tell(tuple(fact for waiting in batch for fact in waiting.change.facts))
        self._async_schedule(touched)
        self._async_tidy_later()

    @callback
    def _async_storage_failed(self) -> None:
        issues.async_create(self._hass, self._entry, issues.STORAGE_FAILING)

    @callback
    def _async_fire(self, fact: Fact, context: Context | None) -> None:
        """Fire a fact on the bus, traceable to what caused it and not to who did it."""
        self._hass.bus.async_fire(
            EVENT_ACTIVITY,
            {"config_entry_id": self._entry.entry_id, "type": fact.type.value, **fact_view(fact)},
            context=Context(parent_id=context.id) if context else None,
        )

    @callback
    def _async_tell(self, facts: tuple[Fact, ...]) -> None:
        self._outlook = None
        for listener in tuple(self._listeners):
            try:
                listener(facts)
            except Exception:
                _LOGGER.exception("Somebody could not be told about a change")

    @callback
    def _async_schedule(self, pieces: Iterable[PieceId]) -> None:
        """See to it that the board is looked at when the first of these pieces changes by itself."""
        self._async_look_again_at(next_moment(self._board, pieces, self.settings, now=dt_util.now()))

    @callback
    def _async_look_again_at(self, moment: datetime) -> None:
        if self._is_closed or (self._next_moment is not None and self._next_moment <= moment):
            return
        if self._cancel_timer is not None:
            self._cancel_timer()
        self._next_moment = moment
        self._cancel_timer = async_track_point_in_utc_time(self._hass, self._async_advance, moment)

    async def _async_config_updated(self, event: Event) -> None:
        """Show the times of another time zone."""
        if "time_zone" in event.data:
            await self._async_advance()

    async def _async_advance(self, _: datetime | None = None) -> None:
        """Bring the board up to the present."""
        if self._cancel_timer is not None:
            self._cancel_timer()
        self._next_moment = self._cancel_timer = None
        try:
            await self._writer.async_change(partial(advance, settings=self.settings))
        except StorageError:
            self._async_look_again_at(dt_util.utcnow() + RETRY_DELAY)
            return
        self._async_tell(())
        self._async_schedule({House.id, *self._board.needs, *(entry.piece_id for entry in self._board.undoable)})

    @callback
    def _async_tidy_later(self) -> None:
        if self._cancel_tidying is None and not self._is_closed:
            self._cancel_tidying = async_call_later(self._hass, TIDY_DELAY, self._async_tidy)

    async def _async_tidy(self, _: datetime | None = None) -> None:
        """Bring the copy up to date; a disk that cannot do it now is asked again after the next change."""
        if self._cancel_tidying is not None:
            self._cancel_tidying()
            self._cancel_tidying = None
        try:
            await self._writer.async_use_store(self._store.tidy)
        except StorageError:
            _LOGGER.warning("The copy of a board could not be brought up to date")
