"""Places of units in a year: late members and late places stand at the nearest day, and one cluster in one place."""

from datetime import date

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import ClusterKey, EntityKey, NodeKey
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.paths import View
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.structure import Structure
from remeslo.core.results.tally import Period

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


def paths(whole):
    from remeslo.web.apps.boards.trees import forest

    return forest(whole, ["c/o", "c/"], YEAR, View.AS_IT_WAS, TODAY).paths


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
