"""A problem as its independent parts: districts of colleges that share nobody."""

from dataclasses import replace

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.staffing.assign.allowed import able
from remeslo.core.staffing.assign.problem import AssignmentProblem


def districts(problem: AssignmentProblem) -> tuple[AssignmentProblem, ...]:
    """
    Problems of colleges that share people, directly or through others; the best of all is the best of each.

    People who may take nothing belong to the district of their college, if it has one.
    """
    root: dict[OrganisationKey, OrganisationKey] = {}

    def find(o: OrganisationKey) -> OrganisationKey:
        while (up := root.setdefault(o, o)) != o:
            root[o] = o = root[up]
        return o

    for duty in problem.duties:
        for p in able(problem, duty):
            root[find(problem.person_of[p].organisation)] = find(duty.organisation)
    names = dict.fromkeys(find(d.organisation) for d in problem.duties)
    if len(names) <= 1:
        return (problem,) if names else ()
    return tuple(_part(problem, frozenset(o for o in root if find(o) == name)) for name in names)


def _part(problem: AssignmentProblem, colleges: frozenset[OrganisationKey]) -> AssignmentProblem:
    people = tuple(p for p in problem.people if p.organisation in colleges)
    duties = tuple(d for d in problem.duties if d.organisation in colleges)
    keys, names = frozenset(d.key for d in duties), frozenset(p.key for p in people)
    return replace(
        problem,
        people=people,
        duties=duties,
        qualifications=tuple(q for q in problem.qualifications if q.person in names),
        absences=tuple(a for a in problem.absences if a.person in names),
        previous={d: p for d, p in problem.previous.items() if d in keys},
        pinned={d: p for d, p in problem.pinned.items() if d in keys},
        forbidden=frozenset((d, p) for d, p in problem.forbidden if d in keys),
        present={d: p for d, p in problem.present.items() if d in keys},
    )
