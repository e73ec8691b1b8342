"""What rows with days have in common."""

from django.db import models
from django.db.models import F, Q

from remeslo.web.apps.organisations.enums import Origin


class Dated(models.Model):
    """A relation that holds from ``since`` up to, without, ``until`` (null: still holds); nothing else ever changes."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HERE)

    class Meta:
        abstract = True


def in_order(name: str) -> models.CheckConstraint:
    """The end lies after the beginning."""
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name)
