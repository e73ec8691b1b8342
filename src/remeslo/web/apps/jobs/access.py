"""Who sees which jobs, and who may stop them or ask again."""

from typing import Any

from django.http import Http404

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.services.crews import Crew
from remeslo.web.apps.jobs.queries import job_of, teams


def whose(request: ClusterRequest) -> User | None:
    """Whose jobs the reader may see: the own ones, or everybody's (``None``)."""
    return None if can(request.user, Action.SEE_JOBS, request.cluster) else request.user


def open_job(request: ClusterRequest, crew: str, job_id: int) -> tuple[Crew, Any]:
    """The job, for those who may see it; 404 for the others, who need not learn that it is there."""
    job = job_of(request.cluster, crew, job_id)
    own = whose(request)
    if job is None or (own is not None and job.asked_by_id != own.pk):
        raise Http404
    return teams()[crew], job


def may_stop(request: ClusterRequest, crew: Crew, job: Any) -> bool:
    """Those who see all jobs, and who asked and still has the right to ask."""
    if not job.is_active or job.stop:
        return False
    return whose(request) is None or can_somewhere(request.user, crew.action, request.cluster)


def may_repeat(request: ClusterRequest, crew: Crew, job: Any) -> bool:
    """Whoever may ask for such a job, once it failed or was cancelled."""
    ended = job.state in (JobState.FAILED, JobState.CANCELLED)
    return ended and bool(crew.copied) and can_somewhere(request.user, crew.action, request.cluster)
