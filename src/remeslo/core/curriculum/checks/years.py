"""Rules on study years: limits on exams and credits, vacations."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.attestations import LIMITED, sittings
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule, amount, severity

_CODES = {
    Rule.EXAMS_PER_YEAR_MAX: "term.exams_over_limit",
    Rule.CREDITS_PER_YEAR_MAX: "term.credits_over_limit",
    Rule.VACATION_WEEKS_MIN: "term.vacation_too_short",
    Rule.VACATION_WEEKS_MAX: "term.vacation_too_long",
    Rule.WINTER_VACATION_WEEKS_MIN: "term.winter_vacation_too_short",
}


def check_attestations(placed: Placed) -> Iterator[Finding]:
    """Exams (credits) whose last element ends in a year: not more than the limit; joint ones count once."""
    problem = placed.problem
    for rule in LIMITED:
        limit = amount(problem, rule)
        if limit is None:
            continue
        by_course: dict[int, list[str]] = {}
        planned: set[int] = set()
        for sitting in sittings(problem):
            ends = [placed.last(k) for k in sitting.elements if k in placed.hours]
            if sitting.rule is rule and ends:
                course = problem.calendar.weeks[max(ends)].course
                by_course.setdefault(course, []).append(" + ".join(sitting.elements))
                if max(ends) >= problem.from_week:
                    planned.add(course)
        for course, taken in sorted(by_course.items()):
            if len(taken) > limit and course in planned:
                facts = {"course": course, "count": len(taken), "limit": limit, "elements": tuple(taken)}
                yield Finding(_CODES[rule], f"course {course}", facts, severity(problem, rule))


def check_vacations(placed: Placed) -> Iterator[Finding]:
    """Vacation weeks of each year that the plan goes through, and of the last one as far as the plan reaches."""
    if placed.end < 0:
        return
    calendar = placed.problem.calendar
    final = calendar.weeks[placed.end].course
    for course in range(calendar.weeks[0].course, final + 1):
        yield from vacation_findings(placed.problem, course, placed.end if course == final else None)


def vacation_findings(problem: TermProblem, course: int, end: int | None) -> Iterator[Finding]:
    """
    Findings on the vacations of one course.

    ``end`` is the last week of a final course: only vacations inside it count, and only the most and the winter ones
    are limited; ``None``: a course that goes on to its summer.
    """
    calendar = problem.calendar
    whole = [w for w in calendar.of_course(course) if not w.is_study and (end is None or w.index < end)]
    winter = [w for w in calendar.winter_of_course(course) if end is None or w.index < end]
    limits = [(Rule.VACATION_WEEKS_MAX, len(whole))]
    if end is None:
        limits.append((Rule.VACATION_WEEKS_MIN, len(whole)))
    if end is None or winter:
        limits.append((Rule.WINTER_VACATION_WEEKS_MIN, len(winter)))
    for rule, weeks in limits:
        limit = amount(problem, rule)
        if limit is None:
            continue
        if weeks > limit if rule is Rule.VACATION_WEEKS_MAX else weeks < limit:
            facts = {"course": course, "weeks": weeks, "limit": limit}
            yield Finding(_CODES[rule], f"course {course}", facts, severity(problem, rule))
