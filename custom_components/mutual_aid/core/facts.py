"""What happened to a need, told from what it was and what it is."""

from .model import Fact, FactType, Need


def facts_between(before: Need | None, after: Need | None, *, is_undo: bool = False) -> tuple[Fact, ...]:
    """Return what happened, in order; changing or moving a need is nothing that people are told.

    A need that rests is not there for people, and a series is.
    """
    need = after or before
    was_up, is_up = _is_up(before), _is_up(after)
    if need is None or not (was_up or is_up):
        return ()
    if not is_up:
        types = [FactType.DONE if after and after.done_at is not None else FactType.REMOVED]
    elif not was_up:
        is_back = is_undo and before is not None and before.done_at is not None
        types = [FactType.UNDONE] if is_back else [FactType.ADDED, *([FactType.TAKEN] if need.on_it else [])]
    else:
        types = _changes(before, after)
    return tuple(Fact(type=fact_type, need=need) for fact_type in types)


def _is_up(need: Need | None) -> bool:
    return need is not None and (need.rests_since is None or need.series_rule is not None)


def _changes(before: Need | None, after: Need | None) -> list[FactType]:
    if before is None or after is None:
        return []
    if (before.done_at is None) != (after.done_at is None):
        return [FactType.UNDONE if after.done_at is None else FactType.DONE]
    were_on_it = {mark.id for mark in before.on_it}
    are_on_it = {mark.id for mark in after.on_it}
    if are_on_it - were_on_it:
        return [FactType.TAKEN]
    return [FactType.RELEASED] if were_on_it - are_on_it else []
