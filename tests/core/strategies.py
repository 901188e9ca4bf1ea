"""What people might write, and ask for, in any language and at any time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, cast
import unicodedata

from hypothesis import strategies as st

from .builders import APIA, BERLIN, DAY, HOUR, KATHMANDU, LORD_HOWE, MINUTE, NEW_YORK
from custom_components.mutual_aid.core.details import Details
from custom_components.mutual_aid.core.model import House, Kind, Settings, Visiting
from custom_components.mutual_aid.core.operations import HouseDetails

# Every code point that can be seen, or that holds others together, as in right-to-left texts and family emoji.
_ONE_LINE: Final = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
_LINES: Final = st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\r\t\u2028\u2029")
_PIECES: Final = st.sampled_from(
    ["👩‍👩‍👧", "🏳️‍🌈", "עזרה", "\u202e", "e\u0301", "ﬁ", "\\", '"', "{count}", "<b>", "\r\n"]
)


def _fits(limit: int, text: str) -> bool:
    return text == text.strip() != "" and len(unicodedata.normalize("NFC", text)) <= limit


def _one_line(limit: int) -> st.SearchStrategy[str]:
    pieces = _PIECES.filter(str.isprintable) | st.just("\u202e")
    return st.lists(_ONE_LINE | pieces, min_size=1, max_size=limit).map("".join).filter(lambda text: _fits(limit, text))


TITLES: Final = _one_line(255)
NAMES: Final = _one_line(50)
NOTES: Final = (
    st.lists(_LINES | _PIECES, min_size=1, max_size=300)
    .map("".join)
    .filter(lambda text: text.strip() != "" and len(text) <= 2_000)
)

ZONES: Final = st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU, APIA])
DATES: Final = st.dates(min_value=date(2026, 3, 1), max_value=date(2026, 4, 30))
MOMENTS: Final = st.datetimes(
    min_value=datetime.combine(date(2026, 3, 1), time.min),
    max_value=datetime.combine(date(2026, 4, 30), time.min),
    timezones=st.just(UTC) | ZONES,
)
DURATIONS: Final = st.timedeltas(min_value=timedelta(microseconds=1), max_value=timedelta(days=31))

SETTINGS: Final = st.builds(
    Settings,
    undo_window=st.sampled_from([MINUTE, 2 * HOUR, DAY]),
    keep_done=st.sampled_from([MINUTE, 2 * HOUR, DAY]),
    on_it=st.sampled_from([MINUTE, 2 * HOUR, DAY]),
    horizon=st.sampled_from([DAY, 3 * DAY]),
)

# Nothing comes back by itself, or however it comes back; rules that soon come.
STAYS_AWAY: Final = st.just(Details())
COMES_BACK: Final = st.one_of(
    STAYS_AWAY,
    st.booleans().map(lambda standing: Details(standing=standing)),
    st.tuples(
        st.sampled_from(
            [
                "FREQ=DAILY",
                "FREQ=DAILY;COUNT=2",
                "FREQ=DAILY;INTERVAL=2",
                "FREQ=DAILY;UNTIL=20980310T235959",
                "FREQ=WEEKLY;BYDAY=TU,WE,SA",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1",
            ]
        ),
        st.booleans(),
    ).map(lambda rule: Details(repeat_rule=rule[0], standing=rule[1])),
    st.sampled_from([MINUTE, DAY, 3 * DAY]).map(lambda after: Details(repeat_after=after)),
    st.just(Details(repeat_rule=None)),
    st.just(Details(repeat_after=None, standing=None)),
)

_TIMES: Final = st.one_of(
    st.just(Details()),
    MOMENTS.map(lambda start: Details(start=start, end=None)),
    st.tuples(MOMENTS, MOMENTS)
    .map(lambda pair: sorted(pair, key=datetime.timestamp))
    .map(lambda pair: Details(start=pair[0], end=pair[1])),
)


def details(
    titles: st.SearchStrategy[str] = TITLES,
    notes: st.SearchStrategy[str] = NOTES,
    comes_back: st.SearchStrategy[Details] = STAYS_AWAY,
) -> st.SearchStrategy[Details]:
    """Return anything that may be said about a need, with a title."""
    return st.builds(
        lambda said, times, repeats: said | times | repeats,
        st.fixed_dictionaries(
            {"title": titles},
            optional={
                "notes": st.none() | notes,
                "kind": st.none() | st.sampled_from([kind.value for kind in Kind]),
                "area_id": st.none() | st.sampled_from(["kitchen", "garden"]),
                "minutes": st.none() | st.integers(1, 1_440),
                "helpers": st.none() | st.integers(1, 50),
                "urgent": st.none() | st.booleans(),
                "due": st.none() | DATES | MOMENTS,
            },
        ),
        _TIMES,
        comes_back,
    )


HOUSE_DETAILS: Final = st.fixed_dictionaries(
    {},
    optional={"diet": st.none() | NOTES, "notes": st.none() | NOTES, "visiting": st.sampled_from(Visiting)},
).map(lambda said: cast("HouseDetails", said))
HOUSES: Final = st.builds(House, diet=st.none() | NOTES, notes=st.none() | NOTES, visiting=st.sampled_from(Visiting))

_WEEKDAYS: Final = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=4, unique=True
).map(",".join)
_NTH_WEEKDAYS: Final = st.lists(
    st.sampled_from(["1MO", "2TU", "+3WE", "-1FR", "-2SU", "5TH"]), min_size=1, max_size=3, unique=True
).map(",".join)
_MONTHDAYS: Final = st.lists(st.integers(1, 31) | st.integers(-31, -1), min_size=1, max_size=4, unique=True).map(
    lambda days: ",".join(map(str, days))
)
_INTERVALS: Final = st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=3"])


def _joined(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


# Rules of days as RFC 5545 has them, each of which comes again and again.
ENDLESS_RULES: Final = st.one_of(
    _joined("FREQ=DAILY", _INTERVALS),
    _joined("FREQ=DAILY;BYDAY=", _WEEKDAYS),
    _joined("FREQ=WEEKLY", _INTERVALS, ";BYDAY=", _WEEKDAYS, st.sampled_from(["", ";WKST=SU", ";WKST=MO"])),
    _joined("FREQ=WEEKLY", _INTERVALS),
    _joined("FREQ=MONTHLY", _INTERVALS, ";BYMONTHDAY=", _MONTHDAYS),
    _joined("FREQ=MONTHLY;BYDAY=", _NTH_WEEKDAYS),
    _joined("FREQ=MONTHLY;BYDAY=", _WEEKDAYS, ";BYSETPOS=", st.sampled_from(["1", "-1", "2,-2"])),
    _joined("FREQ=YEARLY;BYMONTH=3,4,10,11,12;BYMONTHDAY=", _MONTHDAYS),
    _joined("FREQ=YEARLY;BYMONTH=1,4,10,12;BYDAY=", _NTH_WEEKDAYS),
    _joined("FREQ=YEARLY;BYWEEKNO=1,13,14,40,44,52;BYDAY=", _WEEKDAYS),
    _joined("FREQ=YEARLY;BYYEARDAY=1,88,100,-1,-2,-60"),
)
RULES: Final = _joined(ENDLESS_RULES, st.just("") | st.integers(1, 40).map(";COUNT={}".format))

# Where people live, and a day when their clocks were changed (in Kathmandu by a quarter of an hour, once; in Apia by a day).
CHANGES: Final = st.sampled_from(
    [
        (BERLIN, date(2026, 3, 29)),
        (BERLIN, date(2026, 10, 25)),
        (NEW_YORK, date(2026, 3, 8)),
        (NEW_YORK, date(2026, 11, 1)),
        (LORD_HOWE, date(2026, 4, 5)),
        (LORD_HOWE, date(2026, 10, 4)),
        (KATHMANDU, date(1986, 1, 1)),
        (APIA, date(2011, 12, 30)),
    ]
)
# What a clock on the wall may show, most often around the time when clocks are changed.
WALL_TIMES: Final = st.times(max_value=time(3, 30)).map(lambda at: at.replace(microsecond=0)) | st.sampled_from(
    [time(0), time(2), time(2, 30), time(3), time(12), time(18), time(23, 59, 59)]
)
