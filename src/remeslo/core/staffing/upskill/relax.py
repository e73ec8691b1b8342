"""A problem without one of its limits, to ask whether that limit is why a duty stays without a teacher."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from remeslo.core.staffing.course import Course, CourseKey, CourseModule, Session, SessionKey, monday_of
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.upskill.problem import UpskillProblem

_WEEK = timedelta(weeks=1)
_ALL_HOURS = 168
"""Hours of a week."""


class Cause(StrEnum):
    """
    Why a duty stays without a teacher.

    NO_PERSON: nobody of a role that may teach it, at a college where they may. NO_COURSE: no course gives what is
    needed. NO_SESSION: a course does, but it is not held any more. TOO_LATE: it ends after the duty begins. NO_PLACE:
    its places are taken. NO_SUBSTITUTE: nobody can stand in for whoever would go. AWAY_LIMIT: too many of the college
    are away then. NO_BUDGET: it costs too much. NO_HOURS: whoever has or gets the right has no hours left. ABSENT:
    whoever could go or teach is away. REFUSED: whoever could go has declined.
    """

    NO_PERSON = "no_person"
    NO_COURSE = "no_course"
    NO_SESSION = "no_session"
    TOO_LATE = "too_late"
    NO_PLACE = "no_place"
    NO_SUBSTITUTE = "no_substitute"
    AWAY_LIMIT = "away_limit"
    NO_BUDGET = "no_budget"
    NO_HOURS = "no_hours"
    ABSENT = "absent"
    REFUSED = "refused"


def possible_causes(problem: UpskillProblem, duty: Duty) -> tuple[Cause, ...]:
    """Causes that the facts do not exclude, in the order of `Cause`."""
    held = {session.course for session in _still_held(problem)}
    teaching = [c for c in problem.courses if any(gives(c, need) for need in duty.needs)]
    present = {
        Cause.NO_PERSON: True,
        Cause.NO_COURSE: bool(_untaught(problem, duty)),
        Cause.NO_SESSION: any(c.key not in held for c in teaching),
        Cause.TOO_LATE: any(_is_late(problem, s, duty) for s in _still_held(problem)),
        Cause.NO_PLACE: any(s.places < len(problem.people) for s in problem.sessions),
        Cause.NO_SUBSTITUTE: bool(problem.sessions),
        Cause.AWAY_LIMIT: bool(problem.away_max),
        Cause.NO_BUDGET: problem.budget is not None,
        Cause.NO_HOURS: True,
        Cause.ABSENT: bool(problem.absences),
        Cause.REFUSED: bool(problem.refused),
    }
    return tuple(cause for cause in Cause if present[cause])


def without(problem: UpskillProblem, duty: Duty, causes: Iterable[Cause]) -> UpskillProblem:
    """The problem as it would be if these causes were not; everything else stays as it is."""
    for cause in Cause:
        if cause in set(causes):
            problem = _without(problem, duty, cause)
    return problem


def gives(course: Course, need: Requirement) -> bool:
    """True when whoever finishes the course holds the need."""
    return any(given.skill == need.skill and given.level >= need.level for given in course.gives)


def _without(problem: UpskillProblem, duty: Duty, cause: Cause) -> UpskillProblem:
    match cause:
        case Cause.NO_PERSON:
            anybody = tuple(replace(d, roles=frozenset(StaffRole)) if d.key == duty.key else d for d in problem.duties)
            return replace(problem, duties=anybody, across=True)
        case Cause.NO_COURSE:
            return _with_course(problem, duty)
        case Cause.NO_SESSION:
            return _with_sessions(problem, duty)
        case Cause.TOO_LATE:
            return _earlier(problem, duty)
        case Cause.NO_PLACE:
            return _sessions(problem, (replace(s, places=len(problem.people)) for s in problem.sessions))
        case Cause.NO_SUBSTITUTE:
            idle = (replace(s, hours_by_week=((s.mondays[0], 0),)) for s in problem.sessions)
            return _sessions(problem, idle)
        case Cause.AWAY_LIMIT:
            return replace(problem, away_max={})
        case Cause.NO_BUDGET:
            return replace(problem, budget=None)
        case Cause.NO_HOURS:
            people = tuple(replace(p, weekly_hours=_ALL_HOURS) for p in problem.people)
            return replace(problem, people=people, year_hours_max=None)
        case Cause.ABSENT:
            return replace(problem, absences=())
        case Cause.REFUSED:
            return replace(problem, refused=frozenset())


def _with_course(problem: UpskillProblem, duty: Duty) -> UpskillProblem:
    """A course for what none gives: free, at the own college, in time, taking no lessons."""
    course = Course(
        key=CourseKey(f"missing:{duty.key}"),
        title="",
        module=CourseModule.PRODUCTION,
        gives=tuple(_untaught(problem, duty)),
        hours=1,
        host=duty.organisation,
        price=Decimal(0),
    )
    return _in_time(replace(problem, courses=(*problem.courses, course)), duty, (course,))


def _with_sessions(problem: UpskillProblem, duty: Duty) -> UpskillProblem:
    """A session in time, taking no lessons, of every course that gives what is needed and is not held any more."""
    held = {session.course for session in _still_held(problem)}
    wanted = (c for c in problem.courses if c.key not in held and any(gives(c, n) for n in duty.needs))
    return _in_time(problem, duty, tuple(wanted))


def _earlier(problem: UpskillProblem, duty: Duty) -> UpskillProblem:
    """Sessions that end too late for a duty are held in time, in weeks of their own, taking no lessons."""
    free, sessions, since = _free_weeks(problem), [], dict(problem.since)
    for s in problem.sessions:
        if _is_late(problem, s, duty):
            day = next(free)
            s = replace(s, first=day, last=day, hours_by_week=((day, 0),))
            since[s.key] = min(problem.day, duty.first)
        sessions.append(s)
    return replace(problem, sessions=tuple(sessions), since=since)


def _is_late(problem: UpskillProblem, session: Session, duty: Duty) -> bool:
    """True when what a session gives begins after the duty; what somebody has accepted stays where it is."""
    return problem.since_of(session.key) > duty.first and all(g.session != session.key for g in problem.accepted)


def _in_time(problem: UpskillProblem, duty: Duty, courses: tuple[Course, ...]) -> UpskillProblem:
    """A session of each course in a week of its own, in force before everything."""
    free = _free_weeks(problem)
    new = []
    for course in courses:
        day = next(free)
        new.append(
            Session(
                key=SessionKey(f"missing:{course.key}"),
                course=course.key,
                first=day,
                last=day,
                places=max(1, len(problem.people)),
                hours_by_week=((day, 0),),
            )
        )
    since = {**problem.since, **{s.key: min(problem.day, duty.first) for s in new}}
    return replace(problem, sessions=(*problem.sessions, *new), since=since)


def _sessions(problem: UpskillProblem, sessions: Iterable[Session]) -> UpskillProblem:
    return replace(problem, sessions=tuple(sessions))


def _still_held(problem: UpskillProblem) -> tuple[Session, ...]:
    return tuple(s for s in problem.sessions if s.first >= problem.day)


def _untaught(problem: UpskillProblem, duty: Duty) -> list[Requirement]:
    """Needs of a duty that no course gives."""
    return [need for need in duty.needs if not any(gives(c, need) for c in problem.courses)]


def _free_weeks(problem: UpskillProblem) -> Iterator[date]:
    """Mondays after the day of planning that no session touches."""
    taken = {monday for s in problem.sessions for monday in s.mondays}
    monday = monday_of(problem.day) + _WEEK
    while True:
        if monday not in taken:
            yield monday
        monday += _WEEK
