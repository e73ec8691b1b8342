"""No number of few people follows from everything that is shown: page, XLSX, CSV and Parquet together."""

from fractions import Fraction

import numpy as np
import pytest
from django.urls import reverse
from tests.web.boards.conftest import YEAR, refresh

from remeslo.core.registry.paths import View
from remeslo.interchange.boardsheet import read_csv, read_parquet, read_xlsx
from remeslo.web.apps.boards.models import BoardCell, StoredFigure
from remeslo.web.apps.boards.reading import Public, figures, years
from remeslo.web.apps.common.enums import Role

pytestmark = pytest.mark.django_db
LEAST = 5


@pytest.fixture
def country(told, other_cluster, learners):
    """Two clusters, four colleges, six programmes: of 12, 8, 3, 7, 6 and 2 learners."""
    learners(other_cluster, "base", 7, 5)
    learners(other_cluster, "net", 6, 2)
    learners(other_cluster, "net", 2, 1, programme="fitter")
    for cluster in (told, other_cluster):
        refresh(cluster)
    return told, other_cluster


def leaves():
    rows = StoredFigure.objects.filter(indicator="K12", period=YEAR).select_related("cluster")
    return {(f"{r.cluster.key}/{r.college}", r.programme): r for r in rows}


def members(node, atoms):
    kind, _colon, name = node.partition(":")
    if kind == "programme":
        return [a for a in atoms if f"{a[0]}/{a[1]}" == name]
    if kind == "unit":
        return [a for a in atoms if a[0] == name]
    return [a for a in atoms if kind != "cluster" or a[0].startswith(f"{name}/")]


def assert_nothing_small_follows(told):
    """``told``: nodes whose below and above are shown. No sum over 1 to 4 people is a combination of them."""
    atoms = leaves()
    order = list(atoms)
    shown = np.array([[a in members(node, order) for a in order] for node in told], dtype=float).reshape(-1, len(order))
    people = np.array([atoms[a].people for a in order])
    for bits in range(1, 2 ** len(order)):
        group = np.array([bits >> n & 1 for n in range(len(order))], dtype=float)
        if 0 < group @ people < LEAST:
            weights = np.linalg.lstsq(shown.T, group, rcond=None)[0]
            assert not np.allclose(shown.T @ weights, group, atol=1e-9), (told, group)


def test_nothing_small_follows_from_all_nodes_that_everybody_may_see(country):
    nodes = set(BoardCell.objects.values_list("node", flat=True))
    found = figures(Public(), nodes, [YEAR], known=years(), view=View.AS_IT_WAS, indicator="K12")
    told = [node for (node, _i, _p), one in found.items() if one.figure]

    assert_nothing_small_follows(told)
    assert {"country", "unit:other/base"} & set(told)  # and something is shown


def test_nothing_small_follows_from_pages_and_exports_together(country, signed_in):
    official = signed_in(Role.MINISTRY_OFFICIAL, cluster=country[0])
    told = set()
    for url in ("/c/small/reports/indicator/K12/", "/c/small/reports/college/base/indicator/K12/"):
        page = official.get(url, {"year": YEAR})
        lines = [page.context["line"], *(x for _t, rows, _p in page.context["parts"] for x in rows)]
        told |= {x.shown.node for x in lines if x.shown.value is not None}
        files = {f: official.get(url, {"year": YEAR, "as": f}).content for f in ("xlsx", "csv", "parquet")}
        sheet = read_xlsx(files["xlsx"])
        key, below = (next(n for n, c in enumerate(sheet.columns) if c.key == k) for k in ("node_key", "below"))
        for rows in (sheet.rows, read_csv(files["csv"], sheet.columns), read_parquet(files["parquet"])[1]):
            told |= {row[key] for row in rows if row[below] is not None}

    assert_nothing_small_follows(told)


def test_the_board_of_results_shows_nothing_that_this_one_hides(country, signed_in):
    official = signed_in(Role.MINISTRY_OFFICIAL, cluster=country[0])
    url = reverse("results:indicator", kwargs={"cluster": "small", "key": "K12"})

    pages = [official.get(url, {"year": YEAR}).context, official.get(url, {"year": YEAR, "college": "base"}).context]
    told = {"cluster:small"} if not pages[0]["whole"].hidden else set()
    told |= {f"unit:small/{s.place[0]}" for s in pages[0]["rows"] if not s.hidden}
    told |= {f"programme:small/{s.place[0]}/{s.place[1]}" for s in pages[1]["parts"] if not s.hidden}
    nodes = set(BoardCell.objects.values_list("node", flat=True))
    found = figures(Public(), nodes, [YEAR], known=years(), view=View.AS_IT_WAS, indicator="K12")
    told |= {node for (node, _i, _p), one in found.items() if one.figure}

    assert_nothing_small_follows(told)


def test_a_hidden_value_stands_nowhere_on_the_page(country, signed_in):
    official = signed_in(Role.MINISTRY_OFFICIAL, cluster=country[0])

    page = official.get("/c/small/reports/college/net/indicator/K12/", {"year": YEAR})

    assert page.context["line"].shown.hidden and page.context["line"].shown.value is None
    assert "1 ÷ 3" not in page.text and "33.3" not in page.text
    assert all(x.shown.value != Fraction(1, 3) for x in page.context["opened"].years)
