"""The stored shape of needs that come back: version 2, which people's boards have from then on."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from .builders import HOUR, NOON, a_need, added, read_back, records_of, removed, with_need
from .strategies import COMES_BACK, DATES, ENDLESS_RULES, MOMENTS, ZONES, details
from custom_components.mutual_aid.core.codec import RecordError, decode
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import After, Board, Need, Rule, Slot, Undoable

AT: Final = datetime(2026, 3, 10, 11, tzinfo=UTC)

# What version 2 of the shape looks like on people's disks. Never change this: add the next version beside it.
STORED_2: Final[dict[str, Any]] = {
    "01BINS": {
        "need": {
            "position": "0",
            "title": "Bins",
            "start": "2026-03-10T17:00:00+00:00",
            "end": "2026-03-10T17:30:00+00:00",
            "due": "2026-03-11",
            "done_at": "2026-03-10T11:00:00+00:00",
            "standing": True,
            "rests_since": "2026-03-10T11:00:00+00:00",
            "rule": {
                "text": "FREQ=WEEKLY;BYDAY=TU",
                "first": "2026-03-10",
                "start": "2026-03-10T18:00:00",
                "end": "2026-03-10T18:30:00",
                "due": "2026-03-11",
            },
        },
        "house": None,
        "undoable": [
            {
                "number": 0,
                "at": "2026-03-10T11:00:00+00:00",
                "need": {"position": "0", "title": "Bins", "standing": True, "after": 129600.0},
                "house": None,
            }
        ],
    },
    "01SHEETS": {
        "need": {"position": "1", "title": "Sheets", "standing": True, "after": 0.25},
        "house": None,
        "undoable": [],
    },
    "01TRAIN": {
        "need": {
            "position": "2",
            "title": "Dinner",
            "due": "2026-03-10T17:00:00+00:00",
            "rests_since": "2026-03-10T11:00:00+00:00",
            "rule": {
                "text": "FREQ=DAILY;COUNT=14",
                "first": "2026-03-10",
                "due": "2026-03-10T18:00:00",
                "laid_until": "2026-03-24",
            },
        },
        "house": None,
        "undoable": [],
    },
    "01SLOT": {
        "need": {
            "position": "3",
            "title": "Dinner",
            "due": "2026-03-10T17:00:00+00:00",
            "slot": {"series": "01TRAIN", "day": "2026-03-10"},
            "has_come_up": True,
        },
        "house": None,
        "undoable": [],
    },
    "01OWN": {
        "need": {
            "position": "4",
            "title": "Soup",
            "due": "2026-03-11T17:00:00+00:00",
            "slot": {"series": "01TRAIN", "day": "2026-03-11", "own": True},
        },
        "house": None,
        "undoable": [],
    },
}
BOARD_2: Final = Board(
    needs={
        "01BINS": Need(
            id="01BINS",
            position=Decimal(0),
            title="Bins",
            start=AT + 6 * HOUR,
            end=AT + 6.5 * HOUR,
            due=date(2026, 3, 11),
            done_at=AT,
            standing=True,
            rests_since=AT,
            repeat=Rule(
                text="FREQ=WEEKLY;BYDAY=TU",
                first=date(2026, 3, 10),
                start=datetime(2026, 3, 10, 18),
                end=datetime(2026, 3, 10, 18, 30),
                due=date(2026, 3, 11),
            ),
        ),
        "01SHEETS": Need(
            id="01SHEETS", position=Decimal(1), title="Sheets", standing=True, repeat=After(duration=HOUR / 14_400)
        ),
        "01TRAIN": Need(
            id="01TRAIN",
            position=Decimal(2),
            title="Dinner",
            due=AT + 6 * HOUR,
            rests_since=AT,
            repeat=Rule(
                text="FREQ=DAILY;COUNT=14",
                first=date(2026, 3, 10),
                due=datetime(2026, 3, 10, 18),
                laid_until=date(2026, 3, 24),
            ),
        ),
        "01SLOT": Need(
            id="01SLOT",
            position=Decimal(3),
            title="Dinner",
            due=AT + 6 * HOUR,
            slot=Slot(series_id="01TRAIN", day=date(2026, 3, 10)),
            has_come_up=True,
        ),
        "01OWN": Need(
            id="01OWN",
            position=Decimal(4),
            title="Soup",
            due=AT + 30 * HOUR,
            slot=Slot(series_id="01TRAIN", day=date(2026, 3, 11), is_own=True),
        ),
    },
    undoable=(
        Undoable(
            number=0,
            at=AT,
            piece_id="01BINS",
            before=Need(
                id="01BINS", position=Decimal(0), title="Bins", standing=True, repeat=After(duration=36 * HOUR)
            ),
        ),
    ),
)

WALLS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31))
REPEATS = st.one_of(
    st.none(),
    st.builds(After, duration=st.timedeltas(min_value=HOUR / 3_600_000_000, max_value=366 * 24 * HOUR)),
    st.builds(
        Rule,
        text=ENDLESS_RULES,
        first=DATES,
        start=st.none() | WALLS,
        end=st.none() | WALLS,
        due=st.none() | DATES | WALLS,
        laid_until=st.none() | DATES,
    ),
)
UTC_MOMENTS = MOMENTS.map(lambda moment: moment.astimezone(UTC))
COMING_BACK = st.builds(
    Need,
    id=st.just("need"),
    position=st.just(Decimal(0)),
    title=st.just("Dinner"),
    done_at=st.none() | UTC_MOMENTS,
    standing=st.booleans(),
    rests_since=st.none() | UTC_MOMENTS,
    repeat=REPEATS,
    slot=st.none() | st.builds(Slot, series_id=st.text(), day=DATES, is_own=st.booleans()),
    has_come_up=st.booleans(),
)


def test_version_2_is_read() -> None:
    assert decode(STORED_2) == BOARD_2


def test_version_2_is_written() -> None:
    assert records_of(BOARD_2) == STORED_2


@given(COMING_BACK, COMING_BACK)
def test_what_comes_back_comes_back_from_the_disk(need: Need, before: Need) -> None:
    entry = Undoable(number=0, at=AT, piece_id="need", before=before)
    board = Board(needs={"need": need}, undoable=(entry,))

    assert read_back(board) == board


@given(details(comes_back=COMES_BACK), details(comes_back=COMES_BACK), ZONES)
def test_however_somebody_wants_it_to_come_back_it_is_kept(first: Details, second: Details, zone: ZoneInfo) -> None:
    now = NOON.astimezone(zone)
    board = with_need(added(Board(), "dishes", now), first, now=now)
    board = removed(with_need(board, second, "b", now), "dishes", now)

    assert read_back(board) == board


@pytest.mark.parametrize(
    "stored",
    [
        {"rule": {"text": "FREQ=DAILY"}},
        {"rule": {"first": "2026-03-10"}},
        {"rule": {"text": "FREQ=DAILY", "first": "soon"}},
        {"rule": {"text": "FREQ=DAILY", "first": "2026-03-10", "start": 5}},
        {"rule": {"text": "FREQ=DAILY", "first": "2026-03-10", "laid_until": None}},
        {"rule": "FREQ=DAILY"},
        {"after": "a day"},
        {"after": 1e30},
        {"after": float("nan")},
        {"slot": {"series": "x"}},
        {"slot": {"day": "2026-03-10"}},
        {"slot": {"series": "x", "day": "2026-02-30"}},
        {"slot": "x"},
        {"rests_since": "a while"},
    ],
)
def test_what_comes_back_in_no_known_way_is_refused(stored: dict[str, object]) -> None:
    record: Any = {"need": {"position": "0", "title": "x", **stored}, "house": None, "undoable": []}

    with pytest.raises(RecordError):
        decode({"01": record})


def test_a_need_of_the_first_version_comes_back_in_no_way() -> None:
    need = decode({"01": {"need": {"position": "0", "title": "x"}, "house": None, "undoable": []}}).needs["01"]

    assert need == a_need("x", id="01")
    assert (need.standing, need.rests_since, need.repeat, need.slot, need.has_come_up) == (
        False,
        None,
        None,
        None,
        False,
    )
