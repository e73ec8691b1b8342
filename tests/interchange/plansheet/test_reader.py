"""Long tables: the shared workbooks against another count, small ones with a quirk each, and hostile ones."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import Severity
from remeslo.core.competence.studyplan import LoadKind, LoadUnit, RowKind
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.core.competence.studyplan.sums import credits_of
from remeslo.interchange import plansheet

HEADER = ("Блок", "Шифр", "Часть", "Модуль", "Тип записи", "Дисциплина", "Период контроля", "Нагрузка", "Количество")
HEADER = (*HEADER, "Ед. изм.", "ЗЕТ")
BASE = "Обязательная часть"
FIRST = ("Блок 1. Дисциплины (модули)", "Б1.1", BASE, "Пустой компонент", BASE, "Физика", "Первый семестр")
LINES = (
    (*FIRST, "Экзамен", None, "Часы", None),
    (*FIRST, "Лекции", "18,00", "Часы", "0,50"),
    (*FIRST, "СРС", 54, "Часы", 1.5),
    (1, "Б1.2", BASE, None, "Элективные дисциплины №1", "Хор", "Десятый семестр", "Зачет", None, "Часы", None),
    (1, "Б1.2", BASE, None, "Элективные дисциплины №1", "Хор", "Десятый семестр", "Лекции", 36, "Часы", 1),
    (1, "Б1.3", BASE, None, "Элективные дисциплины №1", "Танец", "Десятый семестр", "Лекции", 36, "Часы", 1),
    ("Блок 2. Практика", "Б2.1", BASE, None, BASE, "Практика", "Второй семестр", "Учебная практика", 2, "Недели", 3),
    ("Факультативные дисциплины", "ФТД.1", None, None, None, "Шахматы", "Второй семестр", "Лекции", 36, "Часы", 1),
)
TITLE = (
    ("Наименование", "Содержание"),
    ("Номер АУП", "000000001"),
    ("Код специальности", "01.02.03"),
    ("Направление (специальность)", "Примерное дело"),
    ("Год набора", "2024 - 2025"),
    ("Фактический срок обучения", "4 года 10 месяцев"),
    ("Цвет обложки", "синий"),
)


def workbook(*sheets: tuple[tuple[object, ...], ...]) -> bytes:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"Лист{number + 1}")
        assert sheet is not None
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DATA = workbook(TITLE, (HEADER, *LINES))


def read(*sheets: tuple[tuple[object, ...], ...]) -> PlanReading:
    return plansheet.read(workbook(*sheets), name="p.xlsx")


def told(reading: PlanReading) -> set[str]:
    return {f.code for f in reading.findings if f.severity > Severity.NOTE}


def judged(reading: PlanReading) -> None:
    if reading.plan is None:
        assert any(f.hard for f in reading.findings)
        return
    differs = {k for k, n in reading.found.items() if reading.counted.get(k, 0) != n}
    assert differs == {f.facts["kind"] for f in reading.findings if f.code == "studyplan.counts_differ"}


@pytest.mark.shared
def test_shared_files_are_read_with_the_counts_of_another_reader(shared: Path) -> None:
    paths = sorted((shared / "data/curricula/xlsx-1c").glob("*.xlsx"))
    assert len(paths) >= 7
    for path in paths:
        reading = plansheet.read(path.read_bytes(), name=path.name)
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[-1]
        rows = [r for r in sheet.iter_rows(values_only=True) if any(str(c or "").strip() for c in r)]
        header = next(r for r in rows if "Дисциплина" in r)
        at = header.index("Количество")
        amounts = [Decimal(str(r[at]).replace(",", ".")) for r in rows if r is not header and r[at] is not None]
        assert reading.plan is not None
        assert reading.counted["lines"] == len(rows) - 1
        assert reading.counted["amounts"] == sum(amounts)
        assert reading.found == reading.counted
        assert not [f for f in reading.findings if f.hard]


def test_every_quirk_of_the_lines_is_read() -> None:
    reading = read(TITLE, (HEADER, *LINES))

    plan = reading.plan
    assert plan is not None
    physics, choir, dance, practice, chess = plan.rows
    assert [(x.kind, x.amount) for x in physics.loads if x.unit is LoadUnit.HOURS] == [
        (LoadKind.LECTURE, 18),
        (LoadKind.SELF_STUDY, 54),
    ]
    assert (physics.hours, physics.credits, physics.module) == (72, 2, "")
    assert [(c.semester, c.form) for c in physics.controls] == [(1, AttestationForm.EXAM)]
    assert (choir.controls[0].semester, choir.counted, dance.counted) == (10, True, False)
    assert (practice.kind, practice.loads[0].unit, practice.loads[0].amount) == (RowKind.PRACTICE, LoadUnit.WEEKS, 2)
    assert chess.optional
    assert credits_of(plan) == 6
    head = plan.head
    assert (head.code, head.years, head.months, head.start_year) == ("01.02.03", 4, 10, 2024)
    (note,) = [f for f in reading.findings if f.code == "studyplan.not_held"]
    assert note.facts["columns"] == ("Цвет обложки: синий",)
    assert reading.found == reading.counted


def test_a_header_sorted_into_the_data_is_found_there() -> None:
    reading = read(TITLE, (*LINES[:3], HEADER, *LINES[3:]))

    assert reading.plan == read(TITLE, (HEADER, *LINES)).plan
    assert "studyplan.sheet_header_inside" in {f.code for f in reading.findings}


def test_without_a_header_the_usual_order_is_taken_and_told() -> None:
    reading = read(TITLE, LINES)

    assert reading.plan == read(TITLE, (HEADER, *LINES)).plan
    assert told(reading) == {"studyplan.sheet_no_header"}


def test_columns_in_another_order_give_the_same_plan() -> None:
    order = [HEADER.index(c) for c in ("Блок", "Часть", "Модуль", "Тип записи", "Шифр", *HEADER[5:])]
    table = (HEADER, *LINES)

    reading = read(TITLE, tuple(tuple(row[n] for n in order) for row in table))

    assert reading.plan == read(TITLE, table).plan


def test_an_exam_with_hours_is_a_control_and_its_hours() -> None:
    reading = read(TITLE, (HEADER, (*FIRST, "Экзамен", 36, "Часы", 1)))

    assert reading.plan is not None
    (row,) = reading.plan.rows
    assert [(x.kind, x.amount) for x in row.loads if x.unit is LoadUnit.HOURS] == [(LoadKind.CONTROL, 36)]
    assert len(row.controls) == 1
    assert reading.found == reading.counted


def test_blank_rows_are_nothing() -> None:
    blank = (None,) * 26

    assert read(TITLE, (HEADER, *LINES, blank, blank)).found == read(TITLE, (HEADER, *LINES)).found


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ((*FIRST[:6], "Заочная", "Лекции", 18, "Часы", 1), "studyplan.sheet_line_unreadable"),
        ((*FIRST[:5], None, "Первый семестр", "Лекции", 18, "Часы", 1), "studyplan.sheet_line_unreadable"),
        ((*FIRST, "Лекции", 18, "Сажени", 1), "studyplan.sheet_line_unreadable"),
        ((*FIRST, "Лекции", "-18", "Часы", 1), "studyplan.number_unreadable"),
        ((*FIRST, "Лекции", None, "Часы", 1), "studyplan.sheet_amount_missing"),
        ((*FIRST, "Гадание", 18, "Часы", 1), "studyplan.sheet_work_unknown"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_the_good_ones_are_kept(line: tuple[object, ...], code: str) -> None:
    reading = read(TITLE, (HEADER, *LINES, line))

    assert reading.plan is not None
    assert len(reading.plan.rows) >= 5
    assert any(f.code == code and f.where == "p.xlsx!Лист2:10" for f in reading.findings)


def test_a_workbook_of_something_else_is_refused_by_name() -> None:
    assert told(read((("Имя", "Возраст"), ("Анна", 17)))) == {"studyplan.not_plansheet"}


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    judged(plansheet.read(data, name="p.xlsx"))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=6), st.booleans())
def test_any_damaged_bytes_are_judged(changes: list[tuple[int, int]], cut: bool) -> None:
    data = bytearray(DATA)
    for place, value in changes:
        data[place] = value
    judged(plansheet.read(bytes(data[: changes[0][0]] if cut else data), name="p.xlsx"))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            *(st.sampled_from([None, "", "Б1", BASE, "Физика", "Второй семестр", "Зачет", "x", 3, -1, 1e12, "7,5"]),)
            * 11
        ),
        max_size=6,
    )
)
def test_any_cells_are_judged(lines: list[tuple[object, ...]]) -> None:
    judged(read(TITLE, (HEADER, *lines)))


def test_a_bomb_and_a_workbook_with_entities_are_refused() -> None:
    def with_sheet(xml: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(DATA)) as given_zip, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name in given_zip.namelist():
                made.writestr(name, xml if name == "xl/worksheets/sheet2.xml" else given_zip.read(name))
        return out.getvalue()

    bomb = plansheet.read(with_sheet(b" " * 30_000_000), name="p.xlsx")
    entity = plansheet.read(
        with_sheet(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), name="p.xlsx"
    )

    assert (bomb.plan, entity.plan) == (None, None)
    assert {f.code for f in bomb.findings} == {"file.zip_bomb"}
    assert {f.code for f in entity.findings} == {"xml.entities_refused"}
