"""One workbook while it is read: rows of the form's sheets, cells as values, and what was wrong with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import fold, latin_code, squeeze
from remeslo.interchange.sheets.grid import Grid, Row, plain
from remeslo.interchange.statesheet.form import Name, Sheet, Words, both

_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:\s*г\.?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T].*)?")
_COMPETENCE = re.compile(r"(ОК|ПК)[\s-]*([0-9]+(?:\.[0-9]+)?)\.?")
_LATIN = str.maketrans("OKPKokpk", "ОКПКокпк")
_FUNCTION = re.compile(r"([0-9]{2}\.[0-9]{3}(?:@[^/\s]+)?)/([A-ZА-Я]{1,2})/([0-9]{2}\.[0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet by the keys of its columns."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(slots=True)
class Cells:
    """Takes values out of cells and remembers what could not be taken."""

    findings: list[Finding] = field(default_factory=list)

    def tell(self, code: str, where: str, severity: Severity = Severity.STOPS_PUBLISHING, **facts: object) -> None:
        """One more finding."""
        told = {k: both(v) if k in ("column", "columns", "sheet") else v for k, v in facts.items()}
        self.findings.append(Finding(code, where, told, severity))

    def lines(self, grid: Grid, sheet: Sheet) -> Iterator[Line]:
        """Rows under the header; those that lack a needed cell are told and left out."""
        header = next((n for n, r in enumerate(grid.rows) if self._columns(r, sheet.columns)), None)
        if header is None:
            expected = tuple(c.ru for c in sheet.columns)
            self.tell("statesheet.no_header", grid.name, columns=expected)
            return
        columns = self._columns(grid.rows[header], sheet.columns)
        self._unknown(grid, grid.rows[header], columns)
        for row in grid.rows[header + 1 :]:
            cells = {key: squeeze(row[at]) for key, at in columns.items()}
            missing = [c.ru for c in sheet.columns if c.key in sheet.needed and not cells.get(c.key)]
            if missing:
                self.tell("statesheet.row_incomplete", grid.place(row), columns=tuple(missing))
                continue
            yield Line(grid.place(row), cells)

    def _columns(self, row: Row, names: tuple[Name, ...]) -> dict[str, int]:
        """Columns of a header row: it names at least two of them, or all there are."""
        found: dict[str, int] = {}
        for at, cell in enumerate(row.cells):
            name = next((n for n in names if plain(cell) in {plain(x) for x in n.names()}), None)
            if name is not None:
                found.setdefault(name.key, at)
        return found if len(found) >= min(2, len(names)) else {}

    def _unknown(self, grid: Grid, row: Row, columns: Mapping[str, int]) -> None:
        unknown = tuple(c for at, c in enumerate(row.cells) if c.strip() and at not in columns.values())
        if unknown:
            self.tell("statesheet.columns_unknown", grid.place(row), Severity.WARNING, columns=unknown)

    def whole(self, text: str, where: str, column: str) -> int | None:
        """A whole number >= 0; None for nothing, and told, for anything else."""
        digits = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if re.fullmatch(r"[0-9]{1,6}", digits):
            return int(digits)
        if digits:
            self.tell("statesheet.wrong_value", where, column=column, value=text[:60])
        return None

    def day(self, text: str, where: str, column: str) -> date | None:
        """A day as dd.mm.yyyy or as the spreadsheet keeps it; told, for anything else."""
        found, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
        try:
            if found:
                return date(int(found[3]), int(found[2]), int(found[1]))
            if iso:
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            pass
        if text:
            self.tell("statesheet.wrong_value", where, column=column, value=text[:60])
        return None

    def choice(self, text: str, words: Words, where: str, column: str) -> StrEnum | None:
        """The value of a word; None, and told with the words accepted, for any other."""
        found = words.get(fold(text))
        if found is not None:
            return found[0]
        accepted = tuple(dict.fromkeys(f"{ru} ({en})" for _, ru, en in words.values()))
        self.tell("statesheet.wrong_word", where, column=column, value=text[:60], accepted=accepted)
        return None

    def competence(self, text: str, where: str) -> str:
        """``ПК 1.1`` for ``ПК1.1.``, ``ОК 01`` for ``ОК-1``, Latin letters made Russian; changes are told."""
        found = _COMPETENCE.fullmatch(text.translate(_LATIN).upper() if text[:2].isascii() else text.upper())
        if found is None:
            return text
        number = found[2].zfill(2) if found[1] == "ОК" and "." not in found[2] else found[2]
        code = f"{found[1]} {number}"
        if code != text:
            self.tell("statesheet.code_form", where, Severity.NOTE, value=text, read=code)
        return code

    def competences(self, text: str, where: str) -> tuple[str, ...]:
        """Codes of a list."""
        return tuple(dict.fromkeys(self.competence(squeeze(w), where) for w in re.split(r"[;,\n]", text) if w.strip()))

    def functions(self, text: str, where: str) -> tuple[str, ...]:
        """Work functions of a list; one of another form is told and left out."""
        kept: list[str] = []
        for word in re.split(r"[;,\n]", text):
            if not word.strip():
                continue
            written = word.strip()
            standard, _, rest = written.partition("/")
            found = _FUNCTION.fullmatch(f"{standard.strip()}/{latin_code(rest).upper()}")
            if found is None:
                self.tell("statesheet.wrong_value", where, column="Трудовые функции", value=written[:60])
            else:
                kept.append(f"{found[1]}/{found[2]}/{found[3]}")
        return tuple(dict.fromkeys(kept))
