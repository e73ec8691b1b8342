"""Dated norms: every number of the law as data with source and verified mark; never a default for a missing one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.exampleplan import ExamplePlan


class NoValueInForce(LookupError):
    """The pack has no value of this norm on that day; a missing rule is never zero."""


@dataclass(frozen=True, slots=True)
class NormValue:
    """
    A value of a norm from a day on.

    Parameters
    ----------
    verified
        False for values taken from general knowledge: screens and documents mark them.
    """

    since: date
    amount: Decimal
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """
    One norm: ``week_max_hours`` in ``academic_hour``; values sorted by day, old ones stay.

    Parameters
    ----------
    hard
        False: breaking it is a warning, the plan stays lawful.
    """

    key: str
    unit: str
    title_ru: str
    title_en: str
    values: tuple[NormValue, ...]
    hard: bool = True

    def __post_init__(self) -> None:
        if not self.values:
            raise ProblemError(f"norm {self.key} has no value.")
        if list(self.values) != sorted(self.values, key=lambda v: v.since):
            raise ProblemError(f"norm {self.key}: values are not in the order of their days.")

    def on(self, day: date) -> NormValue:
        """The value in force on a day; raises NoValueInForce before the first."""
        past = [v for v in self.values if v.since <= day]
        if not past:
            raise NoValueInForce(f"norm {self.key} has no value in force on {day.isoformat()}.")
        return past[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormPack:
    """
    A named, versioned set of norms of one country and programme kind.

    Parameters
    ----------
    examples
        Small plans with the verdict that these norms must give; see `examples.try_examples`.
    """

    key: str
    title_ru: str
    title_en: str
    country: str
    norms: Mapping[str, Norm]
    examples: tuple[ExamplePlan, ...] = ()

    def on(self, key: str, day: date) -> NormValue:
        """The value of a norm on a day; raises NoValueInForce when the pack does not know the norm."""
        if key not in self.norms:
            raise NoValueInForce(f"pack {self.key} has no norm {key}.")
        return self.norms[key].on(day)

    def has(self, key: str, day: date) -> bool:
        """True when the pack has a value of that norm on that day."""
        return key in self.norms and self.norms[key].values[0].since <= day
