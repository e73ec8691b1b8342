"""The objectives of a plan, recomputed from the plan alone."""

from fractions import Fraction

from remeslo.core.curriculum.checks.placed import Placed, place
from remeslo.core.curriculum.groups import group_views
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan, TermScore
from remeslo.core.curriculum.shapes import week_room


def score(problem: TermProblem, plan: TermPlan) -> TermScore:
    """
    Every objective of a plan; see `TermScore`.

    unmet = sum of weight x max(0, wanted - hours). unevenness = sum over spread elements of
    sum over their run of (hours in the week - mean)^2, where the run is the study weeks from the element's first to
    its last week without those that a whole-week element fills, + hours unused in study weeks before the last.
    """
    placed = place(problem, plan)
    unmet = sum((e.weight * max(0, e.hours_wanted - placed.total(e)) for e in problem.elements), Fraction(0))
    views = [
        place(view, TermPlan({e.key: plan.hours.get(e.key, {}) for e in view.elements}))
        for _, view in group_views(problem)
    ]
    return TermScore(
        plan.weeks,
        unmet,
        sum((_unevenness(view) + _unused(view) for view in views), Fraction(0)),
        moved=moved(problem, plan),
        peak=max((hours for view in views for hours in view.load.values()), default=0),
        balance=sum(_imbalance(view) for view in views),
        disliked=sum(1 for e in problem.elements for w in placed.hours.get(e.key, {}) if w in e.weeks_disliked),
    )


def moved(problem: TermProblem, plan: TermPlan) -> int:
    """Sum over elements and weeks of max(0, hours - hours of the previous plan); 0 without one."""
    if problem.previous is None:
        return 0
    before = problem.previous.hours
    return sum(
        max(0, hours - before.get(key, {}).get(week, 0))
        for key, weeks in plan.hours.items()
        for week, hours in weeks.items()
    )


def _imbalance(placed: Placed) -> int:
    """Sum over study weeks of d^2, d = distance of the hours from the interval of whole numbers around their mean."""
    weeks = placed.problem.calendar.study
    hours = [placed.load.get(w.index, 0) for w in weeks]
    low, high = sum(hours) // max(1, len(weeks)), -(-sum(hours) // max(1, len(weeks)))
    return sum(max(0, low - n, n - high) ** 2 for n in hours)


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
    practice = _practice_weeks(placed)
    inner = (w for w in placed.problem.calendar.study if w.index < placed.end and w.index not in practice)
    room = ((w.index, week_room(placed.problem, w)) for w in inner)
    return sum(max(0, limit - placed.load.get(week, 0)) for week, limit in room if limit is not None)


def _practice_weeks(placed: Placed) -> set[int]:
    return {w for e in placed.problem.elements if e.whole_weeks and e.alone for w in placed.hours.get(e.key, {})}
