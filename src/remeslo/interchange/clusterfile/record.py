"""
Nodes of a file into records: every field found, read by its type, every fault told.

A record is what one table of a file says, value by value with its line, before references are looked up and the value
of the core is made (see `build`). It is kept even when something in it is wrong, so that what refers to it is not told
to be missing as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from remeslo.core.base.findings import Severity
from remeslo.interchange.clusterfile.description import (
    AnyType,
    Field,
    ListOf,
    Rows,
    Shape,
    Table,
    ValueType,
    Wrong,
)
from remeslo.interchange.clusterfile.lists import split_list
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.tree import Listing, Mapping, Node, Scalar
from remeslo.interchange.clusterfile.valuetypes import Text, nearest


@dataclass(slots=True)
class Record:
    """
    One table of a file.

    Parameters
    ----------
    values
        By the field's English name: a value, a tuple of values, a record, a list of records, or for paths `Path`.
    places
        Line of each value; of each item for a list.
    words
        Name of each field as the file writes it.
    whole
        False when something in it, however deep, is wrong.
    """

    shape: Shape[object]
    place: Place
    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    def word(self, name: str) -> str:
        """Name of a field as the file writes it, in English when the file does not have it."""
        return self.words.get(name, name)

    def at(self, name: str, item: int = 0) -> Place:
        """Where a field, or an item of it, stands; where the record begins when it is absent."""
        places = self.places.get(name, ())
        return places[item] if item < len(places) else self.place

    def text(self, name: str) -> str:
        """A value that is a text, ``""`` when it is absent."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class PathItem:
    """An item of `Rows` that names a file instead of being a table."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A field with the node that a file gives for it, and its name as the file writes it."""

    field: Field
    node: Node
    line: int
    word: str


def _says_nothing(cell: Cell) -> bool:
    """True for a field that is there but blank; a text in quotes may be blank on purpose."""
    if not isinstance(cell.node, Scalar):
        return False
    return cell.node.is_nothing or (not cell.node.text.strip() and not isinstance(cell.field.type, Text))


class RecordReader:
    """Reads tables of one file."""

    def __init__(self, file: str, log: Log) -> None:
        self.file = file
        self.log = log

    def table(self, node: Node, shape: Shape[object]) -> Record | None:
        """The record of a YAML table; None when the node is no table."""
        if not isinstance(node, Mapping):
            self.log.add("cluster.not_a_table", self._at(node.line), what=shape.kind)
            return None
        known: list[Cell] = []
        seen: dict[str, int] = {}
        is_whole = True
        for entry in node.entries:
            found = shape.find(entry.word)
            if found is None and isinstance(entry.node, Scalar) and entry.node.is_nothing and " " in entry.word.strip():
                self.log.add("cluster.comma_in_braces", self._at(entry.line), value=entry.word)
                is_whole = False
            elif found is None:
                is_whole &= self.unknown(entry.word, entry.line, shape)
            elif found.name in seen:
                first = seen[found.name]
                self.log.add("cluster.field_twice", self._at(entry.line), field=entry.word, first=first)
                is_whole = False
            else:
                seen[found.name] = entry.line
                known.append(Cell(found, entry.node, entry.line, entry.word.strip()))
        record = self.record(known, shape, node.line)
        record.whole &= is_whole
        return record

    def unknown(self, word: str, line: int, shape: Shape[object]) -> bool:
        """Tells of a word that is no field; True when it is so unlike any field that it may be left out."""
        like = nearest(word, [n for f in shape.fields for n in (f.ru, f.name)])
        if like:
            self.log.add("cluster.field_like", self._at(line), field=word, like=like, what=shape.kind)
            return False
        fields = tuple(f"{f.ru} ({f.name})" for f in shape.fields)
        self.log.add(
            "cluster.field_unknown",
            self._at(line),
            severity=Severity.WARNING,
            field=word,
            what=shape.kind,
            accepted=fields,
        )
        return True

    def record(self, cells: Sequence[Cell], shape: Shape[object], line: int, absent: Sequence[str] = ()) -> Record:
        """
        The record of these cells.

        Parameters
        ----------
        absent
            Names of required fields whose lack has been told already (a column that the table does not have).
        """
        record = Record(shape, self._at(line))
        for cell in cells:
            if _says_nothing(cell):
                continue
            record.places[cell.field.name] = (self._at(cell.line),)
            record.words[cell.field.name] = cell.word
            self._value(record, cell)
        for f in shape.fields:
            if not f.required or f.name in record.values or f.name in record.places:
                continue
            record.whole = False
            if f.name not in absent:
                self.log.add(
                    "cluster.field_missing",
                    record.place,
                    field=f.ru,
                    name=f.name,
                    expected=f.type.name,
                    what=shape.kind,
                )
        return record

    def _value(self, record: Record, cell: Cell) -> None:
        """Reads one cell into the record; what is wrong is told and the record no longer whole."""
        kind: AnyType = cell.field.type
        name, word = cell.field.name, cell.word
        if isinstance(kind, Table):
            inner = self.table(cell.node, kind.shape)
            self._keep(record, name, inner, inner is not None and inner.whole)
        elif isinstance(kind, Rows):
            self._rows(record, cell, kind)
        elif isinstance(kind, ListOf):
            self._list(record, cell, kind)
        elif isinstance(cell.node, Scalar):
            value = self._scalar(kind, cell.node, word, self._at(cell.node.line))
            if value is not None and cell.field.required and isinstance(value, str) and not value.strip():
                self.log.add("cluster.field_blank", self._at(cell.line), field=word)
                value = None
            self._keep(record, name, value, value is not None)
        else:
            self.log.add("cluster.not_one_value", self._at(cell.line), field=word, expected=kind.name)
            record.whole = False

    def _keep(self, record: Record, word: str, value: object, is_right: bool) -> None:
        if value is not None:
            record.values[word] = value
        record.whole &= is_right

    def _scalar(self, kind: ValueType, node: Scalar, word: str, place: Place) -> object:
        try:
            return kind.parse(node.text, self.log.teller(place, word))
        except Wrong as error:
            self.log.wrong(error, place, word)
            return None

    def _list(self, record: Record, cell: Cell, kind: ListOf) -> None:
        """A YAML list, or one text with semicolons."""
        name, word = cell.field.name, cell.word
        if isinstance(cell.node, Scalar):
            nodes: list[Node] = [Scalar(t, cell.node.line, quoted=True) for t in split_list(cell.node.text)]
        elif isinstance(cell.node, Listing):
            nodes = list(cell.node.items)
        else:
            self.log.add("cluster.not_a_list", self._at(cell.line), field=word)
            record.whole = False
            return
        values: list[object] = []
        places: list[Place] = []
        for node in nodes:
            place = self._at(node.line)
            if not isinstance(node, Scalar):
                self.log.add("cluster.not_one_value", place, field=word, expected=kind.item.name)
                record.whole = False
            elif node.is_nothing or not node.text.strip():
                self.log.add("cluster.item_blank", place, field=word)
                record.whole = False
            else:
                value = self._scalar(kind.item, node, word, place)
                record.whole &= value is not None
                if value is not None:
                    values.append(value)
                    places.append(place)
        record.values[name] = tuple(values)
        record.places[name] = tuple(places)

    def _rows(self, record: Record, cell: Cell, kind: Rows) -> None:
        name = cell.field.name
        if not isinstance(cell.node, Listing):
            self.log.add("cluster.not_a_list", self._at(cell.line), field=cell.word)
            record.whole = False
            return
        items: list[object] = []
        places: list[Place] = []
        first: dict[object, int] = {}
        for node in cell.node.items:
            place = self._at(node.line)
            if kind.or_paths and isinstance(node, Scalar) and not node.is_nothing:
                items.append(PathItem(node.text.strip(), place))
                places.append(place)
                continue
            inner = self.table(node, kind.shape)
            if inner is None:
                record.whole = False
                continue
            record.whole &= inner.whole & self._is_first(inner, first)
            items.append(inner)
            places.append(place)
        record.values[name] = items
        record.places[name] = tuple(places)

    def _is_first(self, inner: Record, first: dict[object, int]) -> bool:
        """False, and told, when a table of a list repeats what must be unique in it."""
        name = inner.shape.unique
        value = inner.values.get(name)
        if not name or value is None:
            return True
        if value in first:
            self.log.add("cluster.repeated", inner.at(name), field=inner.word(name), value=value, first=first[value])
            return False
        first[value] = inner.at(name).line
        return True

    def _at(self, line: int) -> Place:
        return Place(self.file, line)
