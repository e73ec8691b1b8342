"""A file of facts as rows: the fact's own fields, its values, its place; whatever form the file has."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety import Unreadable, read_json
from remeslo.interchange.sheets import Part, read_grids, table_of

OWN = ("key", "kind", "subject", "on", "known", "by", "evidence", "corrects", "withdraws")
FORMAT = "remeslo-facts-1"
NEEDED = ("kind", "subject", "on")


@dataclass(frozen=True, slots=True)
class RawFact:
    """A fact as the file has it; ``place`` is ``facts.csv:12`` or ``facts.json, fact 3``."""

    number: int
    place: str
    own: Mapping[str, object]
    values: Mapping[str, object]
    evidence: tuple[str, ...]


def raw_facts(data: bytes, name: str) -> tuple[tuple[RawFact, ...], tuple[Finding, ...]]:
    """
    Rows of a file and what was met on the way.

    Raises
    ------
    Unreadable
        When it is neither JSON nor a table with the columns kind, subject and on.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _from_json(data, name)
    return _from_table(data, name)


def _from_json(data: bytes, name: str) -> tuple[tuple[RawFact, ...], tuple[Finding, ...]]:
    document = read_json(data, name=name)
    listed = document.value
    if isinstance(listed, Mapping):
        if listed.get("format", FORMAT) != FORMAT:
            told: dict[str, object] = {"found": str(listed["format"])[:40], "expected": FORMAT}
            raise Unreadable((Finding("factfile.format_unknown", name, told, Severity.STOPS_SAVING),))
        listed = listed.get("facts")
    if not isinstance(listed, list):
        raise Unreadable((Finding("factfile.no_facts", name, {}, Severity.STOPS_SAVING),))
    rows, wrong = [], []
    for number, item in enumerate(listed, start=1):
        place = f"{name}, fact {number}"
        if isinstance(item, Mapping):
            rows.append(_row(number, place, item))
        else:
            facts: dict[str, object] = {"found": type(item).__name__, "fact": number}
            wrong.append(Finding("factfile.not_a_fact", place, facts, Severity.STOPS_SAVING))
    return tuple(rows), (*document.findings, *wrong)


def _row(number: int, place: str, item: Mapping[str, object]) -> RawFact:
    """Values may stand in ``values`` or beside the own fields."""
    inner = item.get("values")
    values = dict(inner) if isinstance(inner, Mapping) else {}
    values |= {k: v for k, v in item.items() if k not in OWN and k != "values"}
    return RawFact(number, place, {k: item[k] for k in OWN if k in item}, values, _evidence(item.get("evidence")))


def _evidence(raw: object) -> tuple[str, ...]:
    if isinstance(raw, list):
        return tuple(str(e).strip() for e in raw if str(e).strip())
    return tuple(e.strip() for e in str(raw or "").split(";") if e.strip())


def _from_table(data: bytes, name: str) -> tuple[tuple[RawFact, ...], tuple[Finding, ...]]:
    tables, told = read_grids(Part(name, data))
    rows: list[RawFact] = []
    for grid in tables:
        table = table_of(grid)
        if table is None or not table.has(*NEEDED):
            header = tuple(table.header) if table is not None else ()
            facts: dict[str, object] = {"header": header[:12], "needed": NEEDED}
            raise Unreadable((Finding("factfile.header", grid.name, facts, Severity.STOPS_SAVING),))
        names = [h.strip().lower() for h in table.header]
        for row in table.rows:
            cells = {n: row[i].strip() for i, n in enumerate(names) if n}
            own = {k: v for k, v in cells.items() if k in OWN}
            values = {k.removeprefix("value."): v for k, v in cells.items() if k not in OWN}
            rows.append(RawFact(row.number, grid.place(row), own, values, _evidence(cells.get("evidence"))))
    return tuple(rows), tuple(told)
