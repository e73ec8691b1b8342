"""First half of the line: demand, standards and outlines in, programme designs and their term problems out."""

from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.assign import Assignment, assign
from remeslo.core.competence.construct import construct
from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.matching import Encoder, MatchIndex, build_index
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import state_named
from remeslo.core.competence.structure.branches import programmes_of
from remeslo.core.curriculum.norms import NormPack, NoValueInForce
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.supplies import supply_findings
from remeslo.core.line.term import term_problem


@dataclass(frozen=True, slots=True)
class Designed:
    """One programme's design and term problem; what could not be made is ``None`` and the findings say why."""

    design: ProgrammeDesign | None
    problem: TermProblem | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Designer:
    """A cluster with its match index and its demand handed out to programmes, ready to design each of them."""

    cluster: Cluster
    index: MatchIndex
    assignment: Assignment

    def design(self, outline: ProgrammeOutline) -> Designed:
        """
        The design of one programme; never raises on bad data.

        Of an outline with branches: that of the first, and a note that says so; `line.trunk` designs all of them.
        """
        if outline.branches:
            return self._first_branch(outline)
        state = state_named(self.cluster.state_standards, outline.state_standard, self.cluster.day)
        pack = self.cluster.norms.get(outline.norms)
        if state is None or pack is None:
            return Designed(None, None, _missing(outline, state is None, pack is None))
        design = construct(
            outline,
            state=state,
            standards=self.cluster.standards,
            cards=self.assignment.cards_of(outline.key),
            pack=pack,
            index=self.index,
            day=self.cluster.day,
            start_year=self.cluster.start_year,
        )
        findings = (*design.findings, *coverage(design).findings, *supply_findings(outline, self.cluster))
        return self._with_problem(design, pack, findings)

    def with_design(self, designed: Designed, design: ProgrammeDesign) -> Designed:
        """What was designed with another design in its place, and the term problem of that."""
        pack = self.cluster.norms.get(design.norms)
        if pack is None:
            return Designed(design, None, designed.findings)
        return self._with_problem(design, pack, designed.findings)

    def _with_problem(self, design: ProgrammeDesign, pack: NormPack, findings: tuple[Finding, ...]) -> Designed:
        if any_hard(f for f in design.findings if f.severity >= Severity.STOPS_SAVING):
            return Designed(design, None, findings)
        try:
            return Designed(design, term_problem(design, self.cluster, pack), findings)
        except (NoValueInForce, ValueError) as error:
            refused = Finding("programme.no_term_problem", "", {"reason": str(error)}, Severity.STOPS_SAVING)
            return Designed(design, None, (*findings, refused))

    def _first_branch(self, outline: ProgrammeOutline) -> Designed:
        first, *others = programmes_of(outline)
        made = self.design(first)
        facts: dict[str, object] = {"shown": first.title, "others": tuple(o.title for o in others)}
        note = Finding("structure.first_branch_shown", "", facts, Severity.NOTE)
        return Designed(made.design, made.problem, (*made.findings, note))


def designer(cluster: Cluster, *, encoder: Encoder | None = None) -> Designer:
    """Builds the match index over the cluster's standards and hands its demand cards out to programmes."""
    index = build_index([s for standard in cluster.standards for s in standard.statements()], encoder=encoder)
    assignment = assign(
        cluster.demand, cluster.offered, cluster.standards, index, states=cluster.state_standards, day=cluster.day
    )
    return Designer(cluster, index, assignment)


def _missing(outline: ProgrammeOutline, state: bool, pack: bool) -> tuple[Finding, ...]:
    found = []
    if state:
        facts: dict[str, object] = {"code": outline.state_standard}
        found.append(Finding("programme.no_state_standard", "", facts, Severity.STOPS_SAVING))
    if pack:
        found.append(Finding("programme.no_norm_pack", "", {"pack": outline.norms}, Severity.STOPS_SAVING))
    return tuple(found)
