"""The life of a cluster."""

from django.db import models

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.enums import Origin, StateName


class StateChange(models.Model):
    """A cluster comes into a state; ``shown`` says by requirement which paper shows that it is met. Never changed."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="states")
    state = models.CharField(max_length=20, choices=StateName.choices)
    on = models.DateField()
    shown = models.JSONField(default=dict)
    note = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HERE)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.state} {self.on}"
