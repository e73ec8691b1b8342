"""Sheets of people that wait for their author."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster


class StaffUpload(models.Model):
    """A sheet of people, qualifications, courses or sessions as it came; ``body`` is its bytes, packed."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    saved_at = models.DateTimeField(null=True)
    body: Any = models.BinaryField()

    def __str__(self) -> str:
        return self.name
