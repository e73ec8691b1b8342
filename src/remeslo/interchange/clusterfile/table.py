"""CSV tables into records: the header, the columns, each row."""

from collections.abc import Sequence

from remeslo.interchange.clusterfile.csvrows import Row, read_rows
from remeslo.interchange.clusterfile.description import Field, ListOf, Shape
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.record import Cell, Record, RecordReader
from remeslo.interchange.clusterfile.tree import Scalar


def read_table(text: str, file: str, shape: Shape[object], log: Log) -> list[Record]:
    """Records of all rows; a row that is wrong is a record that is not whole."""
    rows = read_rows(text, file, log, lambda word: shape.find(word) is not None)
    if not rows:
        log.add("cluster.csv_no_header", Place(file, 1), accepted=_names(shape))
        return []
    header, *body = rows
    columns = _columns(header, file, shape, log)
    if not any(columns):
        log.add("cluster.csv_no_header", Place(file, header.line), accepted=_names(shape))
        return []
    absent = _absent(columns, header, file, shape, log)
    reader = RecordReader(file, log)
    return [_record(row, columns, absent, reader, shape, log) for row in body]


def _names(shape: Shape[object]) -> tuple[str, ...]:
    return tuple(f"{f.ru} ({f.name})" for f in shape.fields)


def _columns(header: Row, file: str, shape: Shape[object], log: Log) -> list[Field | None]:
    """The field of each column; None for columns that are not read, each of which is told."""
    reader = RecordReader(file, log)
    columns: list[Field | None] = []
    for number, cell in enumerate(header.cells, start=1):
        found = shape.find(cell.text) if cell.text.strip() else None
        if found is not None and found in columns:
            first = columns.index(found) + 1
            log.add("cluster.column_twice", Place(file, header.line), field=cell.text, column=number, first=first)
            found = None
        elif found is None and cell.text.strip():
            reader.unknown(cell.text.strip(), header.line, shape)
        columns.append(found)
    while columns and columns[-1] is None and not header.cells[len(columns) - 1].text.strip():
        columns.pop()  # blank columns at the end, as spreadsheets leave them
    for number, (column, cell) in enumerate(zip(columns, header.cells, strict=False), start=1):
        if column is None and not cell.text.strip():
            log.add("cluster.column_nameless", Place(file, header.line), column=number)
    return columns


def _absent(columns: Sequence[Field | None], header: Row, file: str, shape: Shape[object], log: Log) -> tuple[str, ...]:
    absent = [f for f in shape.fields if f.required and f not in columns]
    for f in absent:
        log.add("cluster.column_missing", Place(file, header.line), field=f.ru, name=f.name, what=shape.kind)
    return tuple(f.name for f in absent)


def _record(
    row: Row,
    columns: Sequence[Field | None],
    absent: Sequence[str],
    reader: RecordReader,
    shape: Shape[object],
    log: Log,
) -> Record:
    """The record of a row; of a ragged one only its key, since it is not known which cell is missing or too many."""
    extra = row.cells[len(columns) :]
    if len(row.cells) < len(columns) or any(c.text.strip() for c in extra):
        log.add("cluster.csv_ragged", Place(reader.file, row.line), cells=len(row.cells), expected_cells=len(columns))
        return _only_key(row, columns, reader, shape)
    cells = [Cell(f, c, row.line) for f, c in zip(columns, row.cells, strict=False) if f is not None and _says(c, f)]
    return reader.record([_on_line(c, row.line) for c in cells], shape, row.line, absent)


def _says(cell: Scalar, field: Field) -> bool:
    """True for a cell that is not blank; an empty one in quotes says nothing either, as spreadsheets write it."""
    return bool(cell.text) if not isinstance(field.type, ListOf) else bool(cell.text.strip())


def _on_line(cell: Cell, line: int) -> Cell:
    """The cell with the row's line; quoted, so that ``null`` or ``~`` in a table is a text like any other."""
    text = cell.node.text if isinstance(cell.node, Scalar) else ""
    return Cell(cell.field, Scalar(text, line, quoted=True), line)


def _only_key(row: Row, columns: Sequence[Field | None], reader: RecordReader, shape: Shape[object]) -> Record:
    record = Record(shape, Place(reader.file, row.line), whole=False)
    for column, cell in zip(columns, row.cells, strict=False):
        if column is not None and column.name == shape.key and cell.text.strip():
            record.values[column.name] = cell.text.strip()
    return record
