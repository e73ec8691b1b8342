"""What the commands of the network form read: a folder with ``plan.json`` and ``allocation.json``. Knows no solver."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.applied import Applied, apply, moved_reading
from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.network.requests import AllocationReading, allocation_problem
from remeslo.core.line.outcome import LineOutcome
from remeslo.core.line.weekly.rules import rules_on, travel_rules
from remeslo.core.network.result import Allocation
from remeslo.interchange import networkfile, planfile
from remeslo.interchange.staffpack import USUAL_WEEK, week_packs


@dataclass(frozen=True)
class NetworkScene:
    """A planned cluster with the allocation of a year."""

    cluster: Cluster
    outcome: LineOutcome
    reading: AllocationReading
    allocation: Allocation
    findings: tuple[Finding, ...] = ()

    @property
    def year(self) -> int:
        """Of the 1 September on which the study year begins."""
        return self.reading.year

    @cached_property
    def applied(self) -> Applied:
        """Weeks and duties of the groups after the grants."""
        return apply(self.cluster, self.outcome.programmes, self.reading, self.allocation)

    @cached_property
    def rules(self) -> dict[str, int]:
        """Rules of the week on the cluster's day."""
        return dict(rules_on(week_packs()[USUAL_WEEK], self.cluster.day))


@dataclass(frozen=True, slots=True)
class SceneReading:
    """A scene, or ``None`` and why not."""

    scene: NetworkScene | None
    findings: tuple[Finding, ...] = ()


def year_problem(cluster: Cluster, outcome: LineOutcome, year: int) -> AllocationReading:
    """The allocation problem of a year under the shipped rules of travel."""
    rules = travel_rules(week_packs()[USUAL_WEEK], cluster.day)
    return allocation_problem(cluster, outcome.programmes, year, travel_rules=rules)


def read_scene(folder: Path) -> SceneReading:
    """What `remeslo network plan` wrote; never raises on bad content."""
    planned = planfile.read(folder)
    if planned.plan is None:
        return SceneReading(None, planned.findings)
    file = networkfile.read_allocation(folder / networkfile.ALLOCATION)
    if file.value is None:
        return SceneReading(None, file.findings)
    cluster, outcome = planned.plan.cluster, planned.plan.outcome
    if file.value.cluster != cluster.key:
        facts = {"plan": cluster.key, "found": file.value.cluster}
        where = str(folder / networkfile.ALLOCATION)
        return SceneReading(None, (Finding("networkfile.other_cluster", where, facts, Severity.STOPS_SAVING),))
    reading = year_problem(cluster, outcome, file.value.year)
    mondays = mondays_of(reading.year, reading.problem.weeks)
    practices, _ = networkfile.allocation_of(file.value, reading.problem, mondays)
    applied = apply(cluster, outcome.programmes, reading, practices)
    if applied.plans:
        moved = moved_reading(cluster, outcome.programmes, reading, applied, practices)
        reading = replace(moved, problem=replace(moved.problem, pinned={}))
    allocation, gone = networkfile.allocation_of(file.value, reading.problem, mondays)
    return SceneReading(NetworkScene(cluster, outcome, reading, allocation, (*reading.findings, *gone)))
