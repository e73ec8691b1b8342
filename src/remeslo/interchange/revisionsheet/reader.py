"""Decisions typed into the workbook of a review list; a bad row is told with its place and the good ones are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.text import fold, squeeze
from remeslo.core.competence.revision import Decision, NewEdition, Resolution, ReviewList, check_resolution
from remeslo.interchange.revisionsheet.columns import COLUMNS, words_of_decisions
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets.grid import Row, Table, table_of
from remeslo.interchange.sheets.workbook import read_workbook

_NAMES = {c.key: (c.ru, c.en) for c in COLUMNS}


@dataclass(frozen=True, slots=True)
class DecisionsReading:
    """
    What was read.

    Parameters
    ----------
    rows
        Rows that name a link, with or without a decision.
    seen
        For each link of ``resolutions`` the number of the decision that stood when the list was written; 0: none, or
        the column was taken out.
    """

    resolutions: tuple[Resolution, ...]
    rows: int
    findings: tuple[Finding, ...]
    seen: Mapping[str, int] = field(default_factory=dict)


def read(data: bytes, *, name: str, review: ReviewList, edition: NewEdition) -> DecisionsReading:
    """
    The decisions of a workbook that `write` made; rows without a decision are passed over.

    Findings: those of reading workbooks, ``revisionsheet.not_a_list``, ``revisionsheet.unknown_decision``,
    ``revisionsheet.refused``, ``revisionsheet.twice``, and those of `check_resolution`.
    """
    try:
        grids, told = read_workbook(data, name=name)
    except Unreadable as refusal:
        return DecisionsReading((), 0, tuple(refusal.findings))
    table = next((t for g in grids if (t := table_of(g)) is not None and _is_list(t)), None)
    findings = [f for f in told if f.hard]
    if table is None:
        return DecisionsReading(
            (), 0, (*findings, Finding("revisionsheet.not_a_list", name, {}, Severity.STOPS_SAVING))
        )
    found: dict[str, Resolution] = {}
    seen: dict[str, int] = {}
    rows = 0
    for row in table.rows:
        if not row[table.column(*_NAMES["link"])].strip():
            continue
        rows += 1
        for read_row in _resolution(table, row, edition):
            if isinstance(read_row, Finding):
                findings.append(read_row)
                continue
            wrong = [Finding(f.code, table.place(row), f.facts, f.severity) for f in _wrong(review, read_row, edition)]
            if read_row.link in found:
                wrong.append(Finding("revisionsheet.twice", table.place(row), {"link": read_row.link}))
            findings += wrong
            if not wrong:
                found[read_row.link] = read_row
                seen[read_row.link] = _seen(table, row)
    return DecisionsReading(tuple(found.values()), rows, tuple(findings), seen)


def _wrong(review: ReviewList, resolution: Resolution, edition: NewEdition) -> tuple[Finding, ...]:
    return check_resolution(review, resolution, edition)


def _is_list(table: Table) -> bool:
    return all(table.column(*_NAMES[key]) >= 0 for key in ("decision", "link"))


def _seen(table: Table, row: Row) -> int:
    """The number in the last column; 0 where it is none."""
    at = table.column(*_NAMES["seen"])
    text = row[at].strip() if at >= 0 else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _resolution(table: Table, row: Row, edition: NewEdition) -> Iterator[Resolution | Finding]:
    """The decision of a row, or why it is none; nothing where no decision was made."""
    said = row[table.column(*_NAMES["decision"])].strip()
    if not said:
        return
    words: Mapping[str, Decision] = words_of_decisions()
    decision = words.get(fold(said))
    place = table.place(row, table.header[table.column(*_NAMES["decision"])])
    if decision is None:
        yield Finding("revisionsheet.unknown_decision", place, {"said": said, "known": tuple(dict.fromkeys(words))})
        return
    targets = edition.named(row[table.column(*_NAMES["chosen"])])
    try:
        yield Resolution(
            link=row[table.column(*_NAMES["link"])].strip(),
            decision=decision,
            targets=targets if decision is Decision.CHOOSE else (),
            note=squeeze(row[table.column(*_NAMES["note"])]),
        )
    except ProblemError as error:
        yield Finding("revisionsheet.refused", place, {"reason": str(error)})
