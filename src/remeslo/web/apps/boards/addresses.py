"""Where the board of each node is."""

from urllib.parse import urlencode

from django.urls import reverse

from remeslo.core.registry.keys import COUNTRY, NodeKind
from remeslo.web.apps.boards.trees import PROGRAMME, cluster_of_node, kind_of, programme_parts, unit_of_node

OWN = "-"
"""Stands in addresses for the cluster's own figures, which are of no college."""


def college_word(college: str) -> str:
    """A college's key in an address."""
    return college or OWN


def college_key(word: str) -> str:
    """The key again."""
    return "" if word == OWN else word


def board_url(node: str, **query: str) -> str:
    """The node's board; a programme's is that of its college."""
    cluster, kind = cluster_of_node(node), kind_of(node)
    if node == COUNTRY:
        url = reverse("boards_above:country")
    elif kind == NodeKind.CLUSTER:
        url = reverse("boards:cluster", kwargs={"cluster": cluster})
    elif cluster:
        college = unit_of_node(node).partition("/")[2]
        url = reverse("boards:college", kwargs={"cluster": cluster, "college": college_word(college)})
    else:
        url = reverse("boards_above:node", kwargs={"kind": kind, "name": node.partition(":")[2]})
    return _with(url, query)


def indicator_url(node: str, indicator: str, **query: str) -> str:
    """One figure of the node, opened; of a programme: the facts behind it in the app of results."""
    cluster, kind = cluster_of_node(node), kind_of(node)
    if kind == PROGRAMME:
        unit, programme = programme_parts(node)
        url = reverse("results:indicator", kwargs={"cluster": cluster, "key": indicator})
        return _with(url, {**query, "college": unit.partition("/")[2], "programme": programme})
    if node == COUNTRY:
        return _with(reverse("boards_above:country_indicator", kwargs={"key": indicator}), query)
    if kind == NodeKind.CLUSTER:
        return _with(reverse("boards:indicator", kwargs={"cluster": cluster, "key": indicator}), query)
    if cluster:
        college = college_word(unit_of_node(node).partition("/")[2])
        kwargs = {"cluster": cluster, "college": college, "key": indicator}
        return _with(reverse("boards:college_indicator", kwargs=kwargs), query)
    kwargs = {"kind": kind, "name": node.partition(":")[2], "key": indicator}
    return _with(reverse("boards_above:node_indicator", kwargs=kwargs), query)


def facts_url(node: str, indicator: str, period: str) -> str:
    """The facts behind a figure of a cluster or a college; blank above clusters, and for the cluster's own."""
    cluster, unit = cluster_of_node(node), unit_of_node(node)
    if not cluster or unit.endswith("/"):
        return ""
    url = reverse("results:indicator", kwargs={"cluster": cluster, "key": indicator})
    return _with(url, {"year": period, "college": unit.partition("/")[2]})


def _with(url: str, query: dict[str, str]) -> str:
    kept = {k: v for k, v in query.items() if v}
    return f"{url}?{urlencode(kept)}" if kept else url
