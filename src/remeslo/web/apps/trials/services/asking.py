"""Asking and stopping: what people do."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from remeslo.web.apps.common.enums import ACTIVE, JobState, Stop
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial

LIMITS = (30, 120, 600)
"""Seconds a person may choose from."""


@transaction.atomic
def ask(
    found: Planned, kind: TrialKind, changes: Sequence[str] = (), *, by: User, at: datetime, limit_s: int = LIMITS[0]
) -> Trial:
    """
    Queue a question about a version of a term plan; the same question answered before, as long, gives that answer.

    A person's earlier question of this kind about this version is stopped: a slider that moves on asks anew.
    """
    limit = limit_s if limit_s in LIMITS else LIMITS[0]
    same = Trial.objects.filter(version=found.version, kind=kind, limit_s=limit, state=JobState.DONE)
    answered = next((t for t in same.filter(changes=list(changes))[:1]), None)
    mine = Trial.objects.filter(version=found.version, kind=kind, asked_by=by, state__in=ACTIVE)
    for earlier in mine:
        if answered is None and earlier.changes == list(changes) and not earlier.stop:
            return earlier
        stop(earlier.pk, by=by, at=at, log=False)
    if answered is not None:
        return answered
    trial = Trial.objects.create(
        cluster=found.document.cluster,
        version=found.version,
        kind=kind,
        changes=list(changes),
        limit_s=limit,
        asked_by=by,
        asked_at=at,
    )
    subject = f"{found.document.kind}:{found.document.key}"
    record("trial.asked", by=by, cluster=trial.cluster, subject=subject, changes=", ".join(changes) or str(kind))
    return trial


@transaction.atomic
def stop(trial_id: int, *, by: User | None, at: datetime, log: bool = True) -> Trial:
    """Stop a question (`crews.stop_job`) and note who did."""
    trial, is_stopped = stop_job(Trial, trial_id, Stop.DROP, by=by, at=at)
    if is_stopped and log:
        record("trial.stopped", by=by, cluster=trial.cluster, subject=f"trial:{trial.pk}")
    return trial  # type: ignore[no-any-return]


def stop_how(trial_id: int, _how: Stop, *, by: User | None, at: datetime) -> Trial:
    """`stop`: of a question there is no best so far to keep."""
    return stop(trial_id, by=by, at=at)
