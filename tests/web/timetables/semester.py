"""A small timetable, made by hand: two groups, two teachers, a workshop, classrooms, a shop of an enterprise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.web.conftest import small_cluster

from remeslo.core.base.elements import ElementKind
from remeslo.core.line.cluster import StudentGroup
from remeslo.core.line.weekly.bells import Bells, Pair
from remeslo.core.line.weekly.lesson import Lesson, LessonRoom, Person, Slot, WeekProblem
from remeslo.core.network.resources import Site

SEMESTER = "2026-1"
FIRST = date(2026, 8, 31)
WEEKS = tuple(FIRST + timedelta(weeks=n) for n in range(4))
NOW = datetime(2026, 8, 25, 9, 0, tzinfo=UTC)
BELLS = Bells(tuple(Pair(h * 60 + 30, h * 60 + 120, 1 if n < 3 else 2) for n, h in enumerate((8, 10, 12, 14))), 6)


def lesson(key: str, title: str, group: str, teacher: str | None, rooms: tuple[str, ...], **more: Any) -> Lesson:
    given: dict[str, Any] = {
        "programme": "welder",
        "element": "ОП.01",
        "kind": ElementKind.THEORY,
        "organisation": "base",
        "size": 24,
        "weeks": WEEKS,
    }
    duty, _, _ = key.partition("#")
    return Lesson(key=key, duty=duty, title=title, groups=(group,), teacher=teacher, rooms=rooms, **{**given, **more})


def problem() -> WeekProblem:
    practice = {"kind": ElementKind.TRAINING_PRACTICE, "element": "УП.01"}
    return WeekProblem(
        key="small",
        weeks=WEEKS,
        bells=BELLS,
        lessons=(
            lesson("maths#1", "Математика", "СВ-26", "p2", ("r201", "r202")),
            lesson("maths#2", "Математика", "СВ-26", "p2", ("r201", "r202"), weeks=WEEKS[::2]),
            lesson("weld#1", "Сварка, часть 1", "СВ-26", "p1", ("w1",), size=12, part=1, subgroups=2, **practice),
            lesson("weld#2", "Сварка, часть 2", "СВ-26", "p1", ("w1",), size=12, part=2, subgroups=2, **practice),
            lesson("tech#1", "Технология", "ТК-26", "p2", ("r202", "r201"), organisation="net"),
            lesson(
                "shop#1",
                "Практика в цехе",
                "ТК-26",
                "p1",
                ("shop",),
                pairs=3,
                whole_day=True,
                weeks=WEEKS[1:2],
                **practice,
            ),
        ),
        rooms=(
            LessonRoom(key="r201", site="s1", title="Аудитория 201", seats=30),
            LessonRoom(key="r202", site="s1", title="Аудитория 202", seats=30),
            LessonRoom(key="w1", site="s1", title="Сварочная", seats=12),
            LessonRoom(key="shop", site="s3", title="Учебный участок", seats=30),
        ),
        people=(Person(key="p1"), Person(key="p2")),
        minutes={("s1", "s3"): 30},
    )


SLOTS = {
    "maths#1": Slot(0, 1, "r201"),
    "maths#2": Slot(1, 2, "r201"),
    "weld#1": Slot(2, 1, "w1"),
    "weld#2": Slot(2, 2, "w1"),
    "tech#1": Slot(0, 2, "r202"),
    "shop#1": Slot(3, 1, "shop"),
}


def load() -> Any:
    """The small cluster with a second group and a site of the turbine works."""
    from remeslo.web.apps.registry.services import load_cluster

    value = small_cluster()
    other = StudentGroup(key="ТК-26", organisation="net", programme="welder", start_year=2026, size=24)
    shop = Site(key="s3", organisation="turbines", name="Цех 5")
    return load_cluster(replace(value, groups=(*value.groups, other), sites=(*value.sites, shop)), by=None)


def save(cluster: Any, slots: Any = None, *, by: Any = None, asked: WeekProblem | None = None, **more: Any) -> Any:
    """A version of the timetable."""
    from remeslo.web.apps.timetables.kept import KeptWeek
    from remeslo.web.apps.timetables.services.keeping import keep_scene, save_week

    asked = asked or problem()
    kept = KeptWeek(keep_scene(cluster, asked), slots or SLOTS, **more)
    title = "Расписание: осенний семестр 2026/27"
    return save_week(cluster, kept, SEMESTER, title=title, lessons=len(asked.lessons), hard=0, by=by, at=NOW)


def announce(cluster: Any, name: str = "Первый", *, at: datetime = NOW) -> Any:
    """The latest version as a release."""
    from remeslo.web.apps.timetables import queries
    from remeslo.web.apps.timetables.judging import findings_of
    from remeslo.web.apps.timetables.services.releasing import publish
    from remeslo.web.apps.timetables.snapshot import names_of, week_of

    head = queries.document(cluster, SEMESTER)
    names = names_of(cluster, SEMESTER)
    last = queries.last_release(head)
    week = week_of(cluster, head.latest, SEMESTER, names)
    before = week_of(cluster, last.version, SEMESTER, names) if last else None
    return publish(cluster, head, head.latest, week, before, name=name, findings=findings_of(week), by=None, at=at)
