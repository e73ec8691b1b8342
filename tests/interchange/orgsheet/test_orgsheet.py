"""Tables of organisations: what is written is read back, real sheets with all their quirks are read or told."""

from __future__ import annotations

import contextlib
import io
import re
import string
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import any_hard
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.base.text import squeeze
from remeslo.core.registry.entity import EntityKind
from remeslo.interchange.orgsheet import ChangeKind, OrganisationRow, compare, delimited, read, template, write, written
from remeslo.interchange.orgsheet.cells import NotAValue, day
from remeslo.interchange.sentences import known_codes, say


def of(text):
    return read([("members.csv", text.encode())])


def told(reading):
    return [(f.code, f.where) for f in reading.findings]


def book(*rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return made


def data_of(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def plain(text):
    return bool(text.strip("'-—–")) and text[0] != "'" and text not in ("нет", "n/a")


WORDS = st.text(string.ascii_letters + 'абвЖё =+-@"%', min_size=1, max_size=14).map(squeeze).filter(bool).filter(plain)
DEGREES = st.integers(-8999, 8999).map(lambda n: Decimal(n) / 100)


@st.composite
def rows(draw):
    found, seen = [], set()
    for n in range(draw(st.integers(0, 5))):
        in_cluster = draw(st.booleans())
        placed = draw(st.booleans())
        since = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))) if in_cluster else None
        row = OrganisationRow(
            key=draw(st.sampled_from(("", f"org-{n}"))),
            name=f"{draw(WORDS)} {n}",
            short=draw(st.just("") | WORDS),
            kind=draw(st.none() | st.sampled_from(EntityKind)),
            inn=draw(st.just("") | st.integers(1, 10**10 - 1).map(lambda i: f"{i:010}")),
            kpp=draw(st.just("") | st.just("504201001")),
            ogrn=draw(st.just("") | st.just("1025000000001")),
            region=draw(st.just("") | WORDS),
            address=draw(st.just("") | WORDS),
            latitude=draw(DEGREES) if placed else None,
            longitude=draw(DEGREES) if placed else None,
            cluster=draw(WORDS) if in_cluster else "",
            role=draw(st.sampled_from(OrganisationRole)) if in_cluster else None,
            since=since,
            until=draw(st.none() | st.integers(1, 900).map(lambda d, s=since: s + timedelta(days=d)))
            if since
            else None,
        )
        if row.identity not in seen:
            seen.add(row.identity)
            found.append(row)
    return found


@settings(max_examples=25)
@given(rows(), st.sampled_from(("ru", "en")))
def test_what_is_written_is_read_back(some, language):
    reading = read([("members.xlsx", write(some, language=language))])

    assert [r for _place, r in reading.rows] == some
    assert reading.is_whole
    assert not any_hard(f for f in reading.findings if f.code != "orgsheet.empty")


def test_the_form_without_rows_is_told_and_reads_as_nothing():
    reading = read([("form.xlsx", template())])

    assert [f.code for f in reading.findings] == ["orgsheet.empty"]
    assert reading.rows == ()


def test_a_sheet_under_merged_titles_with_column_numbers_and_totals_is_read_and_counted():
    made = book(
        ["Реестр участников кластера на 01.09.2026"],
        ["Форма 2-К", None, None, None, None, "утв. приказом"],
        [
            "№ п/п",
            "Наименование организации ",
            "ИНН/КПП",
            "Субъект РФ",
            "Роль в кластере",
            "Кластер",
            "Дата вступления",
        ],
        [1, 2, 3, 4, 5, 6, 7],
        [1, "  Северный   колледж ", "5042000001/504201001", "Север", "Базовая ОО", "metall", "1 сентября 2026 г."],
        [2, "АО «Завод»", 504200009, "Север", "опорный работодатель", "metall", 46266],
        ["Итого", 2],
    )
    made.active.merge_cells("A1:G1")
    reading = read([("реестр.xlsx", data_of(made))])

    college, plant = (r for _place, r in reading.rows)
    assert (college.name, college.inn, college.kpp) == ("Северный колледж", "5042000001", "504201001")
    assert (college.role, college.since) == (OrganisationRole.BASE_COLLEGE, date(2026, 9, 1))
    assert (plant.inn, plant.role, plant.since) == ("0504200009", OrganisationRole.ANCHOR_EMPLOYER, date(2026, 9, 1))
    assert (reading.found, reading.left_out, reading.passed_over) == (4, 0, 2)
    assert told(reading) == [
        ("orgsheet.zero_restored", "реестр.xlsx!Sheet:6:ИНН/КПП"),
        ("orgsheet.day_from_number", "реестр.xlsx!Sheet:6:С"),
        ("orgsheet.rows_passed_over", "реестр.xlsx!Sheet"),
    ]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    (
        (";5042000001;;", "orgsheet.cell_empty", "Наименование"),
        ("Завод;12345;;", "orgsheet.cell_wrong", "ИНН"),
        ("Завод;5,0420001E+09;;", "orgsheet.digits_lost", "ИНН"),
        ("Завод;;31.02.2026;", "orgsheet.cell_wrong", "С"),
        ("Завод;;;120.5, 30", "orgsheet.cell_wrong", "Координаты"),
    ),
)
def test_a_wrong_cell_is_told_with_its_place_and_the_other_rows_are_read(cells, code, column):
    reading = of(f"Наименование;ИНН;С;Координаты\n{cells}\nДругой завод;5042000001;01.09.2026;55,75 37,61\n")

    assert told(reading) == [(code, f"members.csv:2:{column}")]
    assert [(r.name, r.latitude, r.longitude) for _p, r in reading.rows] == [
        ("Другой завод", Decimal("55.75"), Decimal("37.61"))
    ]
    assert (reading.left_out, reading.is_whole) == (1, True)


def test_one_organisation_in_two_clusters_is_two_rows_a_repetition_and_a_contradiction_are_told():
    reading = of(
        "Название;ИНН;Город;Кластер;Роль\n"
        "Завод;5042000001;Город;one;партнёр\n"
        "Завод;5042000001;Город;two;партнёр\n"
        "ЗАВОД ;5042000001;Город;one;партнёр\n"
        "Завод;5042000001;Другой город;three;партнёр\n"
        "Завод;5042000001;;three;партнёр\n"
    )

    assert [r.cluster for _p, r in reading.rows] == ["one", "two", "three"]
    assert told(reading) == [("orgsheet.row_twice", "members.csv:4"), ("orgsheet.row_contradicts", "members.csv:5")]
    assert reading.findings[1].facts["columns"] == ("Населённый пункт",)
    assert reading.left_out == 2


def test_unknown_columns_and_sheets_without_names_are_told():
    made = book(["Название", "Телефон"], ["Завод", "+7 000"])
    made.create_sheet("Справка").append(["Дата", "Что"])
    made["Справка"].append(["1", "x"])
    reading = read([("a.xlsx", data_of(made))])

    assert told(reading) == [
        ("orgsheet.columns_unknown", "a.xlsx!Sheet"),
        ("orgsheet.header_missing", "a.xlsx!Справка"),
    ]
    assert [r.name for _p, r in reading.rows] == ["Завод"]


@given(st.dates(date(1960, 1, 1), date(2110, 1, 1)))
def test_a_day_is_read_however_it_is_written(one):
    names = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    months = re.findall(r"\w+", names)
    serial = str((one - date(1899, 12, 30)).days)
    forms = (one.isoformat(), f"{one:%d.%m.%Y}", f"{one.day} {months[one.month - 1]} {one.year} г.", serial)

    assert {day(f).value for f in forms} == {one}


@given(st.text(max_size=30))
def test_a_day_that_is_none_is_refused_and_nothing_else_happens(text):
    with contextlib.suppress(NotAValue):
        assert isinstance(day(text).value, date)


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_rubbish_is_told_and_never_raises(data):
    reading = read([("x.csv", data)])

    assert reading.rows or reading.findings


def test_texts_that_begin_like_a_formula_stay_texts():
    evil = '=HYPERLINK("//x";"y")'
    sheet = openpyxl.load_workbook(io.BytesIO(written("Список", [("Название", 20)], [[evil]]))).active

    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", evil)
    assert delimited(["Название"], [[evil], ["+7"]]).decode("utf-8-sig").splitlines()[2] == "'+7"
    assert of(delimited(["Название"], [[evil]]).decode("utf-8-sig")).rows[0][1].name == evil


def test_compare_tells_each_field_that_a_filled_cell_changes():
    row = OrganisationRow(name="Завод", inn="5042000001", region="")
    held = {"name": "Завод имени", "inn": "5042000001", "region": "Север"}
    fields = ("name", "inn", "region")

    assert compare(row, None, fields).kind is ChangeKind.NEW
    assert compare(row, {**held, "name": "Завод"}, fields).kind is ChangeKind.SAME
    assert compare(row, held, fields).fields == (("name", "Завод имени", "Завод"),)


def test_a_number_that_cannot_be_one_is_read_and_told_with_its_place():
    reading = of("Название;ИНН\nЗавод;5042000002\n")

    assert [r.inn for _p, r in reading.rows] == ["5042000002"]
    assert told(reading) == [("registry.inn_digit", "members.csv:2")]


def test_every_code_has_its_sentence():
    reading = of("Название;ИНН\nЗавод;1\n")

    assert {c for c in known_codes() if c.startswith("orgsheet.")} >= {f.code for f in reading.findings}
    assert "ИНН: 10 или 12 цифр" in str(say(reading.findings[0], "ru"))
