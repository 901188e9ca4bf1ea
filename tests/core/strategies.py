"""What people might write, and ask for, in any language and at any time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, cast
import unicodedata

from hypothesis import strategies as st

from .builders import BERLIN, DAY, HOUR, LORD_HOWE, MINUTE, NEW_YORK
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

ZONES: Final = st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE])
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
)

_TIMES: Final = st.one_of(
    st.just(Details()),
    MOMENTS.map(lambda start: Details(start=start, end=None)),
    st.tuples(MOMENTS, MOMENTS)
    .map(lambda pair: sorted(pair, key=datetime.timestamp))
    .map(lambda pair: Details(start=pair[0], end=pair[1])),
)


def details(
    titles: st.SearchStrategy[str] = TITLES, notes: st.SearchStrategy[str] = NOTES
) -> st.SearchStrategy[Details]:
    """Return anything that may be said about a need, with a title."""
    return st.builds(
        lambda said, times: said | times,
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
    )


HOUSE_DETAILS: Final = st.fixed_dictionaries(
    {},
    optional={"diet": st.none() | NOTES, "notes": st.none() | NOTES, "visiting": st.sampled_from(Visiting)},
).map(lambda said: cast("HouseDetails", said))
HOUSES: Final = st.builds(House, diet=st.none() | NOTES, notes=st.none() | NOTES, visiting=st.sampled_from(Visiting))
