"""Grants with their weeks as Mondays, and back to the patterns of a problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import Allocation


@dataclass(frozen=True, slots=True)
class KeptGrant:
    """A grant as the file has it: weeks by their Mondays, in order."""

    place: PlaceKey
    shift: Shift
    weeks: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class AllocationFile:
    """An allocation of the study year that begins on 1 September of ``year``."""

    cluster: str
    year: int
    grants: Mapping[RequestKey, KeptGrant] = field(default_factory=dict)


def kept(
    cluster: str, year: int, problem: AllocationProblem, mondays: Sequence[date], allocation: Allocation
) -> AllocationFile:
    """The file of an allocation, grants in the order of the requests."""
    grants = {}
    for request in problem.requests:
        grant = allocation.grants.get(request.key)
        if grant is not None:
            weeks = tuple(mondays[b.week] for b in request.patterns[grant.pattern].blocks)
            grants[request.key] = KeptGrant(grant.place, grant.shift, weeks)
    return AllocationFile(cluster, year, grants)


def grants_of(
    file: AllocationFile, problem: AllocationProblem, mondays: Sequence[date]
) -> tuple[Mapping[RequestKey, Grant], tuple[Finding, ...]]:
    """Grants of the problem, and a warning for each that the problem does not have any more."""
    grants: dict[RequestKey, Grant] = {}
    findings = []
    for key, given in file.grants.items():
        request = problem.request_of.get(key)
        if request is None:
            findings.append(Finding("networkfile.request_gone", str(key), {"request": key}, Severity.WARNING))
            continue
        number = next(
            (n for n, p in enumerate(request.patterns) if tuple(mondays[b.week] for b in p.blocks) == given.weeks), None
        )
        if number is None or given.place not in problem.place_of:
            facts = {"request": key, "place": given.place, "monday": given.weeks[0] if given.weeks else ""}
            findings.append(Finding("networkfile.weeks_gone", str(key), facts, Severity.WARNING))
            continue
        grants[key] = Grant(given.place, given.shift, number)
    return grants, tuple(findings)


def allocation_of(
    file: AllocationFile, problem: AllocationProblem, mondays: Sequence[date]
) -> tuple[Allocation, tuple[Finding, ...]]:
    """The allocation of a file, as `grants_of`."""
    grants, findings = grants_of(file, problem, mondays)
    return Allocation(grants), findings
