"""The sentences that are shown to people who ask for what cannot be done."""

from collections.abc import Callable

import pytest

from custom_components.mutual_aid.core.errors import (
    AmbiguousNeedError,
    CannotSpeakError,
    NeedError,
    NeedNotFoundError,
    NothingToUndoError,
    TwoDueDatesError,
    UnknownAreaError,
)


@pytest.mark.parametrize(
    ("build", "key", "filling"),
    [
        (lambda: UnknownAreaError("attic"), "unknown_area", {"area_id": "attic"}),
        (lambda: CannotSpeakError("light.hall"), "cannot_speak", {"entity_id": "light.hall"}),
        (TwoDueDatesError, "two_due_dates", {}),
        (NothingToUndoError, "nothing_to_undo", {}),
        (lambda: NeedNotFoundError("pots"), "need_not_found", {"need": "pots"}),
        (
            lambda: AmbiguousNeedError("po", ["pots", "Po"]),
            "need_ambiguous",
            {"need": "po", "candidates": "“pots”, “Po”"},
        ),
    ],
)
def test_an_error_names_its_sentence_and_what_fills_it(
    build: Callable[[], NeedError], key: str, filling: dict[str, str]
) -> None:
    error = build()

    assert (error.key, error.placeholders, str(error)) == (key, filling, key)
