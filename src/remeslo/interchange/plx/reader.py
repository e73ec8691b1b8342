"""A .plx file into a study plan."""

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.studyplan.check import check
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.reading import PlanReading, differences
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.counting import count_in_plan, count_in_text
from remeslo.interchange.plx.dataset import Dataset, parse
from remeslo.interchange.plx.head import read_head, semesters_per_course
from remeslo.interchange.plx.plan_rows import RowsReader
from remeslo.interchange.plx.standards import StandardsReader
from remeslo.interchange.plx.tables import Tables
from remeslo.interchange.safety import Unreadable, decode_text

FORMAT = "plx"
_JOINS = frozenset(("Код", "КодПлана", "КодООП", "КодАктивногоООП", "КодГрафика", "diffgr:id", "msdata:rowOrder"))
_DEFAULTS = frozenset(("", "0", "false", '""'))


def looks_like(name: str, head: bytes) -> bool:
    """True when the first bytes of a file (a few hundred will do) are those of a .plx file."""
    marked, first = head[:2] in (b"\xff\xfe", b"\xfe\xff"), head[:4096]
    encoding = "utf-16" if marked else "utf-16-le" if first[1:2] == b"\x00" else "utf-8"
    text = first.decode(encoding, errors="ignore")
    return ("diffgram" in text and "Документ" in text) or (name.lower().endswith(".plx") and "<Документ" in text)


def read(data: bytes, *, name: str) -> PlanReading:
    """
    The plan of one file.

    Never raises on what the file holds: a file that cannot be read gives no plan and findings that say why. What is
    read, what is not, and what each finding means: FORMAT.md.
    """
    try:
        dataset = parse(data, name=name)
        found = count_in_text(decode_text(data, name).text)
    except Unreadable as refusal:
        return PlanReading(name=name, format=FORMAT, findings=refusal.findings)
    tables = Tables(dataset, name)
    if not tables.rows("Планы") or not tables.rows("ПланыСтроки"):
        missing = "Планы" if not tables.rows("Планы") else "ПланыСтроки"
        refused = Finding("studyplan.no_plan", name, {"table": missing}, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(*dataset.findings, refused))
    try:
        plan = _plan(tables)
    except ProblemError as error:
        refused = Finding("studyplan.not_whole", name, {"reason": str(error)[:300]}, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(*dataset.findings, *tables.told(), refused))
    counted = count_in_plan(plan)
    findings = (
        *dataset.findings,
        *tables.told(),
        *differences(found, counted, name),
        *_not_held(dataset, name),
        *_declared_credits(tables, plan, name),
        *check(plan, name),
    )
    return PlanReading(name=name, format=FORMAT, plan=plan, counted=counted, found=found, findings=findings)


def _plan(tables: Tables) -> StudyPlan:
    if len(tables.rows("Планы")) > 1:
        tables.tell("studyplan.several_plans", tables.rows("Планы")[1], table="Планы")
    top = tables.rows("Планы")[0]
    rows = RowsReader(tables, semesters_per_course(tables, top))
    standards = StandardsReader(tables)
    embedded = standards.standards()
    return StudyPlan(
        head=read_head(tables, top),
        blocks=rows.blocks(),
        rows=rows.rows(),
        competences=rows.competences(),
        activities=rows.activities(),
        standards=embedded,
        links=standards.links(rows.by_code("ПланыКомпетенции", rows.competence_keys)),
    )


def _not_held(dataset: Dataset, name: str) -> list[Finding]:
    """A note of the tables, and of the columns that say something, which the plan has no room for."""
    tables = [
        f"{table} × {number}"
        for table, number in dataset.tables().items()
        if table not in v.READ and table not in v.DICTIONARIES
    ]
    columns: dict[str, None] = {}
    for table, held in v.READ.items():
        known = frozenset(held.split()) | _JOINS
        for row in dataset.table(table):
            told = (c for c, value in row.columns.items() if c not in known and value not in _DEFAULTS)
            columns.update((f"{table}/@{c}", None) for c in told)
    if not tables and not columns:
        return []
    facts = {"items": tuple(tables), "columns": tuple(columns)}
    return [Finding("studyplan.not_held", name, facts, Severity.NOTE)]


def _declared_credits(tables: Tables, plan: StudyPlan, name: str) -> list[Finding]:
    """The volume that the file itself asks for (ПараметрыПлана/@OOPItog) against the sum of the rows."""
    for row in tables.rows("ПараметрыПлана"):
        declared = tables.number(row, "OOPItog")
        total = count_in_plan(plan)["credits"]
        if declared is not None and tables.flag(row, "Flag_OOPItog") and declared != total:
            facts = {"declared": declared, "sum": total}
            return [Finding("studyplan.credits_differ", name, facts, Severity.WARNING)]
    return []
