"""An agreement as it is being written, and what is said about it."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.agreements.enums import Kind, Origin
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.models.documents import FrozenModel


class AgreementRow(models.Model):
    """
    One agreement: ``body`` is the JSON of the core value without texts, signatures and steps.

    ``edits`` counts changes of the body, so that of two people who write at once nobody overwrites the other.
    ``told`` is what a folder said of its signatures and steps, where it came from one.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="agreements")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=500, blank=True)
    first = models.DateField()
    until = models.DateField()
    body: Any = models.JSONField()
    told: Any = models.JSONField(default=dict)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)
    edits = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-first", "key"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "key"], name="agreement_key_once_a_cluster"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("until")), name="agreement_has_a_day"),
        ]

    def __str__(self) -> str:
        return self.key


class Remark(FrozenModel):
    """What somebody says about an agreement."""

    agreement = models.ForeignKey(AgreementRow, models.CASCADE, related_name="remarks")
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
