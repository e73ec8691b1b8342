"""A group in the middle of its programme, with what happened so far: the shortest continuation that changes least."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import Objective, Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.resources import Person, Resource, ResourceKey, TeacherKey
from remeslo.core.curriculum.result import CancelledFn, ProgressFn, Status, TermPlan, TermResult
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.solve import answer
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.core.curriculum.whatif.differences import PlanDifference, differences
from remeslo.core.curriculum.whatif.weeks import longer_calendar

AGAIN = "+"
"""End of the key of the element in which a failed attestation is prepared and taken again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    What happened before ``week`` and what is known of the weeks from it on.

    Parameters
    ----------
    week
        Index of the first week that is still to be planned, >= 0.
    done
        Hours really taught, by element and week index < ``week``, where they differ from the plan; an element named
        here has just these.
    failed
        Elements whose attestation was failed, and the hours it takes to prepare and take it again, > 0.
    closed
        Week indices in which a resource is not there.
    barred
        Week indices in which an element may not lie (an employer who does not take the group).
    gone
        People who are not there from ``week`` on.
    """

    week: int
    done: Mapping[ElementKey, Mapping[int, int]] = field(default_factory=dict)
    failed: Mapping[ElementKey, int] = field(default_factory=dict)
    closed: Mapping[ResourceKey, frozenset[int]] = field(default_factory=dict)
    barred: Mapping[ElementKey, frozenset[int]] = field(default_factory=dict)
    gone: frozenset[TeacherKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Replan:
    """
    A continuation.

    Parameters
    ----------
    problem
        What was solved: hours done are facts of it.
    result
        Shortest term of the group as it now is, with bound and plan; ``close_status`` OPTIMAL: no plan as short moves
        fewer hours.
    weeks_later
        Weeks more than in the plan before; ``None`` without a plan.
    difference
        What the plan before and the new one differ in; ``None`` without a plan.
    """

    problem: TermProblem
    result: TermResult
    weeks_later: int | None
    difference: PlanDifference | None


def replan(
    problem: TermProblem,
    plan: TermPlan,
    facts: Facts,
    *,
    limit_s: float = 60.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> Replan:
    """
    The shortest continuation of a plan under new facts, which moves as few hours as such a one can.

    Where the calendar is too short for any continuation, one course more is tried. Limits are as in `solve`. Raises
    ChangeRefused where a fact names what the problem does not have.
    """
    middle = cohort(problem, plan, facts)
    limits = Limits(limit_s, work_limit, seed, workers, progress, cancelled)
    result = answer(middle, limits)
    if result.status is Status.INFEASIBLE:
        longer = longer_calendar(middle)
        again = answer(longer, limits)
        if again.plan is not None:
            middle, result = longer, again
    both = None if result.plan is None else differences(plan, result.plan)
    return Replan(middle, result, None if result.weeks is None else result.weeks - plan.weeks, both)


def cohort(problem: TermProblem, plan: TermPlan, facts: Facts) -> TermProblem:
    """
    The problem of the group as it now is.

    Hours before the week are done as planned, where the facts do not say otherwise. A failed attestation becomes an
    element of its own after the failed one: its hours come on top of the total, what waits for the failed one waits for
    it too. Raises ChangeRefused.
    """
    _refuse_unknown(problem, facts)
    again = tuple(_again(problem.by_key[k], hours) for k, hours in facts.failed.items())
    elements = tuple(_barred(problem, _waiting(e, facts), facts) for e in problem.elements)
    return replace(
        problem,
        elements=(*elements, *again),
        rules=_rules(problem, sum(facts.failed.values())),
        resources=tuple(_closed(r, facts) for r in problem.resources),
        people=tuple(_absent(problem, p, facts.week) if p.key in facts.gone else p for p in problem.people),
        previous=plan,
        done=_done(problem, plan, facts),
        from_week=facts.week,
        objective=(Objective.WEEKS, Objective.DEPTH, Objective.CLOSE),
    )


def _done(problem: TermProblem, plan: TermPlan, facts: Facts) -> dict[ElementKey, dict[int, int]]:
    found = {}
    for e in problem.elements:
        weeks = facts.done.get(e.key, plan.hours.get(e.key, {}))
        before = {w: h for w, h in weeks.items() if w < facts.week and h > 0}
        if before:
            found[e.key] = before
    return found


def _again(failed: TermElement, hours: int) -> TermElement:
    """One sitting, at the earliest in the study week after the failed element ended."""
    return TermElement(
        key=ElementKey(failed.key + AGAIN),
        title=failed.title,
        kind=ElementKind.ATTESTATION,
        hours_min=hours,
        hours_wanted=hours,
        hours_max=hours,
        after=(Precedence(failed.key),),
        max_hours_per_week=failed.max_hours_per_week,
        module=failed.module,
        cycle=failed.cycle,
        groups=failed.groups,
    )


def _waiting(e: TermElement, facts: Facts) -> TermElement:
    more = [replace(p, before=ElementKey(p.before + AGAIN)) for p in e.after if p.before in facts.failed]
    return replace(e, after=(*e.after, *more)) if more else e


def _barred(problem: TermProblem, e: TermElement, facts: Facts) -> TermElement:
    closed = facts.barred.get(e.key)
    if not closed:
        return e
    allowed = {w.index for w in problem.calendar.study} if e.weeks_allowed is None else e.weeks_allowed
    return replace(e, weeks_allowed=frozenset(w for w in allowed if w not in closed or w < facts.week))


def _closed(resource: Resource, facts: Facts) -> Resource:
    closed = {w: 0 for w in facts.closed.get(resource.key, ()) if w >= facts.week}
    return replace(resource, by_week={**resource.by_week, **closed}) if closed else resource


def _absent(problem: TermProblem, person: Person, week: int) -> Person:
    return replace(person, by_week={**person.by_week, **{w.index: 0 for w in problem.calendar if w.index >= week}})


def _rules(problem: TermProblem, more: int) -> dict[str, RuleValue]:
    """Hours of repeating come on top of the standard's total."""
    rules = dict(problem.rules)
    if more and Rule.TOTAL_HOURS in rules:
        rules[Rule.TOTAL_HOURS] = replace(rules[Rule.TOTAL_HOURS], amount=rules[Rule.TOTAL_HOURS].amount + more)
    return rules


def _refuse_unknown(problem: TermProblem, facts: Facts) -> None:
    if not 0 <= facts.week < len(problem.calendar):
        raise ChangeRefused("whatif.week_unknown", week=facts.week + 1, weeks=len(problem.calendar))
    for key in (*facts.done, *facts.failed, *facts.barred):
        if key not in problem.by_key:
            raise ChangeRefused("whatif.unknown_element", element=key)
    for key, hours in facts.failed.items():
        if hours <= 0:
            raise ChangeRefused("whatif.below_zero", text=key, value=hours)
    resources = tuple(r.key for r in problem.resources)
    for resource in facts.closed:
        if resource not in resources:
            raise ChangeRefused("whatif.unknown_resource", key=resource, known=resources)
    people = tuple(p.key for p in problem.people)
    for person in facts.gone:
        if person not in people:
            raise ChangeRefused("whatif.unknown_person", key=person, known=people)
