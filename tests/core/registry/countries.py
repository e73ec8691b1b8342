"""Random structures: colleges in clusters, dated trees above them, and chains of mergers, joinings and splits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import ClusterKey, EntityKey, NodeKey, NodeKind, SuccessionKey, UnitKey, node_key
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.structure import Structure
from remeslo.core.registry.succession import Succession

BEGIN = date(2024, 9, 1)
DAYS = 1100
"""Length of the time in which things happen: three years."""
MIDDLE = st.integers(1, DAYS - 1).map(lambda n: BEGIN + timedelta(days=n))


def node(kind: NodeKind, name: str) -> NodeKey:
    return node_key(kind, name)


@dataclass
class Making:
    """A country in the making: who lives in which cluster since when."""

    since: dict[tuple[str, str], date] = field(default_factory=dict)
    members: list[MemberOf] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    born: int = 0

    def living(self) -> list[str]:
        return sorted({entity for entity, _cluster in self.since})

    def end(self, entity: str, on: date) -> list[str]:
        """Ends an entity everywhere; the clusters it was in."""
        clusters = sorted(c for e, c in self.since if e == entity)
        for cluster in clusters:
            self.members.append(self.member(entity, cluster, self.since.pop((entity, cluster)), on))
        return clusters

    def begin(self, entity: str, clusters: list[str], on: date) -> None:
        for cluster in clusters:
            self.since.setdefault((entity, cluster), on)

    def new(self) -> str:
        self.born += 1
        return f"new{self.born}"

    def close(self) -> None:
        for (entity, cluster), since in self.since.items():
            self.members.append(self.member(entity, cluster, since, None))

    @staticmethod
    def member(entity: str, cluster: str, since: date, until: date | None) -> MemberOf:
        return MemberOf(
            entity=EntityKey(entity),
            cluster=ClusterKey(cluster),
            organisation=OrganisationKey(entity),
            role=OrganisationRole.NETWORK_COLLEGE,
            since=since,
            until=until,
        )


@st.composite
def countries(draw: st.DrawFn, *, events: int = 4) -> Structure:
    """A structure in which every unit has one place on each day, with up to so many successions on rising days."""
    clusters = [f"k{n}" for n in range(draw(st.integers(1, 4)))]
    colleges = [f"c{n}" for n in range(draw(st.integers(2, 7)))]
    made = Making()
    for college in colleges:
        own = draw(st.lists(st.sampled_from(clusters), min_size=1, max_size=2, unique=True))
        made.begin(college, own, BEGIN)
    for on in sorted(draw(st.lists(MIDDLE, max_size=events, unique=True))):
        draw(_event(made, on))
    made.close()
    entities = sorted({m.entity for m in made.members})
    return Structure(
        members=tuple(made.members),
        placements=(*draw(_above_clusters(clusters)), *draw(_regions(entities))),
        successions=tuple(made.successions),
    )


@st.composite
def _event(draw: st.DrawFn, made: Making, on: date) -> None:
    """A merger, a joining, a conversion, a split or a spin-off of those that live."""
    living = made.living()
    kind = draw(st.sampled_from(("merge", "join", "convert", "split", "spin_off")))
    if kind in ("merge", "join") and len(living) > 1:
        before = draw(st.lists(st.sampled_from(living), min_size=2, max_size=3, unique=True))
        heir = before[0] if kind == "join" else made.new()
        for entity in before:
            if entity != heir:
                made.begin(heir, made.end(entity, on), on)
        _write(made, on, before, [heir])
    elif kind in ("split", "spin_off", "convert"):
        entity = draw(st.sampled_from(living))
        parts = [made.new() for _ in range(1 if kind != "split" else draw(st.integers(2, 3)))]
        clusters = [c for e, c in made.since if e == entity] if kind == "spin_off" else made.end(entity, on)
        for part in parts:
            made.begin(part, clusters, on)
        _write(made, on, [entity], [entity, *parts] if kind == "spin_off" else parts)


def _write(made: Making, on: date, before: list[str], after: list[str]) -> None:
    made.successions.append(
        Succession(
            key=SuccessionKey(f"s{len(made.successions)}"),
            on=on,
            predecessors=tuple(map(EntityKey, before)),
            successors=tuple(map(EntityKey, after)),
        )
    )


@st.composite
def _dated(draw: st.DrawFn, hierarchy: Hierarchy, child: NodeKey, parents: list[NodeKey]) -> list[Placement]:
    """Places of a child one after another, without a gap, from before the beginning on."""
    days = [BEGIN - timedelta(days=400), *sorted(draw(st.lists(MIDDLE, max_size=2, unique=True)))]
    return [
        Placement(hierarchy=hierarchy, child=child, parent=draw(st.sampled_from(parents)), since=a, until=b)
        for a, b in zip(days, [*days[1:], None], strict=True)
    ]


@st.composite
def _above_clusters(draw: st.DrawFn, clusters: list[str]) -> list[Placement]:
    rows: list[Placement] = []
    for hierarchy, kind in ((Hierarchy.INDUSTRY, NodeKind.INDUSTRY), (Hierarchy.ROUND, NodeKind.ROUND)):
        tops = [node(kind, f"{kind.value}{n}") for n in range(3)]
        for cluster in clusters:
            rows += draw(_dated(hierarchy, node(NodeKind.CLUSTER, cluster), tops))
    return rows


@st.composite
def _regions(draw: st.DrawFn, entities: list[EntityKey]) -> list[Placement]:
    """Regions, of which one lies under another node between it and the country."""
    tops = [node(NodeKind.REGION, f"region{n}") for n in range(3)]
    between = node(NodeKind.REGION, "district")
    rows = [Placement(hierarchy=Hierarchy.REGION, child=tops[0], parent=between, since=date(2000, 1, 1))]
    for entity in entities:
        rows += draw(_dated(Hierarchy.REGION, node(NodeKind.ENTITY, entity), tops))
    return rows


def facts_day() -> st.SearchStrategy[date]:
    """A day on which something happens."""
    return st.integers(0, DAYS + 200).map(lambda n: BEGIN + timedelta(days=n))


def units_on(structure: Structure, day: date) -> list[UnitKey]:
    """Units that live on a day."""
    return [u for u in structure.units if any(s.covers(day) for s in structure.life[u])]
