"""From the parts of a course to its term problem: own calendar and pace, workshops as resources, order of lessons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from remeslo.core.base.calendar import WEEKS_PER_COURSE, AcademicCalendar, Holiday, Week, with_holidays
from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey, WorkshopKey
from remeslo.core.competence.courses.closure import Because, CourseCut
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.curriculum.element import LinkKind, Precedence, TermElement
from remeslo.core.curriculum.links import Link, circle, module_links
from remeslo.core.curriculum.problem import Objective, RuleValue, TermProblem
from remeslo.core.curriculum.resources import Need, Resource, ResourceKey
from remeslo.core.curriculum.rules import Rule
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.courses.course import CourseGroup, ShortCourse
from remeslo.core.line.courses.parts import CoursePart
from remeslo.core.network.resources import Workshop

SPARE_WEEKS = 4
MOST_WEEKS = 4 * WEEKS_PER_COURSE
"""A course that needs longer has no plan: its group is too slow or its workshops too small."""


def course_problem(
    course: ShortCourse,
    parts: Sequence[CoursePart],
    cut: CourseCut,
    *,
    design: ProgrammeDesign,
    cluster: Cluster,
    week_hours: int,
) -> TermProblem:
    """
    The term problem of a course that has at least one part.

    ``week_hours``, > 0: hours of a full week of study, by which holidays are measured. Lessons keep the programme's own
    order, in the same week at the earliest; practice lies in single lessons, not in whole weeks. A workshop serves
    ``places x hours free a week``, of which an hour of the group takes one for each learner: a group larger than the
    workshop comes in turns.
    """
    workshops = used_workshops(course, parts, cluster)
    elements = (*_elements(course, parts, cut, design, workshops), *_exam(course, parts))
    resources = tuple(_resource(w, course) for w in dict.fromkeys(w for ws in workshops.values() for w in ws))
    weeks = _enough(course, elements, resources)
    return TermProblem(
        key=course.key,
        calendar=course_calendar(course.group, weeks, cluster.holidays, week_hours),
        elements=elements,
        rules={Rule.WEEK_MAX_HOURS: RuleValue(course.group.pace, "", verified=True)},
        required_outcomes=frozenset(o for p in parts for o in p.first),
        resources=resources,
        objective=(Objective.WEEKS, Objective.EVEN),
    )


def course_calendar(group: CourseGroup, asked: int, holidays: Iterable[Holiday], week_hours: int) -> AcademicCalendar:
    """
    So many weeks with lessons from the first one on, those of breaks between them.

    A holiday takes the share of the pace that it would take of a full week, rounded up.
    """
    monday = group.start - timedelta(days=group.start.weekday())
    weeks: list[Week] = []
    while asked > 0 and len(weeks) < MOST_WEEKS:
        n = len(weeks)
        this = monday + timedelta(weeks=n)
        free = _touches(this, group.breaks)
        weeks.append(Week(n, this, 1 + n // WEEKS_PER_COURSE, None if free else 1 + n // (WEEKS_PER_COURSE // 2)))
        asked -= not free
    lost = (replace(h, hours=min(group.pace, ceil(Fraction(h.hours * group.pace, week_hours)))) for h in holidays)
    return with_holidays(AcademicCalendar(tuple(weeks)), lost)


def _enough(course: ShortCourse, elements: Sequence[TermElement], resources: Sequence[Resource]) -> int:
    """
    Weeks that surely hold the course, where any number does.

    Twice what the scarcest of pace and workshops asks for (a week that holds a part of a group's hour holds none of it)
    and one for each element, since lessons that follow others begin in a new week.
    """
    most = ceil(sum(e.hours_min for e in elements) / course.group.pace)
    for resource in resources:
        taken = sum(e.hours_min * n.per_hour for e in elements for n in e.needs if n.resource == resource.key)
        if resource.capacity:
            most = max(most, ceil(Fraction(taken) / resource.capacity))
    return 2 * most + len(elements) + SPARE_WEEKS


def used_workshops(
    course: ShortCourse, parts: Sequence[CoursePart], cluster: Cluster
) -> Mapping[ElementKey, tuple[Workshop, ...]]:
    """
    Workshops in which the lessons of each part lie in the programme, as far as the course's holder may use them.

    A college's workshop that is not shared is for its own courses; places at enterprises serve everybody.
    """
    outline = cluster.outline(course.programme)
    named = _named(outline)
    by_key = {w.key: w for w in cluster.workshops}
    owners = {s.key: s.organisation for s in cluster.sites}
    colleges = {o.key for o in cluster.organisations if o.role.is_college} - {course.organisation}
    found = {}
    for part in parts:
        known = (by_key[k] for k in dict.fromkeys(named.get(part.element, ())) if k in by_key)
        found[part.element] = tuple(w for w in known if w.shared or owners.get(w.site) not in colleges)
    return found


def _named(outline: ProgrammeOutline | None) -> Mapping[ElementKey, tuple[WorkshopKey, ...]]:
    return {e.index: e.workshops for e in outline.elements} if outline is not None else {}


def _touches(monday: date, breaks: Iterable[tuple[date, date]]) -> bool:
    sunday = monday + timedelta(days=6)
    return any(first <= sunday and last >= monday for first, last in breaks)


def _elements(
    course: ShortCourse,
    parts: Sequence[CoursePart],
    cut: CourseCut,
    design: ProgrammeDesign,
    workshops: Mapping[ElementKey, tuple[Workshop, ...]],
) -> tuple[TermElement, ...]:
    there = {p.element for p in parts}
    after = {e.index: tuple(Precedence(k) for k in e.after if k in there) for e in design.elements}
    plain = tuple(_element(course, p, after[p.element], workshops[p.element]) for p in parts)
    resting = tuple(replace(e, after=(*e.after, *_rests(e, cut, there))) for e in plain)
    for elements in (_same_week(module_links(resting)), _same_week(module_links(plain))):
        if not circle([e.key for e in elements], _links(elements)):
            return elements
    return plain


def _same_week(elements: Sequence[TermElement]) -> tuple[TermElement, ...]:
    """What follows may begin in the week in which the other ends, on a later evening: a week holds few hours."""
    return tuple(replace(e, after=tuple(replace(p, lag_weeks=0) for p in e.after)) for e in elements)


def _rests(e: TermElement, cut: CourseCut, there: set[ElementKey]) -> Iterator[Precedence]:
    """Lessons that use something again begin not before those that teach it."""
    linked = {p.before for p in e.after}
    homes = {n.home for n in cut.taken_in if n.by == e.key and n.because is Because.USED}
    for home in sorted(homes - linked - {e.key}):
        if home in there:
            yield Precedence(home, LinkKind.START_START, 0)


def _links(elements: Sequence[TermElement]) -> list[Link]:
    return [Link(p.before, e.key, p.kind, p.lag_weeks) for e in elements for p in e.after]


def _element(
    course: ShortCourse, part: CoursePart, after: tuple[Precedence, ...], workshops: Sequence[Workshop]
) -> TermElement:
    places = sum(w.places for w in workshops)
    return TermElement(
        key=part.element,
        title=part.title,
        kind=part.kind,
        hours_min=part.hours,
        hours_wanted=part.hours,
        hours_max=part.hours,
        after=after,
        max_hours_per_week=course.group.pace,
        module=part.module,
        cycle=part.cycle,
        outcomes=tuple(part.first),
        needs=tuple(Need(_key(w.key), Fraction(course.group.size * w.places, places)) for w in workshops),
    )


def _exam(course: ShortCourse, parts: Sequence[CoursePart]) -> Iterator[TermElement]:
    """The final attestation: when all lessons are over, at the earliest in their last week."""
    exam = course.exam
    if exam.hours:
        yield TermElement(
            key=ElementKey(exam.index),
            title=exam.title,
            kind=ElementKind.ATTESTATION,
            hours_min=exam.hours,
            hours_wanted=exam.hours,
            hours_max=exam.hours,
            after=tuple(Precedence(p.element, lag_weeks=0) for p in parts),
            attestations=(AttestationMark(exam.form),),
            max_hours_per_week=course.group.pace,
            one_week=True,
        )


def _resource(workshop: Workshop, course: ShortCourse) -> Resource:
    free = dict(course.workshops).get(workshop.key, course.group.pace)
    return Resource(key=_key(workshop.key), title=workshop.name, capacity=workshop.places * free)


def _key(workshop: WorkshopKey) -> ResourceKey:
    return ResourceKey(f"workshop.{workshop}")
