"""A file of Curricular Analytics into a `DegreePlan`: what is odd is read, what is wrong is told with its line."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePath

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import fold, squeeze
from remeslo.core.curriculum.analytics import NOTHING, Requisite, RequisiteKind, System, UnitKey, all_of
from remeslo.interchange.degreeplan.cells import BadCell, read_requisites
from remeslo.interchange.degreeplan.plan import DegreeCourse, DegreePlan
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited

LIMIT_BYTES = 5 * MIB
MOST_COURSES, MOST_TERMS, MOST_CREDITS = 2000, 100, Decimal(10_000)
MOST_FINDINGS = 200
_HEAD = ("curriculum", "degree plan", "institution", "degree type", "system type", "cip")
_COLUMNS = {
    "prerequisites": RequisiteKind.PRE,
    "corequisites": RequisiteKind.CO,
    "strict-corequisites": RequisiteKind.STRICT,
    "requisites": RequisiteKind.PRE,
    "requisities": RequisiteKind.PRE,  # so spelt in the oldest files, each id with its mark
}
_KNOWN = frozenset(
    {"course id", "course name", "prefix", "number", "credit hours", "institution", "canonical name", "term", *_COLUMNS}
)
_WHOLE = re.compile(r"[0-9]{1,4}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class DegreePlanReading:
    """The plan, or ``None`` and findings that say where it is wrong."""

    plan: DegreePlan | None
    findings: tuple[Finding, ...] = ()


def looks_like(name: str, data: bytes) -> bool:
    """True for a text with the head of such a table among its first lines."""
    begins = data[:4096].decode("utf-8", errors="replace").casefold()
    return PurePath(name).suffix.lower() in (".csv", ".txt", "") and "course id" in begins and "course name" in begins


def read_degree_plan_file(path: Path | str) -> DegreePlanReading:
    """A plan from a file; never raises on what the file is or holds."""
    try:
        data = read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES)
    except Unreadable as refusal:
        return DegreePlanReading(None, refusal.findings)
    return read_degree_plan(data, name=str(path))


def read_degree_plan(data: bytes, *, name: str) -> DegreePlanReading:
    """A plan from bytes; never raises on what they hold."""
    try:
        text = decode_text(data, name)
        rows = list(csv.reader(text.text.splitlines(), skipinitialspace=True, strict=False))
    except Unreadable as refusal:
        return DegreePlanReading(None, refusal.findings)
    except csv.Error as error:
        return DegreePlanReading(
            None, (Finding("degreeplan.broken_table", name, {"reason": str(error)}, Severity.STOPS_SAVING),)
        )
    reader = _Reader(name, [(n, [squeeze(c) for c in row]) for n, row in enumerate(rows, start=1) if any(row)])
    plan = reader.read()
    return DegreePlanReading(plan, (*text.findings, *reader.findings))


@dataclass
class _Reader:
    name: str
    rows: list[tuple[int, list[str]]]
    findings: list[Finding] = field(default_factory=list)
    courses: dict[UnitKey, DegreeCourse] = field(default_factory=dict)

    def read(self) -> DegreePlan | None:
        at = next((n for n, (_line, row) in enumerate(self.rows) if _is_header(row)), None)
        if at is None:
            self.tell("degreeplan.not_plan", 0, Severity.STOPS_SAVING)
            return None
        head = self.head(self.rows[:at])
        self.table(self.rows[at:])
        if not self.courses:
            self.tell("degreeplan.no_courses", self.rows[at][0], Severity.STOPS_SAVING)
            return None
        return DegreePlan(
            file=PurePath(self.name).name,
            courses=tuple(self.courses.values()),
            curriculum=head.get("curriculum", ""),
            degree_plan=head.get("degree plan", ""),
            institution=head.get("institution", ""),
            degree_type=head.get("degree type", ""),
            system=self.system(head.get("system type", "")),
            cip=head.get("cip", ""),
        )

    def head(self, rows: Iterable[tuple[int, list[str]]]) -> dict[str, str]:
        """Lines of ``key,value``; ``Courses`` and what nobody knows stand for nothing."""
        found: dict[str, str] = {}
        for line, row in rows:
            key = fold(row[0])
            if key in _HEAD:
                found[key] = next((c for c in row[1:] if c), "")
            elif key not in ("courses", "additional courses") and key:
                self.tell("degreeplan.head_unknown", line, Severity.NOTE, value=row[0])
        return found

    def system(self, text: str) -> System:
        if text and fold(text) not in tuple(System):
            self.tell("degreeplan.system_unknown", 0, value=text)
        return System.QUARTER if fold(text) == System.QUARTER else System.SEMESTER

    def table(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """Courses below each header; another section may bring another header."""
        columns: Mapping[str, int] = {}
        additional = False
        for line, row in rows:
            if fold(row[0]) in ("courses", "additional courses") and not any(row[1:]):
                additional = fold(row[0]).startswith("additional")
            elif _is_header(row):
                columns = {fold(c): n for n, c in reversed(list(enumerate(row))) if c}
                unknown = [c for c in row if c and fold(c) not in _KNOWN]
                if unknown:
                    self.tell("degreeplan.columns_unknown", line, Severity.NOTE, columns=tuple(unknown))
            elif any(row):
                self.row(line, row, columns, additional)

    def row(self, line: int, row: list[str], columns: Mapping[str, int], additional: bool) -> None:
        def cell(name: str) -> str:
            at = columns.get(name, len(row))
            return row[at] if at < len(row) else ""

        key = UnitKey(cell("course id"))
        if not key or re.search(r"[;,\s()|:]", key):
            self.tell("degreeplan.id_bad", line, value=key, title=cell("course name"))
        elif key in self.courses:
            self.tell("degreeplan.id_repeated", line, value=key, title=cell("course name"))
        elif len(self.courses) == MOST_COURSES:
            self.tell("degreeplan.too_many", line, Severity.STOPS_PUBLISHING, most=MOST_COURSES)
        else:
            self.courses[key] = DegreeCourse(
                key=key,
                name=cell("course name"),
                prefix=cell("prefix"),
                number=cell("number"),
                requisite=all_of(self.requisites(line, name, cell(name)) for name in _COLUMNS),
                credits=self.credits(line, cell("credit hours")),
                institution=cell("institution"),
                canonical=cell("canonical name"),
                term=self.term(line, cell("term")),
                additional=additional,
            )

    def requisites(self, line: int, column: str, text: str) -> Requisite:
        try:
            return read_requisites(text, _COLUMNS[column])
        except BadCell as error:
            self.tell("degreeplan.requisite_bad", line, column=column, value=text, sign=str(error))
            return NOTHING

    def credits(self, line: int, text: str) -> Decimal | None:
        if not text:
            return None
        try:
            amount = Decimal(text.replace(",", "."))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or not 0 <= amount <= MOST_CREDITS:
            self.tell("degreeplan.number_bad", line, column="Credit Hours", value=text, most=int(MOST_CREDITS))
            return None
        return amount

    def term(self, line: int, text: str) -> int | None:
        if not text:
            return None
        number = int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else 0
        if not 1 <= number <= MOST_TERMS:
            self.tell("degreeplan.number_bad", line, column="Term", value=text, most=MOST_TERMS)
            return None
        return number

    def tell(self, code: str, line: int, severity: Severity = Severity.WARNING, /, **facts: object) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, f"{self.name}:{line}" if line else self.name, facts, severity))


def _is_header(row: list[str]) -> bool:
    names = {fold(c) for c in row}
    return "course id" in names and "course name" in names
