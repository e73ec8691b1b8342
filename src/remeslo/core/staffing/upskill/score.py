"""The objectives of a plan, recomputed from the plan alone."""

from collections import defaultdict
from decimal import Decimal

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.upskill.problem import DutyWeek, Going, Renewal, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import UpskillScore
from remeslo.core.staffing.upskill.standing import Standing


def score(problem: UpskillProblem, plan: UpskillPlan) -> UpskillScore:
    """Every objective of a plan; see `UpskillScore`."""
    uncovered = sum(d.hours for d in Standing(problem).open if d.key not in plan.teaches)
    missed = sum(not is_kept(problem, plan, renewal) for renewal in problem.renewals)
    return UpskillScore(uncovered, missed, cost(problem, plan), unfairness(problem, plan))


def is_kept(problem: UpskillProblem, plan: UpskillPlan, renewal: Renewal) -> bool:
    """True when a going of the person is on one of the courses and ends in time."""
    return any(renews(problem, renewal, going) for going in plan.goes)


def renews(problem: UpskillProblem, renewal: Renewal, going: Going) -> bool:
    """True when this going renews."""
    session = problem.session[going.session]
    return going.person == renewal.person and session.course in renewal.by and session.last <= renewal.due


def cost(problem: UpskillProblem, plan: UpskillPlan) -> Decimal:
    """Sum of prices, journeys (one a week) and paid hours of standing in."""
    goings = sum((going_cost(problem, g) for g in plan.goes), Decimal(0))
    taken = sum((taking_cost(problem, p, d) for d, p in plan.teaches.items()), Decimal(0))
    inside = sum((standing_in_cost(problem, p, week) for week, p in plan.substitutes.items()), Decimal(0))
    return goings + taken + inside


def going_cost(problem: UpskillProblem, going: Going) -> Decimal:
    """Price of the course, and a journey to its host in every week of the session."""
    session, course = problem.session[going.session], problem.course_of(going.session)
    return course.price + len(session.mondays) * problem.journey(going.person, course.host)


def taking_cost(problem: UpskillProblem, person: PersonKey, key: DutyKey) -> Decimal:
    """A journey in every week of a duty at another college; nothing for whoever was assigned to it already."""
    if problem.assignment.get(key) == person:
        return Decimal(0)
    duty = problem.duty[key]
    return len(duty.hours_by_week) * problem.journey(person, duty.organisation)


def standing_in_cost(problem: UpskillProblem, person: PersonKey, week: DutyWeek) -> Decimal:
    """The hours of a week of a duty, and a journey to its college."""
    duty = problem.duty[week.duty]
    return duty.hours_of_week(week.monday) * problem.hour_price + problem.journey(person, duty.organisation)


def unfairness(problem: UpskillProblem, plan: UpskillPlan) -> int:
    """Sum over people of the squared hours on sessions and of standing in."""
    hours: dict[PersonKey, int] = defaultdict(int)
    for person, session in plan.goes:
        hours[person] += problem.course_of(session).hours
    for (duty, monday), person in plan.substitutes.items():
        hours[person] += problem.duty[duty].hours_of_week(monday)
    return sum(n * n for n in hours.values())
