"""Courses for what nobody may teach, and the plan of who goes to them; people stay at their colleges."""

from __future__ import annotations

import resource
import time
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.course import Course, CourseKey, CourseModule, Session, SessionKey
from remeslo.core.staffing.people import MOST_RATES
from remeslo.core.staffing.skills import SkillKind, kind_of
from remeslo.core.staffing.upskill.check import check
from remeslo.core.staffing.upskill.problem import UpskillProblem
from remeslo.core.staffing.upskill.solve import solve

DAY = date(2026, 6, 1)
FORTNIGHTS = ((date(2026, 8, 17), date(2026, 8, 28)), (date(2026, 10, 12), date(2026, 10, 23)))
"""Before the year begins; and amid lessons, in time for the second semester."""
PLACES, HOURS = 3, 72


def problem_of(given: AssignmentProblem, plan: Assignment, seed: int) -> UpskillProblem:
    """One course for each need of the duties that nobody has, held twice, with three places."""
    dice = Random(seed)
    needs = sorted({n for d in given.duties if d.key not in plan.person_of for n in d.needs}, key=str)
    courses = [
        Course(
            key=CourseKey(f"course/{need.skill}/{need.level}"),
            title=str(need.skill),
            module=CourseModule.PRODUCTION if kind_of(need.skill) is SkillKind.EQUIPMENT else CourseModule.PEDAGOGIC,
            gives=(need,),
            hours=HOURS,
            host=OrganisationKey("centre"),
            price=Decimal(dice.randint(8, 24) * 500),
            valid_months=36,
        )
        for need in needs
    ]
    sessions = [
        Session(key=SessionKey(f"{c.key}/{n}"), course=c.key, first=first, last=last, places=PLACES)
        for c in courses
        for n, (first, last) in enumerate(FORTNIGHTS, start=1)
    ]
    return UpskillProblem(
        day=DAY,
        people=given.people,
        duties=given.duties,
        qualifications=given.qualifications,
        courses=tuple(courses),
        sessions=tuple(sessions),
        assignment=plan.person_of,
        absences=given.absences,
        across=False,
        week_hours_max=given.norms.week_hours_max,
        year_hours_max=MOST_RATES * given.norms.rate_hours,
    )


def learning(given: AssignmentProblem, plan: Assignment, limit_s: float, seed: int) -> dict[str, Any]:
    """The plan's numbers, judged by `check`; no plan in time: only the status."""
    problem = problem_of(given, plan, seed)
    begin = time.perf_counter()
    result = solve(problem, limit_s=limit_s, seed=seed, workers=2)
    found: dict[str, Any] = {
        "status": result.status.value,
        "seconds": time.perf_counter() - begin,
        "open": sum(d.key not in plan.person_of for d in problem.duties),
        "open_hours": sum(d.hours for d in problem.duties if d.key not in plan.person_of),
        "courses": len(problem.courses),
        "sessions": len(problem.sessions),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if result.plan is None:
        return found
    return found | {
        "broken": sum(f.hard for f in check(problem, result.plan)),
        "goes": len(result.plan.goes),
        "teaches": len(result.plan.teaches),
        "substitutes": len(result.plan.substitutes),
        "levels": [(x.objective.value, str(x.value), str(x.bound)) for x in result.levels],
    }
