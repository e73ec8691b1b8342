"""How many units under a node are locked: counted up and down where a step changes nothing else."""

from django.db.models import F

from remeslo.core.registry.paths import View
from remeslo.web.apps.boards.models import BoardCell, BoardNode, BoardYear
from remeslo.web.apps.boards.trees import PROGRAMME


def count_lock(unit: str, period: str, *, more: int) -> bool:
    """
    Count one locked unit more (or less) at every node above it; four queries whatever the size of the country.

    Returns False, with nothing done, where only adding the year up anew tells what follows: the year is told in two
    views, or it was never added up.
    """
    year = BoardYear.objects.filter(period=period).first()
    if year is None or year.differs:
        return False
    nodes = _above(f"unit:{unit}", period)
    if not nodes:
        return False
    cells = BoardCell.objects.filter(period=period, view=View.AS_IT_WAS.value)
    cells.filter(node__in=nodes).update(num_locked=F("num_locked") + more)
    cells.filter(node__startswith=f"{PROGRAMME}:{unit}/").update(num_locked=F("num_locked") + more)
    return True


def _above(node: str, period: str) -> set[str]:
    """The node and everything above it, in every hierarchy."""
    rows = BoardNode.objects.filter(period=period, view=View.AS_IT_WAS.value)
    found = {node}
    parents = {(n, p) for n, p in rows.exclude(kind__in=("unit", PROGRAMME)).values_list("node", "parent")}
    waiting = set(rows.filter(node=node).values_list("parent", flat=True))
    if not waiting:
        return set()
    while waiting - found:
        found |= waiting
        waiting = {p for n, p in parents if n in waiting and p}
    return {n for n in found if n}
