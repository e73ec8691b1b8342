"""The agreed terms of a cluster folder in rows: loading them and giving them back (`registry.parts`)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from remeslo.core.line import cluster as core
from remeslo.core.line.network.agreed import without_agreed
from remeslo.core.network.rooms import Room
from remeslo.core.network.terms import (
    Bell,
    ContractClause,
    Holding,
    Hostel,
    NetworkContract,
    OpenHours,
    PartnerQuota,
    UseTerms,
)
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.bodies import value_of
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import Origin, Part
from remeslo.web.apps.network.models import TermRow

TYPES: Final[Mapping[str, type[Any]]] = {
    Part.ROOMS: Room,
    Part.BELLS: Bell,
    Part.OPEN_HOURS: OpenHours,
    Part.USE_TERMS: UseTerms,
    Part.HOLDINGS: Holding,
    Part.CONTRACTS: NetworkContract,
    Part.CLAUSES: ContractClause,
    Part.QUOTAS: PartnerQuota,
    Part.HOSTELS: Hostel,
}
_NAMES: Final = ("key", "workshop", "contract", "group")
"""Fields of a value that may say what it is about, in this order."""


class _TermsPart:
    """See `registry.parts.Part`."""

    def load(self, cluster: Cluster, value: core.Cluster) -> None:
        """
        Bring the rows to the folder's picture.

        What was entered here (a grid of opening hours, a quota) stays, whether the folder has it or not: loading an
        older folder takes no agreement back. What an agreement of the folder gives comes with that agreement.
        """
        rows = TermRow.objects.filter(cluster=cluster)
        rows.filter(origin=Origin.FOLDER).delete()
        kept = set(rows.values_list("part", "key"))
        TermRow.objects.bulk_create(
            (r for r in _rows(cluster, without_agreed(value)) if (r.part, r.key) not in kept), batch_size=500
        )

    def values(self, cluster: Cluster) -> Mapping[str, Any]:
        """The fields of the core's cluster; one query."""
        found: dict[str, list[Any]] = {part: [] for part in TYPES}
        for part, body in TermRow.objects.filter(cluster=cluster).values_list("part", "body"):
            found[part].append(value_of(TYPES[part], body))
        return {part: tuple(values) for part, values in found.items()}


PART = _TermsPart()


def term_row(cluster: Cluster, part: Part, value: Any, position: int, origin: Origin = Origin.FOLDER) -> TermRow:
    """A value as a row, not saved."""
    return TermRow(cluster=cluster, part=part, key=key_of(value), position=position, body=to_json(value), origin=origin)


def key_of(value: Any) -> str:
    """What a value is about; "" where nothing names it."""
    return next((str(getattr(value, name)) for name in _NAMES if hasattr(value, name)), "")


def _rows(cluster: Cluster, value: core.Cluster) -> Iterator[TermRow]:
    for part in TYPES:
        values: Iterable[Any] = getattr(value, part)
        yield from (term_row(cluster, Part(part), v, n) for n, v in enumerate(values))
