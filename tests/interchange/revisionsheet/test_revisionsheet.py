"""The workbook of a review list: decisions that go in come out."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.core.competence.revision.programmes import OLD
from tests.core.competence.revision.test_applying import MOVED, decisions, renumbering

from remeslo.core.competence.revision import Decision, NewEdition, Resolution, diff
from remeslo.interchange import revisionsheet

EDITION = NewEdition.of(MOVED)
DIFF = diff(OLD, MOVED)


@settings(deadline=None, max_examples=6)
@given(st.data(), st.sampled_from(["ru", "en"]))
def test_decisions_written_are_the_decisions_read(data: st.DataObject, language: str) -> None:
    decided = data.draw(decisions(renumbering(), MOVED))

    book = revisionsheet.write(renumbering(), DIFF, language=language, decided=decided)  # type: ignore[arg-type]
    reading = revisionsheet.read(book, name="list.xlsx", review=renumbering(), edition=EDITION)

    assert {r.link: r for r in reading.resolutions} == decided
    assert reading.rows == len(renumbering().items)
    assert reading.findings == ()
    again = revisionsheet.write(renumbering(), DIFF, language=language, decided=decided)  # type: ignore[arg-type]
    assert again == book


def test_bad_rows_are_told_and_good_ones_kept() -> None:
    good = renumbering().items[1].link.key
    written = revisionsheet.write(
        renumbering(), DIFF, decided={good: Resolution(link=good, decision=Decision.DROP, note="=1+1")}
    )
    book = load_workbook(BytesIO(written))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, columns["Решение"]).value = "может быть"
    sheet.cell(5, columns["Решение"]).value = "выбрать"
    sheet.cell(6, columns["Решение"]).value = "перенести"
    sheet.cell(6, columns["Связь (не менять)"]).value = "request|нет такой|"
    changed = BytesIO()
    book.save(changed)

    reading = revisionsheet.read(changed.getvalue(), name="list.xlsx", review=renumbering(), edition=EDITION)

    assert [(r.link, r.note) for r in reading.resolutions] == [(good, "=1+1")]
    assert [f.code for f in reading.findings] == [
        "revisionsheet.unknown_decision",
        "revisionsheet.refused",
        "revision.no_such_link",
    ]


def test_another_workbook_is_refused() -> None:
    reading = revisionsheet.read(b"PK\x03\x04 no", name="x.xlsx", review=renumbering(), edition=EDITION)

    assert reading.resolutions == ()
    assert any(f.hard for f in reading.findings)
