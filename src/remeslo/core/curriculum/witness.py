"""A known plan carried over to a changed problem, so that the check alone shows that the changed one has a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.pretest import blocks
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermPlan


@dataclass(frozen=True)
class Witness:
    """A problem and a plan of it."""

    problem: TermProblem
    plan: TermPlan


def seems_to_fit(problem: TermProblem, witness: Witness | None) -> bool:
    """True when a known plan, carried over, is a lawful plan of the problem; False says nothing."""
    return carried(problem, witness) is not None


def carried(problem: TermProblem, witness: Witness | None) -> TermPlan | None:
    """
    The known plan as a plan of a problem that has been made weaker, where the check has nothing hard against it.

    Its weeks are taken as they are, and as the same places among the study weeks there (vacations gone: all earlier).
    """
    if witness is None:
        return None
    keys = {e.key for e in problem.elements}
    if any(k.startswith("+") for k in keys):
        return None
    plan = TermPlan(
        {k: weeks for k, weeks in witness.plan.hours.items() if k in keys},
        {k: who for k, who in witness.plan.people.items() if k in keys},
    )
    return next((p for p in _shapes(problem, witness, plan) if _is_lawful(problem, p)), None)


def _shapes(problem: TermProblem, witness: Witness, plan: TermPlan) -> Iterator[TermPlan]:
    moved = _same_places(problem, witness, plan.hours)
    if moved is not None:
        yield replace(plan, hours=moved)
    if plan.weeks <= len(problem.calendar):
        yield plan


def _same_places(
    problem: TermProblem, witness: Witness, hours: Mapping[ElementKey, Mapping[int, int]]
) -> dict[ElementKey, dict[int, int]] | None:
    """Hours in the weeks that have the same place among study weeks; None when there are not so many."""
    place, study = witness.problem.calendar.positions, problem.calendar.study
    used = {w for weeks in hours.values() for w in weeks}
    if any(w not in place or place[w] >= len(study) for w in used):
        return None
    return {k: {study[place[w]].index: h for w, h in weeks.items()} for k, weeks in hours.items()}


def _is_lawful(problem: TermProblem, plan: TermPlan) -> bool:
    return not any(blocks(f) for f in check(problem, plan))
