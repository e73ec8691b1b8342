"""The country's structure as rows, all at once: clusters, members, the registry."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from remeslo.core.line.country import Country, CountryCluster
from remeslo.core.registry.keys import NodeKey, NodeKind, node_parts
from remeslo.core.registry.lifecycle import ClusterState
from remeslo.core.registry.structure import Structure
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.enums import Side
from remeslo.web.apps.organisations.models import (
    LegalEntity,
    Licence,
    MemberOf,
    Node,
    Placement,
    StateChange,
    Succession,
    SuccessionSide,
)

_BATCH = 500


@transaction.atomic
def put_structure(country: Country, *, at: datetime) -> dict[str, Cluster]:
    """Rows of a country of which no cluster is there yet; the clusters by key."""
    clusters = _clusters(country)
    houses = _houses(country, clusters)
    entities = _entities(country.structure)
    MemberOf.objects.bulk_create(
        [
            MemberOf(
                entity=entities[m.entity],
                cluster=clusters[m.cluster],
                organisation=houses[m.cluster, m.organisation],
                role=m.role.value,
                since=m.since,
                until=m.until,
            )
            for m in country.structure.members
        ],
        batch_size=_BATCH,
    )
    _places(country.structure, clusters, entities)
    _successions(country.structure, entities)
    Licence.objects.bulk_create(
        [
            Licence(entity=entities[x.entity], code=x.code, title=x.title, since=x.since, until=x.until)
            for x in country.structure.licences
        ],
        batch_size=_BATCH,
    )
    record("country.loaded", by=None, subject="country", clusters=len(clusters), organisations=len(houses))
    return clusters


def _clusters(country: Country) -> dict[str, Cluster]:
    rows = [
        Cluster(
            key=c.key,
            name=f"{c.name} ({country.mark})",
            industry=c.industry,
            region=c.region,
            day=c.scene.last,
            start_year=c.scene.last.year,
            illustrative=True,
        )
        for c in country.clusters
    ]
    Cluster.objects.bulk_create(rows, batch_size=_BATCH)
    found = Cluster.objects.in_bulk([r.key for r in rows], field_name="key")
    StateChange.objects.bulk_create(
        [
            StateChange(cluster=found[c.key], state=state.value, on=day)
            for c in country.clusters
            for state, day in _life(c)
        ],
        batch_size=_BATCH,
    )
    return found


def _life(cluster: CountryCluster) -> Iterable[tuple[ClusterState, date]]:
    """States up to the running year; no paper is named for any step, since there is none."""
    first = cluster.scene.first
    states = (
        ClusterState.DRAFT,
        ClusterState.APPLIED,
        ClusterState.SELECTED,
        ClusterState.AGREEMENT,
        ClusterState.SETUP,
        ClusterState.LAUNCHED,
        ClusterState.OPERATING,
    )
    for number, state in enumerate(states):
        yield state, first.replace(year=first.year - 2, month=1 + number)


def _houses(country: Country, clusters: dict[str, Cluster]) -> dict[tuple[str, str], Organisation]:
    rows = [
        Organisation(
            cluster=clusters[c.key],
            key=h.key,
            name=h.name,
            role=h.role.value,
            settlement=h.settlement,
            position=n,
        )
        for c in country.clusters
        for n, h in enumerate(c.houses)
    ]
    Organisation.objects.bulk_create(rows, batch_size=_BATCH)
    keys = {c.pk: c.key for c in clusters.values()}
    held = Organisation.objects.filter(cluster__key__in=list(clusters))
    return {(keys[o.cluster_id], o.key): o for o in held}


def _entities(structure: Structure) -> dict[str, LegalEntity]:
    rows = [
        LegalEntity(
            key=e.key,
            name=e.name,
            short=e.short,
            kind=e.kind.value,
            inn=e.inn,
            kpp=e.kpp,
            ogrn=e.ogrn,
            region=e.region,
            settlement=e.settlement,
            latitude=e.latitude,
            longitude=e.longitude,
        )
        for e in structure.entities
    ]
    LegalEntity.objects.bulk_create(rows, batch_size=_BATCH)
    return {e.key: e for e in LegalEntity.objects.filter(key__in=[r.key for r in rows])}


def _places(structure: Structure, clusters: dict[str, Cluster], entities: dict[str, LegalEntity]) -> None:
    rows: list[Placement] = []
    for place in structure.placements:
        kind, name = node_parts(place.child)
        rows.append(
            Placement(
                hierarchy=place.hierarchy.value,
                child=place.child,
                parent=place.parent,
                since=place.since,
                until=place.until,
                cluster=clusters[name] if kind is NodeKind.CLUSTER else None,
                entity=entities[name] if kind is NodeKind.ENTITY else None,
            )
        )
    Placement.objects.bulk_create(rows, batch_size=_BATCH)
    named: dict[NodeKey, None] = dict.fromkeys(p.parent for p in structure.placements)
    nodes = [Node(key=key, title=node_parts(key)[1], position=n) for n, key in enumerate(named)]
    Node.objects.bulk_create(nodes, batch_size=_BATCH, ignore_conflicts=True)


def _successions(structure: Structure, entities: dict[str, LegalEntity]) -> None:
    rows = [Succession(key=s.key, on=s.on, document=s.document) for s in structure.successions]
    Succession.objects.bulk_create(rows, batch_size=_BATCH)
    held = {s.key: s for s in Succession.objects.filter(key__in=[r.key for r in rows])}
    sides: list[SuccessionSide] = []
    for value in structure.successions:
        for side, keys in ((Side.BEFORE, value.predecessors), (Side.AFTER, value.successors)):
            sides += [
                SuccessionSide(succession=held[value.key], side=side, entity=entities[key], position=n)
                for n, key in enumerate(keys)
            ]
    SuccessionSide.objects.bulk_create(sides, batch_size=_BATCH)
