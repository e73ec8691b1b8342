"""Resources and people of a problem changed: places and hours of the week, one more with a skill, one who leaves."""

from collections.abc import Mapping
from dataclasses import replace

from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.resources import Person, TeacherKey
from remeslo.core.curriculum.whatif.change import Change, ChangeRefused

_FULL_WEEK = 36
"""Hours of a person where nobody has the skill: those that `Person` has when nothing is said."""


def change_resource(problem: TermProblem, change: Change) -> TermProblem:
    """Another capacity in every week that has any; gone: nothing needs it any more."""
    mine = next((r for r in problem.resources if r.key == change.key), None)
    if mine is None:
        known = tuple(r.key for r in problem.resources)
        raise ChangeRefused("whatif.unknown_resource", key=change.key, known=known)
    if change.is_gone:
        elements = tuple(
            replace(e, needs=tuple(n for n in e.needs if n.resource != mine.key)) for e in problem.elements
        )
        return replace(problem, elements=elements, resources=tuple(r for r in problem.resources if r.key != mine.key))
    capacity = changed_units(change, mine.capacity)
    changed = replace(mine, capacity=capacity, by_week=_by_week(mine.by_week, capacity - mine.capacity))
    return replace(problem, resources=tuple(changed if r.key == mine.key else r for r in problem.resources))


def change_person(problem: TermProblem, change: Change) -> TermProblem:
    """Other weekly hours in every week that has any; gone: the person leaves."""
    mine = next((p for p in problem.people if p.key == change.key), None)
    if mine is None:
        raise ChangeRefused("whatif.unknown_person", key=change.key, known=tuple(p.key for p in problem.people))
    if change.is_gone:
        return replace(problem, people=tuple(p for p in problem.people if p.key != mine.key))
    hours = changed_units(change, mine.weekly_hours)
    changed = replace(mine, weekly_hours=hours, by_week=_by_week(mine.by_week, hours - mine.weekly_hours))
    return replace(problem, people=tuple(changed if p.key == mine.key else p for p in problem.people))


def change_skill(problem: TermProblem, change: Change) -> TermProblem:
    """More people with a skill, each with as many hours as the busiest of those who have it; gone: nobody is needed."""
    if change.key not in {n.skill for e in problem.elements for n in e.staff}:
        known = tuple(sorted({n.skill for e in problem.elements for n in e.staff}))
        raise ChangeRefused("whatif.unknown_skill", key=change.key, known=known)
    if change.is_gone:
        elements = tuple(replace(e, staff=tuple(n for n in e.staff if n.skill != change.key)) for e in problem.elements)
        return replace(problem, elements=elements)
    if change.to is not None:
        raise ChangeRefused("whatif.by_only", text=f"{change.aspect}:{change.key}")
    hours = max((p.weekly_hours for p in problem.people if change.key in p.skills), default=_FULL_WEEK)
    taken = {p.key for p in problem.people}
    names = (TeacherKey(f"{change.key} +{n}") for n in range(1, len(taken) + 1 + changed_units(change, 0)))
    fresh = [name for name in names if name not in taken][: changed_units(change, 0)]
    more = tuple(Person(key=k, title=k, skills=frozenset({change.key}), weekly_hours=hours) for k in fresh)
    return replace(problem, people=(*problem.people, *more))


def changed_units(change: Change, now: int) -> int:
    """The new value in whole units, >= 0."""
    value = change.value(now)
    if value != int(value) or value < 0:
        raise ChangeRefused("whatif.below_zero", text=f"{change.aspect}:{change.key}", value=value)
    return int(value)


def _by_week(by_week: Mapping[int, int], more: int) -> dict[int, int]:
    """Single weeks follow; a week that is closed stays closed."""
    return {week: max(0, units + more) if units else 0 for week, units in by_week.items()}
