"""A sheet as Parquet: typed columns under their keys, exact decimals. Needs polars (the extra ``scale``)."""

import io
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from remeslo.interchange.boardsheet.sheet import PLACES, Cell, Column, Kind, Sheet


class NoColumns(Exception):
    """polars is not installed here: install the extra ``scale``, or take XLSX or CSV."""


def is_there() -> bool:
    """True when Parquet can be written."""
    return find_spec("polars") is not None


def parquet_file(sheet: Sheet) -> bytes:
    """The table; raises NoColumns."""
    pl = _polars()
    types = {Kind.TEXT: pl.String, Kind.WHOLE: pl.Int64, Kind.NUMBER: pl.Decimal(38, PLACES), Kind.DAY: pl.Date}
    columns = {
        c.key: pl.Series(c.key, [_exact(row[n]) for row in sheet.rows], dtype=types[c.kind])
        for n, c in enumerate(sheet.columns)
    }
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def read_parquet(data: bytes) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Columns (titles are not kept: keys stand for them) and rows; raises NoColumns."""
    pl = _polars()
    frame = pl.read_parquet(io.BytesIO(data))
    kinds = {pl.String: Kind.TEXT, pl.Int64: Kind.WHOLE, pl.Decimal: Kind.NUMBER, pl.Date: Kind.DAY}
    columns = tuple(Column(name, name, kinds[kind.base_type()]) for name, kind in frame.schema.items())
    return columns, tuple(tuple(row) for row in frame.iter_rows())


def _exact(cell: Cell) -> str | int | Decimal | date | None:
    return round(cell, PLACES) if isinstance(cell, Decimal) else cell


def _polars() -> Any:
    if not is_there():
        raise NoColumns
    import polars

    return polars
