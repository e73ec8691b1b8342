"""A workbook with the long table of a plan into a study plan."""

import re
from collections.abc import Mapping
from decimal import Decimal

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.studyplan.check import check
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.reading import Amount, PlanReading, differences
from remeslo.core.competence.studyplan.work import LoadUnit
from remeslo.interchange.plansheet import words as w
from remeslo.interchange.plansheet.finding_columns import Lines, lines_of
from remeslo.interchange.plansheet.lines_reader import LinesReader
from remeslo.interchange.plansheet.title import is_title, read_title
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Grid, Part, read_grids

FORMAT = "plansheet"


def looks_like(name: str, head: bytes) -> bool:
    """True for what may be a workbook; whether it holds a plan only its sheets tell (``recognises``)."""
    return head.startswith(b"PK\x03\x04") and not name.lower().endswith((".zip", ".docx", ".jar"))


def recognises(grids: tuple[Grid, ...]) -> bool:
    """True when a sheet has the lines of a plan, with a header or in the usual order of columns."""
    return lines_of(grids) is not None


def read(data: bytes, *, name: str) -> PlanReading:
    """The plan of one workbook; never raises on what the file holds, see ``plx.read`` and FORMAT.md."""
    try:
        grids, met = read_grids(Part(name, data))
    except Unreadable as refusal:
        return PlanReading(name=name, format=FORMAT, findings=refusal.findings)
    lines = lines_of(grids)
    if lines is None:
        refused = Finding("studyplan.not_plansheet", name, {"columns": w.NEEDED}, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(*met, refused))
    title = next((g for g in grids if g is not lines.grid and is_title(g)), None)
    head, notes = read_title(title, name)
    reader = LinesReader(lines)
    try:
        rows = reader.rows()
        plan = StudyPlan(head=head, rows=rows, blocks=tuple(reader.blocks.values()))
    except ProblemError as error:
        refused = Finding("studyplan.not_whole", name, {"reason": str(error)[:300]}, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(*met, *reader.findings, refused))
    found, counted = _found(lines), _counted(plan)
    findings = (
        *met,
        *lines.findings,
        *notes,
        *reader.findings,
        *differences(found, counted, name),
        *_left(grids, lines, title, name),
        *check(plan, name),
    )
    return PlanReading(name=name, format=FORMAT, plan=plan, counted=counted, found=found, findings=findings)


def _found(lines: Lines) -> Mapping[str, Amount]:
    """Lines by the second count of the sheet, and the sums of its two columns of numbers, cell by cell."""
    sums: dict[str, Amount] = {"lines": lines.found}
    for kind, column in (("amounts", w.AMOUNT), ("credits_all", w.CREDITS)):
        at = lines.columns.get(column, -1)
        cells = [row.cells[at].replace(",", ".") for row in lines.rows if 0 <= at < len(row.cells)]
        numbers = [Decimal(c.strip()) for c in cells if re.fullmatch(r"\s*[0-9]+(?:\.[0-9]+)?\s*", c)]
        sums[kind] = sum(numbers, Decimal(0))
    return sums


def _counted(plan: StudyPlan) -> Mapping[str, Amount]:
    """The same of a plan: a line is a control, or an amount of work that stands beside no control."""
    loads = [(r, x) for r in plan.rows for x in r.loads]
    named = {(r.key, c.semester, c.name) for r in plan.rows for c in r.controls}
    work = [x for r, x in loads if x.unit is not LoadUnit.CREDITS and (r.key, x.semester, x.name) not in named]
    return {
        "lines": len(work) + sum(len(r.controls) for r in plan.rows),
        "amounts": sum((x.amount for _, x in loads if x.unit is not LoadUnit.CREDITS), Decimal(0)),
        "credits_all": sum((x.amount for _, x in loads if x.unit is LoadUnit.CREDITS), Decimal(0)),
    }


def _left(grids: tuple[Grid, ...], lines: Lines, title: Grid | None, name: str) -> list[Finding]:
    """A note of sheets and columns that were not read."""
    sheets = tuple(f"{g.sheet or g.file} × {len(g.rows)}" for g in grids if g is not lines.grid and g is not title)
    if not sheets and not lines.unknown:
        return []
    facts = {"items": sheets, "columns": lines.unknown}
    return [Finding("studyplan.not_held", name, facts, Severity.WARNING)]
