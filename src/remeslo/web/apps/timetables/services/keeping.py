"""Keeping a timetable: its scene once, then a version."""

from datetime import datetime

from django.db import IntegrityError, transaction

from remeslo.core.line.weekly.lesson import WeekProblem
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.timetables.kept import KeptWeek, scene_body, scene_digest, week_content
from remeslo.web.apps.timetables.models import WeekScene


def keep_scene(cluster: Cluster, problem: WeekProblem) -> str:
    """Write the lessons, rooms and people of a problem unless they are there; their digest."""
    body = scene_body(problem)
    sha = scene_digest(body)
    if not WeekScene.objects.filter(cluster=cluster, sha256=sha).exists():
        try:
            with transaction.atomic():
                WeekScene(cluster=cluster, sha256=sha, body=body).save()
        except IntegrityError:  # another worker was as quick
            pass
    return sha


@transaction.atomic
def save_week(
    cluster: Cluster,
    kept: KeptWeek,
    semester: str,
    *,
    title: str,
    lessons: int,
    hard: int,
    by: User | None,
    at: datetime,
    based_on: int | None = None,
    note: str = "",
) -> DocumentVersion:
    """The next version of a semester's timetable; raises Outdated when ``based_on`` is no longer the latest."""
    content = week_content(kept, semester, title, lessons=lessons, hard=hard)
    return save_version(cluster, content, by=by, at=at, based_on=based_on, note=note)
