"""Timetables as values, from their rows; the number of queries does not grow with the lessons."""

from typing import Any

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.line.weekly.lesson import WeekProblem
from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.registry.models import Site, StaffMember, StudentGroup
from remeslo.web.apps.timetables.bodies import body_of
from remeslo.web.apps.timetables.kept import KeptWeek, kept_week, scene_problem
from remeslo.web.apps.timetables.models import WeekScene
from remeslo.web.apps.timetables.week import GroupFacts, Names, Week

_problems, _kept = Memory(8), Memory(20)


def week_of(cluster: Cluster, version: DocumentVersion, semester: str, names: Names) -> Week:
    """The timetable of a version; at most two queries, none when it is in memory."""
    kept: KeptWeek = _kept.get(version.sha256, lambda: kept_week(body_of(version)))
    return Week(semester=semester, problem=problem_of(cluster, kept.scene), kept=kept, names=names)


def problem_of(cluster: Cluster, scene: str) -> WeekProblem:
    """The problem of a scene; a query when it is not in memory."""

    def read() -> WeekProblem:
        body: Any = WeekScene.objects.values_list("body", flat=True).get(cluster=cluster, sha256=scene)
        return scene_problem(body)

    found: WeekProblem = _problems.get((cluster.pk, scene), read)
    return found


def names_of(cluster: Cluster, semester: str = "") -> Names:
    """Names of people, sites, organisations and groups of a cluster; four queries."""
    organisations = list(cluster.organisations.select_related("parent"))
    sites = list(Site.objects.filter(cluster=cluster).values_list("key", "name", "organisation__key"))
    year = int(semester[:4]) if semester[:4].isdigit() else cluster.start_year
    rows = StudentGroup.objects.filter(cluster=cluster).values_list(
        "key", "organisation__key", "programme", "start_year"
    )
    return Names(
        people=dict(StaffMember.objects.filter(cluster=cluster).values_list("key", "name")),
        sites={key: name for key, name, _ in sites},
        organisations={o.key: o.name for o in organisations},
        house_of={key: house for key, _, house in sites},
        employers=frozenset(o.key for o in organisations if o.is_employer),
        parent_of={o.key: o.parent.key for o in organisations if o.parent},
        groups={
            key: GroupFacts(OrganisationKey(whose), programme, year - start + 1)
            for key, whose, programme, start in rows
        },
    )
