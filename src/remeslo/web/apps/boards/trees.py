"""
Where every unit stands in each hierarchy in a year, as a view tells the past: paths for the core, names for people.

Dated places come from the registry. What the registry does not know (a college that nobody has entered there, the
cluster's own figures, which are of no college) stands where the texts of its cluster say: industry and region. An
organisation with units in several clusters is left out of the trees: its units stand right under its region.

Further nodes may lie between, as many as the registry knows: a district over regions, a branch under an industry. A
unit stands under its cluster or region by the day of its own life that is nearest; from there up the tree is the same
for all, by the day from which one looks, so that every node lies under one other only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.registry.keys import COUNTRY, NodeKey, NodeKind, UnitKey, node_key, node_parts, unit_node
from remeslo.core.registry.paths import Standpoint, View
from remeslo.core.registry.placement import NO_ROUND, Hierarchy
from remeslo.core.registry.structure import NotPlaced, Structure
from remeslo.core.results.tally import Period
from remeslo.core.rollup.leaf import Path, Spot
from remeslo.web.apps.common.models import Cluster, Organisation

PROGRAMME = "programme"
UNNAMED = "—"


@dataclass(frozen=True)
class Country:
    """Clusters, their colleges and the registry's structure: what paths are made of."""

    clusters: Mapping[str, Cluster]
    colleges: Mapping[str, Organisation]
    structure: Structure
    titles: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, node: str) -> str:
        """What a node is called: of an organisation, a cluster, or its own text; blank for the country."""
        if node.startswith(f"{PROGRAMME}:"):
            unit, programme = programme_parts(node)
            return self.titles.get(f"{unit.partition('/')[0]}/{programme}", programme) or UNNAMED
        kind, name = node_parts(node)  # type: ignore[arg-type]
        if kind is NodeKind.CLUSTER and name in self.clusters:
            return self.clusters[name].name
        if kind is NodeKind.UNIT:
            cluster, _slash, organisation = name.partition("/")
            if not organisation:
                return self.name_of(node_key(NodeKind.CLUSTER, cluster))
            return self.titles.get(node, organisation)
        return self.titles.get(node, "" if node in (COUNTRY, NO_ROUND) else name)


@dataclass(frozen=True, slots=True)
class Forest:
    """
    The trees of a year in a view.

    Parameters
    ----------
    paths
        Of each unit in each hierarchy, from the country down to the unit that it is counted with.
    stands
        The unit that each unit is counted with: itself, or today's.
    """

    view: View
    period: Period
    paths: Mapping[tuple[Hierarchy, str], Path]
    stands: Mapping[str, str]

    def of_unit(self, unit: str) -> Iterator[tuple[tuple[Hierarchy, str], Path]]:
        """Its path in each hierarchy; nothing for a unit that stands in no tree."""
        for hierarchy in Hierarchy:
            if (hierarchy, unit) in self.paths:
                yield (hierarchy, unit), self.paths[hierarchy, unit]

    def spots(self, units: Iterable[str]) -> dict[Spot, Path]:
        """Paths of these units, as the core takes them."""
        every = list(units)
        return {Spot(h.value, u, self.period.label): self.paths[h, u] for h in Hierarchy for u in every}


def forest(country: Country, units: Iterable[str], period: Period, view: View, today: date) -> Forest:
    """The trees with these units in them."""
    point = Standpoint(view, today)
    day = today if view is View.TODAY else min(period.last, today)
    paths: dict[tuple[Hierarchy, str], Path] = {}
    stands: dict[str, str] = {}
    ways: dict[tuple[Hierarchy, str], Path] = {}
    for unit in units:
        known = unit in country.structure.members_of_unit
        stands[unit] = point.stand(country.structure, UnitKey(unit), period.last)[0] if known else unit
        for hierarchy in Hierarchy:
            below = _under(country, point, hierarchy, unit, period) if known else ()
            foot, *rest = below or _by_texts(country, hierarchy, unit)
            if (hierarchy, foot) not in ways:
                ways[hierarchy, foot] = _way_to(country, hierarchy, foot, day)
            paths[hierarchy, unit] = (*ways[hierarchy, foot], *rest)
    return Forest(view, period, paths, stands)


def expected_units(country: Country, period: Period) -> frozenset[str]:
    """Colleges that take part in a cluster on some day of the year: by the registry, and those it does not know."""
    known = country.structure.life
    living = {u for u, spans in known.items() if any(s.since <= period.last and s.until > period.first for s in spans)}
    return frozenset(u for u in living if u.partition("/")[0] in country.clusters) | (
        frozenset(country.colleges) - known.keys()
    )


def programme_node(unit: str, programme: str) -> str:
    """The node of a unit's programme; the programme may be blank."""
    return f"{PROGRAMME}:{unit}/{programme}"


def programme_parts(node: str) -> tuple[str, str]:
    """Unit and programme of such a node."""
    cluster, organisation, programme = node.removeprefix(f"{PROGRAMME}:").split("/", 2)
    return f"{cluster}/{organisation}", programme


def kind_of(node: str) -> str:
    """What a node is: ``programme``, or a kind of the registry."""
    return node.partition(":")[0]


def unit_of_node(node: str) -> str:
    """The unit of a unit's or a programme's node; blank for others."""
    if kind_of(node) == PROGRAMME:
        return programme_parts(node)[0]
    return node.removeprefix("unit:") if kind_of(node) == NodeKind.UNIT else ""


def cluster_of_node(node: str) -> str:
    """Key of the cluster of a cluster's, a unit's or a programme's node; blank for those above."""
    if kind_of(node) == NodeKind.CLUSTER:
        return node.removeprefix("cluster:")
    return unit_of_node(node).partition("/")[0]


def _under(country: Country, point: Standpoint, hierarchy: Hierarchy, unit: str, period: Period) -> Path:
    """What the unit lies under by the registry, its region or cluster, and the unit; empty where it has no place."""
    try:
        whole = point.path(country.structure, hierarchy, UnitKey(unit), period.last)
    except NotPlaced:
        return ()
    return tuple(n for n in whole if kind_of(n) != NodeKind.ENTITY)[-2:]


def _by_texts(country: Country, hierarchy: Hierarchy, unit: str) -> Path:
    """The same by the texts of the unit's cluster."""
    key = unit.partition("/")[0]
    if hierarchy is not Hierarchy.REGION:
        return (node_key(NodeKind.CLUSTER, key), unit_node(UnitKey(unit)))
    cluster = country.clusters.get(key)
    return (node_key(NodeKind.REGION, (cluster.region if cluster else "") or UNNAMED), unit_node(UnitKey(unit)))


def _way_to(country: Country, hierarchy: Hierarchy, node: str, day: date) -> Path:
    """
    From the country down to a region or cluster; where the registry's way breaks off, as the cluster's texts say.

    A circle, which the registry refuses but a folder may hold, is cut above the least of its nodes.
    """
    way = [node]
    while way[-1] != COUNTRY:
        parent = _parent(country.structure, hierarchy, way[-1], day) or _told_parent(country, hierarchy, way[-1])
        if parent in way:
            least = min(way[way.index(parent) :])
            way, parent = way[: way.index(least) + 1], COUNTRY
        way.append(parent)
    return tuple(reversed(way))


def _told_parent(country: Country, hierarchy: Hierarchy, node: str) -> str:
    """What a node lies under that has no place."""
    if kind_of(node) != NodeKind.CLUSTER:
        return COUNTRY
    if hierarchy is Hierarchy.ROUND:
        return NO_ROUND
    cluster = country.clusters.get(node.partition(":")[2])
    return node_key(NodeKind.INDUSTRY, (cluster.industry if cluster else "") or UNNAMED)


def _parent(structure: Structure, hierarchy: Hierarchy, node: str, day: date) -> str:
    """
    What a node lies under on a day, or on the nearest day on which anything is known; blank where nothing is.

    A region (an industry, a round) lies right under the country on days on which nobody says otherwise.
    """
    rows = structure.places.get((hierarchy, NodeKey(node)), ())
    now = [p for p in rows if p.span.covers(day)]
    if kind_of(node) == hierarchy.top.value:
        return str(now[0].parent) if now else COUNTRY
    before = [p for p in rows if p.span.until <= day]
    chosen = now or before[-1:] or list(rows[:1])
    return str(chosen[0].parent) if chosen else ""
