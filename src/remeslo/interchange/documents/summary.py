"""The summary of a programme as PDF: term and proof, calendar, hours by cycle, demand and its answers, norms."""

import json
from importlib import resources

import typst

from remeslo.core.base.findings import Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.calendar import SYMBOLS, calendar_grid
from remeslo.core.line.tables.curriculum import Column, RowKind, curriculum_table
from remeslo.core.line.tables.laid import LaidProgramme, lay_out
from remeslo.core.line.tables.titles import module_titles
from remeslo.interchange.documents.norms import HEADS, norm_rows
from remeslo.interchange.documents.planned import NothingPlanned
from remeslo.interchange.documents.titlesheet import facts
from remeslo.interchange.sentences import Language, label, number, say, say_cause, wording

Texts = list[list[str]]


def summary_pdf(cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language) -> bytes:
    """The PDF, the same bytes for the same values; raises NothingPlanned."""
    laid = lay_out(outcome)
    if laid is None or outcome.design is None:
        raise NothingPlanned(outcome.key)
    template = (resources.files(__package__) / "summary.typ").read_bytes()
    data = json.dumps(_data(cluster, outcome, laid, language), ensure_ascii=False)
    made: bytes = typst.compile(template, sys_inputs={"data": data}, ignore_system_fonts=True)
    return made


def _data(cluster: Cluster, outcome: ProgrammeOutcome, laid: LaidProgramme, language: Language) -> dict[str, object]:
    def word(key: str) -> str:
        return label(f"document.{key}", language)

    keys = {"calendar": "calendar", "cycles": "hours", "causes": "causes", "demand": "requests"}
    keys |= {"norms": "norms", "findings": "findings"}
    return {
        "language": language,
        "title": outcome.design.title if outcome.design else outcome.key,
        "note": f"{cluster.name}. {label('word.illustrative', language) if cluster.illustrative else ''}".strip(),
        "illustrative": label("word.illustrative", language) if cluster.illustrative else "",
        "facts": [list(f) for f in facts(cluster, outcome, language)],
        "heads": {name: word(key) for name, key in keys.items()},
        **_calendar(laid, language),
        **_cycles(cluster, outcome, laid, language),
        "causes": [say_cause(c, language).what for c in outcome.causes],
        "demand": _demand(cluster, outcome, language),
        "demand_heads": [word(k) for k in ("text", "employers", "people", "weight", "answer")],
        "norms": [list(row) for row in norm_rows(outcome, language)],
        "norm_heads": [word(k) for k in HEADS],
        "findings": [say(f, language).what for f in outcome.findings if f.severity > Severity.NOTE],
    }


def _calendar(laid: LaidProgramme, language: Language) -> dict[str, object]:
    grid = calendar_grid(laid)
    symbols = SYMBOLS["letters"]
    name = label("document.course", language)
    courses = [
        {
            "name": f"{name} {row.course}",
            "weeks": [{"number": c.number, "mark": c.mark.value, "symbol": symbols[c.mark]} for c in row.cells],
        }
        for row in grid.rows
    ]
    legend = [{"mark": m.value, "symbol": symbols[m], "text": label(f"week_mark.{m}", language)} for m in grid.marks]
    return {"courses": courses, "legend": legend}


def _cycles(cluster: Cluster, outcome: ProgrammeOutcome, laid: LaidProgramme, language: Language) -> dict[str, object]:
    """Hours of cycles and modules, in all and by semester."""
    table = curriculum_table(laid, module_titles=module_titles(cluster, outcome))
    semester = label("document.semester", language)
    heads = [label("curriculum_column.index", language), label("document.text", language)]
    heads += [label("document.total", language), *(f"{s.number} {semester}" for s in table.semesters)]
    rows: Texts = []
    for row in (*table.rows, table.total):
        if row.kind is RowKind.ELEMENT and row.index != row.cycle:
            continue
        title = row.title or label(f"cycle.{row.index}" if row.index else "document.total", language)
        volume = row.numbers[list(Column).index(Column.TOTAL)]
        numbers = [number(n, language) if n else "" for n in (volume, *row.semesters)]
        rows.append([row.index, title, *numbers])
    return {"cycles": rows, "cycle_heads": heads}


def _demand(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> Texts:
    names = {o.key: o.name for o in cluster.organisations}
    rows: Texts = []
    for gap in outcome.design.model.gap if outcome.design else ():
        employers = dict.fromkeys(names.get(r.employer, r.employer) for r in gap.line.requests)
        answer = label(f"gap_answer.{gap.answer}", language)
        rows.append(
            [
                gap.line.text,
                "; ".join(employers),
                number(gap.line.people, language),
                wording(round(float(gap.line.weight), 2), language),
                f"{answer}{f' ({gap.competence})' if gap.competence else ''}",
            ]
        )
    return rows
