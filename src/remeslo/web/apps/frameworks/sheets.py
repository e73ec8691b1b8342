"""Tables whose columns a person names: what is suggested, what was chosen, and the framework that comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from remeslo.core.base.text import squeeze
from remeslo.interchange import sheets
from remeslo.interchange.intake import Form, recognise
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Column, Grid, Mapping, Role, read_grids, suggest, unpack
from remeslo.web.apps.frameworks.readings import FileReading, of_framework

SAMPLE: Final = 6
MOST_COLUMNS: Final = 60
HEADERS: Final = 20


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column: its header, some of its cells, and the role it has or is thought to have."""

    number: int
    header: str
    cells: tuple[str, ...]
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What the page shows: columns under the chosen header, and rows that may be the header."""

    columns: tuple[ColumnChoice, ...]
    header_at: int
    headers: tuple[tuple[int, str], ...]
    title: str
    version: str


def is_table(name: str, data: bytes) -> bool:
    """True for a table that no reader of a known form takes."""
    form = recognise(name, data)
    return form is Form.SHEET or (form is Form.UNKNOWN and len(_grid(name, data).rows) > 1)


def sheet_form(name: str, data: bytes, chosen: dict[str, Any]) -> SheetForm:
    """The first sheet with the columns chosen before, else those that the header suggests."""
    grid = _grid(name, data)
    mapping = _mapping(chosen) or suggest(grid)
    at = int(chosen.get("header_at", mapping.header_at if mapping else 0))
    at = at if at < len(grid.rows) else 0
    header = grid.rows[at].cells[:MOST_COLUMNS] if grid.rows else ()
    roles = {c.header: c for c in mapping.columns} if mapping else {}
    below = grid.rows[at + 1 : at + 1 + SAMPLE]
    columns = tuple(
        ColumnChoice(
            n,
            cell,
            tuple(r[n] for r in below),
            roles[cell].role.value if cell in roles else "",
            roles[cell].language if cell in roles else "",
        )
        for n, cell in enumerate(header)
        if cell
    )
    rows = tuple((n, " · ".join(c for c in r.cells if c)[:80]) for n, r in enumerate(grid.rows[:HEADERS]))
    title = str(chosen.get("title") or name.rpartition(".")[0] or name)
    return SheetForm(columns, at, rows, title, str(chosen.get("version") or ""))


def chosen_columns(post: QueryDict, form: SheetForm) -> dict[str, Any]:
    """What a person chose, as it is kept."""
    known = {r.value for r in Role}
    columns = [
        [role, c.header, squeeze(post.get(f"language-{c.number}", ""))[:5]]
        for c in form.columns
        if (role := post.get(f"role-{c.number}", "")) in known
    ]
    at = post.get("header_at", "")
    return {
        "columns": columns,
        "header_at": int(at) if at.isascii() and at.isdecimal() and len(at) < 4 else form.header_at,
        "title": squeeze(post.get("title", ""))[:300],
        "version": "".join(squeeze(post.get("version", ""))[:40].split()).replace(":", "-").replace("@", "-"),
    }


def has_text(chosen: dict[str, Any]) -> bool:
    """True when some column holds the statements themselves."""
    return any(role == Role.TEXT for role, _header, _language in chosen["columns"])


def read_mapped(name: str, data: bytes, chosen: dict[str, Any]) -> FileReading:
    """The framework that the table makes with these columns."""
    reading = sheets.read([(name, data)], mapping=_mapping(chosen), title=chosen["title"], version=chosen["version"])
    return of_framework(reading, Form.SHEET.value)


def replaced(readings: Sequence[FileReading], new: FileReading, name: str) -> list[FileReading]:
    """The readings with that of a file put in the place of its earlier one."""
    kept = [r for r in readings if r.name != name]
    return [*kept, new]


def _mapping(chosen: dict[str, Any]) -> Mapping | None:
    columns = tuple(Column(Role(role), header, language) for role, header, language in chosen.get("columns", ()))
    return Mapping(columns, int(chosen.get("header_at", 0))) if columns else None


def _grid(name: str, data: bytes) -> Grid:
    """The first sheet that has rows; one without rows when there is none."""
    parts, _told = unpack(name, data)
    for part in parts:
        try:
            for grid in read_grids(part)[0]:
                if grid.rows:
                    return grid
        except Unreadable:
            continue
    return Grid(name, "", (), 0)
