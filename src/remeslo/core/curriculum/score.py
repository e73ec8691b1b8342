"""The objectives of a plan, recomputed from the plan alone."""

from fractions import Fraction

from remeslo.core.curriculum.checks.placed import Placed, place
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan, TermScore
from remeslo.core.curriculum.shapes import week_limit


def score(problem: TermProblem, plan: TermPlan) -> TermScore:
    """
    Weeks, unmet demand and unevenness of a plan; see `TermScore`.

    unmet = sum of weight x max(0, wanted - hours). unevenness = sum over spread elements of
    sum over their run of (hours in the week - mean)^2, where the run is the study weeks from the element's first to
    its last week without those that a whole-week element fills, + hours unused in study weeks before the last.
    """
    placed = place(problem, plan)
    unmet = sum((e.weight * max(0, e.hours_wanted - placed.total(e)) for e in problem.elements), Fraction(0))
    return TermScore(plan.weeks, unmet, _unevenness(placed) + _unused(placed))


def _unevenness(placed: Placed) -> Fraction:
    practice = _practice_weeks(placed)
    return sum((_deviation(placed, e, practice) for e in placed.problem.elements if not e.whole_weeks), Fraction(0))


def _deviation(placed: Placed, element: TermElement, practice: set[int]) -> Fraction:
    """Sum of (x - mean)^2 = sum x^2 - (sum x)^2 / n over the n weeks of the run."""
    weeks = placed.hours.get(element.key, {})
    if not weeks:
        return Fraction(0)
    first, last = min(weeks), max(weeks)
    run = [w.index for w in placed.problem.calendar.study if first <= w.index <= last]
    run = [w for w in run if w in weeks or w not in practice]
    hours = sum(weeks.values())
    return sum(h * h for h in weeks.values()) - Fraction(hours * hours, max(1, len(run)))


def _unused(placed: Placed) -> int:
    limit = week_limit(placed.problem)
    if limit is None:
        return 0
    practice = _practice_weeks(placed)
    inner = (w.index for w in placed.problem.calendar.study if w.index < placed.end and w.index not in practice)
    return sum(max(0, limit - placed.load.get(week, 0)) for week in inner)


def _practice_weeks(placed: Placed) -> set[int]:
    return {w for e in placed.problem.elements if e.whole_weeks for w in placed.hours.get(e.key, {})}
