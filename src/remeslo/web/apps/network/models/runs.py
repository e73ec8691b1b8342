"""Runs of the allocation: with what settings, and what came of it."""

from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.network.enums import RunKind


class NetworkRun(Job):
    """
    One question to the allocation.

    ``asked`` says what is wanted (the year; for a mend, what changes), ``scene`` is the digest of what it was asked of,
    ``version`` the version that came of it, ``result`` everything else that pages show. A mend gives no version by
    itself: its result is a proposal until somebody accepts it.
    """

    TOLD_AS, ACT = "network_run", "network."

    kind = models.CharField(max_length=20, choices=RunKind.choices)
    asked = models.JSONField(default=dict)
    scene = models.CharField(max_length=64)

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
            has_a_lease("a_running_network_run_has_a_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def seconds(self) -> float | None:
        """Time from the start of the last attempt to the end."""
        return (self.finished_at - self.started_at).total_seconds() if self.started_at and self.finished_at else None
