"""What all goings share: places of a session, people of a college away at once, the budget."""

from collections import Counter
from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.staffing.upskill.checks.view import View
from remeslo.core.staffing.upskill.score import cost


def check_places(view: View) -> Iterator[Finding]:
    """No more people than places."""
    for key, count in sorted(Counter(g.session for g in view.goes).items()):
        places = view.problem.session[key].places
        if count > places:
            facts = {"title": view.problem.course_of(key).title, "people": count, "places": places}
            yield Finding("upskill.no_place", str(key), facts)


def check_away(view: View) -> Iterator[Finding]:
    """No more people of a college on sessions in one week than it may spare."""
    problem = view.problem
    away = Counter(
        (problem.person[g.person].organisation, monday)
        for g in view.goes
        for monday in problem.session[g.session].mondays
        if monday >= view.standing.first_monday
    )
    for (organisation, monday), count in sorted(away.items()):
        limit = problem.away_max.get(organisation)
        if limit is not None and count > limit:
            facts = {"organisation": organisation, "monday": monday, "people": count, "limit": limit}
            yield Finding("upskill.away_limit", str(organisation), facts)


def check_budget(view: View) -> Iterator[Finding]:
    """Everything together is within the budget."""
    budget, spent = view.problem.budget, cost(view.problem, view.plan)
    if budget is not None and spent > budget:
        yield Finding("upskill.over_budget", "", {"cost": spent, "budget": budget})
