"""Example plans that a norm pack carries: small plans with the verdict that the pack must give on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True)
class WeekHours:
    """
    Hours in each week from ``first`` to ``last``, counted from 1 over all courses.

    A stretch of several weeks means the study weeks in it; a single week means itself, a vacation week too.
    """

    first: int
    last: int
    hours: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last or self.hours <= 0:
            raise ProblemError(
                f"weeks {self.first}-{self.last}: 1 <= first <= last and hours > 0, got {self.hours} hours."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleElement:
    """
    A row of an example plan.

    Parameters
    ----------
    weeks
        Where its hours lie; the element's own volume is their sum.
    variative
        Hours outside the mandatory part, 0..its volume.
    whole_weeks
        Practice that must fill whole weeks alone.
    after
        Elements that must have ended in an earlier study week.
    """

    index: str
    title: str
    kind: ElementKind
    weeks: tuple[WeekHours, ...] = ()
    module: str | None = None
    variative: int = 0
    whole_weeks: bool = False
    attestations: tuple[AttestationMark, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplePlan:
    """
    A plan, and what the pack must say of it.

    Parameters
    ----------
    day
        First day of study; the norms in force on it judge the plan.
    years
        Layout of each course: weeks of autumn, winter break, spring; the rest of the year is summer.
    kind, base
        Programme kind and entry base, for norms qualified by them; empty: neither.
    regular_years
        Regular length of the programme in years, for norms that ask for hours a year; 0: such norms do not bind.
    total_hours, minima
        Hours of the programme's own standard: the total, and minima by rule key; ``source`` says where they are from.
    group_size
        Students in the group, judged against ``group_size_max``; 0: not judged.
    accepted
        True when the pack must have nothing hard against the plan.
    findings
        Codes of everything that must be found, warnings too, each once.
    term_weeks
        Calendar weeks that the plan takes; ``None``: not asked.
    """

    title_ru: str
    title_en: str
    day: date
    years: tuple[YearLayout, ...]
    elements: tuple[ExampleElement, ...]
    accepted: bool
    findings: tuple[str, ...] = ()
    kind: str = ""
    base: str = ""
    regular_years: int = 0
    total_hours: int | None = None
    minima: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    source_verified: bool = False
    group_size: int = 0
    term_weeks: int | None = None
