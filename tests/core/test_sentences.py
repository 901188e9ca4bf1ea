"""Sentence templates, made ready for those who match them."""

import pytest

from custom_components.mutual_aid.core.sentences import expanded, flattened

RULES = {"who": "(i|we)", "have": "[have|<has>]", "has": "'ve"}


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("what needs doing", "what needs doing"),
        ("<who> did {need}", "((i|we)) did {need}"),
        ("<who><have> {did} {need}", "((i|we))([have|('ve)]) {did} {need}"),
        ("[{a}] what [{b}] now [{c}]", "[{a} ]what [{b} ]now[ {c}]"),
    ],
)
def test_rules_are_written_out(sentence: str, text: str) -> None:
    """And what is filled in does not begin or end in the middle of a word."""
    assert expanded(sentence, RULES) == text


def test_a_rule_that_nobody_wrote_is_found_out() -> None:
    with pytest.raises(KeyError):
        expanded("<nobody>", RULES)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("{a} {thing} {need}", "{a} (dishes|bins) {need}"),
        ("{thing}", "(dishes|bins)"),
        ("where is the {note}", None),
        ("what", "what"),
    ],
)
def test_lists_are_written_out_where_they_can_be(sentence: str, text: str | None) -> None:
    assert flattened(sentence, {"thing": ["dishes", "bins"], "note": []}) == text
