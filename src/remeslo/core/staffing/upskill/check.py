"""Judges an upskilling plan, made by whomever: every broken rule with its place and its numbers. Knows no solver."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.staffing.upskill.checks.goings import check_goings, check_prerequisites
from remeslo.core.staffing.upskill.checks.limits import check_away, check_budget, check_places
from remeslo.core.staffing.upskill.checks.loads import check_weeks, check_years
from remeslo.core.staffing.upskill.checks.teaching import check_substitutes, check_teaching
from remeslo.core.staffing.upskill.checks.view import View
from remeslo.core.staffing.upskill.problem import UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.score import is_kept


def check(problem: UpskillProblem, plan: UpskillPlan) -> list[Finding]:
    """All findings on a plan; a plan that may be carried out has none that is hard."""
    unknown = list(_unknown(problem, plan))
    if unknown:
        return unknown
    view = View(problem, plan)
    return [
        *check_goings(view),
        *check_prerequisites(view),
        *check_places(view),
        *check_away(view),
        *check_budget(view),
        *check_teaching(view),
        *check_substitutes(view),
        *check_weeks(view),
        *check_years(view),
        *_left(view),
    ]


def _unknown(problem: UpskillProblem, plan: UpskillPlan) -> Iterator[Finding]:
    """Names that the problem does not have; nothing else can be judged then."""
    people = {*(g.person for g in plan.goes), *plan.teaches.values(), *plan.substitutes.values()}
    duties = {*plan.teaches, *(w.duty for w in plan.substitutes)}
    named = (
        ("person", people - problem.person.keys()),
        ("session", {g.session for g in plan.goes} - problem.session.keys()),
        ("duty", duties - problem.duty.keys()),
    )
    for kind, keys in named:
        for key in sorted(keys):
            yield Finding("upskill.unknown", str(key), {"kind": kind}, Severity.STOPS_SAVING)


def _left(view: View) -> Iterator[Finding]:
    """What the plan does not reach: duties without a teacher, renewals not in time."""
    problem, plan = view.problem, view.plan
    for duty in view.standing.open:
        if duty.key not in plan.teaches:
            facts = {"duty": duty.key, "title": duty.title, "hours": duty.hours, "first": duty.first}
            yield Finding("upskill.uncovered", str(duty.key), facts, Severity.WARNING)
    for renewal in problem.renewals:
        if not is_kept(problem, plan, renewal):
            facts = {"person": problem.person[renewal.person].name, "due": renewal.due}
            code = "upskill.renewal_overdue" if renewal.overdue else "upskill.renewal_missed"
            yield Finding(code, str(renewal.person), facts, Severity.WARNING)
