"""Plain tables into CSV: with semicolons and a byte order mark in Russian (as its spreadsheets expect), else commas."""

from collections.abc import Iterable, Sequence

from remeslo.interchange.clusterfile.csvrows import guarded
from remeslo.interchange.clusterfile.lists import join_list
from remeslo.interchange.clusterfile.plain import Plain, PlainList, PlainTable, PlainText
from remeslo.interchange.sentences import Language

_BOM = "\ufeff"


def to_csv(columns: Sequence[str], rows: Iterable[PlainTable], language: Language) -> bytes:
    """The bytes of a file with these columns and rows."""
    separator = ";" if language == "ru" else ","
    lines = [[_cell(c, separator) for c in columns]]
    for row in rows:
        values = dict(row.entries)
        lines.append([_cell(_text(values.get(c)), separator) for c in columns])
    text = "".join(separator.join(cells) + "\n" for cells in lines)
    return ((_BOM if language == "ru" else "") + text).encode("utf-8")


def _text(value: Plain | None) -> str:
    if isinstance(value, PlainText):
        return value.text
    if isinstance(value, PlainList):
        return join_list(i.text for i in value.items if isinstance(i, PlainText))
    return ""


def _cell(text: str, separator: str) -> str:
    cell = guarded(text)
    must_be_quoted = any(c in cell for c in (separator, '"', "\n", "\r")) or cell != cell.strip()
    return '"' + cell.replace('"', '""') + '"' if must_be_quoted else cell
