"""Rows as the core sees them: leaves, what is locked, clusters with the registry's structure."""

from collections.abc import Iterable, Mapping

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import NodeKind, node_key
from remeslo.core.rollup.leaf import LeafFigure
from remeslo.web.apps.boards.models import Leaf, LockedFigure, StoredFigure, UnitStanding
from remeslo.web.apps.boards.structure import registry_structure
from remeslo.web.apps.boards.trees import Country
from remeslo.web.apps.common.models import Cluster, Organisation, VersionedDocument

_COLLEGES = tuple(r.value for r in OrganisationRole if r.is_college)
_FIELDS = ("above", "below", "known", "expected", "people", "to_confirm", "confirmed", "disputed")


def country() -> Country:
    """Every cluster, its colleges, names of organisations and programmes, the registry; a fixed number of queries."""
    clusters = {c.key: c for c in Cluster.objects.all()}
    keys = {c.pk: c.key for c in clusters.values()}
    members = {f"{keys[o.cluster_id]}/{o.key}": o for o in Organisation.objects.all()}
    outlines = VersionedDocument.objects.filter(kind="outline").values_list("cluster_id", "key", "title")
    return Country(
        clusters=clusters,
        colleges={unit: o for unit, o in members.items() if o.role in _COLLEGES},
        structure=registry_structure(),
        titles={f"{keys[cluster]}/{key}": title for cluster, key, title in outlines}
        | {node_key(NodeKind.UNIT, unit): o.name for unit, o in members.items()},
    )


def leaves_of(period: str) -> tuple[LeafFigure, ...]:
    """All leaves of a year by what is known today; one query."""
    return _leaves(StoredFigure.objects.filter(period=period))


def locked_of(period: str) -> Mapping[str, tuple[LeafFigure, ...]]:
    """What is locked of a year, by unit; a unit may have locked that it has no leaf. Two queries."""
    units = UnitStanding.objects.filter(period=period).exclude(reached="").values_list("cluster__key", "college")
    found: dict[str, list[LeafFigure]] = {f"{cluster}/{college}": [] for cluster, college in units}
    for leaf in _leaves(LockedFigure.objects.filter(period=period)):
        found.setdefault(leaf.unit, []).append(leaf)
    return {unit: tuple(some) for unit, some in found.items()}


def leaf_of(row: Leaf, cluster: str) -> LeafFigure:
    """A row as the core's leaf."""
    return LeafFigure(
        unit=f"{cluster}/{row.college}",
        programme=row.programme,
        indicator=row.indicator,
        edition=row.edition,
        period=row.period,
        **{name: getattr(row, name) for name in _FIELDS},
    )


def _leaves(rows: Iterable[Leaf]) -> tuple[LeafFigure, ...]:
    names = ("cluster__key", "college", "programme", "indicator", "edition", "period", *_FIELDS)
    return tuple(
        LeafFigure(
            unit=f"{cluster}/{college}",
            programme=programme,
            indicator=indicator,
            edition=edition,
            period=period,
            **dict(zip(_FIELDS, sums, strict=True)),
        )
        for cluster, college, programme, indicator, edition, period, *sums in rows.values_list(*names)  # type: ignore[attr-defined]
    )


def titles_of(cluster: Cluster) -> Mapping[str, str]:
    """Names of the cluster's programmes by key; one query."""
    return dict(VersionedDocument.objects.filter(cluster=cluster, kind="outline").values_list("key", "title"))
