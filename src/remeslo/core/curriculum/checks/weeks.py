"""Rules on single weeks of a group: the weekly limits, how many elements, weeks that one element has for itself."""

from collections.abc import Iterator
from itertools import groupby

from remeslo.core.base.calendar import Week
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.problem import Objective, TermElement
from remeslo.core.curriculum.rules import Rule, amount, severity
from remeslo.core.curriculum.shapes import week_room


def check_load(placed: Placed) -> Iterator[Finding]:
    """load(week) <= what the week holds; a study week before the last one that is not full is a warning."""
    for week, hours in sorted(placed.load.items()):
        limit = week_room(placed.problem, placed.problem.calendar.weeks[week])
        if limit is not None and hours > limit and week >= placed.problem.from_week:
            facts = {"week": week + 1, "hours": hours, "limit": limit}
            yield Finding(
                "term.week_over_limit", f"week {week + 1}", facts, severity(placed.problem, Rule.WEEK_MAX_HOURS)
            )
    yield from _not_full(placed)


def check_minima(placed: Placed) -> Iterator[Finding]:
    """week_min_hours <= load(week); elements of a week between ``elements_per_week_min`` and ``_max``."""
    problem = placed.problem
    least, few, many = (
        amount(problem, rule) for rule in (Rule.WEEK_MIN_HOURS, Rule.ELEMENTS_PER_WEEK_MIN, Rule.ELEMENTS_PER_WEEK_MAX)
    )
    if least is None and few is None and many is None:
        return
    for week in _weeks_that_count(placed):
        hours = placed.load.get(week.index, 0)
        count = sum(1 for weeks in placed.hours.values() if week.index in weeks)
        where, facts = f"week {week.index + 1}", {"week": week.index + 1}
        if least is not None and hours < least:
            how = severity(problem, Rule.WEEK_MIN_HOURS)
            yield Finding("term.week_under_minimum", where, {**facts, "hours": hours, "min": least}, how)
        if few is not None and count < few:
            how = severity(problem, Rule.ELEMENTS_PER_WEEK_MIN)
            yield Finding("term.too_few_elements", where, {**facts, "count": count, "min": few}, how)
        if many is not None and count > many:
            how = severity(problem, Rule.ELEMENTS_PER_WEEK_MAX)
            yield Finding("term.too_many_elements", where, {**facts, "count": count, "max": many}, how)


def check_alone(placed: Placed) -> Iterator[Finding]:
    """A whole week of an element that is to be alone has nothing else."""
    for e in placed.problem.elements:
        if e.whole_weeks and e.alone:
            yield from _shared(placed, e)


def _weeks_that_count(placed: Placed) -> list[Week]:
    """Study weeks of which a least amount is asked: up to the last one used, or all where weeks are no objective."""
    problem = placed.problem
    end = placed.end if Objective.WEEKS in problem.objective else len(problem.calendar)
    if not problem.elements:
        return []
    return [w for w in problem.calendar.study if problem.from_week <= w.index <= end]


def _shared(placed: Placed, e: TermElement) -> Iterator[Finding]:
    for week, hours in placed.ahead(e.key).items():
        if placed.load[week] > hours:
            others = tuple(k for k, weeks in placed.hours.items() if k != e.key and week in weeks)
            facts = {
                "element": e.key,
                "title": e.title,
                "week": week + 1,
                "others": others,
                "hours": placed.load[week] - hours,
            }
            yield Finding("term.practice_week_shared", e.key, facts)


def _not_full(placed: Placed) -> Iterator[Finding]:
    """One warning for each row of study weeks with the same number of hours unused."""
    problem = placed.problem
    practice = {w for e in problem.elements if e.whole_weeks and e.alone for w in placed.hours.get(e.key, {})}
    inner = [w for w in problem.calendar.study if problem.from_week <= w.index < placed.end]
    room = {w.index: week_room(problem, w) for w in inner if w.index not in practice}
    unused = {w: limit - placed.load.get(w, 0) for w, limit in room.items() if limit is not None}

    def row(item: tuple[int, int]) -> tuple[int, int]:
        place, week = item
        return placed.position(week) - place, unused[week]

    for (_, hours), items in groupby(enumerate(w for w, n in unused.items() if n > 0), row):
        weeks = [week for _, week in items]
        facts = {"week": weeks[0] + 1, "last_week": weeks[-1] + 1, "unused": hours, "limit": room[weeks[0]]}
        where = f"week {weeks[0] + 1}" if len(weeks) == 1 else f"weeks {weeks[0] + 1}-{weeks[-1] + 1}"
        yield Finding("term.week_not_full", where, facts, Severity.WARNING)
