"""What all goings share: places of a session, people of a college away at once, the budget."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.staffing.upskill.checks.view import View
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan
from remeslo.core.staffing.upskill.score import cost


def check_places(view: View) -> Iterator[Finding]:
    """No more people than places."""
    accepted = Counter(g.session for g in view.problem.accepted)
    for key, count in sorted(Counter(g.session for g in view.goes).items()):
        places = view.problem.session[key].places
        if count > places:
            facts = {"title": view.problem.course_of(key).title, "people": count, "places": places}
            yield Finding("upskill.no_place", str(key), facts, _severity(count, accepted[key]))


def check_away(view: View) -> Iterator[Finding]:
    """No more people of a college on sessions in one week than it may spare."""
    away, accepted = _away(view, view.goes), _away(view, view.problem.accepted)
    for (organisation, monday), count in sorted(away.items()):
        limit = view.problem.away_max.get(organisation)
        if limit is not None and count > limit:
            facts = {"organisation": organisation, "monday": monday, "people": count, "limit": limit}
            severity = _severity(count, accepted[organisation, monday])
            yield Finding("upskill.away_limit", str(organisation), facts, severity)


def check_budget(view: View) -> Iterator[Finding]:
    """Everything together is within the budget."""
    problem = view.problem
    spent, accepted = cost(problem, view.plan), cost(problem, UpskillPlan(goes=problem.accepted))
    if problem.budget is not None and spent > problem.budget:
        facts = {"cost": spent, "budget": problem.budget}
        yield Finding("upskill.over_budget", "", facts, _severity(spent, accepted))


def _away(view: View, goes: Iterable[Going]) -> Counter[tuple[OrganisationKey, date]]:
    """People of each college on sessions in each week from the plan's first on."""
    return Counter(
        (view.problem.person[g.person].organisation, monday)
        for g in goes
        for monday in view.problem.session[g.session].mondays
        if monday >= view.standing.first_monday
    )


def _severity(count: int | Decimal, accepted: int | Decimal) -> Severity:
    """Above a limit by what is accepted already is told; by more it stops the plan."""
    return Severity.WARNING if count <= accepted else Severity.STOPS_PUBLISHING
