"""The words and answers that the tests of the core use, and how the languages speak."""

from pathlib import Path
from typing import Any, Final, cast

from annotatedyaml import load_yaml_dict

from .test_phrases import PHRASES
from custom_components.mutual_aid.core.answers import Answers
from custom_components.mutual_aid.core.words import Vocabulary, Words, words_of

_HERE: Final = Path(__file__).parent
WORDS: Final[Words] = words_of(cast("Vocabulary", load_yaml_dict(_HERE / "vocabulary.yaml")))
ANSWERS: Final[Answers] = cast("Answers", load_yaml_dict(_HERE / "answers.yaml"))
ENGLISH: Final[Any] = PHRASES["en"]
