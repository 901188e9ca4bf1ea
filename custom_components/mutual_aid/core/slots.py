"""Series and their slots: the days of a rule as needs of their own, each of which can be taken, changed and done."""

from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import chain

from .model import Need, NeedId, Rule, Settings, Slot
from .order import between
from .repeat import days, times_on
from .times import has_come_up

type Needs = Mapping[NeedId, Need]
type Changed = dict[NeedId, Need | None]

_DAY = timedelta(days=1)


def lay_out(needs: Needs, series: Need, settings: Settings, *, now: datetime) -> Changed:
    """Return the slots that come within the horizon now, and the series that knows of them; {} when there are none."""
    rule = series.series_rule
    if rule is None:
        return {}
    today, until = now.date(), now.date() + settings.horizon
    after = max(rule.laid_until or today - _DAY, today - _DAY)
    slots = _new_slots(needs, series, rule, days(rule, after, until), now)
    return {**slots, series.id: replace(series, repeat=replace(rule, laid_until=until))} if slots else {}


def follow(needs: Needs, before: Need, after: Need | None, *, now: datetime) -> Changed:
    """Return what becomes of the slots of a series when it changes, ends or (None) is removed.

    Slots that somebody took, changed or did stay as they are; with the series gone they are needs like any other.
    A day whose slot was removed before stays without.
    """
    rule, old = after.series_rule if after else None, before.series_rule
    if old is None:
        return {}
    if after is None or rule is None:
        return {slot.id: replace(slot, slot=None) if is_kept(slot, now) else None for slot in slots_of(needs, before)}
    yesterday = now.date() - _DAY
    laid_until = max(old.laid_until or yesterday, yesterday)
    old_days, new_days = set(days(old, yesterday, laid_until)), days(rule, yesterday, laid_until)
    changed: Changed = {}
    for slot in slots_of(needs, before):
        at = slot.slot
        if at is None or at.day <= yesterday:
            continue
        if is_kept(slot, now):
            changed[slot.id] = replace(slot, slot=replace(at, is_own=True))
        elif at.day in new_days:
            changed[slot.id] = _slot(after, rule, at.day, slot, now)
        else:
            changed[slot.id] = None
    follower = replace(after, repeat=replace(rule, laid_until=laid_until))
    added = _new_slots(needs, follower, rule, (day for day in new_days if day not in old_days), now)
    return {**changed, **added, after.id: follower}


def in_this_zone(needs: Needs, need: Need, *, now: datetime) -> Need:
    """Return a need with a rule, or a slot that follows one, at the times its rule says in the time zone `now` is in."""
    rule, day = need.repeat, None
    if need.slot is not None and not need.slot.is_own:
        rule, day = getattr(needs.get(need.slot.series_id), "repeat", None), need.slot.day
    if not isinstance(rule, Rule):
        return need
    start, end, due = times_on(rule, day or rule.first, now.tzinfo)
    if (start, end, due) == (need.start, need.end, need.due):
        return need
    moved = replace(need, start=start, end=end, due=due)
    return replace(moved, has_come_up=has_come_up(moved, now))


def as_it_is_now(needs: Needs, need: Need, *, now: datetime) -> Need:
    """Return a need that comes back: in this time zone, and without its series a slot is a need like any other."""
    if need.slot is not None and need.slot.series_id not in needs:
        return replace(need, slot=None)
    return in_this_zone(needs, need, now=now)


def slots_of(needs: Needs, series: Need) -> Iterator[Need]:
    """Return the slots of a series that are on the board."""
    return (need for need in needs.values() if need.slot is not None and need.slot.series_id == series.id)


def slot_id(series_id: NeedId, day: date) -> NeedId:
    """Return the id of a slot: with a series that has a ULID it is one, too, and always the same."""
    digest = b32encode(sha256(f"{series_id} {day}".encode()).digest()).decode()
    # Crockford's alphabet, in which ULIDs are written, has no I, L, O and U.
    return series_id[:10] + digest[:16].translate(str.maketrans("ILOU", "0189"))


def is_kept(slot: Need, now: datetime) -> bool:
    """Return whether somebody took, changed or did a slot, so that it stays as it is whatever becomes of its series."""
    is_own = slot.slot is None or slot.slot.is_own
    return is_own or slot.done_at is not None or bool(slot.helpers_at(now))


def _new_slots(needs: Needs, series: Need, rule: Rule, on: Iterable[date], now: datetime) -> Changed:
    if not (wanted := list(on)):
        return {}
    last = max((need.position for need in chain(needs.values(), [series])), default=None)
    has_slot = {need.slot.day for need in slots_of(needs, series) if need.slot is not None}
    slots: Changed = {}
    for day in wanted:
        if day not in has_slot and (new_id := _free_id(needs, series, day)) is not None:
            last = between(last, None)
            slots[new_id] = _slot(series, rule, day, replace(series, id=new_id, position=last), now)
    return slots


def _free_id(needs: Needs, series: Need, day: date) -> NeedId | None:
    """Return the id of a slot that is not on the board; None when it is there as a need like any other."""
    new_id = slot_id(series.id, day)
    while (there := needs.get(new_id)) is not None:
        if there.slot is None:
            return None
        # It went on to another day, or to the series that follows.
        new_id = slot_id(new_id, day)
    return new_id


def _slot(series: Need, rule: Rule, day: date, place: Need, now: datetime) -> Need:
    """Return the slot of a day as the series wants it, in its place on the board."""
    start, end, due = times_on(rule, day, now.tzinfo)
    slot = replace(
        series,
        id=place.id,
        position=place.position,
        start=start,
        end=end,
        due=due,
        rests_since=None,
        repeat=None,
        slot=Slot(series_id=series.id, day=day),
    )
    return replace(slot, has_come_up=has_come_up(slot, now))
