"""Rules on what all elements share: resources, people with skills, and ways of which one is taken."""

from collections.abc import Iterator
from fractions import Fraction

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.problem import TermElement
from remeslo.core.curriculum.resources import Person, SkillReading, TeacherKey
from remeslo.core.curriculum.result import TermPlan


def check_resources(placed: Placed) -> Iterator[Finding]:
    """Sum over elements of hours in the week x units per hour <= units of the resource in that week."""
    for resource in placed.problem.resources:
        taken: dict[int, Fraction] = {}
        by: dict[int, list[ElementKey]] = {}
        for e in placed.problem.elements:
            for need in e.needs:
                if need.resource != resource.key:
                    continue
                for week, hours in placed.ahead(e.key).items():
                    taken[week] = taken.get(week, Fraction(0)) + hours * need.per_hour
                    by.setdefault(week, []).append(e.key)
        for week, units in sorted(taken.items()):
            capacity = resource.in_week(week)
            if units > capacity:
                facts = {
                    "resource": resource.key,
                    "title": resource.title,
                    "week": week + 1,
                    "units": units.numerator if units.denominator == 1 else units,
                    "capacity": capacity,
                    "elements": tuple(by[week]),
                }
                yield Finding("term.resource_over_capacity", f"week {week + 1}", facts)


def check_ways(placed: Placed) -> Iterator[Finding]:
    """Elements of a choice that have hours are those of just one of its ways."""
    for choice in placed.problem.ways:
        taken = frozenset(k for k in choice.elements if k in placed.hours)
        if taken not in choice.ways:
            ways = tuple(" + ".join(sorted(way)) or "-" for way in choice.ways)
            facts = {"choice": choice.key, "taken": tuple(sorted(taken)), "ways": ways}
            yield Finding("term.not_one_way", choice.key, facts)


def check_people(placed: Placed, plan: TermPlan) -> Iterator[Finding]:
    """Every element has the people it needs, each known and not over his or her hours in a week."""
    problem = placed.problem
    people = {p.key: p for p in problem.people}
    hours: dict[tuple[TeacherKey, int], int] = {}
    for e in problem.elements:
        ahead = placed.ahead(e.key)
        given = dict.fromkeys(plan.people.get(e.key, ()))
        for key in given:
            if key not in people:
                yield Finding("term.person_unknown", e.key, {"element": e.key, "title": e.title, "person": key})
            for week, n in ahead.items():
                hours[key, week] = hours.get((key, week), 0) + n
        if ahead:
            yield from _missing(placed, e, [people[k] for k in given if k in people])
    for (key, week), n in sorted(hours.items()):
        if key in people and n > people[key].in_week(week):
            person = people[key]
            facts = {"person": key, "title": person.title, "week": week + 1, "hours": n, "limit": person.in_week(week)}
            yield Finding("term.person_over_hours", f"week {week + 1}", facts)


def _missing(placed: Placed, e: TermElement, given: list[Person]) -> Iterator[Finding]:
    """Skills of which the element has too few people."""
    single = placed.problem.skills is SkillReading.SINGLE
    served = _matched(e, given) if single else {n.skill: sum(1 for p in given if n.skill in p.skills) for n in e.staff}
    for need in e.staff:
        if served[need.skill] < need.count:
            facts = {
                "element": e.key,
                "title": e.title,
                "skill": need.skill,
                "count": served[need.skill],
                "needed": need.count,
            }
            yield Finding("term.staff_missing", e.key, facts)


def _matched(e: TermElement, given: list[Person]) -> dict[str, int]:
    """People by skill when each serves one skill: a largest matching of places to people, by augmenting paths."""
    places = [n.skill for n in e.staff for _ in range(n.count)]
    holder: dict[int, int] = {}

    def seat(place: int, tried: set[int]) -> bool:
        for n, person in enumerate(given):
            if places[place] in person.skills and n not in tried:
                tried.add(n)
                if n not in holder or seat(holder[n], tried):
                    holder[n] = place
                    return True
        return False

    seated = [place for place in range(len(places)) if seat(place, set())]
    return {n.skill: sum(1 for p in seated if places[p] == n.skill) for n in e.staff}
