"""How changes reach the disk: decided one after the other, written together, refused together."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .core.codec import encode
from .core.model import Board, Change, Decision, PieceId
from .database import StorageError
from .store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A change on its way to the disk, and who waits for it."""

    change: Change
    context: Context | None
    written: asyncio.Future[None]


class Writer:
    """Takes decisions on top of all that are on their way; what arrives during one write shares the next."""

    def __init__(
        self,
        hass: HomeAssistant,
        store: Store,
        board: Board,
        publish: Callable[[Sequence[Waiting]], None],
        report_failure: Callable[[], None],
    ) -> None:
        """Start from the board that is on the disk."""
        self._hass = hass
        self._store = store
        self._store_lock = asyncio.Lock()
        self._durable = board
        self._latest = board
        self._publish = publish
        self._report_failure = report_failure
        self._waiting: list[Waiting] = []
        self._writing: asyncio.Task[None] | None = None
        self._is_closed = False

    async def async_change(self, decide: Decision, context: Context | None = None) -> Change:
        """Return the change when it is on the disk; a caller who goes away does not stop it."""
        if self._is_closed:
            raise StorageError("board_closed")
        change = decide(self._latest, now=dt_util.now())
        self._latest = change.board
        waiting = Waiting(change=change, context=context, written=self._hass.loop.create_future())
        self._waiting.append(waiting)
        if self._writing is None:
            self._writing = self._hass.async_create_task(self._async_write(), eager_start=False)
        await asyncio.shield(waiting.written)
        return change

    async def async_use_store[T](self, use: Callable[[], T]) -> T:
        """Use the store in the executor, alone; a caller who goes away lets nobody else in before it is done."""
        async with self._store_lock:
            job = self._hass.async_add_executor_job(use)
            try:
                return await asyncio.shield(job)
            except asyncio.CancelledError:
                await asyncio.wait([job])
                raise

    async def async_close(self) -> bool:
        """Take nothing any more and finish what was taken; return whether there was anything to close."""
        was_open, self._is_closed = not self._is_closed, True
        if self._writing is not None:
            await self._writing
        return was_open

    async def _async_write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            board = batch[-1].change.board
            touched = frozenset[PieceId]().union(*(waiting.change.touched for waiting in batch))
            try:
                if touched:
                    records = {piece_id: encode(board, piece_id) for piece_id in touched}
                    await self.async_use_store(partial(self._store.write, records))
            except Exception as err:  # noqa: BLE001 - whatever went wrong, those who wait have to learn of it
                self._async_refuse(batch, err)
            else:
                self._durable = board
                for waiting in batch:
                    waiting.written.set_result(None)
                self._publish(batch)
        self._writing = None

    @callback
    def _async_refuse(self, batch: Sequence[Waiting], err: Exception) -> None:
        """Go back to what is on the disk; what was decided on top of it is refused as well."""
        refused, self._waiting = [*batch, *self._waiting], []
        self._latest = self._durable
        for waiting in refused:
            waiting.written.set_exception(err)
            waiting.written.exception()
        self._report_failure()
