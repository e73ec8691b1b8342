"""Judges the mentorships of a cluster: every broken rule by name. Knows no solver."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey, WorkshopKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.minors import check_hours
from remeslo.core.staffing.mentors.norms import MentorNorms
from remeslo.core.staffing.mentors.terms import check_consent, check_ending, check_terms
from remeslo.core.staffing.mentors.together import absent, full, overloaded, two_mentors
from remeslo.core.staffing.mentors.work import DayAtWork, days_of
from remeslo.core.staffing.mentors.workdays import WorkingDays
from remeslo.core.staffing.mentorship import Mentorship, Trainee
from remeslo.core.staffing.people import StaffMember, StaffRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentoring:
    """
    Everything that mentorships are judged by.

    Parameters
    ----------
    places
        Trainees that a workplace holds at once; a workplace without an entry is not judged.
    days
        Days of trainees that are known hour by hour; others follow from the weekly hours of the mentorships.
    """

    mentorships: tuple[Mentorship, ...]
    people: tuple[StaffMember, ...]
    norms: MentorNorms
    calendar: WorkingDays = field(default_factory=WorkingDays)
    absences: tuple[Absence, ...] = ()
    places: Mapping[WorkshopKey, int] = field(default_factory=dict)
    days: tuple[DayAtWork, ...] = ()

    @property
    def trainees(self) -> Mapping[str, Trainee]:
        """Trainees by pseudonym; where two mentorships name one, the entry that tells the day of birth counts."""
        found: dict[str, Trainee] = {}
        for m in self.mentorships:
            for t in m.trainees:
                if t.key not in found or found[t.key].born is None:
                    found[t.key] = t
        return found


def check_mentors(mentoring: Mentoring, *, on: date) -> list[Finding]:
    """
    Every broken rule, mentorship by mentorship, then over all of them.

    Parameters
    ----------
    on
        The day of judgement: consent is missing for certain only in what has begun by then.
    """
    findings: list[Finding] = []
    people = {p.key: p for p in mentoring.people}
    for m in mentoring.mentorships:
        findings += _person(m, people.get(m.mentor))
        findings += check_consent(m, on=on)
        findings += check_terms(m)
        findings += check_ending(m, mentoring.norms, mentoring.calendar)
        findings += _left(m, mentoring.mentorships)
    findings += overloaded(mentoring.mentorships, people, mentoring.norms.trainees_max)
    findings += absent(mentoring.mentorships, mentoring.absences)
    findings += full(mentoring.mentorships, mentoring.places)
    findings += two_mentors(mentoring.mentorships)
    known = {(d.trainee, d.on) for d in mentoring.days}
    stated = days_of(mentoring.mentorships, mentoring.calendar, hour_minutes=mentoring.norms.hour_minutes)
    days = (*mentoring.days, *(d for d in stated if (d.trainee, d.on) not in known))
    findings += check_hours(mentoring.trainees, days, mentoring.norms)
    return [_named(f, people) for f in findings]


def _named(finding: Finding, people: Mapping[PersonKey, StaffMember]) -> Finding:
    """The finding with the mentor's name, where it is known."""
    person = people.get(PersonKey(str(finding.facts.get("mentor"))))
    return finding if person is None else replace(finding, facts={**finding.facts, "name": person.name})


def _person(m: Mentorship, person: StaffMember | None) -> Iterator[Finding]:
    facts: dict[str, object] = {"mentorship": m.key, "mentor": m.mentor}
    if person is None:
        yield Finding("mentor.unknown", m.key, facts)
    elif person.role is StaffRole.TEACHER:
        yield Finding("mentor.not_mentor", m.key, {**facts, "role": person.role}, Severity.WARNING)


def _left(m: Mentorship, mentorships: Iterable[Mentorship]) -> Iterator[Finding]:
    """Trainees of a mentorship that ended early whom nobody guides on the day after."""
    if m.ended_on is None or m.ended_on >= m.last:
        return
    after = date.fromordinal(max(m.ended_on, m.first).toordinal() + (m.ended_on >= m.first))
    guided = {t.key for o in mentorships if o.first <= after <= o.last_day for t in o.trainees}
    left = tuple(t.key for t in m.trainees if t.key not in guided)
    if left:
        facts = {"mentorship": m.key, "mentor": m.mentor, "trainees": left, "count": len(left), "day": after}
        yield Finding("mentor.trainees_left", m.key, {**facts, "last": m.last}, Severity.WARNING)
