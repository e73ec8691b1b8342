"""How an element may lie in its weeks: whole weeks, one sitting, or spread."""

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, amount


def practice_week_hours(problem: TermProblem, element: TermElement) -> int:
    """
    Hours of one whole week of practice.

    The rule ``practice_week_hours``; without it the weekly limit; without that the element's own pace limit.
    """
    for rule in (Rule.PRACTICE_WEEK_HOURS, Rule.WEEK_MAX_HOURS):
        value = amount(problem, rule)
        if value is not None:
            return int(value)
    return element.max_hours_per_week


def week_limit(problem: TermProblem) -> int | None:
    """Hours that a week holds; ``None``: any number."""
    value = amount(problem, Rule.WEEK_MAX_HOURS)
    return None if value is None else int(value)


def is_one_sitting(problem: TermProblem, element: TermElement) -> bool:
    """True for an interim attestation that fits into one week: it may not be torn apart."""
    if element.kind is not ElementKind.ATTESTATION or element.whole_weeks:
        return False
    limit = week_limit(problem)
    return element.hours_max <= (
        element.max_hours_per_week if limit is None else min(limit, element.max_hours_per_week)
    )
