"""Everything about one graph at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.analytics.check import check, loads, named
from remeslo.core.curriculum.analytics.feasibility import Feasibility, feasibility
from remeslo.core.curriculum.analytics.graph import UnitGraph
from remeslo.core.curriculum.analytics.measures import GraphMeasures, measures
from remeslo.core.curriculum.analytics.paths import LongestPaths, longest_paths
from remeslo.core.curriculum.analytics.redundant import RedundantRequisite, redundant


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """
    A graph with its measures, what can be taken, what is redundant, and what is wrong.

    Parameters
    ----------
    longest
        ``None`` when there is a circle.
    loads
        Term -> credits (hours) in it.
    least_terms
        Terms that nobody can be quicker than: the longest chain of requisites, and the whole volume over the cap where
        there is one. ``None`` when something can never be taken, and where steps are no terms.
    """

    graph: UnitGraph
    measures: GraphMeasures
    feasibility: Feasibility
    longest: LongestPaths | None
    redundant: tuple[RedundantRequisite, ...]
    loads: Mapping[int, Decimal]
    least_terms: int | None
    findings: tuple[Finding, ...]

    @property
    def least_steps(self) -> int | None:
        """Steps of time that the requisites alone make necessary; ``None`` when something can never be taken."""
        return self.feasibility.least_steps


def analyse(graph: UnitGraph, *, cap: Decimal | None = None) -> Analysis:
    """All measures and findings; ``cap`` is the most credits (hours) in a term, > 0."""
    found = feasibility(graph)
    idle = redundant(graph)
    return Analysis(
        graph=graph,
        measures=measures(graph),
        feasibility=found,
        longest=longest_paths(graph),
        redundant=idle,
        loads=loads(graph),
        least_terms=_least_terms(graph, found, cap),
        findings=(*check(graph, cap=cap, found=found), *_idle(graph, idle)),
    )


def _least_terms(graph: UnitGraph, found: Feasibility, cap: Decimal | None) -> int | None:
    steps = found.least_steps
    if not graph.steps_are_terms:
        return None
    if steps is None or cap is None:
        return steps
    return max(steps, int((graph.size / cap).to_integral_value(ROUND_CEILING)))


def _idle(graph: UnitGraph, idle: tuple[RedundantRequisite, ...]) -> tuple[Finding, ...]:
    """One note for all of them: a redundant requisite harms nobody, it only hides the ones that count."""
    if not idle:
        return ()
    chains = tuple(" → ".join(named(graph, k) for k in r.through) for r in idle)
    return (Finding("analytics.redundant", "", {"chains": chains, "count": len(chains)}, Severity.NOTE),)
