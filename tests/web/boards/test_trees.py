"""Places of units in a year: late members and late places stand at the nearest day, and one cluster in one place."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import ClusterKey, EntityKey, NodeKey
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.paths import View
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.structure import Structure
from remeslo.core.results.tally import Period
from remeslo.core.rollup.leaf import LeafFigure
from remeslo.core.rollup.node import roll_up

LATE, TODAY = date(2026, 9, 1), date(2026, 11, 24)
YEAR = Period("2025", date(2025, 1, 1), date(2025, 12, 31))


def placed(hierarchy, child, parent):
    return Placement(hierarchy=hierarchy, child=NodeKey(child), parent=NodeKey(parent), since=LATE)


def country(*placements):
    from remeslo.web.apps.boards.trees import Country
    from remeslo.web.apps.common.models import Cluster

    member = MemberOf(
        entity=EntityKey("e"),
        cluster=ClusterKey("c"),
        organisation=OrganisationKey("o"),
        role=OrganisationRole.BASE_COLLEGE,
        since=LATE,
    )
    clusters = {"c": Cluster(key="c", name="C", region="R", industry="X")}
    return Country(clusters, {}, Structure(members=(member,), placements=placements))


def paths(whole, of=YEAR):
    from remeslo.web.apps.boards.trees import forest

    return forest(whole, ["c/o", "c/"], of, View.AS_IT_WAS, TODAY).paths


def test_the_clusters_own_figures_stand_where_its_colleges_do_though_the_place_is_known_later():
    found = paths(
        country(
            placed(Hierarchy.ROUND, "cluster:c", "round:1"),
            placed(Hierarchy.INDUSTRY, "cluster:c", "industry:X"),
            placed(Hierarchy.REGION, "entity:e", "region:R"),
        )
    )

    assert found[Hierarchy.ROUND, "c/o"] == ("country", "round:1", "cluster:c", "unit:c/o")
    assert all(found[h, "c/o"][:-1] == found[h, "c/"][:-1] for h in Hierarchy)


def test_what_the_registry_does_not_place_stands_where_the_texts_of_its_cluster_say():
    found = paths(country())

    assert {h: found[h, "c/o"][1] for h in Hierarchy} == {
        Hierarchy.CLUSTER: "cluster:c",
        Hierarchy.INDUSTRY: "industry:X",
        Hierarchy.REGION: "region:R",
        Hierarchy.ROUND: "round:none",
    }


DAYS = st.dates(date(2024, 1, 1), TODAY)
NAMES = st.sampled_from("ABCDE")


@st.composite
def deep_countries(draw):
    """Two clusters with colleges, some of them gone, under regions and industries at different depths, some moved."""
    from remeslo.web.apps.boards.trees import Country
    from remeslo.web.apps.common.models import Cluster

    members, placements = [], []
    for n in range(draw(st.integers(1, 4))):
        since = draw(DAYS)
        members.append(
            MemberOf(
                entity=EntityKey(f"e{n}"),
                cluster=ClusterKey(draw(st.sampled_from("cd"))),
                organisation=OrganisationKey(f"o{n}"),
                role=OrganisationRole.NETWORK_COLLEGE,
                since=since,
                until=draw(st.none() | st.dates(date(2026, 11, 25), date(2027, 1, 1)) | st.just(TODAY)),
            )
        )
        if draw(st.booleans()):
            placements += moved(draw, Hierarchy.REGION, f"entity:e{n}", "region", since)
    for cluster in "cd":
        placements += moved(draw, Hierarchy.INDUSTRY, f"cluster:{cluster}", "industry", draw(DAYS))
    for hierarchy in (Hierarchy.REGION, Hierarchy.INDUSTRY):
        for name in draw(st.sets(NAMES, max_size=4)):
            placements += moved(draw, hierarchy, f"{hierarchy.value}:{name}", hierarchy.value, draw(DAYS))
    clusters = {key: Cluster(key=key, name=key, region=draw(NAMES), industry=draw(NAMES)) for key in "cd"}
    return Country(clusters, {}, Structure(members=tuple(members), placements=tuple(placements)))


def moved(draw, hierarchy, child, kind, since):
    """A place, and at times another one from a later day on; circles among them, as people may enter them."""
    parents = [p for p in draw(st.lists(NAMES, min_size=2, max_size=2, unique=True)) if f"{kind}:{p}" != child]
    later = date(2026, 11, 1)
    two = draw(st.booleans()) and len(parents) == 2 and since < later
    days = [(since, later), (later, None)] if two else [(since, None)]
    return [
        Placement(hierarchy=hierarchy, child=NodeKey(child), parent=NodeKey(f"{kind}:{p}"), since=a, until=b)
        for p, (a, b) in zip(parents, days, strict=False)
    ]


@given(deep_countries(), st.sampled_from(View), st.sampled_from((2025, 2026)))
def test_at_any_depth_each_leaf_counts_once_at_each_node_and_every_node_lies_under_one_other(whole, view, year):
    from remeslo.web.apps.boards.trees import forest

    of = Period(str(year), date(year, 1, 1), date(year, 12, 31))
    units = [*whole.structure.units, "c/", "d/"]
    wood = forest(whole, units, of, view, TODAY)
    leaves = [
        LeafFigure(
            unit=u, programme="", indicator="K", edition=date(2022, 1, 1), period=str(year), above=Decimal(10**n)
        )
        for n, u in enumerate(units)
    ]
    sums = {(f.hierarchy, f.node): f.above for f in roll_up(leaves, wood.spots(units))}

    for hierarchy in Hierarchy:
        trees = [wood.paths[hierarchy, u] for u in units]
        parents = {(node, parent) for path in trees for parent, node in pairwise(path)}
        assert len({node for node, _parent in parents}) == len(parents)
        for node in {n for path in trees for n in path}:
            own = sum(leaf.above for leaf, path in zip(leaves, trees, strict=True) if node in path)
            assert sums[hierarchy.value, node] == own
        assert sums[hierarchy.value, "country"] == sum(leaf.above for leaf in leaves)


def test_a_district_between_region_and_country_holds_the_clusters_own_figures_too_from_its_day_on():
    whole = country(
        placed(Hierarchy.REGION, "entity:e", "region:R"),
        placed(Hierarchy.REGION, "region:R", "region:District"),
    )
    now, before = paths(whole, Period("2026", date(2026, 1, 1), date(2026, 12, 31))), paths(whole)

    for unit in ("c/o", "c/"):
        assert now[Hierarchy.REGION, unit] == ("country", "region:District", "region:R", f"unit:{unit}")
        assert before[Hierarchy.REGION, unit] == ("country", "region:R", f"unit:{unit}")
