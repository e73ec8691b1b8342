"""Questions put to a planned term: answers only, never plans that others work with."""

from django.db import models

from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.trials.enums import TrialKind


class Trial(Job):
    """One question: a version of a term plan, the changes in one line each, and what came of it."""

    MOST_ATTEMPTS = 2
    TOLD_AS, ACT = "trial", "trial."

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=TrialKind.choices, default=TrialKind.WHAT_IF)
    changes = models.JSONField(default=list)
    limit_s = models.PositiveIntegerField(default=30)

    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="trial_by_state")]
        constraints = [has_a_lease("a_running_trial_has_a_lease")]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M} {self.state}"
