"""Plans of the older form: the shared files against another count, small ones with a quirk each, and hostile ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import Severity
from remeslo.core.competence.studyplan import LoadUnit, RowKind
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.core.competence.studyplan.sums import by_block
from remeslo.interchange import plm

FILE = """<?xml version="1.0" encoding="windows-1251"?>
<Документ Тип="рабочий учебный план"><План ФормаОбучения="очная" УровеньОбразования="ВПО"><Титул
 ПоследнийШифр="010203.62"
 ДатаГОСа="14.01.2010" ГодНачалаПодготовки="2011" КодКафедры="7" Факультет="ФО" ИмяВуза="Институт примеров">
<АтрибутыЦиклов><Цикл Ном="1" Абревиатура="Б1" Название="Первый цикл"/></АтрибутыЦиклов>
<Утверждение Дата="27.10.2010" НомПротокола="8"/>
<Квалификации><Квалификация Ном="1" Название="Бакалавр" СрокОбучения="4"/></Квалификации>
<Специальности><Специальность Ном="2" Название="Направление подготовки 010203.62 - Примерное дело"/></Специальности>
</Титул><СтрокиПлана>
<Строка Дис="Физика" Цикл="Б1" ГОС="108" СемЭкз="12" СемКП="8р" Компетенции="ОК-1,ОК2 ПК-3" Кафедра="7"
 КредитовНаДисциплину="3" ПодлежитИзучению="72" ИдетификаторДисциплины="Б1.Б.1">
<КредитовПоКурсам><Курс Ном="1" CrECTS="2,5" ЗЕТ="3"/></КредитовПоКурсам>
<Сем Ном="1" Лек="18" Лаб="18" СРС="18" ЧасЭкз="18"/><Сем Ном="2" Пр="18" КСР="4,5" СРС="13,5"/></Строка>
<Строка Дис="Хор" Цикл="Б1.ДВ1" ГОС="36" СемЗач="A" КредитовНаДисциплину="1" ИдетификаторДисциплины="Б1.ДВ1.1"/>
<Строка Дис="Танец" Цикл="Б1.ДВ1" ГОС="36" КредитовНаДисциплину="1" ИдетификаторДисциплины="Б1.ДВ1.1"/>
</СтрокиПлана><СпецВидыРабот><УчебПрактики><УчебПрактика Вид="Учебная практика" Сем="2" Нед="2"/></УчебПрактики>
<Диплом РуководствоКаф="7"/></СпецВидыРабот>
<Нормы><ЧасыПоГОС><Цикл Ном="1" Часов="144"/></ЧасыПоГОС></Нормы></План></Документ>
""".replace("\n", "\r\n")
DATA = FILE.encode("windows-1251")


def read(text: str) -> PlanReading:
    return plm.read(text.encode("windows-1251"), name="p.xml")


def judged(reading: PlanReading) -> None:
    if reading.plan is None:
        assert any(f.hard for f in reading.findings)
        return
    differs = {k for k, n in reading.found.items() if reading.counted.get(k, 0) != n}
    assert differs == {f.facts["kind"] for f in reading.findings if f.code == "studyplan.counts_differ"}


@pytest.mark.shared
def test_shared_files_are_read_with_the_counts_of_another_parser(shared: Path) -> None:
    paths = sorted((shared / "data/curricula/plm-xml").glob("*.xml"))
    assert len(paths) >= 2
    for path in paths:
        reading = plm.read(path.read_bytes(), name=path.name)
        root = ET.fromstring(path.read_bytes())
        plan = reading.plan
        assert plan is not None
        lines = [r for r in plan.rows if r.kind in (RowKind.DISCIPLINE, RowKind.CONTROL)]
        assert len(lines) == len(list(root.iter("Строка")))
        assert sum(len({x.semester for x in r.loads}) for r in lines) == len(list(root.iterfind(".//Строка/Сем")))
        assert reading.found == reading.counted
        assert not [f for f in reading.findings if f.hard]


@pytest.mark.shared
def test_blocks_of_the_untouched_file_have_the_hours_that_it_declares(shared: Path) -> None:
    folder = shared / "data/curricula/plm-xml"
    root = ET.parse(folder / "bachelor.plm.xml").getroot()
    names = {c.get("Ном"): c.get("Абревиатура") for c in root.iterfind(".//АтрибутыЦиклов/Цикл")}
    declared = {names[c.get("Ном")]: Decimal(c.get("Часов", "")) for c in root.iterfind(".//ЧасыПоГОС/Цикл")}
    plan = plm.read((folder / "bachelor.plm.xml").read_bytes(), name="b").plan
    assert plan is not None

    assert {b.key: b.hours for b in by_block(plan) if b.key in declared} == declared


@pytest.mark.shared
def test_the_file_with_a_row_added_is_told_by_its_block_and_its_index(shared: Path) -> None:
    path = shared / "data/curricula/plm-xml/bachelor_with_new_discipline.plm.xml"

    reading = plm.read(path.read_bytes(), name=path.name)

    told = {f.code: f.facts for f in reading.findings if f.severity == Severity.WARNING}
    assert told["studyplan.block_hours_differ"]["block"] == "Б1"
    assert told["studyplan.index_twice"]["value"] == "Б1.Б.1"


def test_every_quirk_of_a_row_is_read() -> None:
    reading = read(FILE)

    plan = reading.plan
    assert plan is not None
    physics, choir, dance, practice, thesis = plan.rows
    assert [(c.semester, c.form, c.mark) for c in physics.controls] == [
        (1, AttestationForm.EXAM, ""),
        (2, AttestationForm.EXAM, ""),
        (8, AttestationForm.COURSE_PROJECT, "р"),
    ]
    assert physics.competences == ("ОК-1", "ОК-2", "ПК-3")
    assert [x.amount for x in physics.loads if x.name == "КСР"] == [Decimal("4.5")]
    assert choir.controls[0].semester == 10
    assert (choir.counted, dance.counted, dance.key) == (True, False, "Б1.ДВ1.1#2")
    assert (practice.kind, practice.loads[0].amount, practice.loads[0].unit) == (RowKind.PRACTICE, 2, LoadUnit.WEEKS)
    assert thesis.kind is RowKind.FINAL_ATTESTATION
    assert (plan.head.code, plan.head.title, plan.head.years) == ("010203.62", "Примерное дело", 4)
    assert reading.found == reading.counted
    assert "studyplan.block_hours_differ" not in {f.code for f in reading.findings}


def test_a_title_beside_the_plan_is_found_and_utf8_without_a_declaration_is_read() -> None:
    text = FILE.partition("?>")[2].replace('УровеньОбразования="ВПО"><Титул', 'УровеньОбразования="ВПО"/><Титул')
    text = text.replace("</Нормы></План>", "</Нормы>")

    reading = plm.read(text.encode(), name="p.xml")

    assert reading.plan is not None
    assert (reading.plan.head.code, len(reading.plan.rows)) == ("010203.62", 5)


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ('СемЭкз="12"', 'СемЭкз="1-2"', "studyplan.number_unreadable"),
        ('Лек="18"', 'Лек="много"', "studyplan.number_unreadable"),
        ('ДатаГОСа="14.01.2010"', 'ДатаГОСа="14 января"', "studyplan.number_unreadable"),
        ('Компетенции="ОК-1,', 'Компетенции="ОК-1,ОК-1,', "studyplan.link_twice"),
        ('ГОС="108"', 'ГОС="100"', "studyplan.row_hours_differ"),
        ("<Строка", "<Строчка", "studyplan.no_plan"),
        ("Документ", "Документы", "studyplan.not_plm"),
    ],
)
def test_a_fault_in_the_file_is_told_by_name(was: str, now: str, code: str) -> None:
    reading = read(FILE.replace(was, now).replace("</Строка>", "</Строчка>" if "Строчка" in now else "</Строка>"))

    assert code in {f.code for f in reading.findings if f.severity > Severity.NOTE}


def test_what_is_not_read_is_told() -> None:
    reading = read(FILE.replace("<Строка Дис", '<Строка Тайна="7" Дис', 1))

    (note,) = [f for f in reading.findings if f.code == "studyplan.not_held"]
    assert "Строка/@Тайна × 1" in note.facts["columns"]  # type: ignore[operator]


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    judged(plm.read(data, name="p.xml"))
    plm.looks_like("p.xml", data)


@settings(max_examples=80)
@given(st.integers(0, len(DATA)))
def test_any_truncation_is_judged(size: int) -> None:
    judged(plm.read(DATA[:size], name="p.xml"))


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(FILE) - 1), st.integers(0, 40)), max_size=4))
def test_any_cut_pieces_are_judged(cuts: list[tuple[int, int]]) -> None:
    text = FILE
    for place, size in cuts:
        text = text[:place] + text[place + size :]
    judged(read(text))


@settings(max_examples=80)
@given(st.data())
def test_any_values_are_judged(data: st.DataObject) -> None:
    root = ET.fromstring(DATA)
    elements = list(root.iter())
    for _ in range(5):
        element = data.draw(st.sampled_from(elements))
        if element.attrib:
            name = data.draw(st.sampled_from(sorted(element.attrib)))
            element.set(
                name, data.draw(st.sampled_from(["", "-1", "1e9", "AB", "р", "12р3", "99999999999", "0,5", "x"]))
            )
    judged(plm.read(ET.tostring(root, encoding="utf-8"), name="p.xml"))


def test_looks_like_tells_it_from_plx_and_others() -> None:
    assert plm.looks_like("p.xml", DATA[:300])
    assert plm.looks_like("p.xml", FILE[:300].encode())
    assert not plm.looks_like("p.xml", b"<?xml version='1.0'?><x/>")
    assert not plm.looks_like("p.xml", "<Документ><diffgr:diffgram>".encode())
