"""
Indicators as data: which facts are counted or summed above and below the line, dated, with source and mark.

Every indicator is SUM / SUM (or a SUM alone), so that a cluster's figure is made of the same counts as its colleges'
and never of their shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.facts import Fact, FactValue
from remeslo.core.base.findings import ProblemError


class Operator(StrEnum):
    """How a condition compares; a value that a fact does not say satisfies only ``IS_NOT``."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    AT_LEAST = "at_least"
    SAID = "said"


class Span(StrEnum):
    """When a counted fact must lie."""

    PERIOD = "period"
    """In the period of the figure."""
    BY_DAY = "by_day"
    """On the counting day or before it."""
    EVER = "ever"
    """Whenever; what is known counts."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a fact's value; ``value`` is a tuple with ``IN``."""

    field: str
    operator: Operator
    value: FactValue | tuple[FactValue, ...] = ""

    def holds(self, fact: Fact) -> bool:
        """True when the fact's value is so."""
        said = fact.values.get(self.field)
        if said is None or self.operator is Operator.SAID:
            return self.operator is Operator.IS_NOT if said is None else True
        match self.operator:
            case Operator.IS:
                return _same(said, self.value)
            case Operator.IS_NOT:
                return not _same(said, self.value)
            case Operator.IN:
                return isinstance(self.value, tuple) and any(_same(said, v) for v in self.value)
            case _:
                return _number(said) and _number(self.value) and said >= self.value  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """
    Facts of one kind.

    Parameters
    ----------
    dated_by
        ``"on"``, or the value that holds the day which the span is about (``planned_end``).
    confirmed
        True when only facts count that the other side has confirmed.
    """

    kind: str
    where: tuple[Condition, ...] = ()
    span: Span = Span.PERIOD
    dated_by: str = "on"
    confirmed: bool = False


class Measure(StrEnum):
    """What is added up."""

    SUBJECTS = "subjects"
    FACTS = "facts"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """
    What stands above or below the line.

    Parameters
    ----------
    of
        The facts that are counted.
    also, without
        Their subject must have, or must not have, at least one fact of each of these.
    value
        Name of the number that is added up where the measure is ``VALUE``.
    """

    of: Selection
    measure: Measure = Measure.SUBJECTS
    value: str = ""
    also: tuple[Selection, ...] = ()
    without: tuple[Selection, ...] = ()

    def __post_init__(self) -> None:
        if (self.measure is Measure.VALUE) != bool(self.value):
            raise ProblemError(f"side of {self.of.kind}: a value is named where, and only where, values are added up.")


class Unit(StrEnum):
    """What the figure is."""

    SHARE = "share"
    COUNT = "count"
    MONEY = "money"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """
    A definition from a day on; old editions stay.

    Parameters
    ----------
    since
        First period day for which it counts.
    below
        ``None`` for a plain sum.
    known, expected
        SUM / SUM of these is the completeness: graduates whose employment is known ÷ graduates.
    count_on
        Month and day of the counting day, ``None``: the last day of the period.
    typical_least, typical_most
        The customary target, as the source gives it.
    verified
        False when nobody has compared the definition with the text of the source.
    """

    since: date
    above: Side
    below: Side | None = None
    known: Side | None = None
    expected: Side | None = None
    count_on: tuple[int, int] | None = None
    typical_least: Decimal | None = None
    typical_most: Decimal | None = None
    source: str
    verified: bool = False

    def __post_init__(self) -> None:
        if (self.known is None) != (self.expected is None):
            raise ProblemError("an edition says both what is known and what is expected, or neither.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """
    A figure that is asked for, with all its editions.

    Parameters
    ----------
    more_is_better
        False where a high figure is bad.
    people
        True when its denominator counts people, so that small groups are hidden.
    """

    key: str
    title_ru: str
    title_en: str
    text_ru: str
    text_en: str
    unit: Unit
    editions: tuple[Edition, ...]
    people: bool = True
    more_is_better: bool = True

    def __post_init__(self) -> None:
        if not self.editions:
            raise ProblemError(f"indicator {self.key} has no edition.")
        if len({e.since for e in self.editions}) < len(self.editions):
            raise ProblemError(f"indicator {self.key} has two editions from one day on.")

    def on(self, day: date) -> Edition:
        """The edition in force on a day; raises `NoEdition` before the first."""
        past = [e for e in self.editions if e.since <= day]
        if not past:
            raise NoEdition(self.key, day)
        return max(past, key=lambda e: e.since)


class NoEdition(LookupError):
    """The indicator was not yet defined on that day; nothing is put in its place."""

    def __init__(self, key: str, day: date) -> None:
        self.key, self.day = key, day
        super().__init__(f"indicator {key} has no definition on {day.isoformat()}.")


Indicators = Mapping[str, Indicator]


def _number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _same(said: FactValue, wanted: object) -> bool:
    """Equal, and not only because true counts as 1."""
    return said == wanted and isinstance(said, bool) == isinstance(wanted, bool)
