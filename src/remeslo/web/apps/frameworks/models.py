"""Uploads of standards between the preview and the decision to save."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster


class Upload(models.Model):
    """
    Files that were read and wait for a decision.

    ``body`` is the packed JSON of the readings (standards, counts, findings, file by file); the files themselves are
    not kept. ``saved_at`` is set when the standards were saved.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="uploads")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.at:%Y-%m-%d %H:%M}"
