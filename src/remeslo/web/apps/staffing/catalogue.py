"""The catalogue of courses as pages show it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.upskill.gains import in_force_from
from remeslo.core.staffing.upskill.steps import StepState
from remeslo.web.apps.common.bodies import value_of
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.staffing.models import CourseRow, SessionRow, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSession:
    """A session with the places that are left."""

    row: SessionRow
    value: Session
    free: int
    open: bool

    @property
    def right_from(self) -> date:
        """First day of what it gives, when the paper comes in time."""
        return in_force_from(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCourse:
    """A course with its host and sessions, in order of days."""

    row: CourseRow
    value: Course
    host: Organisation
    sessions: tuple[ShownSession, ...]

    @property
    def open_sessions(self) -> tuple[ShownSession, ...]:
        """Those that somebody can still be sent to."""
        return tuple(s for s in self.sessions if s.open)


def courses(cluster: Cluster, day: date) -> list[ShownCourse]:
    """Every course of the catalogue; three queries."""
    taken: Counter[int] = Counter()
    for session, state in Step.objects.filter(cluster=cluster).values_list("session_id", "state"):
        taken[session] += StepState(state).takes_a_place
    sessions: dict[int, list[ShownSession]] = defaultdict(list)
    for row in SessionRow.objects.filter(cluster=cluster):
        free = max(0, row.places - taken[row.pk])
        shown = ShownSession(
            row=row, value=value_of(Session, row.body), free=free, open=bool(free) and day <= row.first
        )
        sessions[row.course_id].append(shown)
    return [
        ShownCourse(row=row, value=value_of(Course, row.body), host=row.host, sessions=tuple(sessions[row.pk]))
        for row in CourseRow.objects.filter(cluster=cluster).select_related("host")
    ]


def courses_giving(cluster: Cluster, skills: Iterable[str], day: date) -> Mapping[str, list[ShownCourse]]:
    """Courses by the skills that they give, of these skills; three queries."""
    wanted = frozenset(skills)
    found: dict[str, list[ShownCourse]] = defaultdict(list)
    for course in courses(cluster, day):
        for given in course.value.gives:
            if given.skill in wanted:
                found[given.skill].append(course)
    return dict(found)
