"""One job: how far it is, what happened, why it failed; stopping it, asking again."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import CannotRepeat
from remeslo.web.apps.jobs import queries
from remeslo.web.apps.jobs.access import may_repeat, may_stop, open_job
from remeslo.web.apps.jobs.services import acting
from remeslo.web.apps.jobs.words import CHIPS, log_text


@never_cache
@cluster_member_required(Action.SEE_CLUSTER)
def job(request: ClusterRequest, crew: str, job_id: int) -> HttpResponse:
    """The job; asked by htmx, only the live part."""
    team, found = open_job(request, crew, job_id)
    line = queries.line_of(team, found)
    context: dict[str, Any] = {
        "job": found,
        "line": line,
        "chip": CHIPS[line.state],
        "log": [(datetime.fromisoformat(at), log_text(team, code, facts)) for at, code, facts in found.log],
        "url": team.url(found),
        "may_stop": may_stop(request, team, found),
        "may_repeat": may_repeat(request, team, found),
        "others": [(other, JobState(other.state).label) for other in queries.repeats_of(team, found)],
    }
    return render(request, "jobs/parts/job.html" if request.htmx else "jobs/job.html", context)


@require_POST
@cluster_member_required(Action.SEE_CLUSTER)
def stop(request: ClusterRequest, crew: str, job_id: int) -> HttpResponse:
    """Cancel the job."""
    team, found = open_job(request, crew, job_id)
    if may_stop(request, team, found):
        acting.stop(team, found, Stop.DROP, by=request.user, at=timezone.now())
    return _to(request, team.key, found.pk)


@require_POST
@cluster_member_required(Action.SEE_CLUSTER)
def again(request: ClusterRequest, crew: str, job_id: int) -> HttpResponse:
    """Ask for it again; another one that goes on already is left alone."""
    team, found = open_job(request, crew, job_id)
    if not may_repeat(request, team, found):
        return _to(request, team.key, found.pk)
    try:
        made = acting.repeat(team, found, by=request.user, at=timezone.now())
    except CannotRepeat:
        messages.info(request, _("Such a job goes on already: see the list."))
        return _to(request, team.key, found.pk)
    return _to(request, team.key, made.pk)


def _to(request: ClusterRequest, crew: str, job_id: int) -> HttpResponse:
    return redirect("jobs:job", cluster=request.cluster.key, crew=crew, job_id=job_id)
