"""Tables into frameworks and back: columns told by their names, nothing lost unseen, formulas stay text."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence.frameworks import framework, frameworks, item

from remeslo.core.competence.framework import Framework, ItemKind, LinkKind
from remeslo.interchange.frameworks import FrameworkReading
from remeslo.interchange.sheets import Mapping, Role, read, suggest, write
from remeslo.interchange.sheets.grid import Grid, Row
from remeslo.interchange.sheets.vocabulary import role_of


def of(text: str, **options: object) -> FrameworkReading:
    return read([("табл.csv", text.encode())], **options)  # type: ignore[arg-type]


def tree(reading: FrameworkReading) -> list[tuple[str, str]]:
    assert reading.framework is not None
    text = {i.key: i.text for i in reading.framework.items}
    return [(text[a.origin], text[a.destination]) for a in reading.framework.associations]


def told(reading: FrameworkReading) -> set[str]:
    return {f.code for f in reading.findings} - {"sheets.version_unstated"}


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Код", Role.CODE),
        (" ШИФР ", Role.CODE),
        ("Human Coding Scheme", Role.CODE),
        ("Наименование компетенции", Role.TEXT),
        ("preferredLabel", Role.TEXT),
        ("Вид", Role.KIND),
        ("Родитель", Role.PARENT),
        ("Уровень квалификации", Role.LEVEL),
        ("Примечания", Role.NOTE),
    ],
)
def test_column_is_known_by_its_name(header: str, role: Role) -> None:
    assert role_of(header) == (role, "")


@pytest.mark.parametrize(
    ("header", "language"), [("Наименование (en)", "en"), ("title_ru", "ru"), ("Название (англ.)", "en")]
)
def test_column_may_name_its_language(header: str, language: str) -> None:
    assert role_of(header) == (Role.TEXT, language)


@pytest.mark.parametrize("header", ["", "Итого", "Код (en)", "Hours", "titled"])
def test_other_columns_are_nobody_s(header: str) -> None:
    assert role_of(header) is None


def test_header_is_found_below_titles() -> None:
    rows = (("Матрица компетенций",), ("Утверждена",), ("Шифр", "Компетенция", "Вид"), ("1", "Точить", "умение"))
    mapping = suggest(Grid("t", "", tuple(Row(n, r) for n, r in enumerate(rows, 1)), 4))

    assert mapping is not None
    assert mapping.header_at == 2
    assert [c.role for c in mapping.columns] == [Role.CODE, Role.TEXT, Role.KIND]


def test_parents_are_found_by_code_whatever_its_letters() -> None:
    reading = of("Код;Наименование;Родитель\nПК 1;Модуль;\nПК 1.1;Точить;ПK 1\nПК 1.2;Пилить;нет такого\n")  # Latin K

    assert tree(reading) == [("Точить", "Модуль")]
    assert told(reading) == {"sheets.parents_unknown"}


def test_codes_tell_the_hierarchy_when_no_column_does() -> None:
    reading = of("Код,Текст\n1,А\n1.1,Б\n1.1.1.1,В\n2,Г\n")

    assert tree(reading) == [("Б", "А"), ("В", "Б")]
    assert told(reading) == {"sheets.parents_by_code"}


def test_depths_tell_the_hierarchy() -> None:
    assert tree(of("Вложенность,Текст\n1,А\n2,Б\n3,В\n2,Г\n1,Д\n")) == [("Б", "А"), ("В", "Б"), ("Г", "А")]


def test_columns_of_groups_become_groups() -> None:
    reading = of("Раздел,Подраздел,Компетенция\nА,а,Точить\nА,а,Пилить\nБ,,Варить\n")

    assert tree(reading) == [("а", "А"), ("Точить", "а"), ("Пилить", "а"), ("Варить", "Б")]
    assert reading.framework is not None
    assert Counter(i.kind for i in reading.framework.items) == {ItemKind.COMPETENCE: 3, ItemKind.GROUP: 3}


def test_kinds_are_told_by_words_and_unknown_ones_named() -> None:
    reading = of("Текст,Вид\nа,Умение\nб,знания\nв,Трудовая функция\nг,чудо\n")

    assert reading.framework is not None
    assert [i.kind for i in reading.framework.items] == [
        ItemKind.SKILL,
        ItemKind.KNOWLEDGE,
        ItemKind.FUNCTION,
        ItemKind.COMPETENCE,
    ]
    assert told(reading) == {"sheets.kinds_unknown"}


def test_rows_without_text_are_left_out_and_codes_that_repeat_are_told_apart() -> None:
    reading = of("Код;Текст\n1;а\n1;б\n2;\n")

    assert reading.framework is not None
    assert [i.key for i in reading.framework.items] == ["1", "1~2"]
    assert told(reading) == {"sheets.codes_repeat", "sheets.rows_without_text"}
    assert [(c.found, c.read, c.left_out) for c in reading.counts] == [(3, 2, 1)]


def test_columns_that_mean_nothing_to_us_are_kept() -> None:
    reading = of("Текст;Часы;Пусто\nа;36;\n")

    assert reading.framework is not None
    assert reading.framework.items[0].attributes == (("Часы", "36"),)
    assert told(reading) == {"sheets.columns_as_attributes"}


def test_declared_mapping_goes_before_names() -> None:
    text = "A;B;C\nк1;Точить;Turn\n"
    reading = of(text, mapping=Mapping.of({"code": "A", "text": "B", "text:en": "C"}), key="мои", version="2026")

    assert reading.framework is not None
    assert reading.framework.edition == "мои@2026"
    assert [(t.language, t.preferred) for t in reading.framework.items[0].texts] == [("", "Точить"), ("en", "Turn")]
    assert told(of(text)) == {"sheets.header_unknown"}
    assert "sheets.column_missing" in told(of(text, mapping=Mapping.of({"text": "Нет"})))


@pytest.mark.parametrize("key", ["a b", "a:b", "a@b"])
def test_key_that_cannot_be_is_told(key: str) -> None:
    assert "sheets.head_unusable" in told(of("Текст\nа\n", key=key))


def without_what_a_table_cannot_hold(f: Framework) -> Framework:
    """Moments of change and the framework's own attributes; texts without a language are the main one's."""
    main = f.languages[0] if f.languages else ""

    def plain(texts):  # type: ignore[no-untyped-def]
        first, *others = texts
        kept = {t.language: t for t in others if t.language and t.language != first.language}
        return (replace(first, language=first.language or main), *(t for k, t in kept.items() if k != main))

    items = tuple(
        replace(
            i,
            changed=None,
            valid_from=None,
            valid_to=None,
            texts=plain(i.texts),
            type_name="",
        )
        for i in f.items
    )
    links = tuple(replace(a, changed=None, type_name="") for a in f.associations)
    return replace(f, items=items, associations=links, changed=None, attributes=())


@settings(max_examples=30)
@given(frameworks(), st.sampled_from(("ru", "en")))
def test_workbook_that_we_write_reads_back(f: Framework, language: str) -> None:
    wanted = without_what_a_table_cannot_hold(f)
    reading = read([("f.xlsx", write(wanted, language=language))])
    if not wanted.items:
        assert told(reading) >= {"sheets.header_unknown"} or told(reading) >= {"sheets.no_items"}
        return
    got = reading.framework

    assert got is not None
    assert (got.edition, got.title, got.publisher, got.issued) == (f.edition, f.title, f.publisher, f.issued)
    assert [(i.key, i.kind, i.text, i.code, i.level) for i in got.items] == [
        (i.key, i.kind, i.text, i.code, i.level) for i in wanted.items
    ]
    assert {(a.kind, a.origin, a.destination, a.ratings) for a in got.associations} >= {
        (a.kind, a.origin, a.destination, a.ratings) for a in wanted.associations if a.kind is not LinkKind.CHILD_OF
    }
    assert all(c.agrees for c in reading.counts)


def test_text_that_begins_like_a_formula_is_marked_as_text() -> None:
    data = write(framework(item("a", '=HYPERLINK("http://x";"y")'), item("b", "обычный")))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Элементы"]

    assert sheet["C2"].value == '=HYPERLINK("http://x";"y")'
    assert sheet["C2"].data_type == "s"
    assert sheet["C2"].quotePrefix
    assert not sheet["C3"].quotePrefix


@settings(max_examples=50)
@given(st.text('Код;Текст,Родитель\n"12 а', max_size=80), st.sampled_from(("utf-8", "utf-16", "cp1251")))
def test_any_text_as_a_table_never_raises(text: str, encoding: str) -> None:
    reading = read([("t.csv", text.encode(encoding))])

    assert reading.framework is not None or not reading.is_clean


def test_row_that_the_spreadsheet_library_drops_shows_in_the_counts() -> None:
    """A row that stands before an earlier one is passed over by openpyxl; the second count sees it."""
    out = io.BytesIO()
    whole = write(framework(item("a"), item("b")))
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/worksheets/sheet2.xml":
                row = b'<row r="2"><c r="A2" t="str"><v>c</v></c><c r="C2" t="str"><v>c</v></c></row>'
                content = content.replace(b"</sheetData>", row + b"</sheetData>")
            new.writestr(info.filename, content)
    reading = read([("f.xlsx", out.getvalue())])

    assert [(c.found, c.read) for c in reading.counts] == [(3, 2)]
    assert [f.code for f in reading.findings if f.hard] == ["framework.counts_differ"]
