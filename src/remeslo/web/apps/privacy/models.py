"""Holds: what must stay although its time has come."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster


class Hold(models.Model):
    """
    Somebody said why a record must stay: to ``until`` inclusive, or until it is lifted.

    ``kind`` is one of the register, ``key`` names the record among those of its kind, as `places` name them.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="hold_says_why")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
