"""Any table with a header into a framework, by a mapping of its columns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.text import fold
from remeslo.core.competence.framework import Association, Framework, FrameworkItem
from remeslo.interchange.frameworks import Claims, FrameworkReading, unreadable
from remeslo.interchange.frameworks.checks import check_framework
from remeslo.interchange.frameworks.claims import held_by, item_claim, link_claim
from remeslo.interchange.frameworks.reading import differences
from remeslo.interchange.frameworks.remarks import Remarks
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets.grid import Grid, Table, table_of
from remeslo.interchange.sheets.head import Head, head_of, is_head
from remeslo.interchange.sheets.links import is_links, links_of
from remeslo.interchange.sheets.mapping import Mapping, mapped_table, suggest
from remeslo.interchange.sheets.parts import unpack_all
from remeslo.interchange.sheets.rows import ItemRows
from remeslo.interchange.sheets.tables import look_at, read_grids


def read(
    files: Iterable[tuple[str, bytes]],
    *,
    mapping: Mapping | None = None,
    key: str = "",
    title: str = "",
    version: str = "",
) -> FrameworkReading:
    """
    The framework that a table makes: every sheet with a column of texts.

    Parameters
    ----------
    mapping
        Which column is what; without it, what the names of the columns suggest.
    key, title, version
        Of the framework, where the table does not tell; the key is made of the file's name otherwise.

    Never raises on what the files hold.
    """
    named = tuple(files)
    name = ", ".join(n for n, _ in named[:3])
    parts, wrong = unpack_all(named)
    findings = list(wrong)
    grids: list[Grid] = []
    for part in parts:
        try:
            some, met = read_grids(part)
        except Unreadable as refusal:
            findings += refusal.findings
            continue
        grids += some
        findings += met
    if not grids:
        why = findings or [Finding("file.empty", name, {}, Severity.STOPS_SAVING)]
        return unreadable(name, why)
    head = next((head_of(g) for g in grids if is_head(g)), Head())
    rows = ItemRows(Remarks(), head.languages[0] if head.languages else "", name)
    links: list[Table] = []
    claims: list[Claims] = []
    for grid in (g for g in grids if not is_head(g)):
        if (table := table_of(grid)) is not None and is_links(table):
            links.append(table)
            continue
        findings += _items_of(grid, mapping, rows, claims)
    items = rows.items()
    if not items:
        code = "sheets.no_items" if claims else "sheets.header_unknown"
        columns = grids[0].rows[0].cells[:8] if grids[0].rows else ()
        finding = Finding(code, name, {"columns": columns}, Severity.STOPS_SAVING)
        return unreadable(
            name, [*(f for f in findings if f.code != "sheets.sheet_not_read"), *rows.remarks.findings(), finding]
        )
    associations = [*rows.associations(by_code=not links)]
    for table in links:
        claims.append(Claims("links", table.name, table.found))
        associations += _links(table, claims[-1], rows)
    try:
        framework = _framework(head, name, key, title, version, items, tuple(dict.fromkeys(associations)), rows)
    except ProblemError as error:
        finding = Finding("sheets.head_unusable", name, {"reason": str(error)}, Severity.STOPS_SAVING)
        return unreadable(name, [*findings, finding])
    held = held_by(framework)
    counts = tuple(c.count(held) for c in claims)
    if not head.version and not version:
        findings.append(Finding("sheets.version_unstated", name, {"version": framework.version}, Severity.NOTE))
    findings += [*rows.remarks.findings(), *check_framework(framework, name), *differences(counts)]
    return FrameworkReading(name=name, framework=framework, counts=counts, findings=tuple(findings))


def _items_of(grid: Grid, mapping: Mapping | None, rows: ItemRows, claims: list[Claims]) -> Iterator[Finding]:
    used = mapping or suggest(grid)
    table = mapped_table(grid, used) if used is not None else None
    if used is None or table is None:
        yield Finding("sheets.sheet_not_read", grid.name, {"rows": len(grid.rows)}, Severity.WARNING)
        return
    if missing := used.missing(table):
        facts = {"column": missing[0], "columns": tuple(h for h in table.header if h)}
        yield Finding("sheets.column_missing", grid.name, facts, Severity.STOPS_SAVING)
        return
    yield from look_at(table)
    claim = Claims("items", table.name, table.found)
    for key in rows.read(table, used):
        if key is None:
            claim.left_out += 1
        else:
            claim.claims.append(item_claim(key))
    claims.append(claim)


def _links(table: Table, claims: Claims, rows: ItemRows) -> Iterator[Association]:
    for row, link in links_of(table, rows.known):
        if link is None:
            claims.left_out += 1
            rows.remarks.add("sheets.links_unknown", table.name, row.number, Severity.WARNING)
        else:
            for end in (link.origin, link.destination):
                if end and fold(end) not in rows.known:
                    rows.remarks.add("framework.link_to_nameless", table.name, end)
            claims.claims.append(link_claim(link.kind, link.origin, link.destination))
            yield link


def _framework(
    head: Head,
    name: str,
    key: str,
    title: str,
    version: str,
    items: tuple[FrameworkItem, ...],
    associations: tuple[Association, ...],
    rows: ItemRows,
) -> Framework:
    stem = PurePosixPath(name.partition(", ")[0].replace("\\", "/")).name.removesuffix(".gz").rpartition(".")[0] or name
    framework = Framework(
        key=key or head.key or f"sheet-{slug(stem)}",
        version=version or head.version or "undated",
        title=title or head.title or stem,
        languages=head.languages if head.is_there else tuple(rows.languages),
        items=items,
        associations=associations,
    )
    return replace(framework, **head.further)


def slug(text: str) -> str:
    """A name with signs that keys bear."""
    return re.sub(r"[\s:@]+", "-", text.strip()) or "unnamed"
