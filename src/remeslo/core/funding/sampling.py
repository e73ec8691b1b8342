"""Which lines are verified before they are paid: by value, by risk, and some at random, from a seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from random import Random

from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.lines import Line, LineKey
from remeslo.core.funding.money import ZERO


class Chosen(StrEnum):
    """Why a line is verified."""

    ABOVE_LIMIT = "above_limit"
    RISK = "risk"
    VALUE = "value"
    RANDOM = "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRule:
    """
    How much is verified.

    Parameters
    ----------
    value_share
        At least this share of all money, 0..1.
    limit
        Every line of at least this amount; ``None``: no such limit.
    random_share
        This share of the lines that are left, 0..1, at least one of them.
    risk_from
        Every line whose payee's risk is at least this, 0..1.
    """

    value_share: Fraction = Fraction(1, 10)
    limit: Decimal | None = None
    random_share: Fraction = Fraction(1, 5)
    risk_from: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        for name in ("value_share", "random_share", "risk_from"):
            if not 0 <= getattr(self, name) <= 1:
                raise ProblemError(f"sampling: {name} must be 0..1, got {getattr(self, name)}.")

    def grown(self, frauds: int) -> "SamplingRule":
        """The rule after so many frauds were found: shares double each time, up to everything."""
        grow = 2 ** min(frauds, 10)
        return SamplingRule(
            value_share=min(Fraction(1), self.value_share * grow),
            limit=self.limit,
            random_share=min(Fraction(1), self.random_share * grow),
            risk_from=self.risk_from,
        )


@dataclass(frozen=True)
class Sample:
    """Chosen lines with the reason, in the order of the lines given; and what of the money they are."""

    chosen: Mapping[LineKey, Chosen]
    value: Decimal
    total: Decimal


def draw(lines: Sequence[Line], rule: SamplingRule, *, seed: int, risk: Mapping[str, Fraction] | None = None) -> Sample:
    """
    The sample of a set of lines: all above the limit, all of risky payees, a random share of the rest, and then the
    largest of what is left until the value is reached. The same lines and seed give the same sample, in any order.
    """
    order = sorted(lines, key=lambda x: x.key)
    chosen: dict[LineKey, Chosen] = {}
    for line in order:
        if rule.limit is not None and abs(line.amount) >= rule.limit:
            chosen[line.key] = Chosen.ABOVE_LIMIT
        elif (risk or {}).get(line.payee, Fraction(0)) >= rule.risk_from:
            chosen[line.key] = Chosen.RISK
    rest = [x for x in order if x.key not in chosen]
    count = -(-len(rest) * rule.random_share.numerator // rule.random_share.denominator)
    for line in Random(seed).sample(rest, count):
        chosen[line.key] = Chosen.RANDOM
    total = sum((abs(x.amount) for x in order), ZERO)
    value = sum((abs(x.amount) for x in order if x.key in chosen), ZERO)
    for line in sorted((x for x in order if x.key not in chosen), key=lambda x: (-abs(x.amount), x.key)):
        if Fraction(value) >= rule.value_share * Fraction(total):
            break
        chosen[line.key] = Chosen.VALUE
        value += abs(line.amount)
    return Sample({x.key: chosen[x.key] for x in order if x.key in chosen}, value, total)
