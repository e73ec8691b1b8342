"""Questions over questions; each takes a fixed number of queries."""

from remeslo.web.apps.common.enums import ACTIVE, JobState
from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.programmes.queries import Planned, planned
from remeslo.web.apps.trials.enums import TrialKind
from remeslo.web.apps.trials.models import Trial

SHOWN = 12
"""Answers of the history."""


def trial_of(cluster: Cluster, trial_id: int) -> Trial | None:
    """A question of this cluster; one query."""
    rows = Trial.objects.select_related("version__document", "asked_by").defer("version__body")
    return rows.filter(cluster=cluster, pk=trial_id).first()


def plan_of(trial: Trial) -> Planned | None:
    """The version of the term plan that a question is about; one query."""
    return planned(trial.cluster, trial.version.document.key, trial.version.number)


def answered(version: DocumentVersion, kind: TrialKind) -> list[Trial]:
    """The last answers about a version, newest first; one query."""
    rows = Trial.objects.filter(version=version, kind=kind, state=JobState.DONE).select_related("asked_by")
    return list(rows.order_by("-finished_at")[:SHOWN])


def latest(version: DocumentVersion, kind: TrialKind) -> Trial | None:
    """The question of this kind about a version that goes on, or else the last that was answered; one query."""
    rows = Trial.objects.filter(version=version, kind=kind, state__in=(*ACTIVE, JobState.DONE, JobState.FAILED))
    return rows.select_related("asked_by").order_by("-asked_at", "-id").first()
