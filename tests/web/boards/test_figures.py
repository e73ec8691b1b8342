"""Stored figures equal a brute-force sum over facts at every node; who may not see leaves without numbers."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse
from tests.web.boards.conftest import TODAY, YEAR, refresh

from remeslo.core.registry.paths import View
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.models import BoardCell
from remeslo.web.apps.boards.reading import Public, figures, years
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.results.models import FactRow

pytestmark = pytest.mark.django_db
NODES = (
    "country",
    "industry:Машиностроение",
    "region:Выдуманный край",
    "round:none",
    "cluster:small",
    "cluster:other",
    "unit:small/base",
    "unit:small/net",
    "unit:other/base",
    "programme:small/base/welder",
    "programme:small/base/fitter",
)


def read(reader, nodes=NODES, indicator="K12"):
    known = years()
    found = figures(reader, nodes, [YEAR], known=known, view=View.AS_IT_WAS, indicator=indicator)
    return {node: found[node, indicator, YEAR] for node in nodes if (node, indicator, YEAR) in found}


def test_figures_of_every_node_equal_a_count_over_the_facts(told, other_cluster, learners):
    learners(other_cluster, "base", 7, 5)
    for cluster in (told, other_cluster):
        refresh(cluster)

    admitted, graduated = Counter(), Counter()
    programme_of = {r.subject: r for r in FactRow.objects.filter(kind="admission").select_related("cluster", "by")}
    done = set(FactRow.objects.filter(kind="graduation").values_list("subject", "cluster"))
    for row in FactRow.objects.filter(kind="admission").select_related("cluster", "by"):
        unit, programme = f"{row.cluster.key}/{row.by.key}", programme_of[row.subject].values["programme"][1]
        for node in (*NODES[:4], f"cluster:{row.cluster.key}", f"unit:{unit}", f"programme:{unit}/{programme}"):
            admitted[node] += 1
            graduated[node] += (row.subject, row.cluster_id) in done
    cells = {c.node: c for c in BoardCell.objects.filter(indicator="K12", period=YEAR)}
    assert {n: (c.above, c.below, c.people) for n, c in cells.items()} == {
        n: (graduated[n], admitted[n], admitted[n]) for n in admitted
    }


def test_after_a_merger_the_clusters_results_and_the_reports_show_the_same_colleges(told, learners, signed_in):
    from remeslo.web.apps.organisations.models import MemberOf, Succession, SuccessionSide

    learners(told, "net", 9, 9, tag="M")
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=told)
    address = reverse("results:indicator", kwargs={"cluster": "small", "key": "K12"})
    before = {s.place[0] for s in manager.get(address, {"year": YEAR}).context["rows"]}

    base, net = (MemberOf.objects.get(organisation__key=k, cluster=told).entity for k in ("base", "net"))
    merger = Succession.objects.create(key="m", on=date(2025, 3, 1))
    for side, entity in (("before", base), ("before", net), ("after", base)):
        SuccessionSide.objects.create(succession=merger, side=side, entity=entity)
    refresh(told)
    rows = manager.get(address, {"year": YEAR}).context["rows"]

    cells = BoardCell.objects.filter(indicator="K12", period=YEAR, node__startswith="unit:small/")
    reported = {c.node.removeprefix("unit:small/"): (c.above, c.below) for c in cells}
    assert before == {"base", "net"}
    assert (
        {s.place[0]: (s.figure.above, s.figure.below) for s in rows if not s.hidden} == reported == {"base": (25, 32)}
    )


def test_who_sees_no_facts_gets_no_number_of_few_people_nor_what_gives_it_away(refreshed, over):
    public = read(Public())

    assert public["unit:small/net"].hidden and public["unit:small/net"].figure is None
    assert public["unit:small/base"].hidden or public["cluster:small"].hidden


def test_the_manager_sees_every_figure_of_the_cluster(refreshed, person):
    manager = Audience(person(Role.CLUSTER_MANAGER, cluster=refreshed))

    shown = read(manager)

    assert shown["unit:small/net"].value == Fraction(1, 3) and shown["cluster:small"].value == Fraction(16, 23)
    assert "country" not in shown and "cluster:other" not in shown


def test_people_of_a_college_see_it_and_no_total_that_tells_of_the_few_others(refreshed, person):
    deputy = Audience(person(Role.DEPUTY_DIRECTOR, cluster=refreshed, organisation="base"))

    shown = read(deputy)

    assert shown["unit:small/base"].value == Fraction(15, 20)
    assert shown["cluster:small"].hidden  # 23 less the own 20 are three learners of the other college
    assert "unit:small/net" not in shown


def test_a_figure_computed_anew_follows_the_facts(refreshed, learners, person):
    learners(refreshed, "net", 6, 6, tag="M")
    refresh(refreshed)

    shown = read(Public())

    assert shown["unit:small/net"].value == Fraction(7, 9)


def test_a_college_that_moves_to_another_region_takes_no_figure_of_a_past_year_with_it(refreshed):
    from remeslo.core.registry.keys import NodeKey
    from remeslo.web.apps.organisations.models import LegalEntity
    from remeslo.web.apps.organisations.services.places import place_entity

    cells = ("node", "indicator", "above", "below", "hidden")
    before = set(BoardCell.objects.filter(view=View.AS_IT_WAS.value).values_list(*cells))

    net = LegalEntity.objects.get(key="small.net")
    place_entity(net, NodeKey("region:Соседний край"), on=TODAY, today=TODAY, by=None)
    refresh(refreshed)

    assert set(BoardCell.objects.filter(view=View.AS_IT_WAS.value).values_list(*cells)) == before
    today = {c.node: c.below for c in BoardCell.objects.filter(view=View.TODAY.value, indicator="K12")}
    assert (today["region:Выдуманный край"], today["region:Соседний край"]) == (20, 3)
