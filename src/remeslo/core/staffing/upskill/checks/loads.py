"""Hours of a person's weeks and years, with sessions, substitutions and duties taken."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.upskill.checks.view import View


def check_weeks(view: View) -> Iterator[Finding]:
    """
    A person's duties, and what is given for others, fit the week without help.

    In a week of a session the lessons that nobody else gives fit what the session leaves of the working week.
    """
    standing = view.standing
    for slot in sorted({*view.duties, *view.given}):
        own, given, session = view.duties.get(slot, 0), view.given.get(slot, 0), view.session_hours(*slot)
        limit = standing.week_limit(*slot)
        if own + given > limit:
            yield _over(view, "upskill.week_over_limit", slot, own + given, limit)
        if session is not None:
            limit, kept = standing.week_limit_beside(*slot, session), own - view.left.get(slot, 0)
            if kept > limit:
                yield _over(view, "upskill.week_over_limit_beside", slot, kept, limit, session=session)


def _over(view: View, code: str, slot: tuple[PersonKey, date], hours: int, limit: int, **facts: object) -> Finding:
    person, monday = slot
    known = {"person": view.problem.person[person].name, "monday": monday, "hours": hours, "limit": limit}
    return Finding(code, f"{person}/{monday.isoformat()}", {**known, **facts})


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
