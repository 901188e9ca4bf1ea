"""What holds whatever people write and in whatever order they want things."""

from collections.abc import Callable
from datetime import date, datetime
import unicodedata
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from .builders import NOON, SETTINGS, a_board, pieces_of, read_back, titles
from .strategies import HOUSE_DETAILS, NAMES, TITLES, details
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NeedError
from custom_components.mutual_aid.core.model import Board, Change, Need
from custom_components.mutual_aid.core.queries import Filter, find, outlook, select
from custom_components.mutual_aid.core.view import view

WRITTEN = st.text(st.characters() | st.sampled_from("\ud83d\x00\n\t\r\u2028 "), max_size=300)

EVERYWHERE = [NOON.astimezone(ZoneInfo(zone)) for zone in ("Pacific/Kiritimati", "UTC", "Etc/GMT+12")]

FIVE = "abcde"
MOVES = st.lists(st.tuples(st.sampled_from(FIVE), st.none() | st.sampled_from(FIVE)), max_size=60)


def asked_for(order: list[str], need_id: str, previous_id: str | None) -> list[str]:
    """Return the order that somebody asks for who puts a need after another one, or first."""
    others = [other for other in order if other != need_id]
    place = 0 if previous_id is None else others.index(previous_id) + 1
    return [*others[:place], need_id, *others[place:]]


def take(board: Board, need_id: str) -> Need:
    """Return the need after somebody said that they are on it."""
    return operations.take(board, need_id, mark_id="mark", settings=SETTINGS, now=NOON).board.needs[need_id]


def attempted(operation: Callable[[], Change]) -> Board:
    """Return the board after an operation, or an empty one where it is refused."""
    try:
        return operation().board
    except NeedError:
        return Board()


@given(details())
def test_whatever_is_said_comes_back_from_the_disk(said: Details) -> None:
    board = operations.add(Board(), said, need_id="need", now=NOON).board

    assert read_back(board) == board


@given(details(), details())
def test_a_changed_need_is_what_would_have_been_added(first: Details, second: Details) -> None:
    """Nothing of what was said before lingers where it was said again."""
    added = operations.add(Board(), first, need_id="need", now=NOON).board
    both = Details(**{**first, **second, "start": second.get("start"), "end": second.get("end")})

    updated = operations.update(added, "need", both, now=NOON).board

    assert updated.needs == operations.add(Board(), both, need_id="need", now=NOON).board.needs


@given(HOUSE_DETAILS)
def test_whatever_a_household_says_comes_back_from_the_disk(said: operations.HouseDetails) -> None:
    board = operations.set_house(Board(), said, now=NOON).board

    assert read_back(board) == board


@given(TITLES, NAMES)
def test_an_offer_comes_back_from_the_disk(title: str, name: str) -> None:
    board = operations.offer(Board(), Details(title=title), name, need_id="need", settings=SETTINGS, now=NOON).board

    assert read_back(board) == board
    assert board.needs["need"].on_it[0].name == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "write",
    [
        lambda text: operations.add(Board(), Details(title=text), need_id="x", now=NOON),
        lambda text: operations.add(Board(), Details(title="x", notes=text), need_id="x", now=NOON),
        lambda text: operations.add(Board(), Details(title="x", kind=text), need_id="x", now=NOON),
        lambda text: operations.set_house(Board(), {"diet": text, "notes": text}, now=NOON),
        lambda text: operations.offer(Board(), Details(title="x"), text, need_id="x", settings=SETTINGS, now=NOON),
    ],
    ids=["title", "notes", "kind", "house", "name"],
)
@given(text=WRITTEN)
def test_a_text_is_kept_or_refused_and_nothing_else(write: Callable[[str], Change], text: str) -> None:
    board = attempted(lambda: write(text))

    assert read_back(board) == board


@given(st.integers() | st.integers(-5, 1_500))
def test_minutes_are_kept_or_refused_and_nothing_else(minutes: int) -> None:
    board = attempted(lambda: operations.add(Board(), Details(title="x", minutes=minutes), need_id="x", now=NOON))

    assert [need.minutes for need in board.needs.values()] == [minutes] * (1 <= minutes <= 1_440)


@given(st.integers() | st.integers(-5, 60))
def test_helpers_are_kept_or_refused_and_nothing_else(helpers: int) -> None:
    board = attempted(lambda: operations.add(Board(), Details(title="x", helpers=helpers), need_id="x", now=NOON))

    assert [need.helpers for need in board.needs.values()] == [helpers] * (1 <= helpers <= 50)


@given(
    st.none() | st.datetimes(timezones=st.timezones()), st.none() | st.dates() | st.datetimes(timezones=st.timezones())
)
def test_a_time_is_kept_or_refused_and_can_be_seen_everywhere(
    start: datetime | None, due: date | datetime | None
) -> None:
    board = attempted(lambda: operations.add(Board(), Details(title="x", start=start, due=due), need_id="x", now=NOON))

    seen = [view(need, now=now) for need in board.needs.values() for now in EVERYWHERE]
    shown = [select(board, Filter(days_ahead=None), now=now) for now in EVERYWHERE]
    listed = [outlook(board, SETTINGS, now=now).now for now in EVERYWHERE]
    taken = [take(board, need_id) for need_id in board.needs]

    assert len(seen) == len(board.needs) * len(EVERYWHERE)
    assert shown == [list(board.needs.values())] * len(EVERYWHERE)
    assert listed == EVERYWHERE
    assert [len(need.on_it) for need in taken] == [1] * len(taken)


@given(MOVES)
def test_every_move_gives_exactly_the_order_asked_for(moves: list[tuple[str, str | None]]) -> None:
    board, order = a_board(*FIVE), list(FIVE)
    for need_id, previous_id in filter(lambda move: move[0] != move[1], moves):
        board = operations.move(board, need_id, previous_id, now=NOON).board
        order = asked_for(order, need_id, previous_id)
        assert titles(board) == order


@given(st.lists(TITLES, min_size=1, max_size=5, unique_by=lambda title: unicodedata.normalize("NFC", title)), st.data())
def test_a_need_is_found_by_its_whole_title(written: list[str], data: st.DataObject) -> None:
    board = Board()
    for number, title in enumerate(written):
        board = operations.add(board, Details(title=title), need_id=f"id {number}", now=NOON).board
    need = data.draw(st.sampled_from(list(board.needs.values())))

    assert find(board.needs.values(), need.title, lambda _: True) is need
    assert find(board.needs.values(), need.id, lambda _: True) is need


@given(st.lists(details(), max_size=6), st.integers(0, 30))
def test_what_matters_most_leaves_nothing_out(said: list[Details], days_ahead: int) -> None:
    board = Board()
    for number, one in enumerate(said):
        board = operations.add(board, one, need_id=str(number), now=NOON).board

    everything = select(board, Filter(days_ahead=None), now=NOON)

    assert {need.id for need in everything} == set(board.needs) == pieces_of(board) - {"house"}
    assert [need for need in everything if need in select(board, Filter(days_ahead=days_ahead), now=NOON)] == select(
        board, Filter(days_ahead=days_ahead), now=NOON
    )
