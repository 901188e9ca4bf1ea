"""Sentence templates as somebody wrote them down for a language, made ready for those who match them.

The syntax is hassil's: [optional], (one|other), {something}; and <rule>, a part that several sentences share.
"""

from collections.abc import Mapping, Sequence
import re
from typing import Final

OPEN: Final = frozenset({"need", "area", "name", "title", "food", *"abcde"})
"""What a sentence has a place for that can be anything."""

_RULE: Final = re.compile(r"<(\w+)>")
_LIST: Final = re.compile(r"\{(\w+)\}")
_DEPTH: Final = 5

# Without the space inside, hassil would let what is filled in end, or begin, in the middle of a word.
_FILL: Final = re.compile(r"\[(\{[a-e]\})\] +")
_LAST_FILL: Final = re.compile(r" +\[(\{[a-e]\})\]$")


def expanded(sentence: str, rules: Mapping[str, str]) -> str:
    """Return a sentence with its rules written out.

    Raises KeyError for a rule that nobody wrote.
    """
    text = sentence
    for _ in range(_DEPTH):
        text = _RULE.sub(lambda found: f"({rules[found[1]]})", text)
    return _LAST_FILL.sub(r"[ \1]", _FILL.sub(r"[\1 ]", text))


def flattened(sentence: str, lists: Mapping[str, Sequence[str]]) -> str | None:
    """Return a sentence with its closed lists written out, or None when one of them is empty.

    For sentence triggers, in which every list is open.
    """
    names = [name for name in _LIST.findall(sentence) if name not in OPEN]
    if any(not lists[name] for name in names):
        return None
    return _LIST.sub(lambda found: found[0] if found[1] in OPEN else f"({'|'.join(lists[found[1]])})", sentence)
