"""Curricula of any known kind from disk, as graphs: degree plans, study plans, programmes that were planned."""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from remeslo.cli.planfiles import READERS, read_plan
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.analytics import Basis, UnitGraph
from remeslo.core.line.structure import of_outcome, of_study_plan
from remeslo.interchange import planfile
from remeslo.interchange.degreeplan import looks_like, read_degree_plan
from remeslo.interchange.safety import Unreadable, read_limited


@dataclass(frozen=True, slots=True)
class Source:
    """
    One curriculum of a file.

    Parameters
    ----------
    kind
        ``degree_plan``, ``study_plan`` or ``programme``.
    """

    file: str
    kind: str
    graph: UnitGraph


def read_sources(path: Path, bases: Set[Basis]) -> tuple[list[Source], list[Finding]]:
    """Every curriculum of a file, or of a folder that ``remeslo plan`` wrote; never raises on what it holds."""
    if path.is_dir() or path.name == planfile.NAME:
        return _programmes(path, bases)
    try:
        data = read_limited(path, name=str(path))
    except Unreadable as refusal:
        return [], list(refusal.findings)
    if looks_like(path.name, data):
        reading = read_degree_plan(data, name=str(path))
        found = [Source(str(path), "degree_plan", reading.plan.graph)] if reading.plan else []
        return found, list(reading.findings)
    if not any(known(path.name, data[:4096]) for known, _read in READERS):
        return [], [Finding("analytics.not_known", str(path), {}, Severity.STOPS_SAVING)]
    plan = read_plan(path)
    if plan.plan is None:
        return [], list(plan.findings)
    made = of_study_plan(plan.plan, path.name, bases)
    return [Source(str(path), "study_plan", made.graph)], [*plan.findings, *made.findings]


def _programmes(path: Path, bases: Set[Basis]) -> tuple[list[Source], list[Finding]]:
    reading = planfile.read(path)
    if reading.plan is None:
        return [], list(reading.findings)
    sources: list[Source] = []
    findings: list[Finding] = []
    for outcome in reading.plan.outcome.programmes:
        made = of_outcome(outcome, bases)
        if made is None:
            findings.append(Finding("analytics.no_design", str(path), {"programme": str(outcome.key)}))
        else:
            sources.append(Source(str(path), "programme", made.graph))
            findings += made.findings
    return sources, findings
