"""The sentences that are shown to people who ask for what cannot be done."""

import pytest

from custom_components.mutual_aid.core.errors import (
    AmbiguousNeedError,
    NeedError,
    NeedNotFoundError,
    NothingToUndoError,
    TwoDueDatesError,
    UnknownAreaError,
)


@pytest.mark.parametrize(
    ("error", "key", "filling"),
    [
        (UnknownAreaError("attic"), "unknown_area", {"area_id": "attic"}),
        (TwoDueDatesError(), "two_due_dates", {}),
        (NothingToUndoError(), "nothing_to_undo", {}),
        (NeedNotFoundError("pots"), "need_not_found", {"need": "pots"}),
        (AmbiguousNeedError("po", ["pots", "Po"]), "need_ambiguous", {"need": "po", "candidates": "“pots”, “Po”"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_error_names_its_sentence_and_what_fills_it(error: NeedError, key: str, filling: dict[str, str]) -> None:
    assert (error.key, error.placeholders, str(error)) == (key, filling, key)
