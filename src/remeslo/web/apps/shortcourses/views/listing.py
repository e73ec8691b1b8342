"""All short courses of the cluster."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.programmes.words import NOT_PLANNED
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.words import term_status


@dataclass(frozen=True, slots=True)
class Line:
    """A course of the list, with the status of its term in words."""

    document: VersionedDocument
    weeks: int | None
    status: tuple[Any, str, str]


@cluster_member_required(Action.SEE_PROGRAMMES)
def listing(request: ClusterRequest) -> HttpResponse:
    """The list."""
    found = queries.courses(request.cluster)
    jobs = queries.last_jobs([d.latest_id for d in found])
    lines = []
    for document in found:
        job = jobs.get(document.latest_id or 0)
        weeks = job.result.get("weeks") if job is not None else None
        lines.append(Line(document, weeks, term_status(job) if job is not None else NOT_PLANNED))
    context = {
        "lines": lines,
        "may_add": can_somewhere(request.user, Action.EDIT_SHORT_COURSE, request.cluster),
        "may_see_learners": can_somewhere(request.user, Action.SEE_LEARNER, request.cluster),
    }
    return render(request, "shortcourses/list.html", context)
