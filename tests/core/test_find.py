"""Which need somebody means by a few words."""

import pytest

from .builders import NOON, a_board, a_need
from custom_components.mutual_aid.core.errors import AmbiguousNeedError, NeedNotFoundError
from custom_components.mutual_aid.core.model import Need
from custom_components.mutual_aid.core.queries import find, get

KITCHEN = a_need("Wash the dishes", id="01A")
PETS = a_need("Feed the cats", id="01B")
COFFEE = a_need("Café crème", id="01C")
NEEDS = (KITCHEN, PETS, COFFEE)


def is_open(need: Need) -> bool:
    """Return whether the need is more likely to be meant than one that is done."""
    return need.done_at is None


@pytest.mark.parametrize(
    ("wanted", "need"),
    [
        ("01A", KITCHEN),
        ("Wash the dishes", KITCHEN),
        ("  Wash the dishes\n", KITCHEN),
        ("wash THE dishes", KITCHEN),
        ("wash  the   dishes", KITCHEN),
        ("dishes", KITCHEN),
        ("dishes wash", KITCHEN),
        ("dishes the wash", KITCHEN),
        ("the cats", PETS),
        ("CATS feed", PETS),
        ("eed", PETS),
        ("Cafe\u0301 cre\u0300me", COFFEE),
        ("CAFÉ CRÈME", COFFEE),
        ("café", COFFEE),
    ],
)
def test_a_need_is_found_by_what_people_call_it(wanted: str, need: Need) -> None:
    assert find(NEEDS, wanted, is_open) is need


@pytest.mark.parametrize(
    ("title", "wanted"), [("Straße fegen", "STRASSE FEGEN"), ("ﬁsh", "Fish"), ("\uff12 eggs", "2 eggs")]
)
def test_letters_that_mean_the_same_are_the_same(title: str, wanted: str) -> None:
    need = a_need(title, id="1")

    assert find([need, KITCHEN], wanted, is_open) is need


@pytest.mark.parametrize("wanted", ["", "  ", "laundry", "dishes tomorrow", "01", "wash the", "cat cats dishes"])
def test_what_nobody_wrote_is_not_found(wanted: str) -> None:
    with pytest.raises(NeedNotFoundError) as refused:
        find([PETS], wanted, is_open)

    assert (refused.value.key, refused.value.placeholders) == ("need_not_found", {"need": wanted})


def test_nothing_is_found_on_an_empty_board() -> None:
    with pytest.raises(NeedNotFoundError):
        find([], "dishes", is_open)


@pytest.mark.parametrize("wanted", ["the", "THE", "e"])
def test_words_that_fit_several_name_them(wanted: str) -> None:
    with pytest.raises(AmbiguousNeedError) as refused:
        find((KITCHEN, PETS), wanted, is_open)

    assert refused.value.key == "need_ambiguous"
    assert refused.value.placeholders == {"need": wanted, "candidates": "“Wash the dishes”, “Feed the cats”"}


def test_an_id_wins_over_every_title() -> None:
    need = a_need("01A", id="01X")

    assert find([need, KITCHEN], "01A", is_open) is KITCHEN


def test_the_exact_title_wins_over_other_cases() -> None:
    upper, lower = a_need("DISHES", id="1"), a_need("dishes", id="2")

    assert find([upper, lower], "dishes", is_open) is lower
    assert find([upper, lower], "DISHES", is_open) is upper


def test_another_case_wins_over_a_longer_title() -> None:
    need = a_need("Dishes", id="1")

    assert find([KITCHEN, need], "dishes", is_open) is need


def test_the_likely_one_of_several_is_meant() -> None:
    done, needed = a_need("dishes", id="1", done_at=NOON), a_need("dishes", id="2")

    assert find([done, needed], "dishes", is_open) is needed
    assert find([done, needed], "dishes", lambda need: need.done_at is not None) is done
    assert find([done, needed], "dish", is_open) is needed


def test_the_only_one_is_meant_even_when_it_is_not_likely() -> None:
    done = a_need("dishes", id="1", done_at=NOON)

    assert find([done, PETS], "dishes", is_open) is done


def test_of_several_likely_ones_only_those_are_named() -> None:
    needs = [a_need("dishes", id="1", done_at=NOON), a_need("dishes", id="2"), a_need("dishes", id="3")]

    with pytest.raises(AmbiguousNeedError) as refused:
        find(needs, "dishes", is_open)

    assert refused.value.placeholders["candidates"] == "“dishes”, “dishes”"


def test_of_several_unlikely_ones_all_are_named() -> None:
    needs = [a_need("Dishes", id="1", done_at=NOON), a_need("dishes!", id="2", done_at=NOON)]

    with pytest.raises(AmbiguousNeedError) as refused:
        find(needs, "dish", is_open)

    assert refused.value.placeholders["candidates"] == "“Dishes”, “dishes!”"


def test_needs_may_be_searched_once_only() -> None:
    assert find(iter(NEEDS), "cats", is_open) is PETS


def test_a_need_is_got_by_its_id() -> None:
    board = a_board("dishes", "laundry")

    assert get(board, "laundry") is board.needs["laundry"]
    with pytest.raises(NeedNotFoundError):
        get(board, "Laundry")
