"""Who may take a duty at all, before anybody's other duties are looked at."""

from collections.abc import Iterator

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember


def able(problem: AssignmentProblem, duty: Duty) -> tuple[PersonKey, ...]:
    """
    Everybody who may take a duty if it were the only one, in order of keys, whatever is pinned.

    Rights on all its days, not forbidden, not away for too much of it, in reach, and hours enough in each week and in
    the year, the way there counted.
    """
    if duty.key not in problem.able:
        people = sorted(problem.rights.eligible(duty))
        problem.able[duty.key] = tuple(
            p for p in people if not any(True for _ in obstacles(problem, problem.person_of[p], duty))
        )
    return problem.able[duty.key]


def allowed(problem: AssignmentProblem, duty: Duty) -> tuple[PersonKey, ...]:
    """Those of `able` to whom the duty may go; a pinned one: at most its person."""
    pin = problem.pinned.get(duty.key)
    return tuple(p for p in able(problem, duty) if pin in (None, p))


def obstacles(problem: AssignmentProblem, person: StaffMember, duty: Duty) -> Iterator[str]:
    """What keeps a person who has the right from a duty: ``forbidden``, ``absent``, ``reach``, ``week``, ``year``."""
    if (duty.key, person.key) in problem.forbidden:
        yield "forbidden"
    if problem.is_absent_too_long(person.key, duty):
        yield "absent"
    if problem.is_out_of_reach(person.key, duty):
        yield "reach"
    if duty.hours > problem.year_hours_max:
        yield "year"
    peak = max(hours for _, hours in duty.hours_by_week)
    minutes = problem.minutes_to(person.key, duty)
    way = 2 * minutes * -(-peak // problem.policy.day_hours)
    if peak > problem.week_hours(person) or (way and 60 * peak + way > 60 * problem.norms.week_hours_max):
        yield "week"
