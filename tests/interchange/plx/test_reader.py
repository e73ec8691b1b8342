"""Plans read: every shared file against counts made without the reader, and files with something wrong in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from tests.interchange.plx.plans import EDITION, small_plan

from remeslo.core.base.findings import Severity
from remeslo.core.competence.studyplan import LoadKind, RowKind, StudyPlan
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.core.competence.studyplan.sums import by_block, credits_of, hours_in
from remeslo.interchange import plx

SPACE = "{http://tempuri.org/dsMMISDB.xsd}"
PLAN = small_plan()
TEXT = plx.write(PLAN).decode("utf-16")


def read(text: str) -> PlanReading:
    return plx.read(text.encode("utf-16"), name="p.plx")


def codes(reading: PlanReading) -> set[str]:
    return {f.code for f in reading.findings if f.severity > Severity.NOTE}


@pytest.fixture(scope="module")
def paths(shared: Path) -> list[Path]:
    found = sorted((shared / "data/curricula/plx").glob("*.plx"))
    assert len(found) >= 3
    return found


@pytest.fixture(scope="module")
def readings(paths: list[Path]) -> dict[Path, PlanReading]:
    return {path: plx.read(path.read_bytes(), name=path.name) for path in paths}


@pytest.mark.shared
def test_shared_files_are_read_with_the_counts_of_another_parser(readings: dict[Path, PlanReading]) -> None:
    for path, reading in readings.items():
        tables = Counter(e.tag.removeprefix(SPACE) for e in ET.fromstring(path.read_bytes()).iter())
        plan = reading.plan
        assert plan is not None
        assert [f for f in reading.findings if f.severity > Severity.NOTE] == []
        assert len(plan.rows) == tables["ПланыСтроки"]
        assert len(plan.competences) == tables["ПланыКомпетенции"]
        assert sum(len(r.competences) for r in plan.rows) == tables["ПланыКомпетенцииДисциплины"]
        assert len(plan.links) == tables["ПланыКомпетенцииПрофСтандарты"]
        functions = [f for s in plan.standards for f in s.standard.functions]
        assert len(functions) == tables["псФункции"]
        items = sum(len(f.actions) + len(f.skills) + len(f.knowledge) + len(f.other) for f in functions)
        assert items == tables["псХарактеристикиФункций"]
        assert reading.found == reading.counted


@pytest.mark.shared
def test_credits_of_every_shared_plan_sum_to_240(readings: dict[Path, PlanReading]) -> None:
    for path, reading in readings.items():
        root = ET.fromstring(path.read_bytes())
        rows = [e.attrib for e in root.iter(f"{SPACE}ПланыСтроки")]
        independent = sum(
            Decimal(r.get("ТрудоемкостьКредитов", "0"))
            for r in rows
            if r["СчитатьВПлане"] == "true" and r["ТипОбъекта"] != "5" and not r["ДисциплинаКод"].startswith("ФТД.")
        )
        plan = reading.plan
        assert plan is not None
        assert credits_of(plan) == independent == 240


@pytest.mark.shared
def test_totals_of_shared_plans_are_the_sums_of_their_parts(readings: dict[Path, PlanReading]) -> None:
    for reading in readings.values():
        plan = reading.plan
        assert plan is not None
        stale = {r.key for r in plan.rows if r.hours is not None and sum(_by_semester(r).values()) != r.hours}
        assert stale <= {r.key for r in plan.rows if r.kind is RowKind.CHOICE}


def _by_semester(row: object) -> dict[int, Decimal]:
    return {x.semester: hours_in(row, x.semester) for x in row.loads}  # type: ignore[attr-defined, arg-type]


def test_a_semester_inside_a_course_becomes_the_semester_over_all_courses() -> None:
    moved = read(TEXT.replace('Курс="1" Семестр="2"', 'Курс="3" Семестр="2"'))

    assert moved.plan is not None
    assert {x.semester for r in moved.plan.rows for x in r.loads} == {1, 6}


def test_a_load_with_a_course_and_no_semester_keeps_its_course() -> None:
    moved = read(
        TEXT.replace('Курс="1" Семестр="2" Сессия="0" Недель="4"', 'Курс="3" Семестр="0" Сессия="2" Недель="4"')
    )

    assert moved.plan is not None
    (weeks,) = [x for r in moved.plan.rows for x in r.loads if x.kind is LoadKind.WEEKS]
    assert (weeks.semester, weeks.course, weeks.session, weeks.amount) == (0, 3, 2, 4)


def test_sums_by_block_leave_out_containers_and_what_was_not_chosen() -> None:
    assert [(b.key, b.rows, b.credits, b.hours) for b in by_block(PLAN)] == [
        ("Б1", 2, 5, 180),
        ("Б2", 1, 6, 216),
        ("ФТД", 1, 1, 36),
    ]
    assert credits_of(PLAN) == 11


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ('КодСтроки="-1"', 'КодСтроки="-77"', "studyplan.plx_dangling"),
        ('КодОбъекта="-5"', 'КодОбъекта="-77"', "studyplan.plx_dangling"),
        ('Количество="4.5"', 'Количество="4,5x"', "studyplan.number_unreadable"),
        ('ТрудоемкостьКредитов="3"', 'ТрудоемкостьКредитов="-3"', "studyplan.number_unreadable"),
        ('ДатаГОСа="2020-08-07T00:00:00"', 'ДатаГОСа="2020-13-07T00:00:00"', "studyplan.number_unreadable"),
        ('ТипОбъекта="5"', 'ТипОбъекта="9"', "studyplan.plx_row_kind"),
        (
            'Код="-2" КодПлана="-1" КодООП="1" КодБлока',
            'Код="-1" КодПлана="-1" КодООП="1" КодБлока',
            "studyplan.plx_code_twice",
        ),
        ('Тип="1" Шифр="ТД.1"', 'Тип="8" Шифр="ТД.1"', "studyplan.plx_item_kind"),
        ('ДисциплинаКод="Б1.В.ДВ.01.02"', 'ДисциплинаКод="Б1.В.ДВ.01.01"', "studyplan.index_twice"),
        ('Семестр="2" Сессия="0" Недель="4"', 'Семестр="5" Сессия="0" Недель="4"', "studyplan.semester_outside"),
        ('КодВидаРаботы="107"', 'КодВидаРаботы="107777"', "studyplan.plx_work"),
        ('КодВидаРаботы="107"', 'КодВидаРаботы="101"', "studyplan.hours_twice"),
        ('Количество="36"', 'Количество="30"', "studyplan.total_differs"),
        ('ЧасовПоПлану="72"', 'ЧасовПоПлану="70"', "studyplan.row_hours_differ"),
        ('КодСтроки="-6"', 'КодСтроки="-5"', "studyplan.no_competences"),
        ("<Планы ", "<Плены ", "studyplan.no_plan"),
    ],
)
def test_a_fault_in_the_file_is_told_by_name(was: str, now: str, code: str) -> None:
    assert was in TEXT

    assert code in codes(read(TEXT.replace(was, now, 1)))


def test_what_is_lost_makes_the_counts_differ() -> None:
    reading = read(TEXT.replace('КодОбъекта="-1"', 'КодОбъекта="-77"'))

    (differs,) = [f for f in reading.findings if f.code == "studyplan.counts_differ"]
    assert (differs.facts["kind"], differs.hard) == ("amounts", True)


def test_two_rows_of_one_index_are_both_kept() -> None:
    reading = read(TEXT.replace('ДисциплинаКод="Б1.В.ДВ.01.02"', 'ДисциплинаКод="Б1.В.ДВ.01.01"'))

    assert reading.plan is not None
    assert [r.key for r in reading.plan.rows if r.index == "Б1.В.ДВ.01.01"] == ["Б1.В.ДВ.01.01", "Б1.В.ДВ.01.01#2"]


def test_a_parent_that_goes_round_ends() -> None:
    circle = TEXT.replace('Код="-1" КодПлана="-1" ТипБлока', 'Код="-1" КодРодителя="-2" КодПлана="-1" ТипБлока')

    assert read(circle).plan is not None


def test_look_alike_letters_of_a_function_code_become_latin() -> None:
    reading = read(TEXT.replace('Шифр="A/01.3"', 'Шифр="А/01.3"'))

    assert reading.plan is not None
    assert reading.plan.links == PLAN.links
    assert [f.facts["read"] for f in reading.findings if f.code == "studyplan.codes_normalised"] == ["A/01.3"]


def test_a_note_that_is_a_web_page_is_read_through() -> None:
    page = "<html><head><style>p{}</style></head><p>Утверждён &amp; принят</p></html>"
    page = page.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    reading = read(TEXT.replace("Примечание к плану", page))

    assert reading.plan is not None
    assert reading.plan.head.note == "Утверждён & принят"


def test_a_day_of_the_year_one_says_nothing() -> None:
    reading = read(TEXT.replace("2026-02-03T", "0001-01-01T"))

    assert reading.plan is not None
    assert reading.plan.head.approved is None
    assert codes(reading) == codes(read(TEXT))


def test_a_file_saved_again_by_another_program_gives_the_same_plan_and_counts() -> None:
    """Prefixes on every element, single quotes, a raw ``>`` in a value: all lawful, none of them the program's own."""
    again = ET.tostring(ET.fromstring(TEXT.encode("utf-16")), encoding="unicode")
    assert "ns1:ПланыСтроки" in again or "ns2:ПланыСтроки" in again
    assert 'Дисциплина="Физика"' in again

    reading = plx.read(again.replace('Дисциплина="Физика"', "Дисциплина='Физика > всего'").encode(), name="p.plx")

    assert reading.plan is not None
    assert reading.plan.rows[0].title == "Физика > всего"
    assert reading.found == reading.counted == read(TEXT).counted


def test_looks_like_knows_the_first_bytes() -> None:
    data = TEXT.encode("utf-16")

    assert plx.looks_like("x", data[:600])
    assert plx.looks_like("x.xml", TEXT[:400].encode())
    assert plx.looks_like("x", TEXT[:400].encode("utf-16-le"))
    assert not plx.looks_like("x.plx", b"PK\x03\x04")
    assert not plx.looks_like("x.plx", b"")


def test_standards_are_the_editions_that_the_registry_would_give(request: pytest.FixtureRequest) -> None:
    reading = read(TEXT)

    assert reading.plan is not None
    assert [s.standard.edition for s in reading.plan.standards] == [EDITION]
    assert isinstance(reading.plan, StudyPlan)
