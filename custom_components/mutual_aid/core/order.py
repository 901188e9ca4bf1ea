"""Places in a list: there is always room between two of them, so moving one need changes no other."""

from collections.abc import Collection
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import count
from typing import Final

# Exact at any depth a household reaches: a gap that is halved again and again costs one digit in three moves.
_EXACT: Final = Context(prec=100_000)
_HALF: Final = Decimal("0.5")


def between(before: Decimal | None, after: Decimal | None) -> Decimal:
    """Return the shortest place after `before` and ahead of `after`; None stands for an end of the list."""
    if before is None:
        return Decimal(0) if after is None else _EXACT.subtract(after, 1).to_integral_value(context=_EXACT)
    if after is None:
        return _EXACT.add(before, 1).to_integral_value(context=_EXACT)
    middle = _EXACT.multiply(_EXACT.add(before, after), _HALF)
    shortened = (middle.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN, _EXACT) for digits in count())
    return next(place for place in shortened if before < place < after)


def free_place(wanted: Decimal, taken: Collection[Decimal]) -> Decimal:
    """Return the wanted place or, when somebody has it by now, the one right ahead of it."""
    if wanted not in taken:
        return wanted
    return between(max((place for place in taken if place < wanted), default=None), wanted)
