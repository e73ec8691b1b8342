"""Asking for a term: one search a course or learner at a time, the newest counts."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from remeslo.web.apps.common.enums import ACTIVE, JobState, Stop
from remeslo.web.apps.common.models import DocumentVersion, User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.shortcourses.models import LearnerPlan, TermJob
from remeslo.web.apps.shortcourses.snapshot import course_basis, credit_of, learner_basis

LIMIT_S: Final = 60
"""Seconds of one search."""


@transaction.atomic
def ask_course(version: DocumentVersion, found: Planned | None, *, by: User | None = None, at: datetime) -> TermJob:
    """Search for the term of a version of a course; one that goes on or has its answer is given back."""
    basis = course_basis(version, found)
    same = TermJob.objects.select_for_update().filter(course=version, basis=basis, stop=Stop.NO)
    known = same.filter(state__in=(*ACTIVE, JobState.DONE)).order_by("-id").first()
    if known is not None:
        return known
    _stop(TermJob.objects.filter(course=version), at)
    cluster_id = version.document.cluster_id
    try:
        with transaction.atomic():
            return TermJob.objects.create(
                cluster_id=cluster_id, course=version, basis=basis, limit_s=LIMIT_S, asked_by=by, asked_at=at
            )
    except IntegrityError:  # somebody else asked at the same moment
        return TermJob.objects.get(course=version, state__in=ACTIVE, stop=Stop.NO)


@transaction.atomic
def ask_learner(plan: LearnerPlan, found: Planned | None, *, by: User | None = None, at: datetime) -> TermJob | None:
    """
    Search for the own term of a learner, as soon as something is recognised; the caller has the plan's lock.

    ``None`` when there is nothing to search for: nothing recognised, or the programme has no design.
    """
    given = credit_of(list(plan.recognitions.all()), found) if found is not None else None
    if given is None or found is None or not given.elements:
        _stop(TermJob.objects.filter(learner=plan), at)
        return None
    basis = learner_basis(plan, given, found)
    known = TermJob.objects.filter(learner=plan, basis=basis, stop=Stop.NO, state__in=(*ACTIVE, JobState.DONE)).first()
    if known is not None:
        return known
    _stop(TermJob.objects.filter(learner=plan), at)
    return TermJob.objects.create(
        cluster_id=plan.cluster_id, learner=plan, basis=basis, limit_s=LIMIT_S, asked_by=by, asked_at=at
    )


def _stop(jobs: QuerySet[TermJob], at: datetime) -> None:
    """End what waits, tell the worker of what runs."""
    for job_id in jobs.filter(state__in=ACTIVE).values_list("pk", flat=True):
        stop_job(TermJob, job_id, Stop.DROP, by=None, at=at)


@transaction.atomic
def stop_search(job_id: int, how: Stop, *, by: User | None, at: datetime) -> TermJob:
    """Stop a search; it can be begun again on its page."""
    job, _stopped = stop_job(TermJob, job_id, how, by=by, at=at)
    return job  # type: ignore[no-any-return]
