"""Who has to learn again by when, and by which courses: every so many years, in time."""

from collections.abc import Iterable, Iterator
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
    duties: Iterable[Duty],
    norms: StaffNorms,
    *,
    day: date,
    until: date,
) -> tuple[Renewal, ...]:
    """
    Everybody whose day lies not after ``until``; whose day is past already, by ``until`` (overdue).

    A course renews when it has the least hours of a refresher, and is of use to the person: it is pedagogic, or gives
    a skill that the person has, or that a duty for the person's role at the own college needs. Internships count like
    courses. Of people without any paper nothing is known: see `unknown`.
    """
    staff, papers = tuple(people), tuple(qualifications)
    own = {p.key: frozenset(q.skill for q in papers if q.person == p.key) for p in staff}
    needed = tuple(duties)
    enough = tuple(c for c in courses if c.hours >= norms.refresher_hours_min)
    person = {p.key: p for p in staff}
    found = []
    for row in learnt(staff, papers, norms):
        if row.due is not None and row.due <= until:
            skills = own[row.person] | _of_college(person[row.person], needed)
            is_late = row.due < day
            found.append(
                Renewal(
                    person=row.person,
                    due=until if is_late else row.due,
                    by=frozenset(_useful(enough, skills)),
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


def _of_college(person: StaffMember, duties: Iterable[Duty]) -> frozenset[SkillKey]:
    """Skills that duties of the person's college and role need."""
    own = (d for d in duties if d.organisation == person.organisation and person.role in d.roles)
    return frozenset(need.skill for d in own for need in d.needs)


def _useful(courses: Iterable[Course], skills: frozenset[SkillKey]) -> Iterator[CourseKey]:
    for course in courses:
        given = {g.skill for g in course.gives}
        if given & skills or any(kind_of(s) is SkillKind.PEDAGOGY for s in given):
            yield course.key
