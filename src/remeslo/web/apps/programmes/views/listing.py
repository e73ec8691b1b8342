"""All programmes of the cluster."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.core.curriculum.result import Status
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.queries import ListedProgramme, listed_programmes
from remeslo.web.apps.programmes.words import NOT_PLANNED, STATUS


@dataclass(frozen=True, slots=True)
class Line:
    """A programme of the list with its status in words."""

    programme: ListedProgramme
    status: tuple[Any, str, str]
    gap: int | None


@cluster_member_required(Action.SEE_PROGRAMMES)
def listing(request: ClusterRequest) -> HttpResponse:
    """The list."""
    lines = [_line(p) for p in listed_programmes(request.cluster)]
    return render(request, "programmes/list.html", {"lines": lines, "planned": any(x.programme.plan for x in lines)})


def _line(programme: ListedProgramme) -> Line:
    status = str(programme.summary.get("status") or "")
    weeks, bound = programme.summary.get("weeks"), programme.summary.get("bound")
    gap = weeks - bound if isinstance(weeks, int) and isinstance(bound, int) else None
    return Line(programme, STATUS[Status(status)] if status else NOT_PLANNED, gap)
