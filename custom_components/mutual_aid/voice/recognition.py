"""From a sentence to what it means: which of a language's templates it follows, and what stands in their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from hassil.intents import Intents
from hassil.recognize import RecognizeResult, recognize_all

from ..core.sentences import OPEN, expanded, flattened
from . import Language

NAMED: Final = "said"
MEANINGS: Final = (
    "undo",
    "diet",
    "notes",
    "visiting",
    "offer",
    "what",
    NAMED,
    "needed",
    "needed_as_said",
    "take",
    "done",
)
_NAME: Final = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a sentence may mean, and what it says in the places of its template."""

    meaning: str
    places: Mapping[str, str]


class Recognizer:
    """Knows the sentences of one language about some things."""

    def __init__(self, language: Language, things: Sequence[str], note_words: Sequence[str]) -> None:
        """Know what stands on the boards, and what somebody may ask the house notes for."""
        self.language = language
        self.knows = (tuple(things), tuple(note_words))
        self._lists = _closed_lists(language, things, note_words)
        rules = language.sentences["rules"]
        sentences = cast("Mapping[str, list[str]]", language.sentences)
        self._sentences = {
            meaning: [expanded(sentence, rules) for sentence in sentences[meaning]] for meaning in MEANINGS
        }
        self._sentences[_NAME] = [expanded("[<start>] [<start>] <name> <i> {b}", rules)]
        self._intents: Intents | None = None

    def triggers(self) -> list[str]:
        """Return all sentences for a sentence trigger of Home Assistant."""
        return [
            flat
            for meaning in MEANINGS
            for sentence in self._sentences[meaning]
            if (flat := flattened(sentence, self._lists)) is not None
        ]

    def hear(self, text: str) -> list[Heard]:
        """Return what a sentence may mean, the likeliest first; what has most of its own words stands for its meaning."""
        results = sorted(recognize_all(text, self.prepare()), key=_open_part)
        named = {result.intent.name: _places(result) for result in reversed(results)}
        name = {_NAME: named[_NAME][_NAME]} if _NAME in named else {}
        return [Heard(meaning=meaning, places=name | named[meaning]) for meaning in MEANINGS if meaning in named]

    def prepare(self) -> Intents:
        """Read the templates, which takes a moment the first time."""
        if self._intents is None:
            self._intents = self._build()
        return self._intents

    def _build(self) -> Intents:
        lists = {name: words or ["\N{REPLACEMENT CHARACTER}"] for name, words in self._lists.items()}
        closed = {name: {"values": [{"in": word, "out": word} for word in words]} for name, words in lists.items()}
        return Intents.from_dict(
            {
                "language": self.language.code,
                "intents": {name: {"data": [{"sentences": said}]} for name, said in self._sentences.items()},
                "lists": {**closed, **{name: {"wildcard": True} for name in OPEN}},
            }
        )


def _closed_lists(language: Language, things: Sequence[str], note_words: Sequence[str]) -> dict[str, list[str]]:
    """Return what may stand in the places that are not open."""
    verbs, cues = language.vocabulary["verbs"], language.vocabulary["cues"]
    return {
        **language.sentences["lists"],
        **verbs,
        "verb": _all(verbs) + cues["done"],
        "cue": _all(cues) + verbs["did"],
        "past": verbs["did"] + cues["done"],
        "taking": cues["take"],
        "kind": _all(language.vocabulary["kinds"]),
        "when": _all(language.vocabulary["days"]),
        "thing": list(things),
        "note": list(note_words),
    }


def _all(words: Mapping[str, Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(word for said in words.values() for word in said))


def _open_part(result: RecognizeResult) -> int:
    return sum(len(entity.text.split()) for entity in result.entities_list if entity.is_wildcard)


def _places(result: RecognizeResult) -> dict[str, str]:
    """Return what stands in the places, in the order it was said."""
    return {entity.name: entity.text.strip() for entity in result.entities_list}
