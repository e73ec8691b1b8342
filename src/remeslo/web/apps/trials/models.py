"""Questions put to a planned term: answers only, never plans that others work with."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.trials.enums import ACTIVE, TrialKind, TrialState


class Trial(models.Model):
    """
    One question: a version of a term plan, the changes in one line each, and what came of it.

    A worker that claims it writes ``owner`` and ``lease_until`` and keeps pushing the latter on; when that runs out,
    another worker takes it with ``attempt`` one higher, and the first can no longer write.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="trials")
    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=TrialKind.choices, default=TrialKind.WHAT_IF)
    changes = models.JSONField(default=list)
    limit_s = models.PositiveIntegerField(default=30)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=TrialState.choices, default=TrialState.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    owner = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    stop = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="trial_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ACTIVE

    @property
    def took(self) -> timedelta | None:
        """Time from the start of the last attempt to the end."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None
