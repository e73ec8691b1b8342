"""Term problems from what a person points at: a cluster folder, a programme in one, a plan, or a bare table."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import designer
from remeslo.core.line.fixed import fixed_problem
from remeslo.interchange import clusterfile, normpack, planfile
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.values import ValuesError, from_json


@dataclass(frozen=True, slots=True)
class BareTable:
    """
    What a bare table of elements does not say: its norm pack, first 1 September, programme kind and entry base.

    ``regular_years``: regular length, for norms that ask for hours a year; 0: they do not bind.
    """

    norms: str
    start_year: int
    kind: ProgrammeKind = ProgrammeKind.WORKER
    base: EntryBase = EntryBase.BASIC_GENERAL
    regular_years: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class TermInput:
    """Problems read, and what was wrong while reading."""

    problems: tuple[TermProblem, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def read_problems(source: Path, bare: BareTable) -> TermInput:
    """
    The term problems of a source; never raises on bad content.

    A folder with ``plan.json`` or a cluster folder gives every programme; a programme's YAML inside a cluster folder
    that one; a CSV of elements one problem under the given norm pack; a JSON file a term problem as written by
    `interchange.values`.
    """
    if source.is_dir():
        return _planned(source) if (source / planfile.NAME).exists() else _cluster(source, None)
    suffix = source.suffix.lower()
    if source.name == planfile.NAME:
        return _planned(source)
    if suffix in (".yaml", ".yml") and source.parent.parent.joinpath("cluster.yaml").exists():
        return _cluster(source.parent.parent, source)
    if suffix == ".csv":
        return _table(source, bare)
    if suffix == ".json":
        return _problem(source)
    code = "plan.source_unknown" if source.exists() else "file.missing"
    return TermInput(findings=(Finding(code, str(source), {}, Severity.STOPS_SAVING),))


def _planned(folder: Path) -> TermInput:
    reading = planfile.read(folder)
    if reading.plan is None:
        return TermInput(findings=reading.findings)
    return TermInput(tuple(p.problem for p in reading.plan.outcome.programmes if p.problem is not None))


def _cluster(folder: Path, only: Path | None) -> TermInput:
    reading = clusterfile.read(folder)
    if reading.cluster is None:
        return TermInput(findings=reading.findings)
    cluster = reading.cluster
    if only is not None:
        key = clusterfile.programme_key(only)
        cluster = replace(cluster, programmes=tuple(p for p in cluster.programmes if p.key == key))
    problems, findings = _designed(cluster)
    return TermInput(problems, (*reading.findings, *findings))


def _designed(cluster: Cluster) -> tuple[tuple[TermProblem, ...], tuple[Finding, ...]]:
    prepared = designer(cluster)
    designed = [prepared.design(outline) for outline in cluster.offered]
    problems = tuple(d.problem for d in designed if d.problem is not None)
    return problems, (*prepared.assignment.findings, *(f for d in designed for f in d.findings))


def _table(path: Path, bare: BareTable) -> TermInput:
    packs = normpack.builtin()
    if bare.norms not in packs:
        facts = {"pack": bare.norms, "known": tuple(sorted(packs))}
        return TermInput(findings=(Finding("programme.no_norm_pack", str(path), facts, Severity.STOPS_SAVING),))
    elements, findings = clusterfile.read_elements(path)
    if not elements:
        nothing = Finding("term.no_elements", path.name, {}, Severity.STOPS_SAVING)
        return TermInput(findings=findings or (nothing,))
    first_day = date(bare.start_year, 9, 1)
    problem = fixed_problem(
        path.stem,
        elements,
        packs[bare.norms],
        day=first_day,
        kind=bare.kind,
        base=bare.base,
        regular_years=bare.regular_years,
    )
    named = tuple(e.index for e in elements if e.workshops or e.teacher is not None)
    unknown = Finding("term.table_without_cluster", path.name, {"elements": named}, Severity.WARNING)
    return TermInput((problem,), (*findings, unknown) if named else findings)


def _problem(path: Path) -> TermInput:
    try:
        data = json.loads(read_limited(path, name=path.name).decode("utf-8"))
        return TermInput((from_json(TermProblem, data),))
    except Unreadable as error:
        return TermInput(findings=error.findings)
    except ValuesError as error:
        facts: dict[str, object] = {"path": error.path, "expected": error.expected, "found": str(error.found)[:80]}
        return TermInput(findings=(Finding("plan.wrong_value", path.name, facts, Severity.STOPS_SAVING),))
    except (ValueError, RecursionError) as error:
        facts = {"column": getattr(error, "colno", 1), "reason": getattr(error, "msg", str(error))}
        return TermInput(findings=(Finding("plan.not_json", path.name, facts, Severity.STOPS_SAVING),))
