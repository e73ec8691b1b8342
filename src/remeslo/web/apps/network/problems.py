"""The allocation problem of a planned year: what all term plans ask of the cluster's workshops."""

from dataclasses import replace

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import GroupKey
from remeslo.core.line.network.applied import unlawful
from remeslo.core.line.network.requests import allocation_problem
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.staffplans.scene import Scene as StaffScene


def bare_problem(staff: StaffScene, year: int) -> tuple[AllocationProblem, tuple[Finding, ...]]:
    """The problem before anything that happened since the plans were made, and what is worth knowing about it."""
    outcomes = [outcome_value(pk, sha) for pk, sha in staff.plans]
    reading = allocation_problem(staff.value, outcomes, year)
    return reading.problem, tuple(reading.findings)


def stuck_groups(staff: StaffScene, year: int, problem: AllocationProblem, found: Allocation) -> frozenset[GroupKey]:
    """Groups whose exchanges of weeks, each lawful by itself, are not lawful together."""
    outcomes = [outcome_value(pk, sha) for pk, sha in staff.plans]
    reading = allocation_problem(staff.value, outcomes, year)
    own = {k: g for k, g in found.grants.items() if k in reading.asked}
    return unlawful(staff.value, outcomes, replace(reading, problem=problem), Allocation(own))
