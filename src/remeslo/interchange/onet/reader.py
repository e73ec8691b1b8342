"""Tables of O*NET into one framework."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.framework import Framework
from remeslo.interchange.frameworks import FrameworkReading, unreadable
from remeslo.interchange.frameworks.claims import held_by, repeated
from remeslo.interchange.frameworks.reading import differences
from remeslo.interchange.onet.names import version_of
from remeslo.interchange.onet.recognise import Kind, kind_of
from remeslo.interchange.onet.rows import ORDER, Rows
from remeslo.interchange.sheets.grid import Table
from remeslo.interchange.sheets.tables import read_tables

LANGUAGE = "en"
LICENCE = "CC BY 4.0"
ATTRIBUTION = (
    "This includes information from the O*NET {version} Database by the U.S. Department of Labor, Employment and "
    "Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA."
)


def read(files: Iterable[tuple[str, bytes]], *, version: str = "") -> FrameworkReading:
    """
    The framework that some or all files of one O*NET database make.

    Parameters
    ----------
    files
        Names and bytes: text, CSV or XLSX, packed or not, or the whole archive. Names with folders help to tell the
        version.
    version
        ``30.2``; without it, it is taken from the names, and a finding says when they do not tell.
    """
    named = tuple(files)
    together = named[0][0] if len(named) == 1 else ", ".join(name for name, _ in named[:3])
    tables = read_tables(named)
    findings = list(tables.findings)
    known = [(kind, t) for t in tables.tables if (kind := kind_of(t)) is not None]
    findings += [_foreign(t) for t in tables.tables if kind_of(t) is None]
    useful = [(kind, t) for kind, t in known if kind is not Kind.UNREAD]
    if not useful:
        code = "onet.only_reference_tables" if known else "onet.no_table"
        return unreadable(together, [*findings, Finding(code, together, {}, Severity.STOPS_SAVING)])
    edition = version or version_of([*(name for name, _ in named), *(t.name for _, t in useful)])
    rows = Rows(LANGUAGE, together)
    claims = [rows.read(kind, t) for kind, t in sorted(useful, key=lambda k: ORDER.index(k[0]))]
    rows.finish()
    if not rows.building.items:
        return unreadable(together, [*findings, *rows.remarks.findings(), _empty(together)])
    framework = _framework(rows, edition)
    held = held_by(framework)
    counts = tuple(c.count(held) for c in claims)
    findings += rows.remarks.findings()
    findings += [_not_read(t) for kind, t in known if kind is Kind.UNREAD]
    findings += _version_findings(edition, framework.version, together)
    findings += repeated(claims)
    findings += differences(counts)
    return FrameworkReading(name=together, framework=framework, counts=counts, findings=tuple(findings))


def _framework(rows: Rows, edition: str) -> Framework:
    version = edition or (f"undated-{rows.latest:%Y-%m}" if rows.latest else "unknown")
    return Framework(
        key="onet",
        version=version,
        title=f"O*NET {edition}".strip(),
        publisher="U.S. Department of Labor, Employment and Training Administration",
        languages=(LANGUAGE,),
        uri="https://www.onetcenter.org/database.html",
        licence=LICENCE,
        attribution=ATTRIBUTION.format(version=version),
        items=rows.building.finished_items(),
        associations=rows.building.finished_links(),
    )


def _version_findings(edition: str, version: str, where: str) -> list[Finding]:
    if edition:
        return []
    return [Finding("onet.version_unknown", where, {"version": version}, Severity.WARNING)]


def _foreign(table: Table) -> Finding:
    facts = {"columns": table.header[:8], "rows": len(table.rows)}
    return Finding("onet.table_unknown", table.name, facts, Severity.WARNING)


def _not_read(table: Table) -> Finding:
    return Finding("onet.table_not_read", table.name, {"rows": len(table.rows)}, Severity.NOTE)


def _empty(where: str) -> Finding:
    return Finding("onet.no_rows", where, {}, Severity.STOPS_SAVING)
