"""What words mean in one language: which say nothing, which mean the same, and which name a day or a kind of help."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
import re
from typing import Final, TypedDict
import unicodedata

from snowballstemmer import stemmer

from .model import Kind

TODAY: Final = "today"
TOMORROW: Final = "tomorrow"
WEEK: Final = "week"
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WORD: Final = re.compile(r"\w+")

type Phrase = tuple[str, ...]


class Vocabulary(TypedDict):
    """The words of a language as somebody wrote them down; a phrase may have several words."""

    stemmer: str
    ignore: list[str]
    same: list[list[str]]
    kinds: dict[str, list[str]]
    hints: dict[str, list[str]]
    verbs: dict[str, list[str]]
    cues: dict[str, list[str]]
    days: dict[str, list[str]]
    minutes: dict[int, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """A vocabulary, made ready to compare with. Words are compared by their stems."""

    ignored: frozenset[Phrase]
    same: Mapping[Phrase, Phrase]
    kinds: Mapping[Phrase, Kind]
    hints: Mapping[Phrase, Kind]
    verbs: frozenset[str]
    cues: Mapping[str, frozenset[Phrase]]
    days: Mapping[Phrase, str]
    minutes: Mapping[Phrase, int]
    language: str

    def stems(self, text: str) -> Phrase:
        """Return the stems of all words of a text in their order."""
        return tuple(stemmer(self.language).stemWords(spelled(text)))

    def content(self, text: str) -> frozenset[str]:
        """Return the stems that say something: without those that do not, or that name a day, one for all that mean the same."""
        return _content(self, text)

    def kind_of(self, text: str) -> Kind:
        """Return the kind of help that a text names or hints at, or OTHER."""
        _, found = _split(self.stems(text), {**self.hints, **self.kinds})
        return found[0] if found else Kind.OTHER

    def of_kind(self, kind: Kind) -> frozenset[str]:
        """Return the stems that name a kind of help."""
        return _of_kind(self, kind)

    def has_cue(self, text: str, wish: str) -> bool:
        """Return whether a text has words in it that say what somebody wants."""
        words, cues = spelled(text), self.cues.get(wish, frozenset())
        return any(
            tuple(words[start:end]) in cues for start in range(len(words)) for end in range(start + 1, len(words) + 1)
        )

    def day_in(self, text: str) -> str | None:
        """Return the day that a text names: today, tomorrow, week or an English weekday."""
        _, found = _split(self.stems(text), self.days)
        return found[0] if found else None

    def without_day(self, text: str) -> str:
        """Return a text without the words that name a day."""
        pieces = list(_WORD.finditer(text))
        stems = tuple(stemmer(self.language).stemWords([_folded(piece.group()) for piece in pieces]))
        for start, end in _places(stems, self.days):
            text = f"{text[: pieces[start].start()]}{' ' * (pieces[end - 1].end() - pieces[start].start())}{text[pieces[end - 1].end() :]}"
        return " ".join(text.split())

    def minutes_in(self, text: str) -> int | None:
        """Return the time that a text names in minutes."""
        _, found = _split(self.stems(text), self.minutes)
        digits = (int(word) for word in spelled(text) if word.isdecimal())
        return next(chain(found, digits), None)


# Titles are asked for again and again.
@lru_cache(maxsize=16_384)
def _content(words: Words, text: str) -> frozenset[str]:
    rest, _ = _split(words.stems(text), words.days)
    return frozenset(stem for stem in _replaced(rest, words.same) if (stem,) not in words.ignored)


@cache
def _of_kind(words: Words, kind: Kind) -> frozenset[str]:
    named = (phrase for phrase, of_kind in words.kinds.items() if of_kind is kind)
    return frozenset(stem for phrase in named for stem in _replaced(phrase, words.same) if (stem,) not in words.ignored)


def words_of(vocabulary: Vocabulary) -> Words:
    """Return a vocabulary made ready to compare with."""
    language = vocabulary["stemmer"]
    stem_words = stemmer(language).stemWords

    def stems(text: str) -> Phrase:
        return tuple(stem_words(spelled(text)))

    def stemmed[T](phrases: Mapping[T, Iterable[str]]) -> dict[Phrase, T]:
        return {stems(phrase): meaning for meaning, said in phrases.items() for phrase in said}

    ignored = frozenset(map(stems, vocabulary["ignore"]))
    same: dict[Phrase, Phrase] = {
        stems(phrase): (same_stem(number),) for number, group in enumerate(vocabulary["same"]) for phrase in group
    }
    return Words(
        ignored=ignored,
        same=same,
        kinds=stemmed({Kind(kind): said for kind, said in vocabulary["kinds"].items()}),
        hints=stemmed({Kind(kind): said for kind, said in vocabulary["hints"].items()}),
        verbs=frozenset(
            stem
            for said in vocabulary["verbs"].values()
            for phrase in said
            for stem in _replaced(stems(phrase), same)
            if (stem,) not in ignored
        ),
        cues={
            wish: frozenset(tuple(spelled(phrase)) for phrase in said)
            for wish, said in {**vocabulary["cues"], **vocabulary["verbs"]}.items()
        },
        days=stemmed(vocabulary["days"]),
        minutes=stemmed(vocabulary["minutes"]),
        language=language,
    )


def date_called(day: str, today: date) -> date:
    """Return the date of a named day: the coming one of its name, which may be today."""
    if day == TOMORROW:
        return today + timedelta(days=1)
    if day in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(day) - today.weekday()) % 7)
    return today


def same_stem(number: int) -> str:
    """Return what stands for all words of a group that mean the same."""
    return f"={number}"


def spelled(text: str) -> list[str]:
    """Return the words of a text, however they were written."""
    return [_folded(word) for word in _WORD.findall(unicodedata.normalize("NFKC", text))]


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _places(stems: Phrase, phrases: Mapping[Phrase, object]) -> list[tuple[int, int]]:
    """Return where phrases are, from left to right, the longest first where several begin."""
    longest = max(map(len, phrases), default=0)
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(stems):
        ends = range(min(start + longest, len(stems)), start, -1)
        end = next((end for end in ends if stems[start:end] in phrases), None)
        if end is not None:
            places.append((start, end))
        start = end or start + 1
    return places


def _split[T](stems: Phrase, phrases: Mapping[Phrase, T]) -> tuple[Phrase, list[T]]:
    """Return the stems that are in no phrase, and what the phrases mean."""
    places = _places(stems, phrases)
    inside = {index for start, end in places for index in range(start, end)}
    rest = tuple(stem for index, stem in enumerate(stems) if index not in inside)
    return rest, [phrases[stems[start:end]] for start, end in places]


def _replaced(stems: Phrase, same: Mapping[Phrase, Phrase]) -> Sequence[str]:
    """Return stems with one for all that mean the same."""
    places = dict(_places(stems, same))
    found: list[str] = []
    index = 0
    while index < len(stems):
        end = places.get(index)
        found.extend(stems[index : index + 1] if end is None else same[stems[index:end]])
        index = end or index + 1
    return found
