"""Versions that were fixed for signatures, and the signatures under them."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.studio.enums import Capacity
from remeslo.web.apps.studio.models.tables import Table


class SignedVersion(FrozenModel):
    """
    What is signed: ``body`` holds the outline with its rulings, the cards and the editions it was made from;
    ``sha256`` is the hash of the body. A later change starts the next version and leaves the signatures here.

    ``signatories``: ``[{"capacity", "organisation" (id), "name", "user" (id or null)}]``, named when signing starts.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    last_change = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    body = models.JSONField()
    signatories = models.JSONField(default=list)
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    fixed_at = models.DateTimeField()
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="signed_version_number_once_a_table"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} version {self.number}"

    @property
    def rulings(self) -> Any:
        """Rulings of the version, as JSON of the core value."""
        return self.body["outline"].get("rulings", {})


class Signature(FrozenModel):
    """A person's signature under a version, for one organisation; ``sha256`` is what the person saw and signed."""

    version = models.ForeignKey(SignedVersion, models.CASCADE, related_name="signatures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=300)
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "capacity", "organisation"], name="signature_once_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} {self.capacity}"
