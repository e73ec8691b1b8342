"""
How good an assignment is, counted from the plan alone, in whole numbers; of each less is better.

- *uncovered*: hours of duties that nobody teaches, and hours that absences of their teachers take;
- *changes*: duties of the present assignment that are not with the same person;
- *above rate*: by person and study year, hours above those that the rate pays;
- *practitioners*: by college and study year, hours by which practitioners teach less than their least share (rounded
  up) of all hours of the professional cycle; who is a practitioner is asked on the duty's first day;
- *continuity*: for each element of a group (and subgroup) the people who teach it over the semesters, less one; and
  each taught duty whose teacher is not the one who should go on with it (`previous`);
- *travel*: minutes there and back from each person's base; a return trip to a site for every begun ``day_hours`` there
  in a week;
- *unfairness*: by college and study year, hours that would have to change hands for everybody to have the same share of
  what the rate pays (the Robin Hood share, Hoover 1936, in hours), rounded up for each person; who counts is who may
  teach at least one duty of that year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import ceil

from remeslo.core.base.keys import OrganisationKey, PersonKey, SiteKey
from remeslo.core.staffing.assign.allowed import able
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment, AssignmentScore

Year = tuple[PersonKey, int]


def score(problem: AssignmentProblem, plan: Assignment) -> AssignmentScore:
    """All parts; duties and people that the problem does not know count for nothing."""
    taught = {d: p for d, p in plan.person_of.items() if d in problem.duty_of and p in problem.person_of}
    known = Assignment(taught)
    return AssignmentScore(
        uncovered=_uncovered(problem, known),
        changes=sum(1 for d, p in problem.present.items() if d in problem.duty_of and taught.get(d) != p),
        above_rate=_above_rate(problem, known),
        practitioners=_practitioners_short(problem, known),
        continuity=_breaks(problem, known),
        travel=sum(2 * minutes * trips for _, _, minutes, trips in trips_of(problem, known)),
        unfairness=_unfairness(problem, known),
    )


def loads(problem: AssignmentProblem, plan: Assignment) -> Mapping[Year, int]:
    """Hours of each person in each study year."""
    found: Counter[Year] = Counter()
    for d, p in plan.person_of.items():
        duty = problem.duty_of[d]
        found[p, duty.year] += duty.hours
    return found


def trips_of(
    problem: AssignmentProblem, plan: Assignment
) -> Iterator[tuple[PersonKey, tuple[date, SiteKey], int, int]]:
    """Person, Monday and site, minutes one way, return trips; only where there is a way to go."""
    hours: dict[PersonKey, Counter[tuple[date, SiteKey]]] = defaultdict(Counter)
    for d, p in plan.person_of.items():
        duty = problem.duty_of[d]
        if duty.site is not None and problem.minutes_to(p, duty):
            for monday, n in duty.hours_by_week:
                hours[p][monday, duty.site] += n
    for person, places in hours.items():
        for (monday, site), n in places.items():
            minutes = problem.minutes(problem.bases[person], site) or 0
            yield person, (monday, site), minutes, -(-n // problem.policy.day_hours)


def practitioners_least(problem: AssignmentProblem) -> Mapping[tuple[OrganisationKey, int], int]:
    """Hours of the professional cycle that practitioners should teach at least, by college and study year."""
    share = Fraction(problem.norms.practitioner_share_min)
    return {at: ceil(share * hours) for at, hours in problem.professional_hours.items()}


def pools(problem: AssignmentProblem) -> Mapping[tuple[OrganisationKey, int], tuple[PersonKey, ...]]:
    """People among whom hours are shared fairly: of one college, with a right to at least one duty of the year."""
    capable: dict[int, set[PersonKey]] = defaultdict(set)
    for d in problem.duties:
        capable[d.year].update(able(problem, d))
    found: dict[tuple[OrganisationKey, int], list[PersonKey]] = defaultdict(list)
    for year, keys in sorted(capable.items()):
        for p in problem.people:
            if p.key in keys and problem.rate_hours(p):
                found[p.organisation, year].append(p.key)
    return {at: tuple(members) for at, members in found.items()}


def _uncovered(problem: AssignmentProblem, plan: Assignment) -> int:
    nobody = sum(d.hours for d in problem.duties if d.key not in plan.person_of)
    return nobody + sum(problem.missed(p, problem.duty_of[d]) for d, p in plan.person_of.items())


def _above_rate(problem: AssignmentProblem, plan: Assignment) -> int:
    return sum(max(0, n - problem.rate_hours(problem.person_of[p])) for (p, _), n in loads(problem, plan).items())


def _practitioners_short(problem: AssignmentProblem, plan: Assignment) -> int:
    taught: Counter[tuple[OrganisationKey, int]] = Counter()
    for d, p in plan.person_of.items():
        duty = problem.duty_of[d]
        if duty.professional and problem.is_practitioner(problem.person_of[p], duty.first):
            taught[duty.organisation, duty.year] += duty.hours
    return sum(max(0, least - taught[at]) for at, least in practitioners_least(problem).items())


def _breaks(problem: AssignmentProblem, plan: Assignment) -> int:
    people = ({plan.person_of[d] for d in chain if d in plan.person_of} for chain in problem.chains.values())
    between = sum(max(0, len(group) - 1) for group in people)
    before = problem.previous
    return between + sum(1 for d, p in plan.person_of.items() if before.get(d, p) != p)


def _unfairness(problem: AssignmentProblem, plan: Assignment) -> int:
    load = loads(problem, plan)
    total = 0
    for (_, year), members in pools(problem).items():
        rates = {p: problem.rate_hours(problem.person_of[p]) for p in members}
        hours = sum(load.get((p, year), 0) for p in members)
        share = Fraction(hours, sum(rates.values()))
        total += sum(max(0, ceil(load.get((p, year), 0) - share * rates[p])) for p in members)
    return total
