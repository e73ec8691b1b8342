"""The allocation problem of a planned year: what all term plans ask of the cluster's workshops."""

from remeslo.core.base.findings import Finding
from remeslo.core.line.network.requests import allocation_problem
from remeslo.core.network.problem import AllocationProblem
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.staffplans.scene import Scene as StaffScene


def bare_problem(staff: StaffScene, year: int) -> tuple[AllocationProblem, tuple[Finding, ...]]:
    """The problem before anything that happened since the plans were made, and what is worth knowing about it."""
    outcomes = [outcome_value(pk, sha) for pk, sha in staff.plans]
    reading = allocation_problem(staff.value, outcomes, year)
    return reading.problem, tuple(reading.findings)
