"""What happened to a need, told from what it was and what it is."""

from typing import TypeGuard

from .model import Fact, FactType, Need


def facts_between(before: Need | None, after: Need | None, *, is_undo: bool = False) -> tuple[Fact, ...]:
    """Return what happened, in order; changing or moving a need is nothing that people are told.

    A need that rests is not there for people, and a series is.
    """
    need = after or before
    if need is None or not (_is_up(before) or _is_up(after)):
        return ()
    if _is_up(before) and _is_up(after):
        types = _changes(before, after)
    elif _is_up(before):
        types = _went(before, after, is_undo=is_undo)
    else:
        types = _came(before, need, is_undo=is_undo)
    return tuple(Fact(type=fact_type, need=need) for fact_type in types)


def _came(before: Need | None, after: Need, *, is_undo: bool) -> list[FactType]:
    """Return what is told of a need that was not there, or rested."""
    if before is not None and after.done_at is not None:
        return []
    if is_undo and before is not None and before.done_at is not None:
        return [FactType.UNDONE]
    return [FactType.ADDED, *([FactType.TAKEN] if after.on_it else [])]


def _went(before: Need | None, after: Need | None, *, is_undo: bool) -> list[FactType]:
    """Return what is told of a need that is not there any more, or rests."""
    if after is None or after.done_at is None or is_undo:
        return [FactType.REMOVED]
    return [FactType.DONE] if before is not None and before.done_at is None else []


def _is_up(need: Need | None) -> TypeGuard[Need]:
    return need is not None and (need.rests_since is None or need.series_rule is not None)


def _changes(before: Need, after: Need) -> list[FactType]:
    if (before.done_at is None) != (after.done_at is None):
        return [FactType.UNDONE if after.done_at is None else FactType.DONE]
    were_on_it = {mark.id for mark in before.on_it}
    are_on_it = {mark.id for mark in after.on_it}
    if are_on_it - were_on_it:
        return [FactType.TAKEN]
    return [FactType.RELEASED] if were_on_it - are_on_it else []
