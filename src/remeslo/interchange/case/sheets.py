"""OpenSALT's spreadsheets of CASE frameworks: workbooks with three sheets, and tables of items alone."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import latin_code, squeeze
from remeslo.core.competence.framework import ROOT, Association, Framework, FrameworkItem, ItemKey, LinkKind
from remeslo.interchange.case import plain
from remeslo.interchange.case.words import UUID, link_kind
from remeslo.interchange.frameworks import Claims, FrameworkReading, unreadable
from remeslo.interchange.frameworks.checks import check_framework
from remeslo.interchange.frameworks.claims import held_by, item_claim, link_claim
from remeslo.interchange.frameworks.reading import differences
from remeslo.interchange.frameworks.remarks import Remarks
from remeslo.interchange.sheets.grid import Row, Table
from remeslo.interchange.sheets.tables import read_tables

_NAMESPACE = uuid.UUID("0b0f8f3c-6a58-5d0e-9a07-1f6f0f8b7d22")
_FIELDS = (
    *("identifier", "uri", "fullStatement", "humanCodingScheme", "listEnumeration", "abbreviatedStatement", "notes"),
    *("language", "CFItemType", "alternativeLabel", "statusStartDate", "statusEndDate", "lastChangeDateTime"),
)
_LISTS = ("conceptKeywords", "educationLevel")
_PLACES = ("smartLevel", "sequenceNumber", "order", "statement", "CFAssociationGroupIdentifier")
_RELATIONS = (
    *("isChildOf", "isPartOf", "replacedBy", "exemplar", "hasSkillLevel", "isRelatedTo", "isExactMatchOf"),
    *("exactMatchOf", "precedes", "isPeerOf", "isTranslationOf"),
)
_HEAD = {
    "identifier": "identifier",
    "creator": "creator",
    "title": "title",
    "lastChangeDate": "lastChangeDateTime",
    "lastChangeDateTime": "lastChangeDateTime",
    **{n: n for n in ("officialSourceURL", "publisher", "description", "language", "version", "adoptionStatus")},
    **{n: n for n in ("statusStartDate", "statusEndDate", "notes", "licenseTitle", "licenseText", "license")},
}


def is_case_sheet(table: Table) -> bool:
    """True for a table of items in OpenSALT's columns; the other sheets of its workbooks are known by these."""
    further = ("humanCodingScheme", "CFItemType", "abbreviatedStatement", "smartLevel")
    return table.has("fullStatement") and any(table.has(c) for c in further)


def read_sheets(files: Iterable[tuple[str, bytes]]) -> FrameworkReading:
    """The framework of one workbook or table. Never raises on what it holds."""
    named = tuple(files)
    name = ", ".join(n for n, _ in named[:3])
    tables = read_tables(named)
    items = next((t for t in tables.tables if is_case_sheet(t)), None)
    if items is None:
        return unreadable(name, [*tables.findings, Finding("case.not_case", name, {}, Severity.STOPS_SAVING)])
    links = next((t for t in tables.tables if t.has("associationType", "originNodeIdentifier")), None)
    head = next((t for t in tables.tables if t.has("creator", "title") and not t.has("fullStatement")), None)
    used = [t for t in (items, links, head) if t is not None]
    findings = list(tables.findings)
    for t in tables.tables:
        if t not in used:
            findings.append(Finding("sheets.sheet_not_read", t.name, {"rows": len(t.rows)}, Severity.WARNING))
    if not items.rows:
        return unreadable(name, [*findings, Finding("sheets.no_items", items.name, {}, Severity.STOPS_SAVING)])
    reading = _Sheets(name, head, items, links).read()
    return replace(reading, findings=(*findings, *reading.findings))


class _Sheets:
    """Reads the three sheets; rows become CASE's objects, which are read as in a package."""

    def __init__(self, name: str, head: Table | None, items: Table, links: Table | None) -> None:
        self.name = name
        self.head = head
        self.items = items
        self.links = links
        self.remarks = Remarks()
        self.by_name: dict[str, ItemKey] = {}
        self.by_code: dict[str, ItemKey] = {}
        self.by_level: dict[str, ItemKey] = {}
        self.row_of: dict[ItemKey, Row] = {}

    def read(self) -> FrameworkReading:
        framework = self._document()
        item_claims = Claims("items", self.items.name, self.items.found)
        items = tuple(self._items(framework, item_claims))
        self.by_name.setdefault(framework.key.removeprefix("case-"), ROOT)
        claims = [item_claims]
        links: dict[Association, None] = {}
        if self.links is not None:
            claims.append(Claims("links", self.links.name, self.links.found))
            links |= dict.fromkeys(self._stated(self.links, claims[-1]))
        columns = Claims("links", f"{self.items.name}: {', '.join(_RELATIONS[:1])}", self._related_cells())
        links |= dict.fromkeys(self._in_columns(columns))
        if columns.found:
            claims.append(columns)
        links |= dict.fromkeys(self._by_place(frozenset(a.origin for a in links if a.kind is LinkKind.CHILD_OF)))
        framework = replace(framework, items=items, associations=tuple(links))
        held = held_by(framework)
        counts = tuple(c.count(held) for c in claims)
        findings = [*self.remarks.findings(), *check_framework(framework, self.name), *differences(counts)]
        return FrameworkReading(name=self.name, framework=framework, counts=counts, findings=tuple(findings))

    def _document(self) -> Framework:
        thing: dict[str, object] = {}
        if self.head is not None and self.head.rows:
            row = self.head.rows[0]
            thing = {to: v for column, to in _HEAD.items() if (v := squeeze(row[self.head.column(column)]))}
            if len(self.head.rows) > 1:
                self.remarks.add("case.documents_several", self.head.name, self.head.rows[1].number, Severity.WARNING)
            if plain.moment_of(thing) is not None:
                self.remarks.add("case.moments_without_zone", self.head.name, "CF Doc")
        else:
            base = PurePosixPath(self.name.replace("\\", "/")).name.partition(".")[0]
            thing = {"title": base, "creator": base}
            self.remarks.add("case.sheet_without_document", self.name, base, Severity.WARNING)
        identifier = str(thing.get("identifier") or uuid.uuid5(_NAMESPACE, str(thing.get("title"))))
        key = "".join(c for c in identifier if c not in ":@" and not c.isspace())
        return plain.document(thing, f"case-{key}")

    def _items(self, framework: Framework, claims: Claims) -> Iterator[FrameworkItem]:
        language = framework.languages[0] if framework.languages else ""
        for row in self.items.rows:
            thing = self._thing(row)
            statement = str(thing.get("fullStatement") or self._cell(row, "statement"))
            if not statement:
                claims.left_out += 1
                self.remarks.add("sheets.rows_without_text", self.items.name, row.number, Severity.WARNING)
                continue
            thing["fullStatement"] = statement
            code = self._cell(row, "humanCodingScheme")
            identifier = str(thing.get("identifier") or "")
            if not identifier:
                identifier = str(uuid.uuid5(_NAMESPACE, f"{framework.key}:{code}:{statement}"))
                self.remarks.add("case.items_without_identifier", self.items.name, row.number, Severity.WARNING)
            elif not UUID.fullmatch(identifier):
                self.remarks.add("case.identifiers_no_uuid", self.items.name, identifier)
            if identifier in self.by_name:
                claims.left_out += 1
                self.remarks.add("case.identifiers_repeat", self.items.name, identifier, Severity.STOPS_PUBLISHING)
                continue
            item = plain.item(thing, identifier, language)
            self._place(item, row)
            claims.claims.append(item_claim(item.key))
            yield item

    def _place(self, item: FrameworkItem, row: Row) -> None:
        self.by_name[item.key] = item.key
        if item.code:
            self.by_code.setdefault(latin_code(item.code).casefold(), item.key)
        if level := self._cell(row, "smartLevel"):
            self.by_level.setdefault(level.strip("."), item.key)
        self.row_of[item.key] = row

    def _thing(self, row: Row) -> dict[str, object]:
        """The row as CASE's object; columns that CASE has no field for stay under their names."""
        thing: dict[str, object] = {}
        for number, header in enumerate(self.items.header):
            value = row[number].strip()
            if not header or not value:
                continue
            name = self._field(header)
            if name in _LISTS:
                thing[name] = [v for piece in value.split(",") if (v := piece.strip())]
            elif name not in _PLACES and name not in _RELATIONS:
                thing[name] = value
        return thing

    def _field(self, header: str) -> str:
        """CASE's spelling of a column's name."""
        known = {plain_name(n): n for n in (*_FIELDS, *_LISTS, *_PLACES, *_RELATIONS)}
        return known.get(plain_name(header), header)

    def _cell(self, row: Row, name: str) -> str:
        return squeeze(row[self.items.column(name)])

    def _stated(self, table: Table, claims: Claims) -> Iterator[Association]:
        """The sheet of associations."""
        for row in table.rows:
            cells = {name: squeeze(row[table.column(name)]) for name in _LINK_COLUMNS}
            origin = self._end(cells, "origin")
            destination = self._end(cells, "destination")
            if not cells["associationType"] or origin is None or destination is None:
                claims.left_out += 1
                self.remarks.add("case.links_incomplete", table.name, row.number, Severity.WARNING)
                continue
            thing = {n: v for n, v in cells.items() if v and n in ("identifier", "associationType")}
            link = plain.association(thing, cells["identifier"], origin, destination)
            if link.kind is LinkKind.CHILD_OF:
                link = replace(link, order=self._order_of(ItemKey(origin)))
            group = {f"field:{n}": plain.as_json(v) for n, v in cells.items() if v and n.startswith("associationGroup")}
            link = replace(link, attributes=tuple(sorted({**dict(link.attributes), **group}.items())))
            claims.claims.append(link_claim(link.kind, link.origin, link.destination))
            yield link

    def _end(self, cells: Mapping[str, str], end: str) -> str | None:
        identifier, code = cells[f"{end}NodeIdentifier"], cells[f"{end}NodeHumanCodingScheme"]
        if identifier in self.by_name:
            return self.by_name[identifier]
        known = self.by_code.get(latin_code(code).casefold()) if code else None
        return known or cells[f"{end}NodeUri"] or identifier or None

    def _related_cells(self) -> int:
        at = [n for n, h in enumerate(self.items.header) if self._field(h) in _RELATIONS]
        return sum(1 for row in self.items.rows for n in at if row[n].strip())

    def _in_columns(self, claims: Claims) -> Iterator[Association]:
        """Columns such as ``Is Child Of`` that name another item by code or identifier."""
        at = [(n, f) for n, h in enumerate(self.items.header) if (f := self._field(h)) in _RELATIONS]
        done = {row.number for row in self.row_of.values()}
        claims.left_out += sum(1 for r in self.items.rows if r.number not in done for n, _ in at if r[n].strip())
        for key, row in self.row_of.items():
            for number, name in at:
                said = squeeze(row[number])
                if not said:
                    continue
                there = self.by_name.get(said) or self.by_code.get(latin_code(said).casefold())
                if there is None:
                    claims.left_out += 1
                    self.remarks.add("sheets.parents_unknown", self.items.name, row.number, Severity.WARNING)
                    continue
                kind = link_kind(name)
                order = self._order_of(key) if kind is LinkKind.CHILD_OF else None
                claims.claims.append(link_claim(kind, key, there))
                yield Association(kind=kind, origin=key, destination=there, order=order)

    def _by_place(self, placed: frozenset[ItemKey]) -> Iterator[Association]:
        """Items that nothing else places: under the one whose ``smartLevel`` or code theirs begins with."""
        for key, row in self.row_of.items():
            if key in placed:
                continue
            level = self._cell(row, "smartLevel").strip(".")
            code = latin_code(self._cell(row, "humanCodingScheme")).casefold()
            above = self.by_level.get(level.rpartition(".")[0]) if level else self._by_code(code)
            if above is not None and not level:
                self.remarks.add("sheets.parents_by_code", self.items.name, row.number)
            if above is not None and above != key:
                yield Association(kind=LinkKind.CHILD_OF, origin=key, destination=above, order=self._order_of(key))

    def _by_code(self, code: str) -> ItemKey | None:
        while "." in code:
            code = code.rpartition(".")[0]
            if code in self.by_code:
                return self.by_code[code]
        return None

    def _order_of(self, key: ItemKey) -> int | None:
        """The place among its siblings, by the last number of ``smartLevel`` or by ``sequenceNumber``."""
        row = self.row_of.get(key)
        if row is None:
            return None
        said = self._cell(row, "smartLevel").rpartition(".")[2] or self._cell(row, "sequenceNumber")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else None


_LINK_COLUMNS = (
    *("identifier", "associationType", "originNodeIdentifier", "originNodeUri", "originNodeHumanCodingScheme"),
    *("destinationNodeIdentifier", "destinationNodeUri", "destinationNodeHumanCodingScheme"),
    *("associationGroupIdentifier", "associationGroupName"),
)


def plain_name(name: str) -> str:
    """A column's name for comparing."""
    return "".join(c for c in name.casefold() if c.isalnum())
