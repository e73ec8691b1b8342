"""Staff tables: what is written is read back, every wrong cell is named and the other rows are read."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import any_hard
from remeslo.core.base.text import squeeze
from remeslo.core.staffing.course import Course, CourseModule, Session, monday_of
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import EvidenceKind, Qualification
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import Skill
from remeslo.interchange.sentences import say
from remeslo.interchange.staffsheet import ChangeKind, Names, StaffBook, preview, read, template, write

NAMES = Names(
    organisations={"skmm": "Северный колледж", "plant": "АО «Завод»", "twin": "АО «Завод»"},
    people={"t1": "Ёлкина Анна", "t2": "Иванов Пётр"},
    skills={"equipment:cnc": "Токарный станок с ЧПУ", "pedagogy:methods": "Методика"},
    courses={"c1": "Наладка ЧПУ"},
)
HEAD = "Ключ;Организация;ФИО;Роль;Ставка\n"


def of(text, name="staff.csv", **more):
    return read([(name, text.encode())], **{"names": NAMES, **more})


def told(reading):
    return [(f.code, f.where) for f in reading.findings]


WORDS = st.text(string.ascii_letters + "абвЖё =+-@'\"%", min_size=1, max_size=12).map(squeeze).filter(bool)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SKILLS = st.sampled_from(["equipment:cnc", "pedagogy:methods", "competence:p/ПК 1.2"])
NEEDS = st.lists(st.builds(Requirement, SKILLS, st.integers(1, 5)), max_size=3).map(tuple)
MONEY = st.decimals(0, 10**6, places=2)


def ends(first, days):
    return None if days is None else first + timedelta(days=days)


@st.composite
def books(draw):
    def keys(prefix):
        return [f"{prefix}{n}" for n in range(draw(st.integers(0, 3)))]

    people = tuple(
        StaffMember(
            key=k,
            organisation=draw(st.sampled_from(["skmm", "plant"])),
            name=draw(WORDS),
            role=draw(st.sampled_from(StaffRole)),
            subjects=draw(LISTS),
            weekly_hours=draw(st.integers(0, 60)),
            rate=draw(st.decimals("0.01", 2, places=2)),
            industry_from=(since := draw(st.none() | DAYS)),
            industry_until=since and ends(since, draw(st.none() | st.integers(0, 900))),
            home=draw(st.none() | st.just("main")),
        )
        for k in keys("p")
    )
    courses = tuple(
        Course(
            key=k,
            title=draw(WORDS),
            module=draw(st.sampled_from(CourseModule)),
            gives=draw(NEEDS.filter(bool)),
            hours=draw(st.integers(1, 500)),
            host=draw(st.sampled_from(["skmm", "plant"])),
            topic=draw(st.just("") | WORDS),
            needs_before=draw(NEEDS),
            equipment=draw(LISTS),
            price=draw(MONEY),
            certificate=draw(st.just("") | WORDS),
            valid_months=draw(st.none() | st.integers(1, 60)),
        )
        for k in keys("c")
    )
    qualifications = tuple(
        Qualification(
            key=k,
            person=draw(st.sampled_from(["p0", "t1", "t2"])),
            skill=draw(SKILLS),
            level=draw(st.integers(1, 5)),
            evidence=draw(st.sampled_from(EvidenceKind)),
            document=draw(st.just("") | WORDS),
            since=(first := draw(DAYS)),
            until=ends(first, draw(st.none() | st.integers(0, 2000))),
            course=draw(st.none() | st.just("c1")),
        )
        for k in keys("q")
    )
    sessions = tuple(
        Session(
            key=k,
            course="c1",
            first=(first := draw(DAYS)),
            last=first + timedelta(days=draw(st.integers(0, 40))),
            places=draw(st.integers(1, 30)),
            hours_by_week=((monday_of(first), draw(st.integers(0, 40))),) if draw(st.booleans()) else (),
        )
        for k in keys("s")
    )
    return StaffBook(people=people, qualifications=qualifications, courses=courses, sessions=sessions)


@settings(max_examples=25)
@given(books(), st.sampled_from(["ru", "en"]))
def test_what_is_written_is_read_again(book, language):
    """Texts that look like formulas too."""
    reading = read([("b.xlsx", write(book, language=language))])

    assert [f for f in reading.findings if f.code != "staffsheet.empty"] == []
    assert reading.book == book
    assert reading.rows == len(list(book))
    assert {c.change for c in preview(reading.book, book)} <= {ChangeKind.SAME}


def test_the_same_values_give_the_same_bytes_and_no_cell_is_a_formula():
    evil = StaffMember(key="p", organisation="o", name='=HYPERLINK("x")', role=StaffRole.MASTER, subjects=("+1", "@a"))
    book = StaffBook(people=(evil,), skills=(Skill(key="equipment:cnc", title="-1"),))

    data = write(book)

    assert data == write(book)
    cells = [c for s in openpyxl.load_workbook(BytesIO(data)) for row in s.iter_rows() for c in row if c.value]
    assert {c.data_type for c in cells} == {"s"}
    assert '=HYPERLINK("x")' in {c.value for c in cells}


def test_the_template_has_every_sheet_and_reads_as_empty():
    reading = read([("t.xlsx", template())])

    assert [f.code for f in reading.findings] == ["staffsheet.empty"]
    assert openpyxl.load_workbook(BytesIO(template())).sheetnames == ["Люди", "Квалификации", "Курсы", "Потоки"]


def test_a_table_in_plain_russian_is_known_by_its_columns():
    reading = of("ФИО;Колледж;Кем работает;Доля ставки\nЁлкина Анна;северный  колледж;Преподаватель;0,5\n")

    [person] = reading.book.people
    assert reading.findings == ()
    assert (person.key, person.organisation, person.role, person.rate) == (
        "t1",
        "skmm",
        StaffRole.TEACHER,
        Decimal("0.5"),
    )


def test_papers_name_people_and_skills_by_their_names():
    reading = of(
        "Сотрудник;Навык;Дата выдачи;Срок действия;Подтверждение\n"
        "елкина анна;токарный станок с чпу;01.09.2026;2029-08-31;Удостоверение\n"
    )

    [paper] = reading.book.qualifications
    assert reading.findings == ()
    assert (paper.person, paper.skill, paper.since, paper.until) == (
        "t1",
        "equipment:cnc",
        date(2026, 9, 1),
        date(2029, 8, 31),
    )
    again = of("Сотрудник;Навык;Дата выдачи\nt1;equipment:cnc;2026-09-01\n").book.qualifications[0]
    assert again.key == paper.key


def test_every_wrong_cell_is_told_with_its_place_and_the_other_rows_are_read():
    reading = of(
        HEAD
        + "a;skmm;Анна;мастер;1\n"
        + "b;нигде;Борис;король;много\n"
        + "c;АО «Завод»;Вера;мастер;1\n"
        + "d;skmm;;мастер;9\n"
        + "a;skmm;Анна снова;мастер;1\n"
        + "e e;skmm;Ева;мастер;1\n"
        + "f;skmm;Фёдор;мастер;5\n"
    )

    assert [p.key for p in reading.book.people] == ["a"]
    assert told(reading) == [
        ("staffsheet.name_unknown", "staff.csv:3:Организация"),
        ("staffsheet.cell_wrong", "staff.csv:3:Роль"),
        ("staffsheet.cell_wrong", "staff.csv:3:Ставка"),
        ("staffsheet.name_ambiguous", "staff.csv:4:Организация"),
        ("staffsheet.cell_empty", "staff.csv:5:ФИО"),
        ("staffsheet.key_twice", "staff.csv:6"),
        ("staffsheet.cell_wrong", "staff.csv:7:Ключ"),
        ("staffsheet.row_unusable", "staff.csv:8"),
    ]
    assert reading.findings[3].facts["keys"] == ("plant", "twin")
    assert all(say(f, language).todo for f in reading.findings for language in ("ru", "en"))


def test_a_course_and_its_days_may_come_together_in_any_order():
    courses = "Название;Вид;Даёт;Часов;Кто проводит;Цена\nСтажировка;стажировка;Методика / 4;72;plant;15 000,50\n"
    days = "Курс;С;По;Мест;Часы по неделям\nСтажировка;05.10.2026;16.10.2026;4;2026-10-05=36\n"

    reading = read([("days.csv", days.encode()), ("courses.csv", courses.encode())], names=NAMES)

    [course], [session] = reading.book.courses, reading.book.sessions
    assert reading.findings == ()
    assert (course.gives, course.price) == ((Requirement("pedagogy:methods", 4),), Decimal("15000.50"))
    assert (session.course, session.hours_by_week) == (course.key, ((date(2026, 10, 5), 36),))


@pytest.mark.parametrize("weeks", ["2026-10-05", "2026-10-06=36", "5=5"])
def test_weeks_that_are_no_mondays_with_hours_are_told(weeks):
    reading = of(f"Курс;С;По;Мест;Часы по неделям\nc1;05.10.2026;16.10.2026;4;{weeks}\n")

    assert reading.book.sessions == ()
    assert any_hard(reading.findings)


def test_columns_that_a_table_does_not_have_stay_as_they_are():
    held = StaffMember(key="t1", organisation="skmm", name="Ёлкина Анна", role=StaffRole.TEACHER, rate=Decimal("0.5"))
    text = "Ключ;Организация;ФИО;Роль\nt1;skmm;Ёлкина Анна;мастер\n"

    reading = of(text, held=StaffBook(people=(held,)))
    [change] = preview(reading.book, StaffBook(people=(held,)))

    assert reading.book.people[0] == replace(held, role=StaffRole.MASTER)
    assert (change.change, change.fields) == (ChangeKind.CHANGED, ("role",))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.xlsx", b"rubbish", ""),
        ("x.csv", b"a;b\n1;2\n", "staffsheet.sheet_unknown"),
        ("x.csv", b"", "file.empty"),
        ("x.csv", b"\x00\x01\x02", ""),
        ("x.zip", b"PK\x03\x04broken", ""),
    ],
)
def test_rubbish_is_told_and_never_raises(name, data, code):
    reading = read([(name, data)], names=NAMES)

    assert reading.book == StaffBook()
    assert reading.findings
    assert not code or code in {f.code for f in reading.findings}


def test_a_sheet_without_its_columns_is_told_once():
    book = openpyxl.Workbook()
    book.active.title = "Курсы"
    book.active.append(["Название", "Чужое"])
    book.active.append(["А", "Б"])
    data = BytesIO()
    book.save(data)

    reading = read([("b.xlsx", data.getvalue())], names=NAMES)

    [finding] = [f for f in reading.findings if f.code == "staffsheet.columns_missing"]
    assert finding.facts["columns"] == ("Вид", "Даёт", "Часов", "Кто проводит")


HEADS = ("Ключ", "Организация", "ФИО", "Роль", "Навык", "Сотрудник", "Действует с", "Ставка", "Курс", "Мест", "С", "По")


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(HEADS) | st.text(max_size=6), min_size=1, max_size=8),
    st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["мастер", "t1", "01.09.2026", "9" * 400]), max_size=8)),
)
def test_whatever_a_table_holds_every_row_is_read_or_told(heads, rows):
    text = "\n".join(";".join(f'"{c.replace(chr(34), "")}"' for c in row) for row in [heads, *rows])

    reading = read([("any.csv", text.encode("utf-8", "replace"))], names=NAMES)

    assert len(list(reading.book)) <= len(rows)
    assert all(say(f, "ru").what for f in reading.findings)
    assert reading.findings or len(list(reading.book)) == reading.rows


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_told(data):
    for name in ("x.xlsx", "x.csv", "x.zip", "x.csv.gz"):
        reading = read([(name, data)], names=NAMES)
        assert reading.findings or reading.rows
