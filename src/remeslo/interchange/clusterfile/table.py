"""CSV tables into records: the header, the columns, each row."""

from dataclasses import dataclass

from remeslo.interchange.clusterfile.csvrows import Row, read_rows
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.record import Cell, Record, RecordReader
from remeslo.interchange.clusterfile.tree import Scalar


def read_table(text: str, file: str, shape: Shape[object], log: Log) -> list[Record]:
    """Records of all rows; a row that is wrong is a record that is not whole."""
    rows = read_rows(text, file, log, lambda word: shape.find(word) is not None)
    if not rows or not any(shape.find(c.text) for c in rows[0].cells):
        accepted = tuple(f"{f.ru} ({f.name})" for f in shape.fields)
        log.add("cluster.csv_no_header", Place(file, rows[0].line if rows else 1), accepted=accepted)
        return []
    header, *body = rows
    table = _Table(file, shape, log, header.line)
    table.head(header)
    return [table.record(row) for row in body]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name as the file writes it, and the field; None for one that is not read."""

    word: str
    field: Field | None


class _Table:
    """One table being read."""

    def __init__(self, file: str, shape: Shape[object], log: Log, line: int) -> None:
        self.shape = shape
        self.log = log
        self.file = file
        self.reader = RecordReader(file, log)
        self.header = Place(file, line)
        self.columns: list[_Column] = []
        self.absent: tuple[str, ...] = ()

    def head(self, row: Row) -> None:
        """Takes the columns from the first row; tells of each that is not read and each that is missing."""
        words = [c.text.strip() for c in row.cells]
        while words and not words[-1]:
            words.pop()  # blank columns at the end, as spreadsheets leave them
        for number, word in enumerate(words, start=1):
            self.columns.append(_Column(word, self._field(word, number)))
        read = [c.field for c in self.columns]
        missing = [f for f in self.shape.fields if f.required and f not in read]
        for f in missing:
            self.log.add("cluster.column_missing", self.header, field=f.ru, name=f.name, what=self.shape.kind)
        self.absent = tuple(f.name for f in missing)

    def _field(self, word: str, number: int) -> Field | None:
        if not word:
            self.log.add("cluster.column_nameless", self.header, column=number)
            return None
        found = self.shape.find(word)
        before = [c.field for c in self.columns]
        if found is None:
            self.reader.unknown(word, self.header.line, self.shape)
        elif found in before:
            first = before.index(found) + 1
            self.log.add("cluster.column_twice", self.header, field=word, column=number, first=first)
            return None
        return found

    def record(self, row: Row) -> Record:
        """The record of a row; of a ragged one only its key, since nobody knows which cell is missing or too many."""
        number, extra = len(self.columns), row.cells[len(self.columns) :]
        if len(row.cells) < number or any(c.text.strip() for c in extra):
            place = Place(self.file, row.line)
            self.log.add("cluster.csv_ragged", place, cells=len(row.cells), expected_cells=number)
            return self._only_key(row)
        cells = [_cell(c.word, c.field, cell, row.line) for c, cell in zip(self.columns, row.cells, strict=False)]
        return self.reader.record([c for c in cells if c is not None], self.shape, row.line, self.absent)

    def _only_key(self, row: Row) -> Record:
        record = Record(self.shape, Place(self.file, row.line), whole=False)
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column.field is not None and column.field.name == self.shape.key and cell.text.strip():
                record.values[column.field.name] = cell.text.strip()
        return record


def _cell(word: str, field: Field | None, cell: Scalar, line: int) -> Cell | None:
    """
    The cell of a field; None for one that says nothing, also an empty one in quotes, as spreadsheets write it.

    It is taken as quoted, so that ``null`` or ``~`` in a table is a text like any other.
    """
    if field is None or not (cell.text.strip() if isinstance(field.type, ListOf) else cell.text):
        return None
    return Cell(field, Scalar(cell.text, line, quoted=True), line, word)
