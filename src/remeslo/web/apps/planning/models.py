"""Runs of the line over a cluster."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.programmes.models import PlanInput


class PlanRun(Job):
    """One run of the line over a cluster, as it was when it was asked for."""

    TOLD_AS, ACT = "run", "plan."

    input = models.ForeignKey(PlanInput, models.PROTECT, related_name="runs")
    seed = models.PositiveIntegerField(default=0)
    programmes: Any = models.JSONField(default=list)

    results: Any = models.JSONField(default=list)
    findings: Any = models.JSONField(default=list)
    unanswered: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="plan_run_by_lease")]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"], condition=Q(state__in=[s.value for s in ACTIVE]), name="one_active_run_a_cluster"
            ),
            has_a_lease("a_running_run_has_a_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def patience(self) -> timedelta:
        """Its seconds are meant for each programme."""
        return timedelta(seconds=2 * self.limit_s * max(1, len(self.programmes)) + 1800)
