"""Bytes of the map of columns into `Columns`, or all that is wrong with them."""

from collections.abc import Mapping

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.privacy import Columns
from remeslo.interchange.privacypack.table import Reading, open_table

_FILE = {"format": int, "kind": dict, "none": list}
_NONE = {"why": str, "columns": list}


def read_columns(data: bytes, *, name: str) -> tuple[Columns | None, tuple[Finding, ...]]:
    """Which column holds which kind, or why it holds none; ``None`` when a problem is hard."""
    table, reading = open_table(data, name)
    columns = _columns(table, reading) if table is not None else None
    return (None if any_hard(reading.findings) else columns), tuple(reading.findings)


def _columns(table: Mapping[str, object], reading: Reading) -> Columns:
    reading.judge(table, _FILE, ())
    reading.judge_format(table)
    of_kind: dict[str, str] = {}
    reasons: dict[str, str] = {}
    kinds, nones = table.get("kind"), table.get("none")
    for kind, listed in kinds.items() if isinstance(kinds, Mapping) else ():
        _fill(of_kind, (of_kind, reasons), listed, kind, ("kind", kind), reading)
    for n, row in enumerate(nones if isinstance(nones, list) else []):
        if not isinstance(row, Mapping):
            reading.add("privacypack.wrong_type", ("none", n), field="none", expected="table")
        elif reading.judge(row, _NONE, ("none", n)):
            _fill(reasons, (of_kind, reasons), row["columns"], row["why"], ("none", n, "columns"), reading)
    return Columns(of_kind, reasons)


def _fill(
    into: dict[str, str],
    known: tuple[Mapping[str, str], ...],
    listed: object,
    word: str,
    path: tuple[str | int, ...],
    reading: Reading,
) -> None:
    """Notes each column once."""
    for column in listed if isinstance(listed, list) else [None]:
        if not isinstance(column, str):
            reading.add("privacypack.wrong_type", path, field=str(path[-1]), expected="rows")
        elif any(column in one for one in known):
            reading.add("privacypack.column_twice", path, column=column)
        else:
            into[column] = word
