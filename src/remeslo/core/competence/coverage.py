"""Coverage matrices, both ways: competence x element, and demand line x competence x element; what stands empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import GapClass, GapLine, Outcome


class Mark(StrEnum):
    """How an element forms a competence; the strongest that holds."""

    FIRST = "first"
    USES = "uses"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A competence in an element.

    Parameters
    ----------
    first, uses
        Outcomes of the competence first taught there, and used again there.
    """

    mark: Mark
    first: tuple[OutcomeKey, ...] = ()
    uses: tuple[OutcomeKey, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRow:
    """
    A demand line in the programme.

    Parameters
    ----------
    competence
        Competence that answers it; ``None`` for a rejected line.
    outcomes
        Outcomes that answer its requests; where none is tied to a request, all of the competence.
    elements
        Elements that teach them first, in the order of the curriculum; ``uses``: those that use them again.
    """

    gap: GapLine
    competence: CompetenceKey | None
    outcomes: tuple[OutcomeKey, ...] = ()
    elements: tuple[ElementKey, ...] = ()
    uses: tuple[ElementKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    Both matrices of a design.

    Parameters
    ----------
    competences, elements
        Rows and columns of the first matrix, in the order of model and curriculum.
    cells
        By competence and element; what is not there is empty.
    lines
        Rows of the second matrix, the heaviest demand first.
    empty_competences, empty_elements, empty_lines
        Rows and columns without a mark (school subjects may stand empty, rejected lines too); each is in ``findings``.
    """

    competences: tuple[CompetenceKey, ...]
    elements: tuple[ElementKey, ...]
    cells: Mapping[tuple[CompetenceKey, ElementKey], Cell]
    lines: tuple[LineRow, ...]
    empty_competences: tuple[CompetenceKey, ...] = ()
    empty_elements: tuple[ElementKey, ...] = ()
    empty_lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def cell(self, competence: CompetenceKey, element: ElementKey) -> Cell | None:
        """The mark of a competence in an element."""
        return self.cells.get((competence, element))


def coverage(design: ProgrammeDesign) -> Coverage:
    """The matrices of a design with their empty rows and columns as findings."""
    cells: dict[tuple[CompetenceKey, ElementKey], Cell] = {}
    outcomes = {o.key: o for o in design.model.outcomes}
    for element in design.elements:
        for c in design.model.competences:
            cell = _cell(element, c.key, outcomes)
            if cell is not None:
                cells[c.key, element.index] = cell
    lines = tuple(_row(g, design) for g in design.model.gap)
    competences = tuple(c.key for c in design.model.competences)
    formed = {c for c, e in cells if _kind(design, e) is not ElementKind.FINAL_ATTESTATION}
    forming = {e for _, e in cells}
    empty_competences = tuple(c for c in competences if c not in formed)
    empty_elements = tuple(
        e.index for e in design.elements if e.index not in forming and e.kind is not ElementKind.SCHOOL
    )
    empty_lines = tuple(r.gap.line.key for r in lines if r.gap.answer is not GapClass.REJECTED and not r.elements)
    return Coverage(
        competences=competences,
        elements=tuple(e.index for e in design.elements),
        cells=cells,
        lines=lines,
        empty_competences=empty_competences,
        empty_elements=empty_elements,
        empty_lines=empty_lines,
        findings=tuple(_findings(design, empty_competences, empty_elements, lines, empty_lines)),
    )


def _kind(design: ProgrammeDesign, index: ElementKey) -> ElementKind:
    return next(e.kind for e in design.elements if e.index == index)


def _cell(element: DesignElement, competence: CompetenceKey, outcomes: Mapping[OutcomeKey, Outcome]) -> Cell | None:
    first = tuple(k for k in element.first if _of(outcomes[k], competence))
    uses = tuple(k for k in element.uses if _of(outcomes[k], competence))
    if first:
        return Cell(Mark.FIRST, first, uses)
    if uses:
        return Cell(Mark.USES, first, uses)
    return Cell(Mark.NAMED) if competence in element.competences else None


def _of(outcome: Outcome, competence: CompetenceKey) -> bool:
    return outcome.competence == competence or competence in outcome.also


def _row(g: GapLine, design: ProgrammeDesign) -> LineRow:
    if g.answer is GapClass.REJECTED or g.competence is None:
        return LineRow(g, None)
    requests = set(g.line.requests)
    own = [o for o in design.model.outcomes if _of(o, g.competence)]
    asked = [o for o in own if requests & set(o.requests)] or own
    keys = {o.key for o in asked}
    return LineRow(
        gap=g,
        competence=g.competence,
        outcomes=tuple(o.key for o in asked),
        elements=tuple(e.index for e in design.elements if keys & set(e.first)),
        uses=tuple(e.index for e in design.elements if keys & set(e.uses)),
    )


def _findings(
    design: ProgrammeDesign,
    competences: Sequence[CompetenceKey],
    elements: Sequence[ElementKey],
    lines: Sequence[LineRow],
    empty_lines: Sequence[str],
) -> list[Finding]:
    titles = {c.key: c.title for c in design.model.competences}
    found = [Finding("competence.empty_row", c, {"competence": c, "title": titles[c]}) for c in competences]
    names = {e.index: e.title for e in design.elements}
    found += [
        Finding("programme.empty_column", e, {"element": e, "title": names[e]}, Severity.WARNING) for e in elements
    ]
    texts = {r.gap.line.key: r.gap.line.text for r in lines}
    found += [Finding("demand.line_without_element", "", {"text": texts[key]}) for key in empty_lines]
    return found
