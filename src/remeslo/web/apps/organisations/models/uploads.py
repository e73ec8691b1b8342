"""Tables of organisations that wait for their author."""

from typing import Any

from django.conf import settings
from django.db import models


class OrganisationUpload(models.Model):
    """
    A table as it came; ``body`` is its bytes, packed.

    ``done`` lists what saving it did, a line a row, so that it can be taken back where nothing rests on it yet.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    saved_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    done: Any = models.JSONField(default=list)
    body: Any = models.BinaryField()

    def __str__(self) -> str:
        return self.name
