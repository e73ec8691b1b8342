"""
The term problem: programme elements, the rules in force and a calendar of weeks.

Hours are academic hours of a group. A plan says how many hours of each element lie in each week; the term is the
number of calendar weeks from the first to the last week used, vacations inside included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from remeslo.core.base.calendar import AcademicCalendar
from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey


class LinkKind(StrEnum):
    """FINISH_START: begins after the other has ended. START_START: begins not before the other has begun."""

    FINISH_START = "finish_start"
    START_START = "start_start"


@dataclass(frozen=True, slots=True)
class Precedence:
    """
    An element that another one follows.

    Parameters
    ----------
    lag_weeks
        FINISH_START: first week of this >= last week of ``before`` + lag (0: may begin in the same week, as an exam
        at its end; 1: the next study week). START_START: first week of this >= first week of ``before`` + lag.
        Counted in study weeks, >= 0.
    """

    before: ElementKey
    kind: LinkKind = LinkKind.FINISH_START
    lag_weeks: int = 1

    def __post_init__(self) -> None:
        if self.lag_weeks < 0:
            raise ProblemError(f"precedence on {self.before}: lag must be >= 0 weeks, got {self.lag_weeks}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermElement:
    """
    An element to be placed in weeks.

    Parameters
    ----------
    hours_min, hours_wanted, hours_max
        0 < min <= wanted <= max.
    mandatory_min
        Hours of the mandatory part, 0..hours_min; the rest is variative.
    weight
        How much an hour towards ``hours_wanted`` is worth, >= 0.
    whole_weeks
        Practice in whole weeks: each week it uses belongs to it alone, in one row of consecutive study weeks;
        its hours are multiples of ``practice_week_hours``.
    max_hours_per_week
        Pace limit, > 0.
    weeks_allowed
        Indices of the weeks in which it may lie (an employer's or a workshop's window); ``None``: any study week.
    module
        Professional module, for reports and for rules on modules.
    semester_hours
        Hours per semester fixed by an existing curriculum; empty: free.
    outcomes
        Keys of the outcomes first taught here (``check`` asks that every required outcome is taught somewhere).
    """

    key: ElementKey
    title: str
    kind: ElementKind
    hours_min: int
    hours_wanted: int
    hours_max: int
    mandatory_min: int = 0
    weight: Fraction = Fraction(0)
    after: tuple[Precedence, ...] = ()
    attestations: tuple[AttestationMark, ...] = ()
    whole_weeks: bool = False
    max_hours_per_week: int = 36
    weeks_allowed: frozenset[int] | None = None
    module: str | None = None
    cycle: str = ""
    semester_hours: tuple[tuple[int, int], ...] = ()
    outcomes: tuple[str, ...] = ()
    employer_block: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.hours_min <= self.hours_wanted <= self.hours_max:
            raise ProblemError(
                f"element {self.key}: 0 < min <= wanted <= max hours, "
                f"got {self.hours_min}, {self.hours_wanted}, {self.hours_max}."
            )
        if self.max_hours_per_week <= 0:
            raise ProblemError(f"element {self.key}: hours per week must be > 0, got {self.max_hours_per_week}.")
        if any(p.before == self.key for p in self.after):
            raise ProblemError(f"element {self.key} cannot come after itself.")


@dataclass(frozen=True, slots=True)
class RuleValue:
    """The value of a rule in this problem and where it comes from; ``verified`` False is marked wherever it shows."""

    amount: int | Fraction
    source: str
    verified: bool
    hard: bool = True


@dataclass(frozen=True)
class TermProblem:
    """
    What `solve` gets and `check` judges.

    Parameters
    ----------
    rules
        By rule key (see docs/rules): ``week_max_hours``, ``practice_week_hours``, ``exams_per_year_max``,
        ``credits_per_year_max``, ``vacation_weeks_min``, ``vacation_weeks_max``, ``winter_vacation_weeks_min``,
        ``total_hours`` (close to exactly), ``practice_hours_min``, ``disciplines_hours_min``,
        ``final_attestation_hours_min``, ``mandatory_share_max``. A rule that is absent does not bind.
    required_outcomes
        Outcomes that some element must teach.
    """

    key: str
    calendar: AcademicCalendar
    elements: tuple[TermElement, ...]
    rules: Mapping[str, RuleValue] = field(default_factory=dict)
    required_outcomes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        keys = [e.key for e in self.elements]
        if len(keys) != len(set(keys)):
            twice = sorted({k for k in keys if keys.count(k) > 1})
            raise ProblemError(f"problem {self.key}: elements given twice: {', '.join(twice)}.")
        for e in self.elements:
            for p in e.after:
                if p.before not in set(keys):
                    raise ProblemError(f"element {e.key} comes after {p.before}, which is not in the programme.")

    @cached_property
    def by_key(self) -> Mapping[ElementKey, TermElement]:
        """Elements by key."""
        return {e.key: e for e in self.elements}
