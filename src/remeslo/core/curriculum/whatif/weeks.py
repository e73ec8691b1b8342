"""The calendar changed: vacation weeks into study weeks and back, one course more."""

from dataclasses import replace
from datetime import timedelta

from remeslo.core.base.calendar import AcademicCalendar, Week
from remeslo.core.curriculum.problem import TermProblem


def vacations(problem: TermProblem, course: int, count: int) -> TermProblem:
    """
    A course with so many vacation weeks, >= 0.

    Fewer: the first summer weeks become study weeks of the semester before them, then the last winter weeks. More: the
    last study weeks of the course become vacation.
    """
    weeks = list(problem.calendar.weeks)
    mine = [w for w in weeks if w.course == course]
    now = [w for w in mine if not w.is_study]
    if count < len(now):
        winter = {w.index for w in problem.calendar.winter_of_course(course)}
        summer_first = [w for w in now if w.index not in winter] + [w for w in reversed(now) if w.index in winter]
        return studying(problem, [w.index for w in summer_first[: len(now) - count]])
    study = [w for w in mine if w.is_study]
    for w in study[max(0, len(mine) - count) :]:
        weeks[w.index] = replace(w, semester=None)
    return replace(problem, calendar=AcademicCalendar(tuple(weeks)))


def studying(problem: TermProblem, indices: list[int]) -> TermProblem:
    """Vacation weeks turned into study weeks of the semester before them (of the first one after, at the beginning)."""
    weeks = list(problem.calendar.weeks)
    for index in sorted(indices):
        weeks[index] = replace(weeks[index], semester=_semester(weeks, index))
    return replace(problem, calendar=AcademicCalendar(tuple(weeks)))


def _semester(weeks: list[Week], index: int) -> int:
    before = [w.semester for w in weeks[:index] if w.semester is not None]
    after = (w.semester for w in weeks[index:] if w.semester is not None)
    return before[-1] if before else next(after, 1)


def longer_calendar(problem: TermProblem) -> TermProblem:
    """One course more, laid out like the first."""
    weeks = problem.calendar.weeks
    if not weeks:
        return problem
    courses, first = len(problem.calendar.courses), problem.calendar.of_course(problem.calendar.courses[0])
    shift = weeks[-1].index + 1
    later = weeks[-1].monday - first[0].monday + timedelta(weeks=1)
    extra = tuple(
        replace(
            w,
            index=shift + n,
            monday=w.monday + later,
            course=w.course + courses,
            semester=None if w.semester is None else w.semester + 2 * courses,
        )
        for n, w in enumerate(first)
    )
    return replace(problem, calendar=AcademicCalendar((*weeks, *extra)))
