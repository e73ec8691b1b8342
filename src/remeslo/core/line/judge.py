"""Judges what the line gave back, without any solver: for plans of ours, edited by hand, or made elsewhere."""

from dataclasses import fields

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.coverage import coverage
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.line.choosing import judge_choices
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.core.line.term import term_problem


def judge(cluster: Cluster, outcome: LineOutcome) -> tuple[Finding, ...]:
    """Every broken rule of every programme, each place prefixed by its programme."""
    found: list[Finding] = []
    for programme in outcome.programmes:
        outline = cluster.outline(programme.key)
        pack = cluster.norms.get(outline.norms) if outline else None
        found.extend(placed(programme.key, _judge(cluster, programme, pack)))
    return tuple(found)


def placed(programme: str, findings: list[Finding]) -> list[Finding]:
    """The findings with the programme in front of their place."""
    return [Finding(f.code, f"{programme}: {f.where}" if f.where else programme, f.facts, f.severity) for f in findings]


def _judge(cluster: Cluster, programme: ProgrammeOutcome, pack: NormPack | None) -> list[Finding]:
    if programme.design is None or programme.problem is None:
        return [Finding("plan.no_plan", "", {"status": "unknown"})]
    found = list(coverage(programme.design).findings)
    if pack is not None:
        found += _same_problem(programme.problem, term_problem(programme.design, cluster, pack))
    result = programme.result
    if result is None or result.plan is None:
        return [*found, Finding("plan.no_plan", "", {"status": result.status.value if result else "unknown"})]
    found += check(programme.problem, result.plan)
    if pack is not None:
        found += judge_choices(cluster, programme.design, result.plan, pack)
    if result.weeks != result.plan.weeks:
        found.append(Finding("plan.weeks_differ", "", {"stated": result.weeks, "found": result.plan.weeks}))
    if result.bound > result.plan.weeks:
        found.append(Finding("plan.bound_above_term", "", {"bound": result.bound, "weeks": result.plan.weeks}))
    return found


def _same_problem(stated: TermProblem, derived: TermProblem) -> list[Finding]:
    """The problem solved is the one that follows from the design, the cluster and the norms."""
    parts = tuple(f.name for f in fields(TermProblem) if getattr(stated, f.name) != getattr(derived, f.name))
    return [Finding("plan.problem_differs", "", {"parts": parts}, Severity.STOPS_PUBLISHING)] if parts else []
