"""A short course made: cut, hours, term problem and kind, with everything that is to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.courses.choice import check_choice
from remeslo.core.competence.courses.closure import CourseCut, cut
from remeslo.core.competence.courses.kind import KindChoice, course_kind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.courses.course import ShortCourse
from remeslo.core.line.courses.parts import CoursePart, course_parts
from remeslo.core.line.courses.problem import course_problem, used_workshops
from remeslo.core.line.outcome import ProgrammeOutcome

FULL_WEEK = 36
"""Hours of a full week, by which holidays are measured where the programme's rules name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCourse:
    """
    What a course comes to.

    Parameters
    ----------
    cut
        ``None`` when the programme has no design.
    problem
        ``None`` when nothing can be planned; the findings say why.
    kind
        ``None`` when it has no hours.
    hours
        Of all parts and the final attestation.
    """

    course: ShortCourse
    cut: CourseCut | None
    parts: tuple[CoursePart, ...]
    problem: TermProblem | None
    kind: KindChoice | None
    hours: int
    findings: tuple[Finding, ...]


def make_course(
    course: ShortCourse, outcome: ProgrammeOutcome | None, cluster: Cluster, pack: NormPack | None
) -> MadeCourse:
    """
    The course from a programme as the line made it; never raises on bad data.

    ``pack`` has the norms of such courses (see `course_kind`); without it the kind stays open, and that is told.
    """
    design = outcome.design if outcome is not None else None
    if outcome is None or design is None:
        gone = Finding("course.no_programme", "", {"programme": course.programme}, Severity.STOPS_SAVING)
        return MadeCourse(course=course, cut=None, parts=(), problem=None, kind=None, hours=0, findings=(gone,))
    found = list(check_choice(design, course.choice))
    made = cut(design, course.choice)
    parts = course_parts(made, outcome.result.plan if outcome.result is not None else None)
    found += made.findings
    found += _of_lessons(parts, found)
    found += _of_group(course, parts, cluster, _week(outcome))
    hours = sum(p.hours for p in parts) + course.exam.hours if parts else 0
    kind = _kind(course, hours, pack) if hours else None
    found += kind.reasons if kind is not None else ()
    problem = None
    if parts and not any_hard(f for f in found if f.severity >= Severity.STOPS_SAVING):
        problem = _problem(course, parts, made, design, cluster, _week(outcome), found)
    return MadeCourse(
        course=course, cut=made, parts=parts, problem=problem, kind=kind, hours=hours, findings=tuple(found)
    )


def _week(outcome: ProgrammeOutcome) -> int:
    rule = outcome.problem.rules.get(Rule.WEEK_MAX_HOURS) if outcome.problem is not None else None
    return max(1, int(rule.amount)) if rule is not None else FULL_WEEK


def _kind(course: ShortCourse, hours: int, pack: NormPack | None) -> KindChoice:
    if pack is None:
        facts = {"pack": course.norms}
        return KindChoice(None, (Finding("course.no_norm_pack", "", facts, Severity.STOPS_PUBLISHING),))
    return course_kind(hours=hours, aim=course.aim, schooled=course.group.schooled, book=pack, day=course.group.start)


def _problem(
    course: ShortCourse,
    parts: tuple[CoursePart, ...],
    made: CourseCut,
    design: ProgrammeDesign,
    cluster: Cluster,
    week: int,
    found: list[Finding],
) -> TermProblem | None:
    try:
        return course_problem(course, parts, made, design=design, cluster=cluster, week_hours=week)
    except ValueError as error:
        found.append(Finding("course.no_problem", "", {"reason": str(error)}, Severity.STOPS_SAVING))
        return None


def _of_lessons(parts: tuple[CoursePart, ...], found: list[Finding]) -> Iterator[Finding]:
    if not parts and not any_hard(found):
        yield Finding("course.no_lessons", "", {}, Severity.STOPS_SAVING)


def _of_group(course: ShortCourse, parts: tuple[CoursePart, ...], cluster: Cluster, week: int) -> Iterator[Finding]:
    """Pace, attestation, holder and workshops."""
    group, exam = course.group, course.exam
    if group.pace > week:
        yield Finding("course.pace_over_week", "", {"pace": group.pace, "limit": week})
    if exam.hours > group.pace:
        facts: dict[str, object] = {"element": exam.index, "hours": exam.hours, "pace": group.pace}
        yield Finding("course.exam_over_pace", exam.index, facts, Severity.STOPS_SAVING)
    if any(p.element == exam.index for p in parts):
        yield Finding("course.exam_index_taken", exam.index, {"element": exam.index}, Severity.STOPS_SAVING)
    if all(o.key != course.organisation for o in cluster.organisations):
        facts = {"organisation": course.organisation}
        yield Finding("course.unknown_organisation", course.organisation, facts, Severity.STOPS_SAVING)
    known = {w.key for w in cluster.workshops}
    for key, _ in course.workshops:
        if key not in known:
            yield Finding("course.unknown_workshop", key, {"workshop": key}, Severity.STOPS_SAVING)
    yield from _of_workshops(course, parts, cluster)


def _of_workshops(course: ShortCourse, parts: tuple[CoursePart, ...], cluster: Cluster) -> Iterator[Finding]:
    """Lessons that the programme holds in workshops, none of which is open to the course's holder."""
    outline = cluster.outline(course.programme)
    named = {e.index: e.workshops for e in outline.elements} if outline is not None else {}
    used = used_workshops(course, parts, cluster)
    for part in parts:
        if named.get(part.element) and not used[part.element]:
            facts = {"element": part.element, "title": part.title, "workshops": tuple(named[part.element])}
            yield Finding("course.workshop_closed", part.element, facts, Severity.WARNING)
