"""One exchange with somebody who speaks to the house: what they want is done, and what the house answers."""

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import chain

from babel import Locale

from homeassistant.core import Context, HomeAssistant
from homeassistant.util import dt as dt_util

from ..board import LiveBoard
from ..core import answers
from ..core.conversation import Finding, Understood, Wish
from ..core.details import Details
from ..core.model import Kind, Need
from ..core.queries import Filter, select
from ..core.speech import day_phrase, describe
from ..core.times import date_of
from ..core.undo import needs_to_undo
from ..core.words import TODAY, WEEK, date_called
from . import Language
from .boards import async_listener, board_of
from .questions import Question, async_ask


class Talk:
    """Knows who is spoken with: on which boards, in which language, and what caused it."""

    def __init__(self, hass: HomeAssistant, boards: list[LiveBoard], language: Language, context: Context) -> None:
        """Listen; there is at least one board."""
        self._hass = hass
        self._boards = boards
        self._language = language
        self._context = context
        self._now = dt_util.now()

    async def async_what(
        self,
        *,
        day: str | None = None,
        area_id: str | None = None,
        minutes: int | None = None,
        kind: Kind | None = None,
    ) -> str:
        """Say what is open."""
        wanted = Filter(
            kind=kind,
            area_id=area_id,
            max_minutes=minutes,
            day=None if day in {None, TODAY, WEEK} else date_called(str(day), self._now.date()),
            days_ahead=_days_ahead(day),
        )
        said = [
            partial(
                describe,
                select(live.board, wanted, now=self._now),
                live.board.house,
                self._language.phrases,
                self._language.code,
                now=self._now,
            )
            for live in self._boards
        ]
        return await self._hass.async_add_executor_job(lambda: " ".join(say() for say in said))

    async def async_complete(self, said: str, question: Question) -> str:
        """Mark what somebody did as done."""
        understood = self._understand(Wish.DONE, said)
        if (need := self._clear(understood)) is None:
            return await self._async_unclear(understood, question)
        await board_of(self._boards, need).async_complete(need.id, self._context)
        left = sum(len(live.outlook.open_now) for live in self._boards)
        return answers.done(self._language.answers, left, self._locale)

    async def async_take(self, said: str, name: str | None, question: Question) -> str:
        """Note that somebody is on it, and say what they should know."""
        understood = self._understand(Wish.TAKE, said)
        if (need := self._clear(understood)) is None:
            return await self._async_unclear(understood, question)
        live = board_of(self._boards, need)
        await live.async_take(need.id, name, None, self._context)
        return answers.yours(self._language.answers, need, live.board.house)

    async def async_release(self, said: str, name: str | None, question: Question) -> str:
        """Note that somebody cannot do it after all."""
        understood = self._understand(Wish.RELEASE, said)
        if (need := self._clear(understood)) is None:
            return await self._async_unclear(understood, question)
        names = {mark.name for mark in need.on_it}
        known = next((other for other in names if name and other and other.casefold() == name.casefold()), None)
        await board_of(self._boards, need).async_release(need.id, known, self._context)
        return answers.about(self._language.answers["released"], need)

    async def async_needed(self, said: str, title: str, question: Question) -> str:
        """Raise what comes and goes, or put something new on the board."""
        understood = self._understand(Wish.NEEDED, said)
        if (need := self._clear(understood)) is not None:
            await board_of(self._boards, need).async_raise(need.id, self._context)
            return answers.about(self._language.answers["raised"], need)
        if understood.finding is Finding.DONE_ALREADY:
            return await self._async_take_back(understood.needs[0])
        if understood.finding is not Finding.NOT_FOUND:
            return await self._async_unclear(understood, question)
        details = Details(title=_capitalised(title), kind=self._language.words.kind_of(title))
        added = await self._boards[0].async_add(details, self._context)
        return answers.about(self._language.answers["added"], added)

    async def async_know(self, said: str, question: Question) -> str:
        """Say how things stand with a need."""
        return await self._async_unclear(self._understand(Wish.KNOW, said), question)

    async def async_offer(self, title: str, name: str | None, day: str | None) -> str:
        """Put on the board what somebody brings."""
        words = self._language.words
        due = None if day in {None, WEEK} else date_called(str(day), self._now.date())
        live = self._boards[0]
        details = Details(title=_capitalised(title), kind=words.kind_of(title), due=due)
        need = await live.async_offer(details, name, self._context)
        return answers.offered(
            self._language.answers,
            self._language.phrases,
            need,
            live.board.house,
            day=due,
            today=self._now.date(),
            locale=self._locale,
        )

    async def async_undo(self, said: str | None, question: Question) -> str:
        """Take the last change back, or the one of a need."""
        if not said:
            return await self._async_undo_last()
        understood = self._understand(Wish.UNDO, said)
        if (need := self._clear(understood)) is None:
            return await self._async_unclear(understood, question)
        return await self._async_take_back(need)

    async def _async_take_back(self, need: Need) -> str:
        live = board_of(self._boards, need)
        if need.done_at is not None and need.id in live.board.needs:
            return answers.about(self._language.answers["undone"], await live.async_reopen(need.id, self._context))
        return self._taken_back(await live.async_undo(need.id, self._context), live)

    def diet(self) -> str:
        """Say what must not be in a meal."""
        return " ".join(answers.diet(self._language.answers, live.board.house) for live in self._boards)

    def notes(self) -> str:
        """Read the house notes."""
        return " ".join(answers.notes(self._language.answers, live.board.house) for live in self._boards)

    def visiting(self) -> str:
        """Say whether the household is up for company."""
        return " ".join(answers.visiting(self._language.answers, live.board.house) for live in self._boards)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self._language.code, sep="-")

    def _needs(self) -> Iterator[Need]:
        return chain.from_iterable(live.board.needs.values() for live in self._boards)

    def _understand(self, wish: Wish, said: str) -> Understood:
        for need in self._needs():
            if need.id == said:
                return Understood(finding=Finding.CLEAR, needs=(need,))
        listener = async_listener(self._hass, self._language)
        undoable = chain.from_iterable(
            needs_to_undo(live.board, live.settings, now=self._now) for live in self._boards if wish is Wish.UNDO
        )
        return listener.understand(wish, said, self._needs(), undoable)

    @staticmethod
    def _clear(understood: Understood) -> Need | None:
        return understood.needs[0] if understood.finding is Finding.CLEAR else None

    async def _async_unclear(self, understood: Understood, question: Question) -> str:
        """Ask which is meant, or say how things stand. Nothing has changed."""
        texts = self._language.answers
        match understood.finding:
            case Finding.UNCLEAR:
                names = [self._name_among(need, understood.needs) for need in understood.needs]
                async_ask(self._hass, self._language, question, understood.needs, names)
                return answers.which(texts, names, self._locale)
            case Finding.THERE_ALREADY:
                return answers.about(texts["there_already"], understood.needs[0])
            case Finding.TAKEN_ALREADY:
                return answers.about(texts["taken_already"], understood.needs[0])
            case Finding.DONE_ALREADY:
                return answers.about(texts["done_already"], understood.needs[0])
            case Finding.NOBODY_ON_IT:
                return answers.about(texts["nobody_on_it"], understood.needs[0])
            case _:
                return f"{texts['not_found']} {await self.async_what()}"

    def _name_among(self, need: Need, others: tuple[Need, ...]) -> str:
        """Return what tells a need from others: its title or, when they share that, its day."""
        day = date_of(need, self._now)
        if len({other.title for other in others}) > 1 or day is None:
            return need.title
        return day_phrase(day, self._language.phrases, self._locale, self._now.date())

    async def _async_undo_last(self) -> str:
        changed = [live for live in self._boards if live.board.undoable]
        if not changed:
            return self._language.answers["nothing_to_undo"]
        live = max(changed, key=lambda live: live.board.undoable[-1].at)
        return self._taken_back(await live.async_undo(context=self._context), live)

    def _taken_back(self, need: Need | None, live: LiveBoard) -> str:
        texts = self._language.answers
        if need is None:
            return texts["changed_back"]
        return answers.about(texts["undone" if need.id in live.board.needs else "gone"], need)


def _days_ahead(day: str | None) -> int:
    return 0 if day in {None, TODAY} else 7


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]
