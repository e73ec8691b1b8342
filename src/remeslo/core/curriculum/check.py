"""Judges a plan, made by whomever: every broken rule with its place and its numbers. Knows no solver."""

from collections.abc import Iterator
from dataclasses import replace

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.checks.lying import check_places, check_whole_weeks
from remeslo.core.curriculum.checks.order import check_order
from remeslo.core.curriculum.checks.placed import Placed, check_done, check_shape, place
from remeslo.core.curriculum.checks.shared import check_people, check_resources, check_ways
from remeslo.core.curriculum.checks.volumes import check_outcomes, check_ranges, check_totals
from remeslo.core.curriculum.checks.weeks import check_alone, check_load, check_minima
from remeslo.core.curriculum.checks.years import check_attestations, check_vacations
from remeslo.core.curriculum.groups import group_views
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermPlan


def check(problem: TermProblem, plan: TermPlan) -> list[Finding]:
    """All findings on a plan, in the order of the rules page; a lawful plan has none that is hard."""
    placed = place(problem, plan)
    return [
        *check_shape(problem, plan, placed),
        *check_done(placed),
        *check_places(placed),
        *check_whole_weeks(placed),
        *check_order(placed),
        *check_resources(placed),
        *check_people(placed, plan),
        *check_ways(placed),
        *check_ranges(placed),
        *check_outcomes(placed),
        *_of_groups(problem, plan),
    ]


def _of_groups(problem: TermProblem, plan: TermPlan) -> Iterator[Finding]:
    """Rules that hold for each group by itself; the findings of several groups say whose they are."""
    for key, view in group_views(problem):
        others = problem.by_key.keys() - view.by_key.keys()
        placed = place(view, TermPlan({k: h for k, h in plan.hours.items() if k not in others}))
        for finding in _of_group(placed):
            yield finding if key is None else replace(finding, facts={**finding.facts, "group": key})


def _of_group(placed: Placed) -> Iterator[Finding]:
    yield from check_load(placed)
    yield from check_minima(placed)
    yield from check_alone(placed)
    yield from check_attestations(placed)
    yield from check_vacations(placed)
    yield from check_totals(placed)
