"""What boards hide of a cluster's figures, for the app of results: shown there, it could be put together with these."""

from django.db.models import Q

from remeslo.core.registry.paths import View
from remeslo.web.apps.boards.models import BoardCell
from remeslo.web.apps.boards.trees import PROGRAMME, kind_of, programme_parts
from remeslo.web.apps.common.models import Cluster


def hidden_here(cluster: Cluster, year: int) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Indicator and place (nothing, the college, or college and programme) of what is hidden; one query."""
    of_it = Q(node=f"cluster:{cluster.key}")
    of_it |= Q(node__startswith=f"unit:{cluster.key}/") | Q(node__startswith=f"{PROGRAMME}:{cluster.key}/")
    rows = BoardCell.objects.filter(of_it, view=View.AS_IT_WAS.value, period=str(year), hidden=True)
    return frozenset((indicator, _place(node)) for node, indicator in rows.values_list("node", "indicator"))


def _place(node: str) -> tuple[str, ...]:
    if kind_of(node) == "cluster":
        return ()
    if kind_of(node) == PROGRAMME:
        unit, programme = programme_parts(node)
        return (unit.partition("/")[2], programme)
    return (node.partition("/")[2],)
