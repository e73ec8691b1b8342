"""The graph of a programme, planned or not, and of a study plan."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studyplan.elements import elements_of
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.curriculum.analytics import Basis, Need, Unit, UnitGraph, UnitKey, all_of
from remeslo.core.curriculum.analytics.graph import SizeUnit
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.structure.readoff import EVERY_BASIS, requisites
from remeslo.core.line.structure.rows import Row, row_of_design, row_of_outline
from remeslo.core.line.tables.laid import LaidElement, lay_out


@dataclass(frozen=True, slots=True)
class Structure:
    """A graph and what was met in making it; sizes are academic hours, steps of time halves of weeks or semesters."""

    graph: UnitGraph
    findings: tuple[Finding, ...] = ()


def of_outcome(outcome: ProgrammeOutcome, bases: Set[Basis] = EVERY_BASIS) -> Structure | None:
    """A programme as the line made it, in the weeks of its plan; ``None`` without a design."""
    if outcome.design is None:
        return None
    laid = lay_out(outcome)
    return of_design(outcome.design, bases, laid=laid.elements if laid else ())


def of_design(
    design: ProgrammeDesign, bases: Set[Basis] = EVERY_BASIS, *, laid: Sequence[LaidElement] = ()
) -> Structure:
    """A design; with the elements in their weeks where it was planned."""
    weeks = {e.design.index: e for e in laid}
    rows = [row_of_design(e, weeks.get(e.index)) for e in design.elements]
    return _structure(design.title, rows, bases)


def of_outline(outline: ProgrammeOutline, bases: Set[Basis] = EVERY_BASIS) -> Structure:
    """What the college has fixed, before the constructor works; what follows elements still to be made is told."""
    known = {e.index for e in outline.elements}
    rows = [row_of_outline(e) for e in outline.elements]
    made = _structure(outline.title, [replace(r, after=[k for k in r.after if k in known]) for r in rows], bases)
    later = tuple(f"{k} → {r.index}" for r in rows for k in r.after if k not in known)
    if not later:
        return made
    told = Finding("analytics.made_later", "", {"pairs": later, "count": len(later)}, Severity.NOTE)
    return Structure(made.graph, (*made.findings, told))


def of_study_plan(plan: StudyPlan, where: str, bases: Set[Basis] = EVERY_BASIS) -> Structure:
    """
    A loaded study plan: rows that count, in their semesters.

    Files of study plans name no prerequisites: every requisite is read off.
    """
    elements = elements_of(plan, where)
    title = " ".join(x for x in (plan.head.code, plan.head.title or plan.head.profile) if x) or where
    made = _structure(title, [row_of_outline(e) for e in elements.elements], bases)
    return Structure(made.graph, (*elements.findings, *made.findings))


def _structure(name: str, rows: Sequence[Row], bases: Set[Basis]) -> Structure:
    found, left_out = requisites(rows, bases)
    units = tuple(_unit(r, found[r.index]) for r in rows)
    graph = UnitGraph(name=name, units=units, size_unit=SizeUnit.HOURS, steps_are_terms=False)
    if not left_out:
        return Structure(graph)
    pairs = tuple(f"{before} → {after}" for before, after in left_out)
    return Structure(graph, (Finding("analytics.left_out", "", {"pairs": pairs, "count": len(pairs)}, Severity.NOTE),))


def _unit(row: Row, needs: Sequence[Need]) -> Unit:
    starts, ends = row.steps or (None, None)
    return Unit(
        key=UnitKey(row.index),
        code=row.index,
        title=row.title,
        requisite=all_of(needs),
        size=Decimal(row.hours),
        terms=row.sizes,
        starts=starts,
        ends=ends,
        kind=row.kind.value,
        group=row.module or row.cycle,
    )
