"""Tables of ESCO into one framework."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.framework import Framework
from remeslo.interchange.esco.recognise import Kind, kind_of, version_of
from remeslo.interchange.esco.rows import ORDER, Rows
from remeslo.interchange.frameworks import FrameworkReading, unreadable
from remeslo.interchange.frameworks.claims import held_by, repeated
from remeslo.interchange.frameworks.reading import differences
from remeslo.interchange.sheets.grid import Table
from remeslo.interchange.sheets.tables import read_tables

ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
UNKNOWN = "undated"


def read(files: Iterable[tuple[str, bytes]], *, version: str = "") -> FrameworkReading:
    """
    The framework that some or all files of one ESCO edition make.

    Parameters
    ----------
    files
        Names and bytes: CSV, packed or not, or the whole archive; several languages together give items with texts in
        each. The language is taken from the names (``skills_en.csv``).
    version
        ``1.2.0``; without it, it is taken from the names, and a finding says when they do not tell.
    """
    named = tuple(files)
    together = named[0][0] if len(named) == 1 else ", ".join(name for name, _ in named[:3])
    tables = read_tables(named)
    findings = list(tables.findings)
    known = [(kind, t) for t in tables.tables if (kind := kind_of(t)) is not None]
    findings += [_foreign(t) for t in tables.tables if kind_of(t) is None]
    useful = [(kind, t) for kind, t in known if kind is not Kind.UNREAD]
    if not useful:
        return unreadable(together, [*findings, Finding("esco.no_table", together, {}, Severity.STOPS_SAVING)])
    edition = version or version_of([*(name for name, _ in named), *(t.name for _, t in useful)])
    rows = Rows(together)
    claims = [rows.read(kind, t) for kind, t in sorted(useful, key=lambda k: ORDER.index(k[0]))]
    rows.finish()
    if not rows.building.items:
        findings += [*rows.remarks.findings(), Finding("esco.no_rows", together, {}, Severity.STOPS_SAVING)]
        return unreadable(together, findings)
    framework = _framework(rows, edition)
    held = held_by(framework)
    counts = tuple(c.count(held) for c in claims)
    findings += rows.remarks.findings()
    findings += [_not_read(t) for k, t in known if k is Kind.UNREAD]
    if not edition:
        findings.append(Finding("esco.version_unknown", together, {"version": framework.version}, Severity.WARNING))
    if not rows.languages:
        findings.append(Finding("esco.language_unknown", together, {}, Severity.NOTE))
    findings += repeated(claims)
    findings += differences(counts)
    return FrameworkReading(name=together, framework=framework, counts=counts, findings=tuple(findings))


def _framework(rows: Rows, edition: str) -> Framework:
    return Framework(
        key="esco",
        version=edition or UNKNOWN,
        title=f"ESCO {edition}".strip(),
        publisher="European Commission",
        languages=tuple(rows.languages),
        uri="http://data.europa.eu/esco",
        licence="https://esco.ec.europa.eu/en/use-esco/download",
        attribution=ATTRIBUTION,
        items=rows.building.finished_items(),
        associations=rows.building.finished_links(),
    )


def _foreign(table: Table) -> Finding:
    facts = {"columns": table.header[:8], "rows": len(table.rows)}
    return Finding("esco.table_unknown", table.name, facts, Severity.WARNING)


def _not_read(table: Table) -> Finding:
    return Finding("esco.table_not_read", table.name, {"rows": len(table.rows)}, Severity.NOTE)
