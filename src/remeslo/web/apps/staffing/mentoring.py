"""Mentorships as pages show them: state, load, what is wrong; and as the core judges them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey, PersonKey, WorkshopKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.check import Mentoring, check_mentors
from remeslo.core.staffing.mentors.workdays import WorkingDays, working_days
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.registry import models
from remeslo.web.apps.registry.models import StudentGroup, Workshop
from remeslo.web.apps.staffing.audience import Thing, may_see, mentorship_thing
from remeslo.web.apps.staffing.models import AbsenceRow, MentorshipRow, StaffEvent
from remeslo.web.apps.staffing.norms import mentor_norms
from remeslo.web.apps.staffing.overlay import DECLINED, events_by_subject, mentorship


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMentorship:
    """A mentorship with the mentor's word and early end laid over it."""

    row: MentorshipRow
    value: Mentorship
    state: str
    college: Organisation | None
    workplace: str
    findings: tuple[Finding, ...] = ()

    @property
    def thing(self) -> Thing:
        """For asking about rights."""
        return mentorship_thing(self.row, self.college)

    @property
    def hard(self) -> int:
        """How many rules it breaks."""
        return sum(f.hard for f in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorLoad:
    """A mentor with the mentorships that the reader sees and the most trainees on one day."""

    person: StaffMember
    house: str
    shown: tuple[ShownMentorship, ...]
    findings: tuple[Finding, ...]
    today: int


class MentorBoard:
    """All mentorships of a cluster on a day, judged once."""

    def __init__(self, cluster: Cluster, day: date) -> None:
        self.cluster, self.day = cluster, day
        self.norms = mentor_norms(day)

    @cached_property
    def rows(self) -> list[MentorshipRow]:
        """Rows with mentors and their houses; one query."""
        return list(MentorshipRow.objects.filter(cluster=self.cluster).select_related("mentor__organisation"))

    @cached_property
    def events(self) -> Mapping[str, Sequence[StaffEvent]]:
        """What happened since the rows were written; one query."""
        return events_by_subject(self.cluster)

    @cached_property
    def values(self) -> Mapping[int, Mentorship]:
        """Mentorships with what happened laid over them, by row."""
        return {r.pk: mentorship(r.body, self.events) for r in self.rows}

    @cached_property
    def places(self) -> Mapping[str, Workshop]:
        """Workshops by key; one query."""
        return {w.key: w for w in Workshop.objects.filter(cluster=self.cluster)}

    @cached_property
    def shown(self) -> tuple[ShownMentorship, ...]:
        """Every mentorship, judged; a fixed number of queries."""
        groups = StudentGroup.objects.filter(cluster=self.cluster).select_related("organisation")
        colleges = {g.key: g.organisation for g in groups}
        return tuple(self._shown(row, self.values[row.pk], colleges) for row in self.rows)

    @cached_property
    def judged(self) -> Mapping[str, Sequence[Finding]]:
        """Findings by what they are about: a mentorship's, a mentor's or a workplace's key; one query."""
        people = {r.mentor.key: staff_value(r.mentor) for r in self.rows}
        away = AbsenceRow.objects.filter(cluster=self.cluster).values_list("body", flat=True)
        mentoring = Mentoring(
            mentorships=tuple(self.values.values()),
            people=tuple(people.values()),
            norms=self.norms,
            calendar=self.calendar,
            absences=tuple(from_json(Absence, body) for body in away),
            places={WorkshopKey(k): w.places for k, w in self.places.items()},
        )
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in check_mentors(mentoring, on=self.day):
            found[finding.where].append(finding)
        return found

    def seen_by(self, user: User) -> list[ShownMentorship]:
        """Those that this reader may see, in order of days."""
        seen = [s for s in self.shown if can(user, Action.SEE_MENTORSHIP, s.thing)]
        return sorted(seen, key=lambda s: (s.state == "over", s.value.first, s.row.key))

    def loads(self, seen: Sequence[ShownMentorship], user: User) -> list[MentorLoad]:
        """
        Mentors of these mentorships, those with something wrong first.

        What is wrong only over all of a mentor's work is told to those who may see the mentor's page.
        """
        by_mentor: dict[str, list[ShownMentorship]] = defaultdict(list)
        for s in seen:
            by_mentor[s.row.mentor.key].append(s)
        found = []
        for key, own in by_mentor.items():
            mentor = own[0].row.mentor
            running = {t.key for s in own if s.value.first <= self.day <= s.value.last_day for t in s.value.trainees}
            found.append(
                MentorLoad(
                    person=staff_value(mentor),
                    house=mentor.organisation.name,
                    shown=tuple(own),
                    findings=tuple(self.judged.get(key, ())) if may_see(user, mentor) else (),
                    today=len(running),
                )
            )
        return sorted(found, key=lambda m: (not any(f.hard for f in m.findings), m.person.name))

    @cached_property
    def calendar(self) -> WorkingDays:
        """Working days of the cluster; one query."""
        return calendar(self.cluster)

    def _shown(self, row: MentorshipRow, value: Mentorship, colleges: Mapping[str, Organisation]) -> ShownMentorship:
        place = self.places.get(str(value.workplace))
        return ShownMentorship(
            row=row,
            value=value,
            state=state_of(value, self.events.get(f"mentorship:{row.key}", ()), self.day),
            college=colleges.get(str(value.group)),
            workplace=place.name if place else "",
            findings=tuple(self.judged.get(row.key, ())),
        )


def state_of(value: Mentorship, events: Sequence[StaffEvent], day: date) -> str:
    """A word of `words.MENTORSHIP_STATES`."""
    if value.last_day < day:
        return "over"
    if value.consent is None and events and events[-1].kind == DECLINED:
        return "declined"
    if value.ended_on is not None and value.ended_on < value.last:
        return "ending"
    if value.consent is None:
        return "asked" if day < value.first else "without_consent"
    return "running" if value.first <= day else "agreed"


def staff_value(person: models.StaffMember) -> StaffMember:
    """The core's value of a mentor; read with ``select_related("organisation")``."""
    return StaffMember(
        key=PersonKey(person.key),
        organisation=OrganisationKey(person.organisation.key),
        name=person.name,
        role=StaffRole(person.role),
        subjects=tuple(person.subjects),
        weekly_hours=person.weekly_hours,
    )


def calendar(cluster: Cluster) -> WorkingDays:
    """Working days of the cluster; one query where it keeps holidays."""
    rows = getattr(cluster, "holidays", None)
    return working_days(rows.values_list("day", flat=True) if rows is not None else ())
