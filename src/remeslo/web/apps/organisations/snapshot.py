"""The registry as the core sees it; the number of queries does not grow with it."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from remeslo.core.line.inheritance import carry_of
from remeslo.core.registry.lifecycle import StateChange as CoreChange
from remeslo.core.registry.structure import Structure
from remeslo.core.results.tally import Carry
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.models import (
    EntityName,
    LegalEntity,
    Licence,
    MemberOf,
    Placement,
    StateChange,
    Succession,
    SuccessionSide,
)
from remeslo.web.apps.organisations.values import (
    entity_value,
    history,
    licence_value,
    member_value,
    name_value,
    placement_value,
    succession_value,
)


def structure(clusters: Iterable[Cluster] | None = None) -> Structure:
    """
    Everything dated about who belongs where, from a fixed number of queries; of some clusters only, or of all.

    Of some clusters: their members, the organisations that these are or were part of, and all places and successions of
    these. Places of regions and the like under each other are always there.
    """
    members = MemberOf.objects.select_related("entity", "cluster", "organisation")
    if clusters is None:
        return _structure(None, members, Placement.objects.all())
    chosen = [c.pk for c in clusters]
    own = Q(members__cluster__in=chosen)
    beside = Q(successions__succession__sides__entity__members__cluster__in=chosen)
    entities = tuple(LegalEntity.objects.filter(own | beside).distinct().order_by("pk"))
    of_them = Q(cluster__in=chosen) | Q(entity__in=entities) | Q(cluster__isnull=True, entity__isnull=True)
    return _structure(entities, members.filter(cluster__in=chosen), Placement.objects.filter(of_them))


def _structure(
    chosen: tuple[LegalEntity, ...] | None, members: QuerySet[MemberOf], placements: QuerySet[Placement]
) -> Structure:
    of_them: dict[str, Any] = {} if chosen is None else {"entity__in": chosen}
    entities = LegalEntity.objects.order_by("pk") if chosen is None else chosen
    return Structure(
        entities=tuple(entity_value(r) for r in entities),
        members=tuple(member_value(r) for r in members),
        placements=tuple(placement_value(r) for r in placements),
        successions=tuple(succession_value(r) for r in successions(chosen)),
        licences=tuple(licence_value(r) for r in Licence.objects.filter(**of_them).select_related("entity")),
        names=tuple(name_value(r) for r in EntityName.objects.filter(**of_them).select_related("entity")),
    )


def successions(entities: Iterable[LegalEntity] | None = None) -> QuerySet[Succession]:
    """Successions in order of days with their sides; of some organisations only, or all. Two queries."""
    rows = Succession.objects.all()
    if entities is not None:
        rows = rows.filter(sides__entity__in=entities).distinct()
    return rows.prefetch_related(Prefetch("sides", SuccessionSide.objects.select_related("entity")))


def states(cluster: Cluster) -> tuple[CoreChange, ...]:
    """The history of a cluster; one query."""
    return history(StateChange.objects.filter(cluster=cluster).select_related("cluster"))


def heirs_in(cluster: Cluster) -> tuple[Hashable, Callable[[], Carry] | None]:
    """
    A mark that changes with the cluster's mergers and splits, and how to read who stands where a college stood.

    One query; ``(None, None)`` where nothing merged or split. The results app asks by this function's name.
    """
    sides = SuccessionSide.objects.filter(entity__members__cluster=cluster)
    found = sides.aggregate(last=Max("id"), count=Count("id"))
    if not found["count"]:
        return None, None
    return (found["last"], found["count"]), lambda: carry_of(structure([cluster]), cluster.key)


def carry_of_cluster(cluster: Cluster) -> Carry | None:
    """
    Who stands where a college of the cluster stood, for figures by facts; ``None`` where nothing merged or split.

    One query in that case.
    """
    _mark, how = heirs_in(cluster)
    return how() if how else None
