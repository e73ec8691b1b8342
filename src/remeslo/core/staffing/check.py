"""
Judges a whole staffing, assignment and upskilling together: every broken rule as a finding, without any solver.

It asks of every lesson of every week: who gives it, may this person on that day, is there room in the week. Written
apart from `Rights` and from the parts' own judges on purpose, day by day and slowly, so that it can disagree with them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import SessionKey, weekly_hours
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.rates import loads, practitioner_shares
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey
from remeslo.core.staffing.staffed import Staffed
from remeslo.core.staffing.upskill.gains import gained

_DAY = timedelta(days=1)
_SATURDAY = timedelta(days=5)


def check(staffed: Staffed) -> list[Finding]:
    """All findings; names that nobody knows are told alone, since nothing else can be judged then."""
    unknown = list(_unknown(staffed))
    if unknown:
        return unknown
    judge = _Judge(staffed)
    return [
        *judge.sessions(),
        *(finding for duty in staffed.duties for finding in judge.duty(duty)),
        *judge.weeks(),
        *judge.years(),
        *judge.practitioners(),
    ]


def _unknown(staffed: Staffed) -> Iterator[Finding]:
    people: set[str] = {p.key for p in staffed.people}
    duties: set[str] = {d.key for d in staffed.duties}
    sessions: set[str] = {s.key for s in staffed.sessions}
    named_people: set[str] = {*staffed.person_of.values(), *staffed.substitutes.values(), *(p for p, _ in staffed.goes)}
    named_duties: set[str] = {*staffed.person_of, *(d for d, _ in staffed.substitutes)}
    named_sessions: set[str] = {s for _, s in staffed.goes}
    wrong = (
        ("person", named_people - people),
        ("duty", named_duties - duties),
        ("session", named_sessions - sessions),
    )
    for kind, keys in wrong:
        for key in sorted(keys):
            yield Finding("staffing.unknown", key, {"kind": kind, "key": key}, Severity.STOPS_SAVING)


class _Judge:
    """One run over a staffing whose names are all known."""

    def __init__(self, staffed: Staffed) -> None:
        self.staffed = staffed
        self.person: Mapping[PersonKey, StaffMember] = {p.key: p for p in staffed.people}
        self.session = {s.key: s for s in staffed.sessions}
        self.course = {c.key: c for c in staffed.courses}
        self.papers: dict[tuple[PersonKey, SkillKey], list[Qualification]] = defaultdict(list)
        given = (
            q for p, s in sorted(staffed.goes) for q in gained(p, self.session[s], self.course[self.session[s].course])
        )
        for q in (*staffed.qualifications, *given):
            self.papers[q.person, q.skill].append(q)

    def duty(self, duty: Duty) -> Iterator[Finding]:
        """Whether each week of a duty has somebody who may give it."""
        facts = {"duty": duty.key, "element": duty.element, "title": duty.title, "group": duty.group}
        teacher = self.staffed.person_of.get(duty.key)
        if teacher is None:
            more = {"hours": duty.hours, "first": duty.first.isoformat()}
            yield Finding("staffing.nobody", duty.key, {**facts, **more}, Severity.WARNING)
        else:
            yield from self._may(self.person[teacher], duty, duty.first, duty.last, facts)
        for monday, _ in duty.hours_by_week:
            stand_in = self.staffed.substitutes.get((duty.key, monday))
            if stand_in is not None:
                yield from self._may(self.person[stand_in], duty, monday, monday + _SATURDAY, facts)
            who = stand_in or teacher
            if who is not None and (days := self._away(who, monday)):
                more = {"name": self.person[who].name, "person": who, "week": monday.isoformat(), "days": days}
                yield Finding("staffing.away", duty.key, {**facts, **more}, Severity.WARNING)

    def sessions(self) -> Iterator[Finding]:
        """Places, what must be held before, one session at a time."""
        count = Counter(s for _, s in self.staffed.goes)
        for key, people in sorted(count.items()):
            if people > self.session[key].places:
                facts = {"session": key, "people": people, "places": self.session[key].places}
                yield Finding("staffing.session_full", key, facts)
        by_person: dict[PersonKey, list[SessionKey]] = defaultdict(list)
        for who, key in sorted(self.staffed.goes):
            session = self.session[key]
            facts = {"name": self.person[who].name, "person": who, "session": key}
            for need in self.course[session.course].needs_before:
                if not self._holds(who, need, session.first):
                    yield Finding("staffing.not_ready", key, {**facts, "skill": need.skill, "needed": need.level})
            for other in by_person[who]:
                if self.session[other].first <= session.last and session.first <= self.session[other].last:
                    yield Finding("staffing.two_sessions", key, {**facts, "other": other})
            by_person[who].append(key)

    def weeks(self) -> Iterator[Finding]:
        """Lessons within each person's week, and together with a session within the working week."""
        lessons, away = self._lessons(), self._session_hours()
        for (who, monday), hours in sorted(lessons.items()):
            person, norms = self.person[who], self.staffed.norms
            limit = min(person.weekly_hours, norms.week_hours_max)
            facts = {"name": person.name, "person": who, "week": monday.isoformat()}
            if hours > limit:
                yield Finding("staffing.week_over", who, {**facts, "hours": hours, "limit": limit})
            together = hours + away[who, monday]
            if away[who, monday] and together > norms.week_hours_max:
                more = {"hours": hours, "session_hours": away[who, monday], "limit": norms.week_hours_max}
                yield Finding("staffing.session_over", who, {**facts, **more})

    def years(self) -> Iterator[Finding]:
        """Hours above the rate: lawful with consent, but told."""
        for load in loads(self.staffed.duties, self.staffed.person_of, self.staffed.people, self.staffed.norms):
            if load.above:
                name = self.person[load.person].name
                facts = {"name": name, "person": load.person, "year": load.year, "hours": load.hours}
                more = {"rate_hours": int(load.rate_hours)}
                yield Finding("staffing.above_rate", load.person, {**facts, **more}, Severity.WARNING)

    def practitioners(self) -> Iterator[Finding]:
        """Colleges and years in which practitioners teach less of the professional cycle than the norm asks."""
        staffed = self.staffed
        for share in practitioner_shares(staffed.duties, staffed.person_of, staffed.people, staffed.norms):
            if share.short_hours:
                facts = {
                    "organisation": share.organisation,
                    "year": share.year,
                    "percent": int(share.share * 100),
                    "least": int(share.least * 100),
                    "short_hours": share.short_hours,
                }
                yield Finding("staffing.practitioners_short", share.organisation, facts, Severity.WARNING)

    def _may(
        self, person: StaffMember, duty: Duty, first: date, last: date, facts: Mapping[str, object]
    ) -> Iterator[Finding]:
        """The role fits, and every need is held on every day; of each need the first day without it is told."""
        own = {**facts, "name": person.name, "person": person.key}
        if person.role not in duty.roles:
            yield Finding("staffing.role", duty.key, {**own, "role": person.role.value})
        for need in duty.needs:
            without = next((d for d in _days(first, last) if not self._holds(person.key, need, d)), None)
            if without is not None:
                more = {"skill": need.skill, "needed": need.level, "day": without.isoformat()}
                yield Finding("staffing.no_right", duty.key, {**own, **more})

    def _holds(self, who: PersonKey, need: Requirement, day: date) -> bool:
        return any(q.level >= need.level and q.in_force(day) for q in self.papers.get((who, need.skill), ()))

    def _away(self, who: PersonKey, monday: date) -> int:
        """Days of absence in the study week of a Monday."""
        gone = [a for a in self.staffed.absences if a.person == who]
        return sum(1 for d in _days(monday, monday + _SATURDAY) if any(a.first <= d <= a.last for a in gone))

    def _lessons(self) -> Counter[tuple[PersonKey, date]]:
        """Hours that each person gives in each week, substitution counted where it happens."""
        found: Counter[tuple[PersonKey, date]] = Counter()
        for duty in self.staffed.duties:
            for monday, hours in duty.hours_by_week:
                who = self.staffed.substitutes.get((duty.key, monday), self.staffed.person_of.get(duty.key))
                if who is not None:
                    found[who, monday] += hours
        return found

    def _session_hours(self) -> Counter[tuple[PersonKey, date]]:
        found: Counter[tuple[PersonKey, date]] = Counter()
        for who, key in self.staffed.goes:
            session = self.session[key]
            for monday, hours in weekly_hours(session, self.course[session.course].hours).items():
                found[who, monday] += hours
        return found


def _days(first: date, last: date) -> Iterable[date]:
    return (first + _DAY * n for n in range((last - first).days + 1))
