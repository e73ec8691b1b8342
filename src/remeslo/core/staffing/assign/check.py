"""
Judges an assignment, whoever made it: every broken rule as a finding, without any solver.

Rights on every day, hours of each week and of the year, the way between sites, absences, pins and what is forbidden.
Duties that nobody teaches are warnings: an assignment with holes is lawful, and its holes are named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey, SiteKey
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.assign.score import loads, trips_of
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.rights import LackReason


def check(problem: AssignmentProblem, plan: Assignment) -> list[Finding]:
    """Everything wrong with an assignment, and as notes what it does not know."""
    known = Assignment(
        {d: p for d, p in plan.person_of.items() if d in problem.duty_of and p in problem.person_of}, plan.uncovered
    )
    return [
        *_unknown(problem, plan),
        *_told_of(problem, plan),
        *_pairs(problem, known),
        *_weeks(problem, known),
        *_years(problem, known),
        *_pins(problem, known),
        *_ways(problem, known),
    ]


def _unknown(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    for d, p in plan.person_of.items():
        if d not in problem.duty_of:
            yield Finding("assignment.unknown_duty", d, {"duty": d, "person": p})
        elif p not in problem.person_of:
            yield Finding("assignment.unknown_person", d, {"duty": d, "person": p})


def _told_of(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    """Each duty is with one person or told of as uncovered, not both, not neither."""
    told = Counter(plan.uncovered)
    for duty in problem.duties:
        facts = _facts(duty)
        if told[duty.key] and duty.key in plan.person_of:
            yield Finding("assignment.both", duty.key, facts | {"person": plan.person_of[duty.key]})
        elif duty.key not in plan.person_of:
            yield Finding("assignment.uncovered", duty.key, facts | {"hours": duty.hours}, Severity.WARNING)
            if not told[duty.key]:
                yield Finding("assignment.untold", duty.key, facts)


def _pairs(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    """What one person and one duty have against each other."""
    for d, p in plan.person_of.items():
        duty, person = problem.duty_of[d], problem.person_of[p]
        facts = _facts(duty) | {"person": p, "name": person.name}
        for lack in problem.rights.lacks(person, duty):
            if lack.reason is LackReason.ROLE:
                roles = tuple(sorted(role.value for role in duty.roles))
                yield Finding("assignment.role", d, facts | {"role": person.role.value, "roles": roles})
                continue
            needed = {"skill": lack.skill, "needed": lack.need_level, "has": lack.have_level}
            days = {"since": lack.from_day, "until": lack.to_day}
            yield Finding("assignment.no_right", d, {**facts, **needed, **days})
        if (d, p) in problem.forbidden:
            yield Finding("assignment.forbidden", d, facts)
        if missed := problem.missed(p, duty):
            told = facts | {"hours": missed, "whole": duty.hours}
            if problem.is_absent_too_long(p, duty):
                yield Finding("assignment.absent", d, told)
            else:
                yield Finding("assignment.substitute", d, told, Severity.WARNING)
        if problem.is_out_of_reach(p, duty):
            minutes = problem.minutes_to(p, duty)
            limit = problem.policy.reach_min
            yield Finding("assignment.out_of_reach", d, facts | {"minutes": minutes, "limit": limit, "site": duty.site})


def _weeks(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    """Hours of each person in each week, and with the way there in the working week."""
    hours: Counter[tuple[PersonKey, date]] = Counter()
    for d, p in plan.person_of.items():
        for monday, n in problem.duty_of[d].hours_by_week:
            hours[p, monday] += n
    way: Counter[tuple[PersonKey, date]] = Counter()
    sites: dict[tuple[PersonKey, date], list[SiteKey]] = defaultdict(list)
    for p, (monday, site), minutes, trips in trips_of(problem, plan):
        way[p, monday] += 2 * minutes * trips
        sites[p, monday].append(site)
    week_max = problem.norms.week_hours_max
    for (p, monday), n in sorted(hours.items()):
        person, minutes = problem.person_of[p], way[p, monday]
        facts = {"person": p, "name": person.name, "monday": monday, "hours": n}
        if n > problem.week_hours(person):
            yield Finding("assignment.week_over", p, facts | {"limit": problem.week_hours(person)})
        if minutes and 60 * n + minutes > 60 * week_max:
            told = {"minutes": minutes, "limit": week_max, "sites": tuple(sites[p, monday])}
            yield Finding("assignment.no_time_to_travel", p, facts | told)


def _years(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    """Hours of each study year against the most there may be, and against the rate."""
    for (p, year), n in sorted(loads(problem, plan).items()):
        person = problem.person_of[p]
        facts = {"person": p, "name": person.name, "year": year, "hours": n}
        if n > problem.year_hours_max:
            yield Finding("assignment.year_over", p, facts | {"limit": problem.year_hours_max})
        elif n > (paid := problem.rate_hours(person)):
            told = {"paid": paid, "above": n - paid, "rate": person.rate}
            yield Finding("assignment.above_rate", p, facts | told, Severity.WARNING)


def _pins(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    for d, p in problem.pinned.items():
        if plan.person_of.get(d) != p:
            facts = _facts(problem.duty_of[d]) | {"person": p, "name": problem.person_of[p].name}
            yield Finding("assignment.pin_lost", d, facts | {"with": plan.person_of.get(d)})


def _ways(problem: AssignmentProblem, plan: Assignment) -> Iterator[Finding]:
    """Pairs of sites whose distance nobody has stated: their way counts as none."""
    people: Mapping[tuple[SiteKey, SiteKey], set[PersonKey]] = defaultdict(set)
    for d, p in plan.person_of.items():
        base, site = problem.bases[p], problem.duty_of[d].site
        if base is not None and site is not None and problem.minutes(base, site) is None:
            people[base, site].add(p)
    for (base, site), travellers in sorted(people.items()):
        facts = {"from": base, "to": site, "people": tuple(sorted(travellers)), "count": len(travellers)}
        yield Finding("assignment.way_unknown", site, facts, Severity.NOTE)


def _facts(duty: Duty) -> dict[str, object]:
    return {"duty": duty.key, "title": duty.title or duty.element, "group": duty.group, "element": duty.element}
