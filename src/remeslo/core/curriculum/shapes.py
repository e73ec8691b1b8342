"""How an element may lie in its weeks: whole weeks, one sitting, or spread; how many hours a week and it may have."""

from remeslo.core.base.calendar import Week
from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, amount, binds


def practice_week_hours(problem: TermProblem, element: TermElement) -> int:
    """
    Hours of one whole week of practice.

    The element's own; else the rule ``practice_week_hours``; without it the weekly limit; without that the element's
    own pace limit.
    """
    if element.week_hours is not None:
        return element.week_hours
    for rule in (Rule.PRACTICE_WEEK_HOURS, Rule.WEEK_MAX_HOURS):
        value = amount(problem, rule)
        if value is not None:
            return int(value)
    return element.max_hours_per_week


def week_limit(problem: TermProblem) -> int | None:
    """Hours that a week holds; ``None``: any number."""
    value = amount(problem, Rule.WEEK_MAX_HOURS)
    return None if value is None else int(value)


def week_room(problem: TermProblem, week: Week) -> int | None:
    """Hours that this week holds: the limit, less what public holidays take where that is not taught otherwise."""
    limit = week_limit(problem)
    if limit is None or not week.hours_lost or binds(problem, Rule.HOLIDAY_HOURS_RECOVERED):
        return limit
    return max(0, limit - week.hours_lost)


def hours_range(problem: TermProblem, element: TermElement) -> tuple[int, int]:
    """Least and most hours; hours that are done may go beyond, and so may whole weeks that follow part ones."""
    done = sum(problem.done.get(element.key, {}).values())
    low, high = element.hours_min, max(element.hours_max, done)
    if element.whole_weeks and done:
        week = practice_week_hours(problem, element)
        high = max(high, done - (done - low) // week * week if done < low else done)
    return low, high


def is_one_sitting(problem: TermProblem, element: TermElement) -> bool:
    """True for what lies in one week: it asks for that, or is an interim attestation that fits into a week."""
    if element.one_week:
        return True
    if element.kind is not ElementKind.ATTESTATION or element.whole_weeks:
        return False
    limit = week_limit(problem)
    return element.hours_max <= (
        element.max_hours_per_week if limit is None else min(limit, element.max_hours_per_week)
    )
