"""The languages of the house: one file for each, which people who speak it can read and mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Final, TypedDict, cast

from homeassistant.core import HomeAssistant
from homeassistant.util import language as language_util
from homeassistant.util.yaml import load_yaml_dict

from ..core.answers import Answers
from ..core.speech import Phrases
from ..core.words import Vocabulary, Words, words_of

DEFAULT_LANGUAGE: Final = "en"
_LOADED: Final[dict[str, Language]] = {}
_FILES: Final = {path.stem: path for path in Path(__file__).parent.glob("*.yaml")}


class Sentences(TypedDict):
    """What can be said in a language, by what it means."""

    lists: dict[str, list[str]]
    rules: dict[str, str]
    ordinals: list[list[str]]
    which: list[str]
    what: list[str]
    said: list[str]
    done: list[str]
    take: list[str]
    release: list[str]
    needed: list[str]
    needed_as_said: list[str]
    offer: list[str]
    undo: list[str]
    diet: list[str]
    notes: list[str]
    visiting: list[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language that the house speaks and understands."""

    code: str
    phrases: Phrases
    answers: Answers
    words: Words
    vocabulary: Vocabulary
    sentences: Sentences

    def without_courtesies(self, text: str) -> str:
        """Return what was said without the words that only lead to it, or that follow."""
        rules = self.sentences["rules"]
        start, end = (f"({rules[rule].strip('()')})" for rule in ("start", "end"))
        bare = re.sub(rf"^(\s*{start}\b[\s,]*)+", "", text.strip(" .!?"), flags=re.IGNORECASE)
        return re.sub(rf"([\s,]+{end})+$", "", bare, flags=re.IGNORECASE)


async def async_language(hass: HomeAssistant, code: str | None) -> Language:
    """Return the language that is closest to the one asked for, or to the household's."""
    wanted = closest(code or hass.config.language) or DEFAULT_LANGUAGE
    if wanted not in _LOADED:
        _LOADED[wanted] = await hass.async_add_executor_job(_load, wanted)
    return _LOADED[wanted]


def closest(code: str) -> str | None:
    """Return the language of ours that is closest to one, or None when none is."""
    return next(iter(language_util.matches(code, _FILES)), None)


def _load(code: str) -> Language:
    # What nobody has written yet for a language is English.
    content: Mapping[str, object] = {
        **load_yaml_dict(str(_FILES[DEFAULT_LANGUAGE])),
        **load_yaml_dict(str(_FILES[code])),
    }
    vocabulary = cast("Vocabulary", content["words"])
    return Language(
        code=code,
        phrases=cast("Phrases", content["describe"]),
        answers=cast("Answers", content["answers"]),
        words=words_of(vocabulary),
        vocabulary=vocabulary,
        sentences=cast("Sentences", content["sentences"]),
    )
