"""Individual plans: a learner under a pseudonym, and what is recognised; nothing else is known of the person."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation
from remeslo.web.apps.shortcourses.enums import Evidence, RecognitionState


class LearnerPlan(models.Model):
    """
    A learner's own way through a programme.

    ``pseudonym`` is what the college knows the learner by, never a name; ``version`` the group's term plan;
    ``from_week`` the first week (index) that is still to be planned.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="learner_plans")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="learner_plans")
    pseudonym = models.CharField(max_length=40)
    group = models.CharField(max_length=100)
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    from_week = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["pseudonym", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "owner", "pseudonym"], name="learner_plan_once_a_pseudonym"),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Recognition(models.Model):
    """
    Prior learning that somebody asks to recognise, and another person's answer.

    ``elements`` and ``outcomes`` are codes of the programme; what an entry says is never changed, only answered.
    """

    plan = models.ForeignKey(LearnerPlan, models.CASCADE, related_name="recognitions")
    elements: Any = models.JSONField(default=list)
    outcomes: Any = models.JSONField(default=list)
    evidence = models.CharField(max_length=20, choices=Evidence.choices)
    document = models.CharField(max_length=300)
    document_day = models.DateField()
    state = models.CharField(max_length=20, choices=RecognitionState.choices, default=RecognitionState.CLAIMED)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.state}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Everything that it names."""
        return (*self.elements, *self.outcomes)
