"""Who takes part where, and what lies under what, day by day."""

from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.models.clusters import ORGANISATION_ROLES
from remeslo.web.apps.organisations.enums import HierarchyName
from remeslo.web.apps.organisations.models.dated import Dated, in_order
from remeslo.web.apps.organisations.models.entities import LegalEntity


class MemberOf(Dated):
    """An organisation plays a part in a cluster, there known as the row ``organisation``."""

    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="members")
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    role = models.CharField(max_length=40, choices=ORGANISATION_ROLES)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "since"], name="member_once_a_day"),
            in_order("member_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role} {self.since}"


class Node(models.Model):
    """A node of a hierarchy that is no cluster, organisation or unit: a region, an industry, a funding round."""

    key = models.CharField(max_length=300, unique=True)
    title = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class Placement(Dated):
    """
    A node lies under another one; both by their keys of the core (``cluster:KEY``, ``industry:NAME``).

    ``cluster`` or ``entity`` is the row behind the child, so that it goes with it.
    """

    hierarchy = models.CharField(max_length=20, choices=HierarchyName.choices)
    child = models.CharField(max_length=300)
    parent = models.CharField(max_length=300)
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="placements")
    entity = models.ForeignKey(LegalEntity, models.CASCADE, null=True, blank=True, related_name="placements")

    class Meta:
        ordering = ["hierarchy", "since", "id"]
        indexes = [models.Index(fields=["hierarchy", "parent"], name="placement_by_parent")]
        constraints = [
            models.UniqueConstraint(fields=["hierarchy", "child", "since"], name="placement_once_a_day"),
            in_order("placement_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.child} < {self.parent}"
