"""The shortest continuation of one learner, and how it differs from the plan of the learner's group."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import RuleValue, TermProblem
from remeslo.core.curriculum.replan import Facts, cohort
from remeslo.core.curriculum.result import TermPlan, TermResult
from remeslo.core.curriculum.solve import answer
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.core.curriculum.whatif.differences import PlanDifference, differences
from remeslo.core.curriculum.whatif.recognise import recognise


@dataclass(frozen=True, slots=True)
class NormKept:
    """A rule of the learner's own plan: its value in the programme and now; ``None``: it binds no more."""

    rule: str
    before: RuleValue
    after: RuleValue | None

    @property
    def is_less(self) -> bool:
        """True when recognised hours count towards it, so that less is left to do."""
        return self.after is None or self.after.amount != self.before.amount


@dataclass(frozen=True, slots=True)
class Skipped:
    """A recognised element: when the group takes it, and so when the learner is free; no weeks: it has none."""

    element: ElementKey
    hours: int
    weeks: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithGroup:
    """
    The learner who stays with the group and misses what is recognised.

    Parameters
    ----------
    plan
        The group's plan without the recognised elements.
    skipped
        What is missed, in the order of the weeks.
    free
        Hours free by week index, where there are any.
    """

    plan: TermPlan
    skipped: tuple[Skipped, ...]
    free: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """
    An own plan.

    Parameters
    ----------
    problem, result
        What was solved, and the shortest term from week 0 on, weeks already over included, with its bound.
    difference
        Against the group's plan; ``None`` without a plan.
    """

    problem: TermProblem
    result: TermResult
    difference: PlanDifference | None


def with_group(plan: TermPlan, elements: Collection[ElementKey], *, from_week: int = 0) -> WithGroup:
    """What a learner skips of the group's plan from a week on, index from 0; what lies before was taken with it."""
    left = {
        k: {w: h for w, h in weeks.items() if k not in elements or w < from_week} for k, weeks in plan.hours.items()
    }
    mine = TermPlan({k: weeks for k, weeks in left.items() if weeks}, plan.people)
    skipped = [_skipped(k, plan.hours.get(k, {}), from_week) for k in elements]
    free: dict[int, int] = {}
    for key in elements:
        for week, hours in plan.hours.get(key, {}).items():
            if week >= from_week:
                free[week] = free.get(week, 0) + hours
    ordered = sorted(skipped, key=lambda s: (s.weeks is None, s.weeks or (0, 0)))
    return WithGroup(plan=mine, skipped=tuple(ordered), free=dict(sorted(free.items())))


def learner_problem(
    problem: TermProblem, plan: TermPlan, elements: Collection[ElementKey], *, from_week: int = 0
) -> TermProblem:
    """
    The problem of one learner: the group's, without the recognised elements, with the weeks before ``from_week`` as the
    group had them.

    Elements that were finished by then stay as they are. Raises ChangeRefused when nothing would be left, or the week
    lies outside the calendar.
    """
    middle = cohort(problem, plan, Facts(week=from_week)) if from_week else problem
    over = {k for k in elements if _is_over(plan, k, from_week)}
    gone = frozenset(k for k in elements if k not in over and k in middle.by_key)
    if not gone:
        return middle
    return recognise(middle, gone)


def continuation(
    problem: TermProblem,
    plan: TermPlan,
    elements: Collection[ElementKey],
    *,
    from_week: int = 0,
    limits: Limits | None = None,
) -> Continuation:
    """The shortest own plan of a learner; raises as `learner_problem` does."""
    own = learner_problem(problem, plan, elements, from_week=from_week)
    result = answer(own, limits or Limits(limit_s=60.0))
    both = None if result.plan is None else differences(plan, result.plan)
    return Continuation(problem=own, result=result, difference=both)


def norms_kept(problem: TermProblem, own: TermProblem) -> tuple[NormKept, ...]:
    """Every rule of the programme and what it is in the learner's own problem, in the order of the programme."""
    return tuple(NormKept(str(key), value, own.rules.get(key)) for key, value in problem.rules.items())


def _is_over(plan: TermPlan, key: ElementKey, from_week: int) -> bool:
    weeks = plan.hours.get(key, {})
    return bool(weeks) and max(weeks) < from_week


def _skipped(key: ElementKey, weeks: Mapping[int, int], from_week: int) -> Skipped:
    mine = {w: h for w, h in weeks.items() if w >= from_week and h > 0}
    return Skipped(key, sum(mine.values()), (min(mine), max(mine)) if mine else None)


__all__ = [
    "ChangeRefused",
    "Continuation",
    "NormKept",
    "Skipped",
    "WithGroup",
    "continuation",
    "learner_problem",
    "norms_kept",
    "with_group",
]
