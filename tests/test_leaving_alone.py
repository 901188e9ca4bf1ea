"""Home Assistant's own sentences are Home Assistant's, in every language and with a household on the board."""

from collections.abc import Callable, Iterator, Mapping
import random
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from hassil.expression import (
    Alternative,
    Expression,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    Sequence,
    TextChunk,
)
from hassil.intents import Intents, RangeSlotList, TextSlotList
from home_assistant_intents import get_intents
import pytest

from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.models import ConversationInput
from homeassistant.core import Context, HomeAssistant

from .household import CORPORA, Household

LANGUAGES: Final = sorted(path.stem for path in CORPORA.glob("*.yaml"))
SAMPLES: Final = 4


class Sampler:
    """Says what a language's own templates mean, at random and the same every time."""

    def __init__(self, intents: Intents, names: Mapping[str, list[str]]) -> None:
        """Know what there is in the home."""
        self._intents = intents
        self._names = names
        self._chance = random.Random(20261124)

    def sentences(self) -> Iterator[str]:
        """Return some sentences of every template."""
        for intent in self._intents.intents.values():
            for data in intent.data:
                for sentence in data.sentences:
                    for _ in range(SAMPLES):
                        yield " ".join(self._say(sentence.expression).split())

    def _say(self, expression: Expression) -> str:
        match expression:
            case TextChunk():
                return expression.original_text
            case Alternative():
                return self._say(self._chance.choice(expression.items))
            case Permutation():
                return " ".join(map(self._say, self._chance.sample(expression.items, len(expression.items))))
            case Sequence():
                return "".join(map(self._say, expression.items))
            case RuleReference():
                rule: Sentence = self._intents.expansion_rules[expression.rule_name]
                return self._say(rule.expression)
            case ListReference():
                return self._value(expression.list_name)
            case _:
                raise TypeError(expression)

    def _value(self, name: str) -> str:
        values: Any = self._intents.slot_lists.get(name)
        match values:
            case TextSlotList():
                return self._say(self._chance.choice(values.values).text_in)
            case RangeSlotList():
                return str(self._chance.randint(values.start, values.stop))
            case _:
                return self._chance.choice(self._names.get(name, self._names["name"]))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_home_assistant_understands_is_left_to_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    record_property: Callable[[str, object], None],
    language: str,
) -> None:
    household = await Household.move_in(hass, freezer, language)
    await household.settle_in()
    agent = get_agent_manager(hass).default_agent
    assert agent is not None
    own = get_intents(language)
    assert own is not None
    areas = list(household.corpus["areas"].values())
    names = ["TV", "Lamp 1", "Roomba", "AC", "Alex", *areas]
    said = list(Sampler(Intents.from_dict(own), {"name": names, "area": areas, "floor": areas}).sentences())
    taken = []
    for sentence in said:
        heard = ConversationInput(sentence, Context(), None, None, None, language, "conversation.home_assistant")
        if await agent.async_recognize_sentence_trigger(heard) is not None:
            taken.append(sentence)
    record_property("figure", f"{language} left to Home Assistant: {len(said) - len(taken)} of {len(said)} sentences")
    assert taken == []
