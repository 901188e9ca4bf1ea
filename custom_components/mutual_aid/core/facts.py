"""What happened to a need, told from what it was and what it is."""

from .model import Fact, FactType, Need


def facts_between(before: Need | None, after: Need | None) -> tuple[Fact, ...]:
    """Return what happened, in order; changing or moving a need is nothing that people are told."""
    if after is None:
        return () if before is None else (Fact(type=FactType.REMOVED, need=before),)
    if before is None:
        types = [FactType.ADDED, *([FactType.TAKEN] if after.on_it else [])]
    elif before.done_at is None and after.done_at is not None:
        types = [FactType.DONE]
    elif before.done_at is not None and after.done_at is None:
        types = [FactType.UNDONE]
    else:
        types = _signals(before, after)
    return tuple(Fact(type=fact_type, need=after) for fact_type in types)


def _signals(before: Need, after: Need) -> list[FactType]:
    were_on_it = {mark.id for mark in before.on_it}
    are_on_it = {mark.id for mark in after.on_it}
    if are_on_it - were_on_it:
        return [FactType.TAKEN]
    return [FactType.RELEASED] if were_on_it - are_on_it else []
