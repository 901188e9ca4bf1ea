"""What somebody wants who says something to the house: decided from their words and what is on the board."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from .meaning import Areas, meant
from .model import Need, State
from .times import is_over
from .words import Words


class Wish(StrEnum):
    """What somebody says about a need."""

    DONE = "done"
    TAKE = "take"
    RELEASE = "release"
    NEEDED = "needed"
    UNDO = "undo"
    KNOW = "know"


# Which words say what somebody wants; a verb in the past says that it is done, one in progress that it is not yet.
_STRONGEST_FIRST: Final = (
    ("undo", Wish.UNDO),
    ("release", Wish.RELEASE),
    ("needed", Wish.NEEDED),
    ("take", Wish.TAKE),
    ("done", Wish.DONE),
    ("did", Wish.DONE),
    ("doing", Wish.TAKE),
)


class Finding(StrEnum):
    """How a wish and the board go together."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    NOT_FOUND = "not_found"
    THERE_ALREADY = "there_already"
    TAKEN_ALREADY = "taken_already"
    DONE_ALREADY = "done_already"
    NOBODY_ON_IT = "nobody_on_it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was understood: with CLEAR the one need it is about, with UNCLEAR those that fit equally."""

    finding: Finding
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Somebody who knows the language and the house."""

    words: Words
    areas: Areas
    now: datetime

    def understand(self, wish: Wish, said: str, needs: Iterable[Need], undoable: Iterable[Need] = ()) -> Understood:
        """Return what is meant. Nothing is ever guessed below the bar: asking is better than the wrong need."""
        candidates = tuple(need for need in needs if need.series_rule is None)
        match wish:
            case Wish.DONE | Wish.TAKE:
                return self._to_do(said, candidates)
            case Wish.RELEASE:
                taken = self._among(said, candidates, lambda need: bool(need.helpers_at(self.now)))
                return taken or self._otherwise(said, candidates, Finding.NOBODY_ON_IT)
            case Wish.NEEDED:
                return self._needed(said, candidates)
            case Wish.KNOW:
                found = self._among(said, candidates, lambda _: True)
                return Understood(finding=Finding.NOT_FOUND) if found is None else self._as_it_is(found)
            case _:
                done = [need for need in candidates if need.done_at is not None]
                wanted = {need.id: need for need in [*undoable, *done]}
                return self._among(said, wanted.values(), lambda _: True) or Understood(finding=Finding.NOT_FOUND)

    def wish_in(self, said: str) -> Wish:
        """Return what somebody wants who names a need: the strongest words win, and without any they want to know."""
        return next((wish for cue, wish in _STRONGEST_FIRST if self.words.has_cue(said, cue)), Wish.KNOW)

    def _to_do(self, said: str, needs: tuple[Need, ...]) -> Understood:
        """Return what is to be done: open ones first, then what others are on."""
        open_or_taken = self._among(said, needs, self._is_to_do)
        return open_or_taken or self._otherwise(said, needs, Finding.DONE_ALREADY)

    def _needed(self, said: str, needs: tuple[Need, ...]) -> Understood:
        to_do = self._among(said, needs, self._is_to_do)
        resting = self._among(said, needs, lambda need: need.standing and need.rests_since is not None)
        if resting is not None and to_do is None:
            return resting
        if to_do is not None:
            return self._as_it_is(to_do)
        done = self._among(said, needs, lambda need: need.done_at is not None and need.rests_since is None)
        return Understood(finding=Finding.NOT_FOUND) if done is None else self._as_it_is(done)

    def _as_it_is(self, found: Understood) -> Understood:
        need = found.needs[0]
        findings = {
            State.OPEN: Finding.THERE_ALREADY,
            State.TAKEN: Finding.TAKEN_ALREADY,
            State.DONE: Finding.DONE_ALREADY,
            State.RESTING: Finding.DONE_ALREADY,
        }
        return Understood(finding=findings[need.state_at(self.now)], needs=(need,))

    def _among(self, said: str, needs: Iterable[Need], wanted: Callable[[Need], bool]) -> Understood | None:
        found = meant(filter(wanted, needs), said, self.words, self.areas, now=self.now)
        if not found:
            return None
        return Understood(finding=Finding.CLEAR if len(found) == 1 else Finding.UNCLEAR, needs=tuple(found))

    def _otherwise(self, said: str, needs: Iterable[Need], finding: Finding) -> Understood:
        """Return what is to be said of a need that is on the board, and not in the state for the wish."""
        found = self._among(said, needs, lambda _: True)
        return Understood(
            finding=Finding.NOT_FOUND if found is None else finding, needs=found.needs[:1] if found else ()
        )

    def _is_to_do(self, need: Need) -> bool:
        return need.done_at is None and need.rests_since is None and not is_over(need, self.now)
