"""What a board refuses: with the sentence to show and what fills it, and with nothing changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest

from .builders import HOUR, INSTANT, NOON, SETTINGS, a_board, a_need, records_of, somebody
from custom_components.mutual_aid.core import operations
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.errors import NeedError
from custom_components.mutual_aid.core.model import Board, Change, House, Kind

type Operation = Callable[[Board], Change]

ZERO = timedelta(0)
KINDS = "meal, dishes, cleaning, laundry, errand, ride, company, care, pets, garden, repair, other"
MINUTES = {"low": "1", "high": "1440"}
HELPERS = {"low": "1", "high": "50"}
YEARS = {"low": "1970", "high": "9998"}
AFTER = {"low": "1", "high": "366"}

BAD_TITLES = [
    ("", "title_missing", {}),
    ("   ", "title_missing", {}),
    ("\r\n\t\u2028", "title_missing", {}),
    ("a" * 256, "title_too_long", {"limit": "255"}),
    ("a" * 10_000, "title_too_long", {"limit": "255"}),
    ("e\u0301" * 256, "title_too_long", {"limit": "255"}),
    ("no\x00thing", "title_unreadable", {}),
    ("two\nlines", "title_unreadable", {}),
    ("two\rlines", "title_unreadable", {}),
    ("two\tcolumns", "title_unreadable", {}),
    ("two\u2028lines", "title_unreadable", {}),
    ("two\u2029paragraphs", "title_unreadable", {}),
    ("next\x85line", "title_unreadable", {}),
    ("es\x1bcape", "title_unreadable", {}),
    ("half \ud83d emoji", "title_unreadable", {}),
    ("\udc4d", "title_unreadable", {}),
]
BAD_NOTES = [
    ("n" * 2_001, "too_long", {"limit": "2000"}),
    ("n" * 10_000, "too_long", {"limit": "2000"}),
    ("no\x00thing", "unreadable", {}),
    ("es\x1bcape", "unreadable", {}),
    ("ver\x0btical", "unreadable", {}),
    ("half \ud83d emoji", "unreadable", {}),
]
BAD_NOTES_IDS = ["long", "very long", "nul", "escape", "vertical tab", "half an emoji"]
BAD_NAMES = [
    pytest.param("n" * 51, "name_too_long", {"limit": "50"}, id="long"),
    pytest.param("n" * 10_000, "name_too_long", {"limit": "50"}, id="very long"),
    pytest.param("Kim\nSam", "name_unreadable", {}, id="two lines"),
    pytest.param("Kim\x00", "name_unreadable", {}, id="nul"),
    pytest.param("Kim\u2028Sam", "name_unreadable", {}, id="line separator"),
    pytest.param("Kim\ud83d", "name_unreadable", {}, id="half an emoji"),
]
BAD_DETAILS: list[tuple[Details, str, dict[str, str]]] = [
    *((Details(title=title), key, filling) for title, key, filling in BAD_TITLES),
    *((Details(notes=notes), f"notes_{key}", filling) for notes, key, filling in BAD_NOTES),
    (Details(title=None), "title_missing", {}),
    (Details(kind="party"), "unknown_kind", {"kind": "party", "kinds": KINDS}),
    (Details(kind="MEAL"), "unknown_kind", {"kind": "MEAL", "kinds": KINDS}),
    (Details(minutes=0), "minutes_out_of_range", MINUTES),
    (Details(minutes=-5), "minutes_out_of_range", MINUTES),
    (Details(minutes=1_441), "minutes_out_of_range", MINUTES),
    (Details(minutes=10**9), "minutes_out_of_range", MINUTES),
    (Details(helpers=0), "helpers_out_of_range", HELPERS),
    (Details(helpers=-1), "helpers_out_of_range", HELPERS),
    (Details(helpers=51), "helpers_out_of_range", HELPERS),
    (Details(start=NOON, end=NOON - INSTANT), "end_before_start", {}),
    (Details(start=NOON, end=NOON.astimezone(UTC) - HOUR), "end_before_start", {}),
    (Details(start=None, end=NOON), "end_without_start", {}),
    (Details(due=date(1969, 12, 31)), "time_out_of_range", YEARS),
    (Details(due=date.max), "time_out_of_range", YEARS),
    (Details(due=datetime(1, 1, 1, tzinfo=UTC)), "time_out_of_range", YEARS),
    (Details(due=datetime.max.replace(tzinfo=UTC)), "time_out_of_range", YEARS),
    (Details(start=datetime(9999, 1, 1, tzinfo=UTC)), "time_out_of_range", YEARS),
    (Details(start=NOON, end=datetime(9999, 1, 1, tzinfo=UTC)), "time_out_of_range", YEARS),
    (Details(repeat_after=ZERO), "repeat_after_out_of_range", AFTER),
    (Details(repeat_after=-INSTANT), "repeat_after_out_of_range", AFTER),
    (Details(repeat_after=timedelta(days=366) + INSTANT), "repeat_after_out_of_range", AFTER),
    (Details(repeat_after=timedelta.max), "repeat_after_out_of_range", AFTER),
    (Details(repeat_rule="every day"), "rule_unreadable", {"rule": "every day"}),
    (Details(repeat_rule="FREQ=DAILY;UNTIL=20260309"), "rule_never", {"rule": "FREQ=DAILY;UNTIL=20260309"}),
    (Details(repeat_rule="FREQ=DAILY", repeat_after=HOUR), "two_repeats", {}),
    (Details(repeat_rule="every day", repeat_after=ZERO), "two_repeats", {}),
]

BOARD = a_board(
    a_need("dishes", notes="The brush is new", kind=Kind.DISHES, minutes=10, helpers=2, on_it=(somebody("Kim"),)),
    "laundry",
    house=House(diet="No nuts"),
)


def assert_refused(operation: Operation, key: str, filling: dict[str, str]) -> None:
    """Check that an operation says why it cannot be done, and leaves the board as it is."""
    before = records_of(BOARD)

    with pytest.raises(NeedError) as refused:
        operation(BOARD)

    assert (refused.value.key, refused.value.placeholders) == (key, filling)
    assert records_of(BOARD) == before


@pytest.mark.parametrize(("details", "key", "filling"), BAD_DETAILS)
def test_a_bad_need_is_not_added(details: Details, key: str, filling: dict[str, str]) -> None:
    said = cast("Details", {"title": "Dinner", **details})

    assert_refused(lambda board: operations.add(board, said, need_id="new", now=NOON), key, filling)


@pytest.mark.parametrize(("details", "key", "filling"), BAD_DETAILS)
def test_a_bad_need_is_not_offered(details: Details, key: str, filling: dict[str, str]) -> None:
    said = cast("Details", {"title": "Dinner", **details})

    assert_refused(
        lambda board: operations.offer(board, said, "Kim", need_id="new", settings=SETTINGS, now=NOON), key, filling
    )


@pytest.mark.parametrize(("details", "key", "filling"), BAD_DETAILS)
def test_a_need_is_not_made_bad(details: Details, key: str, filling: dict[str, str]) -> None:
    assert_refused(lambda board: operations.update(board, "dishes", details, now=NOON), key, filling)


def test_a_need_has_a_title() -> None:
    assert_refused(lambda board: operations.add(board, {}, need_id="new", now=NOON), "title_missing", {})


@pytest.mark.parametrize(
    ("details", "key"),
    [
        (Details(end=NOON - INSTANT), "end_before_start"),
        (Details(start=NOON + HOUR + INSTANT), "end_before_start"),
        (Details(start=None), "end_without_start"),
    ],
)
def test_start_and_end_are_judged_with_what_was_said_before(details: Details, key: str) -> None:
    board = a_board(a_need("ride", start=NOON, end=NOON + HOUR))

    with pytest.raises(NeedError) as refused:
        operations.update(board, "ride", details, now=NOON)

    assert refused.value.key == key


@pytest.mark.parametrize(("name", "key", "filling"), BAD_NAMES)
@pytest.mark.parametrize(
    "say",
    [
        lambda board, name: operations.take(board, "dishes", name, mark_id="new", settings=SETTINGS, now=NOON),
        lambda board, name: operations.release(board, "dishes", name, now=NOON),
        lambda board, name: operations.offer(
            board, Details(title="Soup"), name, need_id="new", settings=SETTINGS, now=NOON
        ),
    ],
    ids=["take", "release", "offer"],
)
def test_a_bad_name_is_refused(
    say: Callable[[Board, str], Change], name: str, key: str, filling: dict[str, str]
) -> None:
    assert_refused(lambda board: say(board, name), key, filling)


@pytest.mark.parametrize("duration", [ZERO, -INSTANT, timedelta(days=31) + INSTANT, timedelta.max, timedelta.min])
def test_nobody_is_on_it_for_no_time_or_for_ever(duration: timedelta) -> None:
    assert_refused(
        lambda board: operations.take(board, "dishes", "Kim", duration, mark_id="new", settings=SETTINGS, now=NOON),
        "duration_out_of_range",
        {"low": "1", "high": "31"},
    )


@pytest.mark.parametrize(("text", "key", "filling"), BAD_NOTES, ids=BAD_NOTES_IDS)
def test_bad_house_notes_are_refused(text: str, key: str, filling: dict[str, str]) -> None:
    assert_refused(lambda board: operations.set_house(board, {"notes": text}, now=NOON), f"notes_{key}", filling)


@pytest.mark.parametrize(("text", "key", "filling"), BAD_NOTES, ids=BAD_NOTES_IDS)
def test_a_bad_diet_is_refused(text: str, key: str, filling: dict[str, str]) -> None:
    assert_refused(lambda board: operations.set_house(board, {"diet": text}, now=NOON), f"diet_{key}", filling)


@pytest.mark.parametrize(
    "operation",
    [
        lambda board: operations.update(board, "gone", {"title": "x"}, now=NOON),
        lambda board: operations.move(board, "gone", None, now=NOON),
        lambda board: operations.move(board, "dishes", "gone", now=NOON),
        lambda board: operations.remove(board, "gone", now=NOON),
        lambda board: operations.take(board, "gone", mark_id="new", settings=SETTINGS, now=NOON),
        lambda board: operations.release(board, "gone", now=NOON),
        lambda board: operations.complete(board, "gone", now=NOON),
        lambda board: operations.reopen(board, "gone", now=NOON),
    ],
    ids=["update", "move", "move after", "remove", "take", "release", "complete", "reopen"],
)
def test_a_need_that_is_not_there_is_named(operation: Operation) -> None:
    assert_refused(operation, "need_not_found", {"need": "gone"})


@pytest.mark.parametrize(
    "operation",
    [
        lambda board: operations.add(board, Details(title="one more"), need_id="new", now=NOON),
        lambda board: operations.offer(
            board, Details(title="one more"), None, need_id="new", settings=SETTINGS, now=NOON
        ),
    ],
    ids=["add", "offer"],
)
def test_ten_thousand_needs_are_enough(operation: Operation) -> None:
    almost_full = a_board(*map(str, range(9_999)))

    full = operation(almost_full).board

    assert len(full.needs) == 10_000
    with pytest.raises(NeedError) as refused:
        operation(full)
    assert (refused.value.key, refused.value.placeholders) == ("board_full", {"limit": "10000"})
