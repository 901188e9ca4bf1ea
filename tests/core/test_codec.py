"""The stored shape of a board: what was written once can be read for ever."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

from hypothesis import given, strategies as st
import pytest

from .builders import NOON, a_board, a_need, pieces_of, read_back, records_of
from .strategies import DATES, HOUSES, MOMENTS, NAMES, NOTES, TITLES
from custom_components.mutual_aid.core.codec import SCHEMA_VERSION, Record, RecordError, decode, encode
from custom_components.mutual_aid.core.model import Board, House, Kind, Need, OnIt, Undoable, Visiting

AT = datetime(2026, 3, 10, 11, tzinfo=UTC)
UNTIL = datetime(2026, 3, 10, 14, 30, 0, 250_000, tzinfo=UTC)

# What version 1 of the shape looks like on people's disks. Never change this: add the next version beside it.
STORED_1: dict[str, Any] = {
    "house": {
        "need": None,
        "house": {"visiting": "resting", "diet": "No nuts", "notes": "Mop: cellar\r\nKey: neighbour"},
        "undoable": [
            {"number": 4, "at": "2026-03-10T11:00:00+00:00", "need": None, "house": {"visiting": "welcome"}},
        ],
    },
    "01DINNER": {
        "need": {
            "position": "0.5",
            "title": "Dinner 👩‍👩‍👧",
            "notes": "For four",
            "kind": "meal",
            "area_id": "kitchen",
            "minutes": 45,
            "helpers": 2,
            "urgent": True,
            "start": "2026-03-10T17:00:00+00:00",
            "end": "2026-03-10T18:00:00+00:00",
            "due": "2026-03-12",
            "on_it": [
                {"id": "m1", "until": "2026-03-10T14:30:00.250000+00:00", "name": "Zoë"},
                {"id": "m2", "until": "2026-03-10T14:30:00.250000+00:00"},
            ],
        },
        "house": None,
        "undoable": [
            {"number": 3, "at": "2026-03-10T11:00:00+00:00", "need": None, "house": None},
            {
                "number": 5,
                "at": "2026-03-10T11:00:00+00:00",
                "need": {"position": "-1", "title": "Dinner"},
                "house": None,
            },
        ],
    },
    "01DONE": {
        "need": {
            "position": "1",
            "title": "Bins",
            "due": "2026-03-10T11:00:00+00:00",
            "done_at": "2026-03-10T11:00:00+00:00",
        },
        "house": None,
        "undoable": [],
    },
    "01GONE": {
        "need": None,
        "house": None,
        "undoable": [
            {
                "number": 6,
                "at": "2026-03-10T11:00:00+00:00",
                "need": {"position": "2", "title": "Gone"},
                "house": None,
            },
        ],
    },
}
BOARD_1 = Board(
    needs={
        "01DINNER": Need(
            id="01DINNER",
            position=Decimal("0.5"),
            title="Dinner 👩‍👩‍👧",
            notes="For four",
            kind=Kind.MEAL,
            area_id="kitchen",
            minutes=45,
            helpers=2,
            urgent=True,
            start=datetime(2026, 3, 10, 17, tzinfo=UTC),
            end=datetime(2026, 3, 10, 18, tzinfo=UTC),
            due=date(2026, 3, 12),
            on_it=(OnIt(id="m1", until=UNTIL, name="Zoë"), OnIt(id="m2", until=UNTIL)),
        ),
        "01DONE": Need(id="01DONE", position=Decimal(1), title="Bins", due=AT, done_at=AT),
    },
    house=House(diet="No nuts", notes="Mop: cellar\r\nKey: neighbour", visiting=Visiting.RESTING),
    undoable=(
        Undoable(number=3, at=AT, piece_id="01DINNER", before=None),
        Undoable(number=4, at=AT, piece_id="house", before=House()),
        Undoable(
            number=5,
            at=AT,
            piece_id="01DINNER",
            before=Need(id="01DINNER", position=Decimal(-1), title="Dinner"),
        ),
        Undoable(number=6, at=AT, piece_id="01GONE", before=Need(id="01GONE", position=Decimal(2), title="Gone")),
    ),
)

UTC_MOMENTS = MOMENTS.map(lambda moment: moment.astimezone(UTC))
NEEDS = st.builds(
    Need,
    id=st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26),
    position=st.decimals(allow_nan=False, allow_infinity=False),
    title=TITLES,
    notes=st.none() | NOTES,
    kind=st.sampled_from(Kind),
    area_id=st.none() | st.text(min_size=1),
    minutes=st.none() | st.integers(1, 1_440),
    helpers=st.integers(1, 50),
    urgent=st.booleans(),
    start=st.none() | UTC_MOMENTS,
    end=st.none() | UTC_MOMENTS,
    due=st.none() | DATES | UTC_MOMENTS,
    on_it=st.lists(st.builds(OnIt, id=st.text(), until=UTC_MOMENTS, name=st.none() | NAMES), max_size=3).map(tuple),
    done_at=st.none() | UTC_MOMENTS,
)


def test_the_shape_has_a_version() -> None:
    assert SCHEMA_VERSION == 2


def test_version_1_is_read() -> None:
    assert decode(STORED_1) == BOARD_1


def test_version_1_is_written() -> None:
    assert records_of(BOARD_1) == STORED_1


def test_an_empty_board_keeps_nothing() -> None:
    assert records_of(Board()) == {}
    assert decode({}) == Board()


def test_a_blank_need_keeps_its_title_and_its_place() -> None:
    assert encode(a_board("dishes"), "dishes") == {
        "need": {"position": "0", "title": "dishes"},
        "house": None,
        "undoable": [],
    }


def test_a_house_that_says_nothing_is_kept_only_to_undo() -> None:
    entry = Undoable(number=0, at=AT, piece_id="house", before=House(diet="No nuts"))

    record = encode(Board(undoable=(entry,)), "house")

    assert record is not None
    assert record["house"] is None
    assert record["undoable"][0]["house"] == {"visiting": "welcome", "diet": "No nuts"}


@pytest.mark.parametrize("piece_id", ["gone", "house"])
def test_nothing_is_left_to_keep_of_what_is_not_there(piece_id: str) -> None:
    assert encode(a_board("dishes"), piece_id) is None


def test_changes_are_read_in_their_order_whatever_order_they_are_stored_in() -> None:
    backwards = dict(reversed(STORED_1.items()))

    assert decode(backwards).undoable == BOARD_1.undoable


@given(st.lists(NEEDS, max_size=4, unique_by=lambda need: need.id), HOUSES)
def test_every_board_comes_back_as_it_was(needs: list[Need], house: House) -> None:
    board = Board(
        needs={need.id: need for need in needs},
        house=house,
        undoable=(
            *(
                Undoable(number=number, at=NOON.astimezone(UTC), piece_id=need.id, before=need)
                for number, need in enumerate(needs)
            ),
            Undoable(number=len(needs), at=NOON.astimezone(UTC), piece_id="house", before=house),
        ),
    )

    assert read_back(board) == board
    assert set(records_of(board)) == pieces_of(board)


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        "",
        7,
        {},
        {"need": None, "house": None},
        {"need": None, "undoable": []},
        {"need": None, "house": None, "undoable": None},
        {"need": None, "house": None, "undoable": [{}]},
        {"need": None, "house": None, "undoable": [{"number": 1, "at": "soon", "need": None, "house": None}]},
        {"need": None, "house": {"visiting": "always"}, "undoable": []},
        {"need": None, "house": ["visiting"], "undoable": []},
        {"need": {}, "house": None, "undoable": []},
        {"need": "dishes", "house": None, "undoable": []},
        {"need": {"position": "first", "title": "x"}, "house": None, "undoable": []},
        {"need": {"position": None, "title": "x"}, "house": None, "undoable": []},
        {"need": {"position": "0"}, "house": None, "undoable": []},
        {"need": {"position": "0", "title": "x", "kind": "party"}, "house": None, "undoable": []},
        {"need": {"position": "0", "title": "x", "due": "2026-13-01"}, "house": None, "undoable": []},
        {"need": {"position": "0", "title": "x", "start": 5}, "house": None, "undoable": []},
        {"need": {"position": "0", "title": "x", "on_it": [{"id": "m"}]}, "house": None, "undoable": []},
        {"need": {"position": "0", "title": "x", "on_it": 5}, "house": None, "undoable": []},
    ],
)
def test_what_is_no_record_is_refused_as_a_whole(record: object) -> None:
    with pytest.raises(RecordError):
        decode({"01DINNER": STORED_1["01DINNER"], "house": cast("Record", record)})


def test_a_refused_record_says_what_kind_of_thing_was_wrong_and_nothing_of_what_it_held() -> None:
    secret: Any = {"need": {"position": "secret", "title": "secret"}, "house": None, "undoable": []}

    with pytest.raises(RecordError) as refused:
        decode({"x": secret})

    assert str(refused.value) == "InvalidOperation"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_place_comes_back_exactly(place: Decimal) -> None:
    need = a_need(position=place)

    restored = decode({"dishes": cast("Record", encode(Board(needs={"dishes": need}), "dishes"))})

    assert restored.needs["dishes"].position.as_tuple() == place.as_tuple()
