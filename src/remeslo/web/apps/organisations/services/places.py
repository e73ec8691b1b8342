"""Another place in a hierarchy from a day on; a move that is wrong is taken back while its year lasts."""

from collections.abc import Iterable, Sequence
from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.registry.keys import NodeKey, NodeKind, node_key, node_parts
from remeslo.core.registry.placement import Hierarchy
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.derived import name_nodes, plain_name
from remeslo.web.apps.organisations.enums import Origin
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Placement
from remeslo.web.apps.organisations.services.judging import Refused, judged


def place_cluster(
    cluster: Cluster, hierarchy: Hierarchy, parent: NodeKey, *, on: date, today: date, by: User | None
) -> Placement:
    """
    The cluster lies under another industry or funding round from a day on; its row names the industry of today.

    Raises Refused when it lies there already, or the day is not after the place that holds.
    """
    with judged(cluster):
        child = node_key(NodeKind.CLUSTER, cluster.key)
        row = _move(hierarchy, child, parent, on, Placement(cluster=cluster))
        if hierarchy is Hierarchy.INDUSTRY and on <= today:
            Cluster.objects.filter(pk=cluster.pk).update(industry=node_parts(parent)[1])
        _log(cluster, child, parent, hierarchy, on, by)
    return row


def place_entity(entity: LegalEntity, parent: NodeKey, *, on: date, today: date, by: User | None) -> None:
    """
    The organisation lies in another region from a day on; its own row names the region of today.

    One that has no place yet, because it never was a member, has its region put right at once. Raises Refused when it
    lies there already, the day is not after the place that holds, or lies in a year that is over: figures of past years
    do not change.
    """
    with judged(*_clusters_of(entity)):
        move_entity(entity, parent, on=on, today=today, by=by)


def move_entity(entity: LegalEntity, parent: NodeKey, *, on: date, today: date, by: User | None) -> None:
    """As `place_entity`, where the caller judges the whole."""
    child = node_key(NodeKind.ENTITY, entity.key)
    facts: dict[str, object] = {"node": child, "parent": parent, "on": on}
    if on.year < today.year:
        raise Refused(Finding("registry.year_is_over", child, facts))
    if regions_of(entity):
        _move(Hierarchy.REGION, child, parent, on, Placement(entity=entity))
    elif on > today:
        raise Refused(Finding("registry.no_place_yet", child, facts))
    if on <= today:
        _name_region(entity, parent)
    _log(None, child, parent, Hierarchy.REGION, on, by)


def take_back_place(entity: LegalEntity, *, today: date, by: User | None) -> None:
    """
    The last move to another region never was: the place before it holds on.

    Raises Refused when there is no such move, or its year is over (see `may_take_back`).
    """
    child = node_key(NodeKind.ENTITY, entity.key)
    with judged(*_clusters_of(entity)):
        LegalEntity.objects.select_for_update().get(pk=entity.pk)
        rows = regions_of(entity)
        if not may_take_back(rows, today):
            raise Refused(Finding("registry.place_stays", child, {"node": child}))
        before, last = rows[-2:]
        Placement.objects.filter(pk__in=[before.pk, last.pk]).delete()  # an end is set once: the row begins anew
        Placement.objects.create(
            hierarchy=before.hierarchy, child=child, parent=before.parent, since=before.since, entity=entity
        )
        _name_region(entity, before.parent)
        facts = {"hierarchy": before.hierarchy, "parent": last.parent, "on": last.since.isoformat()}
        record("registry.place_taken_back", by=by, cluster=None, subject=child, **facts)


def regions_of(entity: LegalEntity) -> list[Placement]:
    """The organisation's places in the tree of regions in order of days; one query."""
    return list(Placement.objects.filter(entity=entity, hierarchy=Hierarchy.REGION.value).order_by("since", "pk"))


def may_take_back(rows: Sequence[Placement], today: date) -> bool:
    """True when the last of the places follows another one without a gap, in this year or a later one."""
    return len(rows) > 1 and rows[-1].until is None and rows[-2].until == rows[-1].since >= date(today.year, 1, 1)


def _clusters_of(entity: LegalEntity) -> Iterable[Cluster]:
    return Cluster.objects.filter(members__in=MemberOf.objects.filter(entity=entity)).distinct()


def _name_region(entity: LegalEntity, parent: str) -> None:
    LegalEntity.objects.filter(pk=entity.pk).update(region=plain_name(parent), origin=Origin.HERE)


def _move(hierarchy: Hierarchy, child: NodeKey, parent: NodeKey, on: date, row: Placement) -> Placement:
    rows = Placement.objects.select_for_update().filter(hierarchy=hierarchy.value, child=child)
    last = rows.order_by("-since").first()
    if last is not None and last.until is None:
        if last.parent == parent:
            raise Refused(Finding("registry.place_same", child, {"node": child, "parent": parent}))
        if on <= last.since:
            raise Refused(Finding("registry.no_day_back", child, {"since": last.since, "on": on}))
        Placement.objects.filter(pk=last.pk).update(until=on)
    row.hierarchy, row.child, row.parent, row.since = hierarchy.value, child, parent, on
    row.save()
    name_nodes()
    return row


def _log(
    cluster: Cluster | None, child: NodeKey, parent: NodeKey, hierarchy: Hierarchy, on: date, by: User | None
) -> None:
    facts = {"hierarchy": hierarchy.value, "parent": parent, "on": on.isoformat()}
    record("registry.placed", by=by, cluster=cluster, subject=child, **facts)
