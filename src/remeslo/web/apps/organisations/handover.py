"""What a day brings: things that go over to another organisation, and names, regions and parts that begin on it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, TypeVar

from django.db import models, transaction
from django.db.models import Q, QuerySet

from remeslo.core.registry.placement import Hierarchy
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.organisations.derived import plain_name
from remeslo.web.apps.organisations.enums import Moved, Origin
from remeslo.web.apps.organisations.models import EntityName, Handover, LegalEntity, MemberOf, Placement
from remeslo.web.apps.registry.models import Site, StaffMember, StudentGroup

KINDS: Final[dict[str, type[Any]]] = {Moved.GROUP: StudentGroup, Moved.SITE: Site, Moved.STAFF: StaffMember}
"""What can go over; facts, contracts and money never do: they say what was."""


Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def bring_to_day(day: date, at: datetime) -> int:
    """
    Carry out what is due, and let rows that name what holds today name it: how many changed.

    Only what was entered here with a day to come is looked at: a folder's own words stay as they are.
    """
    return hand_over_due(day) + _names(day) + _regions(day) + _industries(day) + _parts(day)


def _on(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """Dated rows entered here that hold on a day."""
    return rows.filter(Q(until=None) | Q(until__gt=day), since__lte=day, origin=Origin.HERE)


def _names(day: date) -> int:
    changed = 0
    for row in _on(EntityName.objects.select_related("entity"), day):
        now = {"name": row.name, "short": row.short, "kind": row.kind}
        if any(getattr(row.entity, n) != value for n, value in now.items()):
            changed += LegalEntity.objects.filter(pk=row.entity_id).update(**now)
    return changed


def _regions(day: date) -> int:
    """Of organisations that have moved; the first place only says where the row's own region lies."""
    moved = _on(Placement.objects.filter(hierarchy=Hierarchy.REGION.value, entity__isnull=False), day)
    moved = moved.filter(entity__placements__since__lt=models.F("since")).distinct()
    changed = 0
    for row in moved.select_related("entity"):
        if row.entity is not None and row.entity.region != plain_name(row.parent):
            changed += LegalEntity.objects.filter(pk=row.entity.pk).update(region=plain_name(row.parent))
    return changed


def _industries(day: date) -> int:
    """Of clusters that have moved."""
    moved = _on(Placement.objects.filter(hierarchy=Hierarchy.INDUSTRY.value, cluster__isnull=False), day)
    moved = moved.filter(
        cluster__placements__since__lt=models.F("since"), cluster__placements__hierarchy=Hierarchy.INDUSTRY.value
    ).distinct()
    changed = 0
    for row in moved.select_related("cluster"):
        if row.cluster is not None and row.cluster.industry != plain_name(row.parent):
            changed += Cluster.objects.filter(pk=row.cluster.pk).update(industry=plain_name(row.parent))
    return changed


def _parts(day: date) -> int:
    """Of members whose part has changed."""
    moved = _on(MemberOf.objects.filter(organisation__members__since__lt=models.F("since")), day).distinct()
    changed = 0
    for row in moved.select_related("organisation"):
        if row.organisation.role != row.role:
            changed += Organisation.objects.filter(pk=row.organisation_id).update(role=row.role)
    return changed


def hand_over_due(day: date) -> int:
    """Carry out every handover whose day has come; how many. Called by a merger itself and once a day."""
    due = list(Handover.objects.filter(done=False, on__lte=day).order_by("on", "pk"))
    _carry_out(due)
    Handover.objects.filter(pk__in=[h.pk for h in due]).update(done=True)
    return len(due)


def hand_over_again(cluster: Cluster) -> None:
    """After a folder brought a cluster's rows to its picture: what was handed over here is so still."""
    _carry_out(Handover.objects.filter(cluster=cluster, done=True).order_by("on", "pk"))


def _carry_out(handovers: Iterable[Handover]) -> None:
    """One update for each organisation that something goes to from another, in order of days."""
    together: dict[tuple[date, str, int, int], list[str]] = {}
    for h in handovers:
        together.setdefault((h.on, h.what, h.source_id, h.target_id), []).append(h.key)
    for (_on, what, source, target), keys in together.items():
        KINDS[what].objects.filter(organisation=source, key__in=keys).update(organisation=target)
