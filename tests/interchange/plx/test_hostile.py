"""Files harmed on the way or meant to harm: a plan, or findings that say why not; never anything else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.plx.plans import small_plan

from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.interchange import plx
from remeslo.interchange.plx import DataRow, Dataset, lay_out, parse

DATA = plx.write(small_plan())
TEXT = DATA.decode("utf-16")
DATASET = parse(DATA, name="x.plx")
ROWS = [r for top in DATASET.rows for r in top.walk()]
VALUES = st.sampled_from(
    ["", "0", "-1", "1", "99999999999", "x", "true", "1e9", "NaN", "-5", "Б1", "2020-02-30T00:00:00", "\r"]
)


def judged(reading: PlanReading) -> None:
    """Either a plan, or a hard finding; counts that differ are always told."""
    if reading.plan is None:
        assert any(f.hard for f in reading.findings)
        return
    differs = {k for k, n in reading.found.items() if reading.counted.get(k, 0) != n}
    assert differs == {f.facts["kind"] for f in reading.findings if f.code == "studyplan.counts_differ"}


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    judged(plx.read(data, name="x.plx"))
    plx.looks_like("x.plx", data)


@settings(max_examples=40)
@given(st.integers(0, len(DATA)))
def test_any_truncation_is_judged(size: int) -> None:
    judged(plx.read(DATA[:size], name="x.plx"))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 7)), min_size=1, max_size=5))
def test_any_bit_flips_are_judged(flips: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for place, bit in flips:
        data[place] ^= 1 << bit
    judged(plx.read(bytes(data), name="x.plx"))


@settings(max_examples=150)
@given(st.data())
def test_any_table_with_cells_changed_or_rows_gone_is_judged(data: st.DataObject) -> None:
    changed = {}
    for _ in range(data.draw(st.integers(1, 6))):
        row = data.draw(st.sampled_from(ROWS))
        column = data.draw(st.sampled_from(sorted(row.columns)))
        changed[id(row), column] = data.draw(st.none() | VALUES)
    gone = {id(r) for r in data.draw(st.lists(st.sampled_from(ROWS), max_size=3))}

    def rebuilt(row: DataRow) -> DataRow:
        columns = {c: changed.get((id(row), c), v) for c, v in row.columns.items()}
        kept = {c: v for c, v in columns.items() if v is not None}
        return DataRow(row.table, kept, tuple(rebuilt(r) for r in row.rows if id(r) not in gone))

    dataset = Dataset(DATASET.root, tuple(rebuilt(r) for r in DATASET.rows if id(r) not in gone))

    judged(plx.read(lay_out(dataset), name="x.plx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_gives_the_same_plan(encoding: str) -> None:
    assert plx.read(TEXT.encode(encoding), name="x.plx").plan == small_plan()


def test_entities_are_refused() -> None:
    hostile = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + TEXT.partition("?>")[2].replace(
        "Физика", "&a;"
    )

    reading = plx.read(hostile.encode("utf-16"), name="x.plx")

    assert [f.code for f in reading.findings] == ["xml.entities_refused"]


def test_rows_nested_too_deep_are_refused() -> None:
    deep = TEXT.replace("<Планы ", "<ООП>" * 60 + "<Планы ", 1).replace(
        "<ПланыЦиклы ", "</ООП>" * 60 + "<ПланыЦиклы ", 1
    )

    reading = plx.read(deep.encode("utf-16"), name="x.plx")

    assert reading.plan is None
    assert {f.code for f in reading.findings} <= {"xml.too_deep", "xml.broken"}
