"""The file as tables: nothing of it is lost, and what is no such file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.plx import DataRow, Dataset, lay_out, parse
from remeslo.interchange.safety import Unreadable

CELLS = st.text(st.characters(codec="utf-16-le", exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    ["a\r\nb", "\t", "<&>\"'", "  x  ", "\r"]
)
NAMES = st.sampled_from(["Код", "Название", "diffgr:id", "msdata:rowOrder", "Шифр"])
ROWS = st.recursive(
    st.builds(DataRow, st.sampled_from(["Планы", "ООП", "Кафедры"]), st.dictionaries(NAMES, CELLS, max_size=4)),
    lambda rows: st.builds(
        lambda row, inner: DataRow(row.table, row.columns, tuple(inner)), rows, st.lists(rows, max_size=2)
    ),
    max_leaves=6,
)


def bare(row: DataRow) -> DataRow:
    """The row without the lines it stood on."""
    return DataRow(row.table, dict(row.columns), tuple(bare(r) for r in row.rows))


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["Тип", "AppVersion"]), CELLS), st.lists(ROWS, max_size=4))
def test_parse_gives_back_what_was_laid_out(root: dict[str, str], rows: list[DataRow]) -> None:
    dataset = parse(lay_out(Dataset(root, tuple(rows))), name="x.plx")

    assert dict(dataset.root) == root
    assert [bare(r) for r in dataset.rows] == [bare(r) for r in rows]


@pytest.mark.shared
def test_every_shared_file_is_laid_out_to_the_byte(shared: Path) -> None:
    paths = sorted((shared / "data/curricula/plx").glob("*.plx"))
    assert len(paths) >= 3
    for path in paths:
        data = path.read_bytes()
        assert lay_out(parse(data, name=path.name)) == data


def test_earlier_values_of_changed_rows_are_kept_and_told() -> None:
    data = lay_out(Dataset({}, (DataRow("Планы", {"Код": "-1"}),)))
    before = '<diffgr:before><Планы xmlns="http://tempuri.org/dsMMISDB.xsd" Код="-9" /></diffgr:before>'
    text = data.decode("utf-16").replace("    </dsMMISDB>", "    </dsMMISDB>" + before)

    dataset = parse(text.encode("utf-16"), name="x.plx")

    assert [(f.code, f.facts["rows"]) for f in dataset.findings if f.code.startswith("studyplan")] == [
        ("studyplan.plx_section", 1)
    ]
    assert dataset.sections[0].rows[0].get("Код") == "-9"
    assert parse(lay_out(dataset), name="x.plx").sections[0].rows[0].get("Код") == "-9"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<Документ/>", "studyplan.not_plx"),
        ("<plan/>", "studyplan.not_plx"),
        ('<Документ><x:diffgram xmlns:x="urn:schemas-microsoft-com:xml-diffgram-v1"/></Документ>', "studyplan.not_plx"),
    ],
)
def test_other_xml_is_refused_by_name(xml: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse(xml.encode(), name="x.plx")

    assert [f.code for f in refusal.value.findings] == [code]


def test_text_between_columns_is_refused_with_its_place() -> None:
    text = lay_out(Dataset({}, (DataRow("Планы", {"Код": "-1"}),))).decode("utf-16")

    with pytest.raises(Unreadable) as refusal:
        parse(text.replace('Код="-1" />', 'Код="-1">слово</Планы>').encode("utf-16"), name="x.plx")

    (finding,) = refusal.value.findings
    assert (finding.code, finding.where, finding.facts["value"]) == ("studyplan.plx_text", "x.plx:5", "слово")


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    with pytest.raises(ProblemError, match=r"U\+0001"):
        lay_out(Dataset({}, (DataRow("Планы", {"Код": "\x01"}),)))
