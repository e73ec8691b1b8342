"""How the end of a job is told: one line of the log, in the transaction that ends the job, however it ends."""

from typing import Any

from remeslo.web.apps.common.models.jobs import Job
from remeslo.web.apps.common.services.log import record


def tell_end(model: type[Job], job_id: int) -> None:
    """Write down that this job has ended, and how; what listens to the log (webhooks) hears of it too."""
    job: Any = model._default_manager.select_related("cluster", "asked_by").get(pk=job_id)
    kind = getattr(job, "kind", "")
    facts = {"kind": kind} if kind else {}
    subject = f"{model.TOLD_AS}:{job.pk}"
    record(f"{model.ACT}{job.state}", by=job.asked_by, cluster=job.cluster, subject=subject, **facts)
