"""A plan read against its problem: the hours that can be judged, and findings about those that cannot."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan


@dataclass(frozen=True)
class Placed:
    """
    Positive hours of known elements in weeks of the calendar.

    Parameters
    ----------
    hours
        By element that has any, by week index, > 0.
    load
        Hours of all elements, unknown ones too, by week index.
    """

    problem: TermProblem
    hours: Mapping[ElementKey, Mapping[int, int]]
    load: Mapping[int, int]

    def total(self, element: TermElement) -> int:
        """All hours of an element, 0 when the plan leaves it out."""
        return sum(self.hours.get(element.key, {}).values())

    def position(self, week: int) -> int:
        """Study weeks before a week: its own place on the axis of study weeks, or that of the next one."""
        return bisect_left(self.problem.calendar.study, week, key=lambda w: w.index)

    def first(self, key: ElementKey) -> int:
        """Index of the first week of an element that has hours."""
        return min(self.hours[key])

    def last(self, key: ElementKey) -> int:
        """Index of the last week of an element that has hours."""
        return max(self.hours[key])

    def ahead(self, key: ElementKey) -> Mapping[int, int]:
        """Hours of an element by week from the problem's ``from_week`` on: those that are planned, not done."""
        start = self.problem.from_week
        return {w: h for w, h in self.hours.get(key, {}).items() if w >= start}

    @property
    def end(self) -> int:
        """Index of the last week used; -1 for an empty plan."""
        return max(self.load, default=-1)


def place(problem: TermProblem, plan: TermPlan) -> Placed:
    """The part of a plan that can be judged."""
    known = range(len(problem.calendar))
    load: dict[int, int] = {}
    for weeks in plan.hours.values():
        for week, hours in weeks.items():
            if hours > 0 and week in known:
                load[week] = load.get(week, 0) + hours
    hours_of = {
        e.key: {w: h for w, h in sorted(plan.hours.get(e.key, {}).items()) if h > 0 and w in known}
        for e in problem.elements
    }
    return Placed(problem, {k: weeks for k, weeks in hours_of.items() if weeks}, load)


def check_done(placed: Placed) -> Iterator[Finding]:
    """Weeks before ``from_week`` have just the hours that are done."""
    problem = placed.problem
    for e in problem.elements:
        done = problem.done.get(e.key, {})
        planned = {w: h for w, h in placed.hours.get(e.key, {}).items() if w < problem.from_week}
        for week in sorted({*done, *planned}):
            hours, fact = planned.get(week, 0), done.get(week, 0)
            if hours != fact:
                facts = {"element": e.key, "title": e.title, "week": week + 1, "hours": hours, "done": fact}
                yield Finding("term.done_hours_differ", e.key, facts)


def check_shape(problem: TermProblem, plan: TermPlan, placed: Placed) -> Iterator[Finding]:
    """Elements unknown or left out, negative hours, hours in weeks that the calendar does not have."""
    for key, weeks in plan.hours.items():
        if key not in problem.by_key:
            yield Finding("term.element_unknown", key, {"element": key, "hours": sum(weeks.values())})
        for week, hours in sorted(weeks.items()):
            facts = {"element": key, "week": week + 1, "hours": hours}
            if hours < 0:
                yield Finding("term.hours_negative", key, facts)
            if week not in range(len(problem.calendar)):
                yield Finding("term.week_unknown", key, {**facts, "weeks": len(problem.calendar)})
    for e in problem.elements:
        if e.key not in placed.hours and not e.optional:
            yield Finding("term.element_missing", e.key, {"element": e.key, "title": e.title, "min": e.hours_min})
