"""Dated parameters of rules: every number with the day it counts from, its source and whether anybody compared it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import ProblemError


class NoValueInForce(LookupError):
    """The pack has no value of this parameter on that day; a missing rule is never zero."""

    def __init__(self, param: str, day: date, row: str = "") -> None:
        self.param, self.day, self.row = param, day, row
        super().__init__(f"parameter {param} {row} has no value in force on {day.isoformat()}.".replace("  ", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamValue:
    """
    A value from a day on.

    Parameters
    ----------
    row
        Which row of a table it is (an occupation's code, a provider); blank counts for every row without its own.
    verified
        False for values that nobody has compared with the act: screens and documents mark them.
    """

    since: date
    amount: Decimal
    source: str
    verified: bool
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """
    One number of the rules: ``base_norm`` in ``RUB``; old values stay.

    Parameters
    ----------
    by
        Name of the fact's value that chooses the row (``"programme"``), or blank for a single number.
    """

    key: str
    unit: str
    title_ru: str
    title_en: str
    values: tuple[ParamValue, ...]
    by: str = ""

    def __post_init__(self) -> None:
        if not self.values:
            raise ProblemError(f"parameter {self.key} has no value.")
        seen = [(v.row, v.since) for v in self.values]
        if len(set(seen)) < len(seen):
            raise ProblemError(f"parameter {self.key} has two values for one row from one day on.")

    def on(self, day: date, row: str = "") -> ParamValue:
        """
        The value in force on a day: the row's own if it has one by then, else the one without a row.

        Raises
        ------
        NoValueInForce
            Before the first value.
        """
        for wanted in dict.fromkeys((row, "")):
            past = [v for v in self.values if v.row == wanted and v.since <= day]
            if past:
                return max(past, key=lambda v: v.since)
        raise NoValueInForce(self.key, day, row)
