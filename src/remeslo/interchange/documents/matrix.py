"""The competence matrix as a workbook: competence x element, outcomes with their sources, demand and its answers."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapLine, Outcome
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.documents.accompany import add_matrix
from remeslo.interchange.documents.planned import NothingPlanned
from remeslo.interchange.documents.titlesheet import add_title_sheet
from remeslo.interchange.documents.workbook import Workbook
from remeslo.interchange.sentences import Language, label, say, wording

_FUNCTION = re.compile(r"(?P<standard>[^@]+)@(?P<order>.+)-(?P<day>\d{4}-\d\d-\d\d):(?P<code>.+)")


def matrix_xlsx(cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language) -> bytes:
    """The workbook: title, matrix, outcomes, requests; raises NothingPlanned."""
    design = outcome.design
    if design is None:
        raise NothingPlanned(outcome.key)
    heading = label("document.matrix", language)
    book = Workbook(title=f"{heading}: {design.title}")
    add_title_sheet(book, heading, cluster, outcome, language)
    note = label("word.illustrative", language) if cluster.illustrative else ""
    add_matrix(book, design, language, note)
    _outcomes(book, design, language, note)
    _requests(book, cluster, design, language, note)
    return book.bytes()


def _outcomes(book: Workbook, design: ProgrammeDesign, language: Language, note: str) -> None:
    heads = ("code", "kind", "text", "competence", "origin", "first_taught", "used_in", "functions", "requests_short")
    sheet = _listing(book, "outcomes", heads, (11, 12, 70, 11, 16, 14, 22, 40, 28), language, note)
    first = {o: e.index for e in design.elements for o in e.first}
    for line, o in enumerate(design.model.outcomes, start=1):
        used = ", ".join(e.index for e in design.elements if o.key in e.uses)
        cells = (
            o.key,
            label(f"outcome_kind.{o.kind}", language),
            o.text,
            o.competence,
            label(f"origin.{o.origin}", language),
            first.get(o.key, ""),
            used,
            _functions(o, language),
            ", ".join(f"{r.card}/{r.number}" for r in o.requests),
        )
        for column, text in enumerate(cells):
            book.text(sheet, line, column, text)


def _functions(outcome: Outcome, language: Language) -> str:
    return "; ".join(dict.fromkeys(_function(s.split("#")[0], language) for s in outcome.statements))


def _function(key: str, language: Language) -> str:
    """A work function as people cite it: standard, code, and the order of the edition."""
    found = _FUNCTION.match(key)
    if found is None:
        return key
    approved = wording(date.fromisoformat(found["day"]), language)
    return f"{found['standard']} {found['code']} ({found['order']}, {approved})"


def _requests(book: Workbook, cluster: Cluster, design: ProgrammeDesign, language: Language, note: str) -> None:
    heads = ("text", "functions", "employers", "people", "weight", "answer", "competence", "reason")
    sheet = _listing(book, "requests", heads, (60, 30, 40, 9, 9, 26, 12, 60), language, note)
    names = {o.key: o.name for o in cluster.organisations}
    for line, gap in enumerate(design.model.gap, start=1):
        demand = gap.line
        book.text(sheet, line, 0, demand.text)
        book.text(sheet, line, 1, _function(demand.function, language) if demand.function else "")
        employers = dict.fromkeys(names.get(r.employer, r.employer) for r in demand.requests)
        book.text(sheet, line, 2, "; ".join(employers))
        book.number(sheet, line, 3, demand.people)
        book.number(sheet, line, 4, float(demand.weight), "share")
        book.text(sheet, line, 5, label(f"gap_answer.{gap.answer}", language))
        book.text(sheet, line, 6, gap.competence or "")
        book.text(sheet, line, 7, reason(gap, language))


def reason(gap: GapLine, language: Language) -> str:
    """Why the gap analysis answered as it did, in words."""
    return say(Finding(gap.reason, "", gap.facts, Severity.NOTE), language).what


def _listing(
    book: Workbook, name: str, heads: Iterable[str], widths: Iterable[float], language: Language, note: str
) -> Any:
    sheet = book.sheet(label(f"document.{name}", language), repeat_rows=1, footer=note)
    heads = tuple(heads)
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        book.text(sheet, 0, column, label(f"document.{head}", language), "head")
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    return sheet
