"""From a cluster and its term plans to teaching duties: what is taught to whom, when, where, and what it asks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil

from remeslo.core.base.calendar import AcademicCalendar, with_holidays
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, ProgrammeKey, WorkshopKey
from remeslo.core.competence.structure.folding import fold
from remeslo.core.curriculum.rules import Rule, binds
from remeslo.core.curriculum.shapes import week_limit
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.teaching import Asking
from remeslo.core.staffing.duty import Duty, DutyKey, usual_roles
from remeslo.core.staffing.requirement import strictest

PROFESSIONAL = "П"
"""Cycle whose hours the share of practitioners is counted over."""
TAUGHT = frozenset({ElementKind.SCHOOL, ElementKind.THEORY, ElementKind.LABORATORY, ElementKind.TRAINING_PRACTICE})
"""Kinds that somebody teaches hour by hour. Practice at an enterprise is guided by mentors under agreements of their
own, attestations are held by commissions: they are duties only where a requirement says who does them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedElement:
    """An element as staffing sees it; ``workshops`` are those that the programme itself names."""

    key: ElementKey
    title: str
    kind: ElementKind
    cycle: str
    competences: tuple[CompetenceKey, ...] = ()
    workshops: tuple[WorkshopKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProgramme:
    """
    A programme with its term plan.

    Parameters
    ----------
    calendar
        Of the groups that begin in the cluster's start year; groups of other years have the same weeks of their own.
    hours
        Hours > 0 of each element by the index of the week in the calendar.
    week_hours
        What a week holds when holidays take hours from it that are not taught otherwise; ``None``: they take nothing.
    """

    key: ProgrammeKey
    elements: tuple[PlannedElement, ...]
    calendar: AcademicCalendar
    hours: Mapping[ElementKey, Mapping[int, int]]
    week_hours: int | None = None


@dataclass(frozen=True, slots=True)
class DutyReading:
    """Duties in order of groups, elements, semesters and parts, and what is worth knowing about them."""

    duties: tuple[Duty, ...]
    findings: tuple[Finding, ...] = ()


def planned(cluster: Cluster, outcomes: Iterable[ProgrammeOutcome]) -> tuple[PlannedProgramme, ...]:
    """Programmes of the line that have a term plan, as staffing sees them."""
    workshops = {(o.key, e.index): e.workshops for o in cluster.offered for e in fold(o).outline.elements}
    found = []
    for outcome in outcomes:
        if outcome.design is None or outcome.problem is None or outcome.result is None or outcome.result.plan is None:
            continue
        elements = tuple(
            PlannedElement(
                key=e.index,
                title=e.title,
                kind=e.kind,
                cycle=e.cycle,
                competences=e.competences,
                workshops=workshops.get((outcome.key, e.index), ()),
            )
            for e in outcome.design.elements
        )
        found.append(
            PlannedProgramme(
                key=outcome.key,
                elements=elements,
                calendar=outcome.problem.calendar,
                hours=outcome.result.plan.hours,
                week_hours=None
                if binds(outcome.problem, Rule.HOLIDAY_HOURS_RECOVERED)
                else week_limit(outcome.problem),
            )
        )
    return tuple(found)


def duties(cluster: Cluster, programmes: Iterable[PlannedProgramme], *, years: Sequence[int]) -> DutyReading:
    """
    The duties of all groups of the cluster in the study years that begin on 1 September of ``years``.

    An element of a group is one duty a semester, or one for each subgroup where the group does not fit the places of
    the workshop in which the element is taught. Told are: groups whose programme has no plan, groups of other years
    whose own holidays take hours from weeks that the plan has filled, elements of which nobody says what they ask, and
    requirements that no duty meets.
    """
    making = _Making(cluster, {p.key: p for p in programmes}, frozenset(years))
    made = tuple(d for group in cluster.groups for d in making.of_group(group))
    return DutyReading(made, (*making.findings, *making.asking.unused()))


def study_years(cluster: Cluster, count: int = 2) -> tuple[int, ...]:
    """The first ``count`` study years that are planned: those of the cluster's start year and after."""
    return tuple(range(cluster.start_year, cluster.start_year + count))


@dataclass
class _Making:
    """One run over the groups."""

    cluster: Cluster
    programmes: Mapping[ProgrammeKey, PlannedProgramme]
    years: frozenset[int]
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.asking = Asking(self.cluster)
        self._told: set[tuple[ProgrammeKey, ElementKey]] = set()

    def of_group(self, group: StudentGroup) -> Iterator[Duty]:
        """Duties of a group."""
        programme = self.programmes.get(group.programme)
        if programme is None:
            if any(group.start_year <= year for year in self.years):
                facts = {"group": group.key, "programme": group.programme}
                self.findings.append(Finding("staffing.group_without_plan", group.key, facts, Severity.WARNING))
            return
        if lost := self._lost_to_own_holidays(group, programme):
            told: dict[str, object] = {
                "group": group.key,
                "start_year": group.start_year,
                "plan_year": self.cluster.start_year,
                "weeks": len(lost),
                "hours": sum(lost.values()),
                "monday": min(lost),
            }
            self.findings.append(Finding("staffing.holidays_of_another_year", group.key, told, Severity.WARNING))
        for element in programme.elements:
            for semester, hours in _by_semester(programme, element.key).items():
                yield from self._of_semester(group, programme, element, semester, hours)

    def _lost_to_own_holidays(self, group: StudentGroup, programme: PlannedProgramme) -> Mapping[date, int]:
        """Hours of weeks, by Monday, that a group of another year than the planned has no room for beside holidays."""
        if programme.week_hours is None or group.start_year == self.cluster.start_year:
            return {}
        shift = _monday(group.start_year) - _monday(self.cluster.start_year)
        weeks = (replace(w, monday=w.monday + shift, hours_lost=0) for w in programme.calendar)
        full: Counter[int] = Counter()
        for own in programme.hours.values():
            full.update(own)
        found = {}
        for week in with_holidays(AcademicCalendar(tuple(weeks)), self.cluster.holidays).study:
            room = max(0, programme.week_hours - week.hours_lost)
            is_asked = group.start_year + week.course - 1 in self.years
            if is_asked and week.hours_lost and full[week.index] > room:
                found[week.monday] = full[week.index] - room
        return found

    def _of_semester(
        self,
        group: StudentGroup,
        programme: PlannedProgramme,
        element: PlannedElement,
        semester: int,
        hours: Mapping[int, int],
    ) -> Iterator[Duty]:
        year = group.start_year + programme.calendar.weeks[min(hours)].course - 1
        formed = element.competences if element.cycle == PROFESSIONAL else ()
        asked = self.asking.of(programme.key, element.key, formed)
        if year not in self.years or (element.kind not in TAUGHT and not asked.roles):
            return
        if not asked.is_said and (programme.key, element.key) not in self._told:
            self._told.add((programme.key, element.key))
            facts = {"programme": programme.key, "element": element.key, "title": element.title}
            self.findings.append(
                Finding("staffing.element_without_requirement", str(element.key), facts, Severity.WARNING)
            )
        place = self.asking.place(group.organisation, asked.workshops or element.workshops)
        reasons = (*asked.reasons, *self.asking.of_place(place, asked.machines))
        subgroups = 1 if place is None else ceil(group.size / place.places)
        for part in range(1, subgroups + 1):
            tail = f"/p{part}" if subgroups > 1 else ""
            yield Duty(
                key=DutyKey(f"{group.key}/{element.key}/s{semester}{tail}"),
                programme=programme.key,
                element=element.key,
                group=group.key,
                organisation=group.organisation,
                year=year,
                hours_by_week=_dated(group.start_year, hours),
                title=element.title,
                kind=element.kind,
                semester=semester,
                part=part,
                subgroups=subgroups,
                needs=strictest(reason.requirement for reason in reasons),
                roles=frozenset(asked.roles) or usual_roles(element.kind),
                professional=element.cycle == PROFESSIONAL,
                workshop=place.key if place else None,
                site=place.site if place else self.asking.own_site(group.organisation),
                asked_by=reasons,
            )


def _by_semester(programme: PlannedProgramme, element: ElementKey) -> Mapping[int, Mapping[int, int]]:
    """Hours of an element by semester and week index; a week of vacation with lessons goes with the semester before."""
    found: dict[int, dict[int, int]] = {}
    for week, hours in sorted(programme.hours.get(element, {}).items()):
        if hours > 0:
            found.setdefault(_semester(programme.calendar, week), {})[week] = hours
    return found


def _semester(calendar: AcademicCalendar, week: int) -> int:
    """Semester of a week, of a vacation the one before it (the first one before any)."""
    before = (w.semester for w in reversed(calendar.weeks[: week + 1]) if w.semester is not None)
    return next(before, 1)


def _dated(start_year: int, hours: Mapping[int, int]) -> tuple[tuple[date, int], ...]:
    """Hours by the Mondays of a group that begins on 1 September of a year."""
    monday = _monday(start_year)
    return tuple((monday + timedelta(weeks=week), hours[week]) for week in sorted(hours))


def _monday(start_year: int) -> date:
    """Monday of the week that holds 1 September."""
    first = date(start_year, 9, 1)
    return first - timedelta(days=first.weekday())
