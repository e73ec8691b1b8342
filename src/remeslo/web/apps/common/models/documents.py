"""Versioned documents: a head that is asked about, and versions that never change."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.enums import DocumentKind, State
from remeslo.web.apps.common.models.clusters import Cluster, Organisation


class Immutable(Exception):
    """A saved version, or a line of the log, was about to be changed or deleted."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are only ever added."""

    def update(self, **kwargs: Any) -> int:
        raise Immutable(f"{self.model.__name__} rows are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Immutable(f"{self.model.__name__} rows are never deleted.")


class FrozenModel(models.Model):
    """A row that is written once; the database refuses updates too (see the triggers in the migrations)."""

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(FrozenQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable(f"{type(self).__name__} {self.pk} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable(f"{type(self).__name__} {self.pk} is never deleted.")


class VersionedDocument(models.Model):
    """
    A thing that is designed: one row whatever its number of versions.

    ``latest`` is what was saved last, ``published`` what others work with (the same, an older one, or none yet).
    ``summary`` and ``folded`` are derived from the latest version, for lists and for searching.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40, choices=DocumentKind.choices)
    key = models.CharField(max_length=300)
    title = models.CharField(max_length=500)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="documents")
    latest = models.ForeignKey("DocumentVersion", models.PROTECT, null=True, related_name="+")
    published = models.ForeignKey("DocumentVersion", models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)
    summary = models.JSONField(default=dict)
    folded = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "kind", "key"], name="document_key_once_a_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        """Published when what was saved last is what others work with."""
        return State.PUBLISHED if self.latest_id and self.latest_id == self.published_id else State.DRAFT


class DocumentVersion(FrozenModel):
    """One saved version: body, hash of the body, who and when."""

    document = models.ForeignKey(VersionedDocument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    body = models.JSONField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_number_once_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Draft(models.Model):
    """What a person has typed and not saved yet: one a document (or new thing) and person."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40, choices=DocumentKind.choices)
    key = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    based_on = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "kind", "key", "author"], name="draft_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.author_id}"
