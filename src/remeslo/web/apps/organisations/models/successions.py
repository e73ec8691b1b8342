"""Mergers and splits, and what goes over to the successors."""

from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.organisations.enums import Moved, Origin, Side
from remeslo.web.apps.organisations.models.entities import LegalEntity


class Succession(models.Model):
    """From ``on`` the successors stand where the predecessors stood. Never changed."""

    key = models.CharField(max_length=200, unique=True)
    on = models.DateField()
    document = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HERE)

    class Meta:
        ordering = ["on", "key"]

    def __str__(self) -> str:
        return f"{self.key} {self.on}"


class SuccessionSide(models.Model):
    """An organisation on one side of a succession; who is on both goes on. Never changed."""

    succession = models.ForeignKey(Succession, models.CASCADE, related_name="sides")
    side = models.CharField(max_length=10, choices=Side.choices)
    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="successions")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["side", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["succession", "side", "entity"], name="succession_side_once")]

    def __str__(self) -> str:
        return f"{self.side} {self.entity_id}"


class Handover(models.Model):
    """
    A group, site or member of staff goes to another organisation of the cluster on a day.

    ``done`` is false until the row of that thing names the new organisation: at once for a day that has come, else on
    the day (`services.handovers`). ``key`` is the thing's key in its cluster.
    """

    succession = models.ForeignKey(Succession, models.CASCADE, related_name="handovers")
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="handovers")
    what = models.CharField(max_length=10, choices=Moved.choices)
    key = models.CharField(max_length=100)
    source = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    target = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    on = models.DateField()
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "what", "key"]
        constraints = [
            models.UniqueConstraint(fields=["succession", "cluster", "what", "key"], name="handed_over_once")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key}"
