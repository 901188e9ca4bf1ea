"""What somebody wants, and how it goes together with what is on the board."""

from dataclasses import replace

import pytest

from .builders import HOUR, NOON, a_need, somebody
from .languages import WORDS
from custom_components.mutual_aid.core.conversation import Finding, Listener, Wish
from custom_components.mutual_aid.core.model import Need, Rule

LISTENER = Listener(words=WORDS, areas={}, now=NOON)
OPEN = a_need("Wash the dishes")
TAKEN = a_need("Water the plants", on_it=(somebody("Alex"),))
DONE = a_need("Do the ironing", done_at=NOON - HOUR)
RESTING = replace(a_need("Take out the bins"), standing=True, rests_since=NOON - HOUR)
RAISED = replace(a_need("Clean the litter box"), standing=True)
SERIES = replace(a_need("Dinner"), rests_since=NOON, repeat=Rule(text="FREQ=DAILY", first=NOON.date()))
OVER = a_need("Ride to the clinic", start=NOON - 48 * HOUR)
VACUUM = (a_need("Vacuum upstairs"), a_need("Vacuum downstairs"))
HOUSEHOLD = (OPEN, TAKEN, DONE, RESTING, RAISED, SERIES, OVER, *VACUUM)


def understood(wish: Wish, said: str, *undoable: Need) -> tuple[Finding, list[str]]:
    """Return what is understood."""
    found = LISTENER.understand(wish, said, HOUSEHOLD, undoable)
    return found.finding, [need.title for need in found.needs]


@pytest.mark.parametrize(
    ("wish", "said", "finding", "titles"),
    [
        (Wish.DONE, "the dishes", Finding.CLEAR, [OPEN.title]),
        (Wish.DONE, "the plants", Finding.CLEAR, [TAKEN.title]),
        (Wish.DONE, "I vacuumed", Finding.UNCLEAR, [need.title for need in VACUUM]),
        (Wish.DONE, "the ironing", Finding.DONE_ALREADY, [DONE.title]),
        (Wish.DONE, "the bins", Finding.DONE_ALREADY, [RESTING.title]),
        (Wish.DONE, "the clinic", Finding.DONE_ALREADY, [OVER.title]),
        (Wish.DONE, "dinner", Finding.NOT_FOUND, []),
        (Wish.TAKE, "the dishes", Finding.CLEAR, [OPEN.title]),
        (Wish.TAKE, "the elephant", Finding.NOT_FOUND, []),
        (Wish.RELEASE, "the plants", Finding.CLEAR, [TAKEN.title]),
        (Wish.RELEASE, "the dishes", Finding.NOBODY_ON_IT, [OPEN.title]),
        (Wish.RELEASE, "the elephant", Finding.NOT_FOUND, []),
        (Wish.NEEDED, "the bins", Finding.CLEAR, [RESTING.title]),
        (Wish.NEEDED, "the litter box", Finding.THERE_ALREADY, [RAISED.title]),
        (Wish.NEEDED, "the plants", Finding.TAKEN_ALREADY, [TAKEN.title]),
        (Wish.NEEDED, "the ironing", Finding.DONE_ALREADY, [DONE.title]),
        (Wish.NEEDED, "the elephant", Finding.NOT_FOUND, []),
        (Wish.KNOW, "the dishes", Finding.THERE_ALREADY, [OPEN.title]),
        (Wish.KNOW, "the plants", Finding.TAKEN_ALREADY, [TAKEN.title]),
        (Wish.KNOW, "the bins", Finding.DONE_ALREADY, [RESTING.title]),
        (Wish.KNOW, "the elephant", Finding.NOT_FOUND, []),
        (Wish.UNDO, "the ironing", Finding.CLEAR, [DONE.title]),
        (Wish.UNDO, "the elephant", Finding.NOT_FOUND, []),
    ],
)
def test_a_wish_meets_the_board(wish: Wish, said: str, finding: Finding, titles: list[str]) -> None:
    assert understood(wish, said) == (finding, titles)


def test_what_was_removed_can_be_asked_back() -> None:
    assert understood(Wish.UNDO, "the groceries", a_need("Fetch the groceries")) == (
        Finding.CLEAR,
        ["Fetch the groceries"],
    )


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("I washed the dishes", Wish.DONE),
        ("the dishes are done", Wish.DONE),
        ("I'll wash the dishes", Wish.TAKE),
        ("washing the dishes", Wish.TAKE),
        ("I can't wash the dishes", Wish.RELEASE),
        ("the dishes need washing", Wish.NEEDED),
        ("the ironing isn't done after all", Wish.UNDO),
        ("the dishes", Wish.KNOW),
    ],
)
def test_the_words_say_what_is_wanted(said: str, wish: Wish) -> None:
    assert LISTENER.wish_in(said) is wish
