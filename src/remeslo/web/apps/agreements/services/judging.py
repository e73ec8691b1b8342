"""What stands against an agreement beside all others of its cluster, those of the folder among them."""

from collections.abc import Iterable
from typing import Any, Final

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.check import about, check
from remeslo.core.base.findings import Finding
from remeslo.core.line.network.agreed import folder_contracts
from remeslo.core.network.terms import ContractClause, NetworkContract, PartnerQuota, UseTerms
from remeslo.interchange.agreementpack import builtin
from remeslo.web.apps.agreements.queries import held
from remeslo.web.apps.common.bodies import value_of
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import Origin, Part
from remeslo.web.apps.network.models import TermRow

_TYPES: Final[dict[str, type[Any]]] = {
    Part.CONTRACTS: NetworkContract,
    Part.CLAUSES: ContractClause,
    Part.QUOTAS: PartnerQuota,
    Part.USE_TERMS: UseTerms,
}


def terms_of_folder(cluster: Cluster) -> dict[str, list[Any]]:
    """Contracts, clauses, quotas and conditions of use that no agreement gives, by `Part`; one query."""
    return _terms([cluster.pk]).get(cluster.pk) or {part: [] for part in _TYPES}


def contracts_of_folder(cluster: Cluster) -> tuple[Agreement, ...]:
    """Contracts of the folder as agreements; one query."""
    return contracts_of_folders([cluster.pk]).get(cluster.pk, ())


def contracts_of_folders(clusters: Iterable[int]) -> dict[int, tuple[Agreement, ...]]:
    """The same of several clusters, by id, of those that have any; one query."""
    return {
        pk: folder_contracts(found[Part.CONTRACTS], found[Part.CLAUSES], found[Part.QUOTAS])
        for pk, found in _terms(clusters).items()
        if found[Part.CONTRACTS]
    }


def _terms(clusters: Iterable[int]) -> dict[int, dict[str, list[Any]]]:
    found: dict[int, dict[str, list[Any]]] = {}
    rows = TermRow.objects.filter(cluster__in=list(clusters), part__in=list(_TYPES)).exclude(origin=Origin.AGREEMENT)
    for cluster, part, body in rows.values_list("cluster", "part", "body"):
        parts = found.setdefault(cluster, {name: [] for name in _TYPES})
        parts[part].append(value_of(_TYPES[part], body))
    return found


def judged(agreement: Agreement, others: Iterable[Agreement]) -> list[Finding]:
    """Findings in which an agreement is named, among these others (its own older value is passed over)."""
    rest = [a for a in others if a.key != agreement.key]
    return about(check([agreement, *rest], builtin()), agreement)


def against(cluster: Cluster, agreement: Agreement) -> list[Finding]:
    """The same beside everything that the cluster has; five queries."""
    return judged(agreement, [*(h.value for h in held(cluster)), *contracts_of_folder(cluster)])
