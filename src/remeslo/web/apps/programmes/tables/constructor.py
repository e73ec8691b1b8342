"""What the constructor made of the demand: merged lines with their answers, and the graduate model with its sources."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.keys import OutcomeKey, StatementKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Competence, GapClass, GapLine, GraduateModel, Origin, Outcome
from remeslo.core.competence.standards import Statement
from remeslo.core.line.cluster import Cluster
from remeslo.web.apps.programmes.tables.requests import RequestBook, Requests


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """
    A merged line of demand with its answer.

    Parameters
    ----------
    text
        ``None`` when it holds other employers' own words.
    weight, people
        ``None`` when another employer's figures could be worked out from them.
    """

    gap: GapLine
    text: str | None
    code: str
    weight: Fraction | None
    people: int | None
    requests: Requests


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome, the statements it comes from, its requests, the element that first teaches it, those that use it."""

    outcome: Outcome
    statements: tuple[Statement, ...]
    requests: Requests
    first: DesignElement | None
    uses: tuple[DesignElement, ...]


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """A competence with its outcomes."""

    competence: Competence
    outcomes: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True)
class ConstructorTable:
    """All that the constructor's page shows besides the matrices."""

    demand: tuple[DemandRow, ...]
    competences: tuple[CompetenceRow, ...]
    answers: Mapping[GapClass, int]

    @property
    def outcomes(self) -> int:
        """Outcomes over all competences."""
        return sum(len(c.outcomes) for c in self.competences)

    @property
    def of_employers(self) -> int:
        """Competences that only employers ask for."""
        return sum(c.competence.origin is Origin.EMPLOYER for c in self.competences)


def constructor_table(design: ProgrammeDesign, cluster: Cluster, book: RequestBook) -> ConstructorTable:
    """The constructor's result for a reader; lines of demand in falling weight."""
    model = design.model
    counted = Counter(g.answer for g in model.gap)
    return ConstructorTable(
        demand=tuple(_demand_row(g, book) for g in sorted(model.gap, key=lambda g: (-g.line.weight, g.line.key))),
        competences=tuple(_competence_rows(model, design, cluster, book)),
        answers={a: counted[a] for a in GapClass},
    )


def statements_by_key(cluster: Cluster) -> Mapping[StatementKey, Statement]:
    """Every statement of the cluster's standards by its key."""
    return {s.key: s for standard in cluster.standards for s in standard.statements()}


def _demand_row(gap: GapLine, book: RequestBook) -> DemandRow:
    line = gap.line
    sums = book.audience.reads_sums(line)
    return DemandRow(
        gap=gap,
        text=line.text if book.audience.reads_text(line) else None,
        code=function_code(line.function),
        weight=line.weight if sums else None,
        people=line.people if sums else None,
        requests=book.read(line.requests),
    )


def function_code(function: StatementKey | None) -> str:
    """A work function as people cite it: ``40.002 A/01.2``; empty for an own wording."""
    if function is None:
        return ""
    edition, _, code = function.partition(":")
    return f"{edition.partition('@')[0]} {code.partition('#')[0]}"


def _competence_rows(
    model: GraduateModel, design: ProgrammeDesign, cluster: Cluster, book: RequestBook
) -> Iterable[CompetenceRow]:
    statements = statements_by_key(cluster)
    first = {o: e for e in design.elements for o in e.first}
    uses: dict[OutcomeKey, list[DesignElement]] = {}
    for element in design.elements:
        for outcome in element.uses:
            uses.setdefault(outcome, []).append(element)
    for competence in model.competences:
        yield CompetenceRow(
            competence,
            tuple(
                OutcomeRow(
                    outcome=o,
                    statements=tuple(statements[s] for s in o.statements if s in statements),
                    requests=book.read(o.requests),
                    first=first.get(o.key),
                    uses=tuple(uses.get(o.key, ())),
                )
                for o in model.outcomes
                if o.competence == competence.key
            ),
        )
