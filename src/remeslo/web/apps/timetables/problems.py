"""From the cluster as it is to the lessons of a semester: what the planner of a timetable gets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from remeslo.core.base.keys import PersonKey
from remeslo.core.line.weekly.lessons import WeekReading, week_problem
from remeslo.core.line.weekly.supply import semester_weeks
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.services.assigning import assignment_in_force
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.apps.timetables.allocated import Allocated, allocated
from remeslo.web.apps.timetables.rules import rules_of
from remeslo.web.apps.timetables.week import Week


@dataclass(frozen=True, slots=True)
class Semester:
    """Half of a study year: ``2026-1`` is the autumn of 2026, ``2026-2`` the spring after it."""

    year: int
    half: int

    @property
    def key(self) -> str:
        """As it stands in addresses and as the key of the document."""
        return f"{self.year}-{self.half}"

    @property
    def title(self) -> str:
        """What the timetable is called, in the language that is on."""
        years = f"{self.year}/{(self.year + 1) % 100:02d}"
        if self.half == 1:
            return _("Timetable: autumn semester %(years)s") % {"years": years}
        return _("Timetable: spring semester %(years)s") % {"years": years}

    @property
    def stored_title(self) -> str:
        """What the document is called in lists and in the log."""
        with override("ru"):
            return self.title


def semester_of(key: str) -> Semester | None:
    """The semester of a key; ``None`` for anything else."""
    year, _dash, half = key.partition("-")
    known = year.isascii() and year.isdigit() and len(year) == 4 and half in ("1", "2")
    return Semester(int(year), int(half)) if known else None


def semesters(here: Scene) -> list[Semester]:
    """Semesters in which something is taught, in order."""
    mondays = {m for duty in here.duties for m, _ in duty.hours_by_week}
    found = []
    for year in here.years:
        for half in (1, 2):
            if mondays & set(semester_weeks(here.value, year, half)):
                found.append(Semester(year, half))
    return found


def semester_problem(cluster: Cluster, semester: Semester, given: Allocated | None = None) -> WeekReading:
    """The lessons of a semester by the term plans, the allocation (``given``) and the assignment in force."""
    here = scene(cluster)
    weeks = semester_weeks(here.value, semester.year, semester.half)
    given = given or allocated(cluster, here, semester.year)
    reading = week_problem(
        here.value,
        given.duties,
        weeks=weeks,
        rules=rules_of(here.value.day),
        bookings=given.bookings,
        person_of=assignment_in_force(cluster).person_of,
    )
    return WeekReading(reading.problem, (*given.findings, *reading.findings))


def who_may(here: Scene, week: Week, person: PersonKey) -> Mapping[DutyKey, tuple[PersonKey, ...]]:
    """For each duty of a teacher, others with the right to teach it: of the same college first, then by name."""
    found: dict[DutyKey, tuple[PersonKey, ...]] = {}
    for lesson in week.problem.lessons:
        duty = here.duty.get(lesson.duty)
        if lesson.teacher != person or duty is None or lesson.duty in found:
            continue
        able = here.rights.eligible(duty) - {person}
        own = {p.key for p in here.people if p.organisation == duty.organisation}
        found[lesson.duty] = tuple(sorted(able, key=lambda p: (p not in own, here.name(p), p)))
    return found


def like_rooms(here: Scene, week: Week, room: RoomKey) -> tuple[RoomKey, ...]:
    """Other workshops that have all the machines of this one; none for a classroom."""
    equipment = {str(w.key): frozenset(w.equipment) for w in here.value.workshops}
    own = equipment.get(str(room))
    if not own:
        return ()
    known = [r.key for r in week.problem.rooms if r.key != room]
    return tuple(r for r in known if own <= equipment.get(str(r), frozenset()))


def study_days(week: Week, first: date, last: date) -> Collection[tuple[date, int]]:
    """Days from ``first`` to ``last`` that lie in the semester, as Monday and day of the week."""
    found = []
    for monday in week.problem.weeks:
        found += [(monday, d) for d in range(week.problem.bells.days) if first <= monday + timedelta(days=d) <= last]
    return frozenset(found)
