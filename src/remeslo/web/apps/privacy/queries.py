"""What these pages ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from remeslo.core.privacy import Item, Reason, Register
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.privacy.models import Hold

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Records of a kind with one reason; ``first`` are some of them, ``soonest`` the first day named."""

    kind: str
    reason: Reason
    count: int
    first: tuple[Item, ...]
    soonest: date | None


def groups(items: Iterable[Item], register: Register) -> list[Group]:
    """Counts by kind and reason, kinds in the register's order."""
    found: dict[tuple[str, Reason], list[Item]] = {}
    for item in items:
        found.setdefault((item.record.kind, item.reason), []).append(item)
    order = {kind: n for n, kind in enumerate(register.kinds)}
    made = [
        Group(kind, reason, len(mine), tuple(mine[:MOST_SHOWN]), min((i.day for i in mine if i.day), default=None))
        for (kind, reason), mine in found.items()
    ]
    return sorted(made, key=lambda g: (order[g.kind], g.reason))


def holds(cluster: Cluster) -> list[Hold]:
    """Holds, those in force first; one query."""
    rows = Hold.objects.filter(cluster=cluster).select_related("by", "lifted_by")
    return sorted(rows, key=lambda h: h.lifted_at is not None)
