"""Who may go to a session at all: not begun, not refused, not absent, one a week, with what must be held before."""

from collections.abc import Iterator
from itertools import combinations

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.staffing.upskill.checks.view import View
from remeslo.core.staffing.upskill.problem import Going


def check_goings(view: View) -> Iterator[Finding]:
    """Each going by itself and against the person's others."""
    problem = view.problem
    for going in sorted(problem.accepted - view.plan.goes):
        yield _finding(view, "upskill.accepted_left_out", going)
    for going in view.goes:
        session = problem.session[going.session]
        if going not in problem.accepted:
            if session.first < problem.day:
                yield _finding(view, "upskill.began_already", going, day=problem.day)
            if going in problem.refused:
                yield _finding(view, "upskill.refused", going)
        if view.standing.is_absent(going.person, session.first, session.last):
            yield _finding(view, "upskill.absent", going, _severity(view, going))
    for person, sessions in view.sessions.items():
        for one, other in combinations(sessions, 2):
            if set(one.mondays) & set(other.mondays):
                both = problem.accepted >= {Going(person, one.key), Going(person, other.key)}
                severity = Severity.WARNING if both else Severity.STOPS_PUBLISHING
                yield _finding(view, "upskill.two_sessions", Going(person, other.key), severity, other=one.key)


def check_prerequisites(view: View) -> Iterator[Finding]:
    """What a course asks for is held on the first day of the session."""
    for going in view.goes:
        first = view.problem.session[going.session].first
        for need in view.problem.course_of(going.session).needs_before:
            have = view.rights.level(going.person, need.skill, first)
            if have < need.level:
                facts = {"skill": need.skill, "need_level": need.level, "have_level": have}
                yield _finding(view, "upskill.needs_before", going, _severity(view, going), **facts)


def _severity(view: View, going: Going) -> Severity:
    """What is accepted is a fact: told, and no reason to refuse a plan."""
    return Severity.WARNING if going in view.problem.accepted else Severity.STOPS_PUBLISHING


def _finding(
    view: View, code: str, going: Going, severity: Severity = Severity.STOPS_PUBLISHING, **facts: object
) -> Finding:
    session, course = view.problem.session[going.session], view.problem.course_of(going.session)
    known = {
        "person": view.problem.person[going.person].name,
        "session": going.session,
        "title": course.title,
        "first": session.first,
    }
    return Finding(code, f"{going.person}/{going.session}", {**known, **facts}, severity)
