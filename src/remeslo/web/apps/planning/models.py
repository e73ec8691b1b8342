"""Runs of the line: who asked, what came of it, and the lease by which exactly one worker finishes each."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.planning.enums import ACTIVE, RunState, Stop
from remeslo.web.apps.programmes.models import PlanInput


class PlanRun(models.Model):
    """
    One run of the line over a cluster.

    The lease: a worker that claims the run writes ``owner`` and ``lease_until`` and keeps pushing the latter on. When
    it runs out, the run is given back with ``attempt`` one higher; a worker writes only while its attempt is current,
    so that one which was believed dead cannot write after all.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="plan_runs")
    input = models.ForeignKey(PlanInput, models.PROTECT, related_name="runs")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    limit_s = models.PositiveIntegerField(default=60)
    seed = models.PositiveIntegerField(default=0)
    programmes = models.JSONField(default=list)

    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    owner = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    stop = models.CharField(max_length=10, choices=Stop.choices, default=Stop.NO, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    progress = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    results = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    unanswered = models.JSONField(default=list)

    class Meta:
        ordering = ["-requested_at", "-id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="plan_run_by_lease")]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"], condition=Q(state__in=[s.value for s in ACTIVE]), name="one_active_run_a_cluster"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.RUNNING) | (~Q(owner="") & Q(lease_until__isnull=False)),
                name="a_running_run_has_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.requested_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ACTIVE

    @property
    def took(self) -> timedelta | None:
        """Time from the start of the last attempt to the end."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None
