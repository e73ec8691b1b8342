"""Runs of the allocation: who asked, with what settings, what came of it, and who works on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.network.enums import ACTIVE, RunKind, RunState
from remeslo.web.apps.planning.enums import Stop


class NetworkRun(models.Model):
    """
    One question to the allocation.

    ``asked`` says what is wanted (the year; for a mend, what changes), ``scene`` is the digest of what it was asked of,
    ``version`` the version that came of it, ``result`` everything else that pages show. A mend gives no version by
    itself: its result is a proposal until somebody accepts it.

    A worker that claims it writes ``owner`` and ``lease_until`` and keeps pushing the latter on; when that runs out,
    another worker takes it with ``attempt`` one higher, and the first can no longer write.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="network_runs")
    kind = models.CharField(max_length=20, choices=RunKind.choices)
    asked = models.JSONField(default=dict)
    limit_s = models.PositiveIntegerField(default=60)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    scene = models.CharField(max_length=64)

    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    owner = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    stop = models.CharField(max_length=10, choices=Stop.choices, default=Stop.NO, blank=True)
    progress = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    version = models.ForeignKey(DocumentVersion, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "kind", "asked_at"], name="network_run_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "kind"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & ~Q(kind=RunKind.MEND.value),
                name="one_active_network_run_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.RUNNING) | (~Q(owner="") & Q(lease_until__isnull=False)),
                name="a_running_network_run_has_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ACTIVE

    @property
    def seconds(self) -> float | None:
        """Time from the start of the last attempt to the end."""
        return (self.finished_at - self.started_at).total_seconds() if self.started_at and self.finished_at else None
