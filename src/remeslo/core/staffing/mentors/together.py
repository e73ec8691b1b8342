"""What is wrong with mentorships only together: too many trainees, too many hours, two mentors, a full workplace."""

from collections.abc import Iterable, Iterator, Mapping

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey, WorkshopKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.load import Stretch, loads, stretches_of_days
from remeslo.core.staffing.mentors.norms import Limit
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.people import StaffMember


def overloaded(
    mentorships: Iterable[Mentorship], people: Mapping[PersonKey, StaffMember], limit: Limit
) -> Iterator[Finding]:
    """One finding a mentor and kind: the fullest stretch of those above the limit, and the days of all of them."""
    by_mentor: dict[PersonKey, list[Stretch]] = {}
    for s in loads(mentorships):
        by_mentor.setdefault(s.mentor, []).append(s)
    for mentor, stretches in by_mentor.items():
        above = [s for s in stretches if s.num_trainees > limit.amount]
        if above:
            worst = max(above, key=lambda s: (s.num_trainees, -s.first.toordinal()))
            number = {"trainees": worst.num_trainees, "limit": limit.amount}
            told = {"source": limit.source, "verified": limit.verified}
            yield Finding("mentor.overloaded", mentor, {**_when(worst, above), **number, **told})
        hours = people[mentor].weekly_hours if mentor in people else None
        late = [s for s in stretches if hours is not None and s.hours > hours]
        if late:
            worst = max(late, key=lambda s: (s.hours, -s.first.toordinal()))
            facts = {**_when(worst, late), "hours": worst.hours, "limit": hours}
            yield Finding("mentor.hours_over", mentor, facts, Severity.WARNING)


def _when(worst: Stretch, stretches: Iterable[Stretch]) -> dict[str, object]:
    return {
        "mentor": worst.mentor,
        "first": worst.first,
        "last": worst.last,
        "days": sum((s.last - s.first).days + 1 for s in stretches),
        "mentorships": worst.mentorships,
    }


def absent(mentorships: Iterable[Mentorship], absences: Iterable[Absence]) -> Iterator[Finding]:
    """Days on which a mentor is away and guides all the same; one finding an absence and mentorship."""
    away: dict[PersonKey, list[Absence]] = {}
    for a in absences:
        away.setdefault(a.person, []).append(a)
    for m in mentorships:
        for a in away.get(m.mentor, ()):
            if m.trainees and m.first <= m.last_day and a.touches(m.first, m.last_day):
                facts: dict[str, object] = {
                    "mentorship": m.key,
                    "mentor": m.mentor,
                    "first": max(a.first, m.first),
                    "last": min(a.last, m.last_day),
                    "trainees": len(m.trainees),
                }
                yield Finding("mentor.absent", m.key, facts, Severity.WARNING)


def full(mentorships: Iterable[Mentorship], places: Mapping[WorkshopKey, int]) -> Iterator[Finding]:
    """One finding a workplace: its fullest stretch above the places."""
    at: dict[WorkshopKey, list[Mentorship]] = {}
    for m in mentorships:
        if m.workplace is not None and m.workplace in places and m.first <= m.last_day:
            at.setdefault(m.workplace, []).append(m)
    for workplace in sorted(at):
        here = at[workplace]
        counted = [
            (len({t.key for m in here if m.first <= first <= m.last_day for t in m.trainees}), first, last)
            for first, last in stretches_of_days((m.first, m.last_day) for m in here)
        ]
        most, first, last = max(counted, key=lambda c: (c[0], -c[1].toordinal()))
        if most > places[workplace]:
            facts = {"workplace": workplace, "trainees": most, "places": places[workplace], "first": first}
            yield Finding("mentor.place_full", workplace, {**facts, "last": last})


def two_mentors(mentorships: Iterable[Mentorship]) -> Iterator[Finding]:
    """A trainee under two mentors on one day, once a pair of mentorships."""
    seen: dict[str, list[Mentorship]] = {}
    told: dict[tuple[str, str], list[str]] = {}
    for m in mentorships:
        for t in m.trainees if m.first <= m.last_day else ():
            for other in seen.get(t.key, ()):
                if other.first <= m.last_day and m.first <= other.last_day and other.mentor != m.mentor:
                    told.setdefault((other.key, m.key), []).append(t.key)
            seen.setdefault(t.key, []).append(m)
    for (one, other_key), trainees in told.items():
        facts = {"mentorship": other_key, "other": one, "trainees": tuple(trainees), "count": len(trainees)}
        yield Finding("mentor.trainee_twice", other_key, facts, Severity.WARNING)
