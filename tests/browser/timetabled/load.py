"""Puts timetables made by hand into the running server's data: ``REMESLO_DATA=… python load.py CLUSTER SEMESTER…``."""

import os
import sys
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from remeslo.core.base.elements import ElementKind  # noqa: E402
from remeslo.core.line.weekly.bells import Bells, Pair  # noqa: E402
from remeslo.core.line.weekly.lesson import Lesson, LessonRoom, Person, Slot, WeekProblem  # noqa: E402
from remeslo.web.apps.common.models import Cluster  # noqa: E402
from remeslo.web.apps.timetables.kept import KeptWeek  # noqa: E402
from remeslo.web.apps.timetables.services.keeping import keep_scene, save_week  # noqa: E402

WEEKS = tuple(date(2026, 8, 31) + timedelta(weeks=n) for n in range(17))
BELLS = Bells(tuple(Pair(h * 60 + 30, h * 60 + 120) for h in (8, 10, 12, 14)), 6)
ROOMS = (
    LessonRoom(key="r1", site="college-main", title="Room 1", seats=30),
    LessonRoom(key="r2", site="college-main", title="Room 2", seats=30),
    LessonRoom(key="drilling", site="college-main", title="Drilling bay", seats=24),
    LessonRoom(key="assembly", site="works-shop", title="Training corner", seats=24),
)


def lesson(number: int, title: str, teacher: str, rooms: tuple[str, ...], kind: ElementKind) -> Lesson:
    return Lesson(
        key=f"f-26/{title}/s1#{number}",
        duty=f"f-26/{title}/s1",
        programme="fitter",
        element=title,
        title=title,
        kind=kind,
        organisation="college",
        groups=("f-26",),
        size=20,
        weeks=WEEKS,
        teacher=teacher,
        rooms=rooms,
    )


def main(key: str, semesters: list[str]) -> None:
    """The same timetable for each of these semesters, as its first version."""
    cluster = Cluster.objects.get(key=key)
    given = (
        (lesson(1, "Technical drawing", "t-hale", ("r1", "r2"), ElementKind.THEORY), Slot(0, 1, "r1")),
        (lesson(2, "Technical drawing", "t-hale", ("r1", "r2"), ElementKind.THEORY), Slot(1, 1, "r1")),
        (lesson(1, "Materials", "t-hale", ("r1", "r2"), ElementKind.THEORY), Slot(0, 2, "r2")),
        (lesson(1, "Drilling", "m-birch", ("drilling",), ElementKind.TRAINING_PRACTICE), Slot(2, 1, "drilling")),
        (lesson(1, "Assembly", "m-birch", ("assembly",), ElementKind.TRAINING_PRACTICE), Slot(4, 3, "assembly")),
    )
    problem = WeekProblem(
        key=key,
        weeks=WEEKS,
        bells=BELLS,
        lessons=tuple(x for x, _ in given),
        rooms=ROOMS,
        people=(Person(key="t-hale"), Person(key="m-birch")),
        minutes={("college-main", "works-shop"): 20},
    )
    kept = KeptWeek(keep_scene(cluster, problem), {x.key: slot for x, slot in given})
    title = "Расписание: осенний семестр 2026/27"
    now = timezone.now()
    for semester in semesters:
        save_week(cluster, kept, semester, title=title, lessons=len(given), hard=0, by=None, at=now)


main(sys.argv[1], sys.argv[2:])
