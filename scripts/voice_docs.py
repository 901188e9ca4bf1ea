"""Write docs/voice.md: what can be said, from what is known to be understood. Run it after a corpus has changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from annotatedyaml import load_yaml_dict
from babel import Locale

_ROOT: Final = Path(__file__).parents[1]
PAGE: Final = _ROOT / "docs" / "voice.md"
_CORPORA: Final = _ROOT / "tests" / "voice"
_EXAMPLES: Final = 6
_WISHES: Final = {
    "list": "What would help",
    "complete": "It is done",
    "take": "I'll do it",
    "release": "I can't after all",
    "raise": "Something that comes and goes needs doing",
    "add": "Something new needs doing",
    "offer": "I bring something",
    "undo": "Take it back",
    "diet": "Allergies",
    "notes": "The house notes",
    "visiting": "Is it a good time?",
}
_INTRODUCTION: Final = """\
# What can be said

Nothing has to be set up or copied: the sentences work in front of every Assist pipeline, also of one with a language
model, in the language of the pipeline and in English. Say it in your own words; these are examples that are tested.
The name of a need is never to be repeated exactly: “I washed the dishes”, “the dishes are done” and “dishes done” all
mean *Wash the dishes*. When two needs fit equally, the house asks which, and knows the answer for a minute. When none
fits, it says so and reads what is open. It never guesses.

What is said is only listened for while a board is exposed to Assist (*Settings → Voice assistants → Expose*), and while
the option *Sentences for Assist* of the board is on (it is off at first, as the sentences are still being tuned). Sentences about needs are listened for as long as something on
the board has such a name; all others are left to Home Assistant. Where a satellite stands in an area, “here” is there.

For sentences of your own there are intents: `MutualAidListNeeds` (`day`, `area_id`, `minutes`, `kind`),
`MutualAidCompleteNeed`, `MutualAidTakeNeed`, `MutualAidReleaseNeed` (`need`, `name`), `MutualAidAddNeed` (`need`,
`title`), `MutualAidOffer` (`title`, `name`, `day`), `MutualAidUndo` (`need`), `MutualAidGetNeed` (`need`),
`MutualAidGetDiet`, `MutualAidGetHouseNotes` and `MutualAidGetVisiting`. They always answer with speech of their own.
Language models get the same as tools, named `mutual_aid__…`.

A sentence sounds wrong in your language, or yours is not understood? Everything that is said and understood is in
`custom_components/mutual_aid/voice/<language>.yaml`, which takes no Python to mend.
"""


def page() -> str:
    """Return the page as it should be."""
    return "\n".join([_INTRODUCTION, *_languages()])


def _languages() -> Iterator[str]:
    for path in sorted(_CORPORA.glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem)):
        corpus = load_yaml_dict(str(path))
        yield f"## {str(Locale.parse(path.stem).get_display_name(path.stem)).capitalize()}\n"
        for wish, heading in _WISHES.items():
            yield f"- **{heading}:** {'; '.join(_examples(corpus, wish))}"
        yield ""


def _examples(corpus: dict[str, Any], wish: str) -> list[str]:
    said = [utterance["say"] for utterance in corpus["tuned"] if utterance["do"] == wish]
    return [f"“{sentence}”" for sentence in said[:_EXAMPLES]]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
