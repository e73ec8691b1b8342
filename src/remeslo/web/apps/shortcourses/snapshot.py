"""Rows as core values: a course as it is saved, what it comes to, what a learner's recognitions come to."""

import hashlib
import json
from collections.abc import Iterable

from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.courses.course import ShortCourse
from remeslo.core.line.courses.make import MadeCourse, make_course
from remeslo.core.line.individual.continuation import learner_problem
from remeslo.core.line.individual.credit import Credit, credit
from remeslo.interchange import normpack
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.programmes.queries import Planned, planned
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.shortcourses.enums import RecognitionState
from remeslo.web.apps.shortcourses.models import LearnerPlan, Recognition

_courses, _made = Memory(200), Memory(60)


def course_value(version: DocumentVersion) -> ShortCourse:
    """The course kept in a version; its body is read once a process."""
    return _courses.get(version.sha256, lambda: from_json(ShortCourse, version.body))


def programme_of(cluster: Cluster, course: ShortCourse) -> Planned | None:
    """The version of the programme that a course is cut from; one query."""
    return planned(cluster, course.programme, course.version or None)


def pack_of(cluster: ClusterValue, key: str) -> NormPack | None:
    """The norms of courses: the cluster's own edition of the pack, or the one that comes with the program."""
    return cluster.norms.get(key) or normpack.builtin().get(key)


def made_of(course: ShortCourse, found: Planned | None) -> MadeCourse:
    """What a course comes to; the same course from the same programme is made once a process."""
    if found is None:
        empty = ClusterValue(key="", name="", industry="", region="", day=course.group.start, start_year=2000)
        return make_course(course, None, empty, None)
    programme = found
    key = (course, programme.version.sha256, programme.origin.input.sha256)
    return _made.get(
        key, lambda: make_course(course, programme.outcome, programme.cluster, pack_of(programme.cluster, course.norms))
    )


def course_basis(version: DocumentVersion, found: Planned | None) -> str:
    """Hash of what the term of a course follows from."""
    return _hash(version.sha256, found.version.sha256 if found else "", found.origin.input.sha256 if found else "")


def confirmed(recognitions: Iterable[Recognition]) -> tuple[frozenset[str], frozenset[str]]:
    """Elements and outcomes of the recognitions that somebody else confirmed."""
    valid = [r for r in recognitions if r.state == RecognitionState.CONFIRMED]
    return frozenset(e for r in valid for e in r.elements), frozenset(o for r in valid for o in r.outcomes)


def credit_of(recognitions: Iterable[Recognition], found: Planned) -> Credit | None:
    """What confirmed recognitions come to in a programme; ``None`` when it has no design."""
    design = found.outcome.design
    elements, outcomes = confirmed(recognitions)
    return None if design is None else credit(design, elements=elements, outcomes=outcomes)


def learner_basis(plan: LearnerPlan, given: Credit, found: Planned) -> str:
    """Hash of what the own term of a learner follows from."""
    return _hash(found.version.sha256, *map(str, given.elements), str(plan.from_week))


def own_problem(plan: LearnerPlan, given: Credit, found: Planned) -> TermProblem | None:
    """The term problem of a learner; ``None`` when the group has no plan. Raises ChangeRefused."""
    outcome = found.outcome
    if outcome.problem is None or outcome.result is None or outcome.result.plan is None:
        return None
    return learner_problem(outcome.problem, outcome.result.plan, given.elements, from_week=plan.from_week)


def _hash(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
