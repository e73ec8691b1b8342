"""Uploads between the preview and the decision to save; frameworks that are open to everyone over the CASE API."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, DocumentVersion, VersionedDocument


class Upload(models.Model):
    """
    Files that were read and wait for a decision.

    ``body`` is the packed JSON of the readings (what they hold, counts, findings, file by file); the files themselves
    are not kept, but for sheets whose columns a person names (`MappedSheet`). ``saved_at`` is set when it was saved.
    """

    class What(models.TextChoices):
        """Which app decides on it."""

        FRAMEWORKS = "frameworks"
        CARDS = "cards"

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="uploads")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    body = models.BinaryField()
    what = models.CharField(max_length=20, choices=What.choices, default=What.FRAMEWORKS)

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.at:%Y-%m-%d %H:%M}"


class MappedSheet(models.Model):
    """A sheet of an upload that no reader knows: kept until its columns are named, gone with the upload."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="sheets")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    mapping = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="sheet_once_an_upload")]

    def __str__(self) -> str:
        return self.name


class OpenFramework(models.Model):
    """A version of a framework that anyone may read over the CASE API, without signing in."""

    document = models.OneToOneField(VersionedDocument, models.CASCADE, related_name="opened")
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    identifier = models.UUIDField(unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document_id} v{self.version_id}"


class CasePart(models.Model):
    """
    One thing of an open framework as the CASE API gives it.

    ``kind`` is the word of its address (``CFItems``); ``origin`` and ``destination`` are the ends of an association.
    """

    framework = models.ForeignKey(OpenFramework, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=30)
    identifier = models.UUIDField()
    position = models.PositiveIntegerField()
    origin = models.CharField(max_length=300, blank=True, db_index=True)
    destination = models.CharField(max_length=300, blank=True, db_index=True)
    body = models.JSONField()

    class Meta:
        ordering = ["framework", "kind", "position"]
        indexes = [models.Index(fields=["kind", "identifier"], name="case_part_by_identifier")]

    def __str__(self) -> str:
        return f"{self.kind} {self.identifier}"
