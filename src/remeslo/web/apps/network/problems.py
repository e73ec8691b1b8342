"""The allocation problem of a planned year: what all term plans ask of the cluster's workshops."""

from dataclasses import replace
from typing import Final

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import GroupKey
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.network.applied import lawfulness
from remeslo.core.line.network.requests import AllocationReading, allocation_problem
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation
from remeslo.web.apps.programmes.values import Memory, outcome_value
from remeslo.web.apps.staffplans.scene import Scene as StaffScene

KEPT: Final = 6
_readings = Memory(KEPT)


def reading(staff: StaffScene, value: ClusterValue, year: int, digest: str, *, moves: bool) -> AllocationReading:
    """
    The problem before anything that happened since the plans were made, and what is worth knowing about it.

    Without ``moves`` only the weeks of the term plans are in it: other weeks are tried on the plans one by one, which
    takes too long while somebody waits for a page. ``digest``: the same for the same plans and terms of the same year.
    """

    def made() -> AllocationReading:
        outcomes = [outcome_value(pk, sha) for pk, sha in staff.plans]
        return allocation_problem(value, outcomes, year, moves=moves)

    found: AllocationReading = _readings.get((digest, moves), made)
    return found


def unlawful_weeks(
    staff: StaffScene, asked: AllocationReading, problem: AllocationProblem, found: Allocation
) -> tuple[Finding, ...]:
    """One finding for each group whose exchanges of weeks, each lawful by itself, are not lawful together."""
    outcomes = [outcome_value(pk, sha) for pk, sha in staff.plans]
    own = {k: g for k, g in found.grants.items() if k in asked.asked and k in problem.request_of}
    return lawfulness(staff.value, outcomes, replace(asked, problem=problem), Allocation(own))


def stuck_groups(
    staff: StaffScene, asked: AllocationReading, problem: AllocationProblem, found: Allocation
) -> frozenset[GroupKey]:
    """The groups of `unlawful_weeks`."""
    return frozenset(GroupKey(f.where) for f in unlawful_weeks(staff, asked, problem, found))
