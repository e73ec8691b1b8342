"""Stopping a job and asking for it again, whatever table it is in."""

from datetime import datetime

from remeslo.web.apps.common.enums import Stop
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.models.jobs import Job
from remeslo.web.apps.common.services.crews import Crew, ask_again
from remeslo.web.apps.common.services.log import record


def stop(crew: Crew, job: Job, how: Stop, *, by: User, at: datetime) -> Job:
    """Stop it the way its app does, which notes who did."""
    return crew.stop(job.pk, how, by=by, at=at)


def repeat(crew: Crew, job: Job, *, by: User, at: datetime) -> Job:
    """Ask for it again; raises CannotRepeat."""
    again = ask_again(crew, job, by=by, at=at)
    record("job.again", by=by, cluster=job.cluster, subject=f"{crew.key}:{again.pk}")
    return again
