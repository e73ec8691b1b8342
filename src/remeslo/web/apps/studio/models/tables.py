"""Working tables, every change made at them, and what stands at each place."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, VersionedDocument
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.studio.enums import FROZEN, TableState

MOST_PLACE = 340
"""Characters of a place, ``kind:key``."""


class Table(models.Model):
    """
    The working table of one programme's outline.

    ``base`` is the version of the outline that the rulings are laid over. ``last_number`` is the number of the newest
    change; ``stamp`` grows with every act at the table, so that a page learns by one number that something is new.
    ``signing`` is the version that is being signed, or was.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="tables")
    document = models.OneToOneField(VersionedDocument, models.CASCADE, related_name="table")
    base = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=TableState.choices, default=TableState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    head = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    head_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    signing = models.ForeignKey("SignedVersion", models.PROTECT, null=True, blank=True, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    stamp = models.PositiveIntegerField(default=0)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["document__position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(head__isnull=True) | Q(head_organisation__isnull=False),
                name="the_head_stands_for_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"table of {self.document_id}"

    @property
    def is_frozen(self) -> bool:
        """True while a version is fixed for signatures."""
        return self.state in FROZEN


class TableChange(FrozenModel):
    """
    One change at one place; ``value`` is plain JSON (null: as the constructor would), ``seen`` the newest change at
    the place that the editor knew of. ``client_key`` makes a repeated request the same change.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=MOST_PLACE)
    value = models.JSONField(null=True)
    seen = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    bundle = models.ForeignKey("Proposal", models.PROTECT, null=True, related_name="changes")
    note = models.CharField(max_length=1000, blank=True)
    client_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["table", "place", "number"], name="change_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="change_number_once_a_table"),
            models.UniqueConstraint(
                fields=["table", "client_key"], condition=~Q(client_key=""), name="change_once_a_client_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} #{self.number} {self.place}"


class Standing(models.Model):
    """
    What stands at one place: the change in force, and the numbers of those contested beside it.

    Nothing but a quick picture of the changes: `services.changes.rebuild` makes it anew from them.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="standings")
    place = models.CharField(max_length=MOST_PLACE)
    by = models.ForeignKey(TableChange, models.CASCADE, related_name="+")
    contested = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["table", "place"], name="standing_once_a_place")]

    def __str__(self) -> str:
        return f"{self.table_id} {self.place}"

    @property
    def newest(self) -> int:
        """What an editor who knows everything has seen there; ``by`` must be at hand."""
        return int(self.contested[-1]) if self.contested else self.by.number
