"""Reviews of programmes after a new edition, and every decision that was made in them."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.common.models.documents import FrozenModel


class Review(models.Model):
    """
    One programme against one new edition.

    ``outline``, ``plan``, ``old`` and ``new`` are versions and so never change: the list is the same whenever it is
    opened. ``result`` is the outline's next version, a draft, once the decisions were applied.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="reviews")
    programme = models.CharField(max_length=300)
    outline = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    plan = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    old = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    new = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    result = models.ForeignKey(DocumentVersion, models.PROTECT, null=True, related_name="+")
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["outline", "plan", "old", "new"], name="one_review_of_the_same_versions")
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.opened_at:%Y-%m-%d}"


class LinkDecision(FrozenModel):
    """What a person decided about one link; a later row replaces an earlier one, ``""`` takes it back."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    link = models.CharField(max_length=1500)
    decision = models.CharField(max_length=10, blank=True)
    targets = models.JSONField(default=list)
    note = models.CharField(max_length=1000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.review_id} {self.link}: {self.decision or '—'}"
