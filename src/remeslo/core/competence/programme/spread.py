"""Dividing hours: shares by weight under caps, exactly, and rounded to whole steps by largest remainders."""

from collections.abc import Sequence
from fractions import Fraction


def shares(amount: Fraction, weights: Sequence[Fraction], caps: Sequence[Fraction]) -> list[Fraction]:
    """
    Divides an amount in proportion to weights, nobody above its cap; what a cap refuses goes to the others.

    Sums to ``min(amount, sum of caps with weight > 0)``. Weight 0 gets nothing.
    """
    given = [Fraction(0)] * len(weights)
    active = [i for i, (w, c) in enumerate(zip(weights, caps, strict=True)) if w > 0 and c > 0]
    left = max(Fraction(0), amount)
    while active and left > 0:
        together = sum(weights[i] for i in active)
        full = [i for i in active if left * weights[i] / together >= caps[i]]
        if not full:
            for i in active:
                given[i] = left * weights[i] / together
            break
        for i in full:
            given[i] = caps[i]
            left -= caps[i]
        active = [i for i in active if i not in full]
    return given


def steps(ideal: Sequence[Fraction], caps: Sequence[int], step: int, amount: int) -> list[int]:
    """
    Whole steps near the ideal hours: as many as fit into ``amount``, the largest remainders first, none above its cap.

    ``ideal``, ``caps`` and ``amount`` are in hours; the answer is in hours, multiples of ``step``.
    """
    most = [c // step for c in caps]
    units = [min(int(x // step), m) for x, m in zip(ideal, most, strict=True)]
    while sum(units) * step > amount:
        given = [i for i in range(len(units)) if units[i] > 0]
        units[max(given, key=lambda i: (units[i] - ideal[i] / step, units[i], -i))] -= 1
    left = amount // step - sum(units)
    while left > 0:
        open_ = [i for i in range(len(units)) if units[i] < most[i] and ideal[i] > 0]
        if not open_:
            break
        units[max(open_, key=lambda i: (ideal[i] / step - units[i], -i))] += 1
        left -= 1
    return [u * step for u in units]


def near_steps(ideal: Sequence[Fraction], caps: Sequence[int], step: int, amount: int) -> list[int]:
    """Like `steps`, but no more in all than the ideal hours together give, rounded to the nearest step."""
    together = sum(ideal, Fraction(0))
    nearest = int((together / step + Fraction(1, 2)) // 1) * step
    return steps(ideal, caps, step, min(amount, nearest))
