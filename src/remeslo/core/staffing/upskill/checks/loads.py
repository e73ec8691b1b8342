"""Hours of a person's weeks and years, with sessions, substitutions and duties taken."""

from collections import Counter
from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.upskill.checks.view import View


def check_weeks(view: View) -> Iterator[Finding]:
    """Lessons fit the person's week; beside a session, what the session leaves of the working week."""
    standing = view.standing
    for (person, monday), hours in sorted(view.lessons.items()):
        session = view.session_hours(person, monday)
        limit = standing.week_limit(person, monday)
        if session is not None:
            limit = standing.week_limit_beside(person, monday, session)
        if hours > limit:
            facts = {
                "person": view.problem.person[person].name,
                "monday": monday,
                "hours": hours,
                "session": session or 0,
                "limit": limit,
            }
            code = "upskill.week_over_limit" if session is None else "upskill.week_over_limit_beside"
            yield Finding(code, f"{person}/{monday.isoformat()}", facts)


def check_years(view: View) -> Iterator[Finding]:
    """Duties of a study year are within the person's limit."""
    hours: Counter[tuple[PersonKey, int]] = Counter()
    for key, person in view.teacher.items():
        hours[person, view.problem.duty[key].year] += view.problem.duty[key].hours
    for (person, year), taught in sorted(hours.items()):
        limit = view.standing.year_limit(person, year)
        if limit is not None and taught > limit:
            facts = {"person": view.problem.person[person].name, "year": year, "hours": taught, "limit": limit}
            yield Finding("upskill.year_over_limit", str(person), facts)
