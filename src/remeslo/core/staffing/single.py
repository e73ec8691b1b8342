"""On whom teaching hangs: duties that one person alone may teach, and papers that run out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.gaps import Expiry, SinglePoint
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.skills import SkillKey


def single_points(duties: Iterable[Duty], rights: Rights) -> tuple[SinglePoint, ...]:
    """
    People without whom duties would have nobody, those with most hours first.

    A skill is named when of all people of a fitting role only this person holds it on all days of such a duty; none is
    named where others hold each of the needs, but nobody else all of them together.
    """
    alone: dict[PersonKey, list[Duty]] = defaultdict(list)
    for duty in duties:
        able = rights.eligible(duty)
        if len(able) == 1:
            alone[next(iter(able))].append(duty)
    found = [_point(person, some, rights) for person, some in alone.items()]
    return tuple(sorted(found, key=lambda p: (-p.hours, p.person)))


def expiring(duties: Iterable[Duty], rights: Rights, *, day: date, until: date) -> tuple[Expiry, ...]:
    """
    Papers whose last day lies in ``day``..``until``, in order of that day.

    With each the duties that the person could teach if it did not run out and, as things stand, may not. A paper whose
    skill another one carries on without a break, or that no duty needs after it, has none.
    """
    people = {p.key: p for p in rights.people}
    by_skill: dict[SkillKey, list[Duty]] = defaultdict(list)
    for duty in sorted(duties, key=lambda d: (d.first, d.key)):
        for need in duty.needs:
            by_skill[need.skill].append(duty)
    found = [
        _expiry(q, people[q.person], q.until, by_skill[q.skill], rights)
        for q in rights.qualifications
        if q.until is not None and day <= q.until <= until and q.person in people
    ]
    return tuple(sorted(found, key=lambda e: (e.until, -e.hours, e.qualification)))


def _point(person: PersonKey, duties: Sequence[Duty], rights: Rights) -> SinglePoint:
    skills = {
        need.skill for d in duties for need in d.needs if rights.who((need,), d.roles, d.first, d.last) == {person}
    }
    ordered = sorted(duties, key=lambda d: (d.first, d.key))
    return SinglePoint(
        person=person,
        duties=tuple(d.key for d in ordered),
        hours=sum(d.hours for d in ordered),
        skills=tuple(sorted(skills)),
    )


def _expiry(paper: Qualification, person: StaffMember, last: date, duties: Sequence[Duty], rights: Rights) -> Expiry:
    own = tuple(q for q in rights.qualifications if q.person == person.key and q.key != paper.key)
    renewed = Rights((person,), (*own, replace(paper, until=None)))
    lost = [d for d in duties if d.last > last and not rights.may(person.key, d) and renewed.may(person.key, d)]
    return Expiry(
        qualification=paper.key,
        person=person.key,
        skill=paper.skill,
        until=last,
        duties=tuple(d.key for d in lost),
        hours=sum(d.hours for d in lost),
        sole=tuple(d.key for d in lost if not rights.eligible(d)),
    )
