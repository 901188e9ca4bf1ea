"""Which need somebody means who says it in their own words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Final

from rapidfuzz.fuzz import ratio

from .model import Need
from .times import date_of
from .words import WEEK, Words, date_called

# How much better the best has to be than the next.
MARGIN: Final = 0.06

# A word that is nearly the same, one that names the kind of a need, and one that names its place.
_NEARLY: Final = 80
_SHORT: Final = 4
_OF_KIND: Final = 0.8
_OF_PLACE: Final = 0.4

type Areas = Mapping[str, str]
"""The names of areas by their ids."""


def meant(needs: Iterable[Need], said: str, words: Words, areas: Areas, *, now: datetime) -> list[Need]:
    """Return the need that is meant: none when no need fits well enough, several when they fit equally.

    A day that is said has to be the need's. Of the days of a series, when none is said, today's is meant if there is one.
    """
    content, day = words.content(said), words.day_in(said)
    wanted = None if day in {None, WEEK} else date_called(str(day), now.date())
    candidates = [need for need in needs if wanted is None or _is_on(need, wanted, words, now)]
    near = [need for need in candidates if not content.isdisjoint(words.content(need.title) | words.of_kind(need.kind))]
    # That words are only nearly the same is looked at when nothing else fits, as it takes much longer.
    fitting = _fitting(near, content, words, areas) or _fitting(candidates, content, words, areas)
    if len(fitting) == 1 and content <= words.verbs and not words.content(fitting[0].title) <= words.verbs:
        return []
    if len(fitting) > 1 and len({need.title for need in fitting}) == 1:
        today = [need for need in fitting if date_of(need, now) == now.date()]
        return today or fitting
    return fitting


def _fitting(needs: Iterable[Need], content: frozenset[str], words: Words, areas: Areas) -> list[Need]:
    """Return the needs that fit best."""
    scores = ((_score(need, content, words, areas), need) for need in needs)
    scored = [(score, need) for score, need in scores if score is not None]
    best = max((score for score, _ in scored), default=0.0)
    return [need for score, need in scored if score > best - MARGIN]


def _is_on(need: Need, day: date, words: Words, now: datetime) -> bool:
    """Return whether a need is for a day, has none, or says so in its title."""
    named = words.day_in(need.title)
    if named is not None and date_called(named, now.date()) == day:
        return True
    return date_of(need, now) in {None, day}


def _score(need: Need, content: frozenset[str], words: Words, areas: Areas) -> float | None:
    """Return how well a need fits, or None when it does not.

    What is done has to be the same, where both say so, and so has what it is done to: of two things that are washed
    neither is the other.
    """
    title = words.content(need.title)
    kind, place = words.of_kind(need.kind), words.content(areas.get(need.area_id or "", ""))
    hits = {word: max(_best(word, title), _OF_KIND * _best(word, kind)) for word in content}
    done, to_be_done = content & words.verbs, title & words.verbs
    if done and to_be_done and done.isdisjoint(to_be_done):
        return None
    is_named = any(hit > _OF_PLACE for word, hit in hits.items() if word not in words.verbs)
    if not is_named and not (done & to_be_done and (title <= words.verbs or content <= words.verbs)):
        return None
    found = sum(max(hit, _OF_PLACE * _best(word, place)) for word, hit in hits.items())
    return found + _mean(title, lambda word: _best(word, content)) / 3


def _mean(words: frozenset[str], value: Callable[[str], float]) -> float:
    return sum(map(value, words)) / len(words) if words else 0.0


def _best(word: str, others: frozenset[str]) -> float:
    return max((_likeness(word, other) for other in others), default=0.0)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _SHORT or "=" in one + other:
        return 0.0
    likeness = ratio(one, other)
    return likeness / 100 if likeness >= _NEARLY else 0.0
