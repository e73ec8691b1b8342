"""Who has to learn again by when, and by which courses: every so many years, in time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import Course, CourseKey
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import EvidenceKind, Qualification
from remeslo.core.staffing.skills import SkillKey, SkillKind, kind_of
from remeslo.core.staffing.upskill.gains import months_after
from remeslo.core.staffing.upskill.problem import Renewal

LEARNT = frozenset({EvidenceKind.CERTIFICATE, EvidenceKind.INTERNSHIP})
"""Evidence of a course or an internship: what renews; a diploma, work or an admission does not."""
OBLIGED = frozenset({StaffRole.TEACHER, StaffRole.MASTER})


@dataclass(frozen=True, slots=True)
class Learnt:
    """When somebody last learnt, by papers, and the day by which he or she has to again; ``None``: no paper says."""

    person: PersonKey
    last: date | None
    due: date | None


def learnt(people: Iterable[StaffMember], qualifications: Iterable[Qualification], norms: StaffNorms) -> list[Learnt]:
    """The last certificate or internship of each teacher and master, and the norm's years added to it."""
    last: dict[PersonKey, date] = {}
    for q in qualifications:
        if q.evidence in LEARNT:
            last[q.person] = max(q.since, last.get(q.person, q.since))
    years = 12 * norms.renewal_years
    return [
        Learnt(p.key, last.get(p.key), months_after(last[p.key], years) if p.key in last else None)
        for p in people
        if p.role in OBLIGED
    ]


def renewals(
    people: Iterable[StaffMember],
    qualifications: Iterable[Qualification],
    courses: Iterable[Course],
    teaching: Iterable[tuple[PersonKey, Duty]],
    norms: StaffNorms,
    *,
    day: date,
    until: date,
) -> tuple[Renewal, ...]:
    """
    Everybody whose day lies not after ``until``; whose day is past already, by ``until`` (overdue).

    A course renews when it has the least hours of a refresher, and is of the person's own field: it gives a skill that
    the person has, or that one of ``teaching``'s duties of the person needs, or it is pedagogic. Internships count like
    courses. Of people without any paper nothing is known: see `unknown`.
    """
    staff, papers = tuple(people), tuple(qualifications)
    own: dict[PersonKey, set[SkillKey]] = defaultdict(set)
    for q in papers:
        own[q.person].add(q.skill)
    for person, duty in teaching:
        own[person].update(need.skill for need in duty.needs)
    enough = tuple(c for c in courses if c.hours >= norms.refresher_hours_min)
    found = []
    for row in learnt(staff, papers, norms):
        if row.due is not None and row.due <= until:
            is_late = row.due < day
            found.append(
                Renewal(
                    person=row.person,
                    due=until if is_late else row.due,
                    by=frozenset(_useful(enough, own[row.person])),
                    overdue=is_late,
                )
            )
    return tuple(found)


def unknown(
    people: Iterable[StaffMember], qualifications: Iterable[Qualification], norms: StaffNorms
) -> Iterator[Finding]:
    """Teachers and masters of whom no paper says when they last learnt: nothing is planned for them."""
    staff = tuple(people)
    name = {p.key: p.name for p in staff}
    for row in learnt(staff, qualifications, norms):
        if row.due is None:
            facts = {"person": name[row.person], "years": norms.renewal_years}
            yield Finding("upskill.renewal_unknown", str(row.person), facts, Severity.NOTE)


def _useful(courses: Iterable[Course], skills: AbstractSet[SkillKey]) -> Iterator[CourseKey]:
    for course in courses:
        given = {g.skill for g in course.gives}
        if given & skills or any(kind_of(s) is SkillKind.PEDAGOGY for s in given):
            yield course.key
