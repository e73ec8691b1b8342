"""Comments and disagreements on a place."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.studio.enums import RemarkKind
from remeslo.web.apps.studio.models.tables import MOST_PLACE, Table


class Remark(models.Model):
    """
    A remark on a place (empty: on the programme as a whole); answers have a ``parent``.

    What was said is never changed; settling adds who settled it and how. ``value`` is what stood at the place then.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="remarks")
    place = models.CharField(max_length=MOST_PLACE, blank=True)
    kind = models.CharField(max_length=20, choices=RemarkKind.choices, default=RemarkKind.COMMENT)
    text = models.CharField(max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    change_number = models.PositiveIntegerField(default=0)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_note = models.CharField(max_length=1000, blank=True)
    client_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "client_key"], condition=~models.Q(client_key=""), name="remark_once_a_client_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.place}"

    @property
    def is_open(self) -> bool:
        """True while nobody settled it."""
        return self.settled_at is None
