"""Timetables: who makes them reads the latest version, everybody else of what was announced only theirs."""

from datetime import date

from ninja import Query
from pydantic import BaseModel, Field

from remeslo.core.line.weekly.lesson import Lesson
from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.services.moving import Changes
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.views.shown import sees

AREA = Area("timetables", Scope.TIMETABLES_READ)
ALL = f"{IN_CLUSTER}/timetables"


class Timetable(BaseModel):
    """A semester's timetable; ``version`` is the one that the person works with, null before anything was announced."""

    semester: str
    title: str
    version: int | None


class Timetables(Page[Timetable]):
    """A page of timetables."""


class LessonHere(BaseModel):
    """A lesson: the day (0 = Monday) and the first pair (from 1), in each of its weeks (Mondays); null: nowhere yet."""

    key: str
    title: str
    kind: str
    programme: str
    element: str
    organisation: str
    groups: list[str]
    part: int
    subgroups: int
    teacher: str | None
    teacher_name: str
    weeks: list[date]
    pairs: int
    day: int | None
    pair: int | None
    room: str | None


class Lessons(Page[LessonHere]):
    """A page of lessons of one version."""

    version: int | None


class AskedLessons(Asked):
    """Whose lessons."""

    group: str = Field("", max_length=100)
    teacher: str = Field("", max_length=100)


@AREA.get(ALL, Action.SEE_WEEKS, out=Timetables)
def listing(request: ApiRequest, cluster: str, asked: Query[Asked]) -> Timetables:
    """List the timetables of the cluster."""
    makes = can(request.user, Action.PLAN_WEEKS, request.cluster)
    shown, more = part(queries.documents(request.cluster), asked, lambda d: (d.key,), "timetables")
    items = []
    for document in shown:
        release = None if makes else queries.last_release(document)
        version = document.latest if makes else (release.version if release else None)
        items.append(
            Timetable(semester=document.key, title=document.title, version=version.number if version else None)
        )
    return Timetables(items=items, next=more)


@AREA.get(f"{ALL}/{{semester}}/lessons", Action.SEE_WEEKS, out=Lessons)
def lessons(request: ApiRequest, cluster: str, semester: str, asked: Query[AskedLessons]) -> Lessons:
    """List the lessons that are the person's to see, with where and when each lies."""
    page = WeekPage(request, semester)
    if page.version is None:
        return Lessons(items=[], next=None, version=None)
    page.changes = Changes(page.version.number)  # what somebody is just moving in the browser is not the timetable
    found = [x for x in page.week.problem.lessons if _fits(x, asked) and sees(page, x.key)]
    shown, more = part(found, asked, lambda x: (str(x.key),), f"lessons.{semester}")
    return Lessons(items=[_lesson(page, x) for x in shown], next=more, version=page.version.number)


def _fits(lesson: Lesson, asked: AskedLessons) -> bool:
    return (not asked.group or asked.group in lesson.groups) and asked.teacher in ("", lesson.teacher)


def _lesson(page: WeekPage, lesson: Lesson) -> LessonHere:
    slot = page.week.plan.slots.get(lesson.key)
    return LessonHere(
        key=lesson.key,
        title=lesson.title,
        kind=lesson.kind.value,
        programme=lesson.programme,
        element=lesson.element,
        organisation=lesson.organisation,
        groups=list(lesson.groups),
        part=lesson.part,
        subgroups=lesson.subgroups,
        teacher=lesson.teacher,
        teacher_name=page.week.names.person(lesson.teacher),
        weeks=list(lesson.weeks),
        pairs=lesson.pairs,
        day=slot.day if slot else None,
        pair=slot.pair if slot else None,
        room=slot.room if slot else None,
    )
