"""Questions over people, papers and steps; each takes a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from remeslo.core.base.text import fold
from remeslo.core.staffing.absence import Absence, AbsenceReason
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.upskill.steps import COMING, StepState
from remeslo.web.apps.common.bodies import value_of
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import AbsenceRow, Certificate, QualificationRow, SkillRow, StaffEvent, Step
from remeslo.web.apps.staffing.overlay import events_by_subject, qualification

SOON: Final = timedelta(days=183)
"""How long before its last day a paper is shown as running out: half a year, time for a course."""


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which a person does not teach."""

    row: AbsenceRow
    reason: AbsenceReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A qualification as pages show it; ``value`` is what was entered, ``until`` its last day after all."""

    row: QualificationRow
    value: Qualification
    title: str
    until: date | None
    state: str
    days_left: int | None
    taken_back: StaffEvent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list."""

    person: StaffMember
    in_force: int
    soon: int
    ended: int
    underway: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFigures:
    """The staff in numbers, without names."""

    people: int
    by_role: Mapping[str, int]
    by_house: Sequence[tuple[str, int]]
    in_force: int
    soon: int
    ended: int
    offered: int
    coming: int
    certified: int


def people(cluster: Cluster) -> list[StaffMember]:
    """Everybody; one query."""
    return list(StaffMember.objects.filter(cluster=cluster).select_related("organisation"))


def person(cluster: Cluster, key: str) -> StaffMember | None:
    """One person; one query."""
    rows = StaffMember.objects.filter(cluster=cluster, key=key)
    return rows.select_related("organisation", "home", "cluster").first()


def skill_titles(cluster: Cluster) -> dict[str, str]:
    """Titles of skills by key; one query."""
    return dict(SkillRow.objects.filter(cluster=cluster).values_list("key", "title"))


def papers(cluster: Cluster, day: date, titles: Mapping[str, str], *, of: StaffMember | None = None) -> list[Paper]:
    """Papers of one person or of everybody, those that run out first in front, what is over last; two queries."""
    rows = QualificationRow.objects.filter(cluster=cluster).select_related("certificate")
    if of is not None:
        rows = rows.filter(person=of)
    return _papers(rows, day, titles, events_by_subject(cluster))


def ending_papers(cluster: Cluster, day: date) -> list[Paper]:
    """Papers of everybody that run out soon, without titles; two queries, which read few other papers."""
    events = events_by_subject(cluster)
    touched = [subject.partition(":")[2] for subject in events if subject.startswith("qualification:")]
    near = Q(until__range=(day, day + SOON)) | Q(key__in=touched)
    rows = QualificationRow.objects.filter(near, cluster=cluster).select_related("certificate")
    return [p for p in _papers(rows, day, {}, events) if p.state == "soon"]


def _papers(
    rows: Iterable[QualificationRow],
    day: date,
    titles: Mapping[str, str],
    events: Mapping[str, Sequence[StaffEvent]],
) -> list[Paper]:
    found = [_paper(row, day, titles, events) for row in rows]
    return sorted(found, key=lambda p: (p.state in ("ended", "taken_back"), p.until or date.max, p.title))


def _paper(
    row: QualificationRow, day: date, titles: Mapping[str, str], events: Mapping[str, Sequence[StaffEvent]]
) -> Paper:
    entered: Qualification = value_of(Qualification, row.body)
    value = qualification(row.body, events)
    gone = next(iter(events.get(f"qualification:{row.key}", ())), None)
    until = value.until if value else row.since - timedelta(days=1)
    return Paper(
        row=row,
        value=entered,
        title=titles.get(row.skill, row.skill.partition(":")[2]),
        until=until,
        state=_state(row.since, until, day, gone),
        days_left=(until - day).days if until is not None and until >= day else None,
        taken_back=gone,
    )


def _state(since: date, until: date | None, day: date, gone: StaffEvent | None) -> str:
    if gone is not None and gone.on <= day:
        return "taken_back"
    if until is not None and until < day:
        return "ended"
    if since > day:
        return "later"
    return "soon" if until is not None and until - day <= SOON else "in_force"


def person_lines(shown: Iterable[StaffMember], found: Iterable[Paper], steps: Iterable[Step]) -> list[PersonLine]:
    """People with counts of their papers and courses; no query."""
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for paper in found:
        states[paper.row.person_id][paper.state] += 1
    underway = Counter(s.person_id for s in steps if s.state in (StepState.OFFERED, *COMING[:2]))
    return [
        PersonLine(
            person=p,
            in_force=states[p.pk]["in_force"] + states[p.pk]["soon"],
            soon=states[p.pk]["soon"],
            ended=states[p.pk]["ended"],
            underway=underway[p.pk],
        )
        for p in shown
    ]


def figures(everybody: Sequence[StaffMember], found: Iterable[Paper], steps: Iterable[Step]) -> StaffFigures:
    """Counts over the whole cluster; no query."""
    states = Counter(p.state for p in found)
    going = Counter(s.state for s in steps)
    return StaffFigures(
        people=len(everybody),
        by_role=dict(Counter(p.role for p in everybody)),
        by_house=Counter(p.organisation.name for p in everybody).most_common(),
        in_force=states["in_force"] + states["soon"],
        soon=states["soon"],
        ended=states["ended"],
        offered=going[StepState.OFFERED],
        coming=going[StepState.ACCEPTED] + going[StepState.CARRIED_OUT],
        certified=going[StepState.CERTIFIED],
    )


def all_steps(cluster: Cluster) -> list[Step]:
    """Every step, without what it leads to; one query."""
    return list(Step.objects.filter(cluster=cluster))


def steps_of(who: StaffMember) -> list[Step]:
    """A person's steps with session, course, host and certificates, the latest first; two queries."""
    rows = Step.objects.filter(person=who).select_related("session__course__host", "person__organisation")
    return list(rows.prefetch_related("certificates").order_by("-session__first", "-id"))


def absences(who: StaffMember, day: date) -> list[Away]:
    """Days on which a person is away, those gone by left out, the earliest first; one query."""
    rows = AbsenceRow.objects.filter(person=who, last__gte=day).order_by("first", "id")
    return [Away(row=row, reason=value_of(Absence, row.body).reason) for row in rows]


def step_of(cluster: Cluster, pk: int) -> Step | None:
    """One step; one query."""
    rows = Step.objects.filter(cluster=cluster, pk=pk)
    return rows.select_related("person__organisation", "session__course__host", "cluster").first()


def certificate_of(cluster: Cluster, pk: int) -> Certificate | None:
    """One certificate with what it is about; one query."""
    rows = Certificate.objects.filter(cluster=cluster, pk=pk)
    return rows.select_related("step__person__organisation", "step__session__course__host", "cluster").first()


def told(cluster: Cluster, subjects: Iterable[str]) -> dict[str, list[StaffEvent]]:
    """Events by subject, in order; one query."""
    found: dict[str, list[StaffEvent]] = defaultdict(list)
    for event in StaffEvent.objects.filter(cluster=cluster, subject__in=list(subjects)):
        found[event.subject].append(event)
    return dict(found)


def fits(text: str, *parts: Any) -> bool:
    """True when every word typed stands somewhere in the parts."""
    content = fold(" ".join(str(p) for p in parts))
    return all(word in content for word in fold(text).split())
