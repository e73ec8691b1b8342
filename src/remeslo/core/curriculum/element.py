"""Programme elements as the term sees them: hours, order, shape, what they need and whom they are for."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.resources import Need, StaffNeed


class LinkKind(StrEnum):
    """
    FINISH_START: begins after the other has ended. START_START: begins not before the other has begun. PARTIAL: begins
    when a share of the other is done.
    """

    FINISH_START = "finish_start"
    START_START = "start_start"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Precedence:
    """
    An element that another one follows.

    Parameters
    ----------
    lag_weeks
        FINISH_START: first week of this >= last week of ``before`` + lag (0: may begin in the same week, as an exam
        at its end; 1: the next study week). START_START: first week of this >= first week of ``before`` + lag.
        PARTIAL: first week of this >= the week in which ``share`` of the hours of ``before`` is reached + lag.
        Counted in study weeks, >= 0.
    share
        PARTIAL: part of the hours that ``before`` has in the plan, 0 < share <= 1; else 1.
    max_lag_weeks
        First week of this <= last (START_START: first) week of ``before`` + this; ``None``: any later. Not for PARTIAL.

    A link binds when both elements are in the plan.
    """

    before: ElementKey
    kind: LinkKind = LinkKind.FINISH_START
    lag_weeks: int = 1
    share: Fraction = Fraction(1)
    max_lag_weeks: int | None = None

    def __post_init__(self) -> None:
        if self.lag_weeks < 0:
            raise ProblemError(f"precedence on {self.before}: lag must be >= 0 weeks, got {self.lag_weeks}.")
        if not 0 < self.share <= 1:
            raise ProblemError(f"precedence on {self.before}: 0 < share <= 1, got {self.share}.")
        if self.share != 1 and self.kind is not LinkKind.PARTIAL:
            raise ProblemError(f"precedence on {self.before}: a share is for partial overlap, got {self.kind}.")
        if self.max_lag_weeks is not None and (self.kind is LinkKind.PARTIAL or self.max_lag_weeks < self.lag_weeks):
            raise ProblemError(
                f"precedence on {self.before}: the longest lag must be >= {self.lag_weeks} and is not for partial "
                f"overlap, got {self.max_lag_weeks}."
            )


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
        Practice in whole weeks: in one row of consecutive study weeks, each with the hours of a whole week; its hours
        are multiples of that.
    week_hours
        Hours of one whole week of this element, > 0; ``None``: the rule ``practice_week_hours``.
    alone
        Whole weeks exclude everything else of the groups of this element; False: a block that runs beside others.
    one_week
        Lies wholly in one week (a course in its period, an exam).
    max_hours_per_week
        Pace limit, > 0.
    weeks_allowed
        Indices of the weeks in which it may lie (an employer's or a workshop's window); ``None``: any study week.
    weeks_disliked
        Indices of weeks in which it should rather not lie: a warning.
    needs
        Renewable resources that its hours take.
    staff
        People that it needs, all its weeks long.
    groups
        Groups that take it together; empty: all groups of the problem.
    optional
        May be left out: where a way of `Choice` asks, or freely. An element left out has no hours at all.
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
    week_hours: int | None = None
    alone: bool = True
    one_week: bool = False
    weeks_disliked: frozenset[int] = frozenset()
    needs: tuple[Need, ...] = ()
    staff: tuple[StaffNeed, ...] = ()
    groups: tuple[GroupKey, ...] = ()
    optional: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.hours_min <= self.hours_wanted <= self.hours_max:
            raise ProblemError(
                f"element {self.key}: 0 < min <= wanted <= max hours, "
                f"got {self.hours_min}, {self.hours_wanted}, {self.hours_max}."
            )
        if self.max_hours_per_week <= 0:
            raise ProblemError(f"element {self.key}: hours per week must be > 0, got {self.max_hours_per_week}.")
        if self.week_hours is not None and self.week_hours <= 0:
            raise ProblemError(f"element {self.key}: hours of a whole week must be > 0, got {self.week_hours}.")
        if any(p.before == self.key for p in self.after):
            raise ProblemError(f"element {self.key} cannot come after itself.")
        twice = {n.resource for n in self.needs if [m.resource for m in self.needs].count(n.resource) > 1}
        if twice:
            raise ProblemError(f"element {self.key} states its need of {', '.join(sorted(twice))} twice.")


def share_group(one: TermElement, other: TermElement) -> bool:
    """True when some group takes both: one that names no group is for all of them."""
    return not one.groups or not other.groups or not set(one.groups).isdisjoint(other.groups)
