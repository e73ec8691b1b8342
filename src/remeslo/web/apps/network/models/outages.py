"""Weeks in which a workshop cannot be used, whatever was agreed: it broke, or its roof leaks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from remeslo.web.apps.common.models import Cluster


class Outage(models.Model):
    """
    A workshop is closed from week ``first`` to week ``last`` of the planned ``year``, both ends in.

    It holds until it is lifted; the allocation is mended when it comes, never changed in silence.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="outages")
    year = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=100)
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="outage_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.first}..{self.last}"
