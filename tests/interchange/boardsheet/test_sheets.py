"""A sheet comes back from every form as it was; texts stay texts; a sheet that lies about itself is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.boardsheet import (
    Column,
    Kind,
    NoColumns,
    Sheet,
    csv_file,
    parquet,
    parquet_file,
    read_csv,
    read_parquet,
    read_xlsx,
    xlsx_file,
)

COLUMNS = (
    Column("node", "Узел"),
    Column("value", "Значение", Kind.NUMBER),
    Column("people", "Человек", Kind.WHOLE),
    Column("on", "День", Kind.DAY),
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
numbers = st.decimals(-(10**8), 10**8, places=6)
rows = st.tuples(
    texts | st.sampled_from(["=1+1", "-5", "'quoted", "@x", "001", "TRUE"]),
    st.none() | numbers,
    st.none() | st.integers(-(10**6), 10**9),
    st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
sheets = st.lists(rows, max_size=6).map(lambda r: Sheet("Доска 2026", COLUMNS, tuple(r), ("Скрыты малые числа.",)))


@settings(deadline=None, max_examples=40)
@given(sheets)
def test_read_of_write_is_the_sheet_in_every_form(sheet):
    assert read_xlsx(xlsx_file(sheet, table_word="Таблица", about_word="О таблице")) == sheet
    assert read_csv(csv_file(sheet), COLUMNS) == sheet.rows
    columns, read = read_parquet(parquet_file(sheet))
    assert [(c.key, c.kind) for c in columns] == [(c.key, c.kind) for c in COLUMNS] and read == sheet.rows


def test_without_polars_parquet_says_so(monkeypatch):
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)

    with pytest.raises(NoColumns):
        parquet_file(Sheet("x", COLUMNS, ()))


@pytest.mark.parametrize(
    "row",
    [("a", Decimal(1), 1), ("a", 1.5, 1, None), ("a", Decimal("0.0000001"), 1, None), (1, None, None, None)],
    ids=["short", "float", "too fine", "no text"],
)
def test_sheet_that_does_not_fit_its_columns_is_refused(row):
    with pytest.raises(ProblemError):
        Sheet("x", COLUMNS, (row,))
