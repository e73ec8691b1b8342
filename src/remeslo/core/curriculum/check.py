"""Judges a plan, made by whomever: every broken rule with its place and its numbers. Knows no solver."""

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.checks.order import check_order
from remeslo.core.curriculum.checks.placed import check_shape, place
from remeslo.core.curriculum.checks.volumes import check_outcomes, check_ranges, check_totals
from remeslo.core.curriculum.checks.weeks import check_load, check_places, check_whole_weeks
from remeslo.core.curriculum.checks.years import check_attestations, check_vacations
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermPlan


def check(problem: TermProblem, plan: TermPlan) -> list[Finding]:
    """All findings on a plan, in the order of the rules page; a lawful plan has none that is hard."""
    placed = place(problem, plan)
    return [
        *check_shape(problem, plan, placed),
        *check_load(placed),
        *check_places(placed),
        *check_whole_weeks(placed),
        *check_order(placed),
        *check_attestations(placed),
        *check_vacations(placed),
        *check_ranges(placed),
        *check_totals(placed),
        *check_outcomes(placed),
    ]
