"""Demand cards as a workbook: what is written is read again, and every wrong cell is told with its place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.keys import DemandKey, OrganisationKey, ProgrammeKey
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.interchange.cardsheet import ChangeKind, preview, read, template, write
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import say

WORDS = st.lists(
    st.text("абвгдеёжзАБВ ABcd019.,-«»()=+'\"", min_size=1, max_size=12).map(str.strip).filter(bool),
    min_size=1,
    max_size=4,
).map(lambda words: " ".join(" ".join(words).split()))
KEYS = st.from_regex(r"\A[a-zа-я][a-zа-я0-9-]{0,8}[a-zа-я0-9]\Z")
LISTED = st.lists(WORDS.map(lambda t: t.replace(";", ",")), max_size=3, unique=True).map(tuple)
FUNCTIONS = st.lists(st.sampled_from(["40.002/A/01.2", "40.002@701н-2013-12-02/B/02.3"]), max_size=2, unique=True)
REQUIREMENTS = st.lists(
    st.builds(
        lambda text, functions, c, p: (text, tuple(functions), c, p),
        WORDS,
        FUNCTIONS,
        st.integers(1, 3),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda rows: tuple(
        Requirement(number=2 * n + 1, text=t, functions=f, criticality=c, proficiency=p)
        for n, (t, f, c, p) in enumerate(rows)
    )
)


@st.composite
def cards(draw: st.DrawFn) -> tuple[DemandCard, ...]:
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    return tuple(
        DemandCard(
            key=DemandKey(key),
            employer=OrganisationKey(draw(KEYS)),
            job=draw(WORDS),
            headcount=tuple(
                Headcount(year=y, people=draw(st.integers(1, 900)))
                for y in sorted(draw(st.sets(st.integers(2026, 2031), min_size=1, max_size=3)))
            ),
            deadline=draw(st.dates(date(2026, 1, 1), date(2035, 1, 1))),
            requirements=draw(REQUIREMENTS),
            programme=draw(st.none() | KEYS.map(ProgrammeKey)),
            equipment=draw(LISTED),
            note=draw(WORDS),
        )
        for key in keys
    )


@settings(max_examples=25)
@given(cards(), st.sampled_from(["ru", "en"]))
def test_what_is_written_is_read_again(held: tuple[DemandCard, ...], language) -> None:
    sheet = read(write(held, language=language), name="cards.xlsx")

    assert sheet.cards == held
    assert sheet.findings == ()
    assert sheet.counts.card_rows == sheet.counts.cards == len(held)
    assert sheet.counts.requirement_rows == sheet.counts.requirements


def test_the_same_cards_give_the_same_bytes() -> None:
    assert write([CARD], employers={"works": "Завод"}) == write([CARD], employers={"works": "Завод"})


def test_an_empty_template_has_a_column_for_each_year_and_no_card() -> None:
    data = template(years=[2027, 2028], employers={"works": "Завод"})

    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Запросы", "Требования", "Как заполнять"]
    assert [c.value for c in book["Запросы"][1]][5:7] == ["2027, человек", "2028, человек"]
    assert read(data, name="t.xlsx").cards == ()


HEAD = ["Ключ карты", "Работодатель", "Должность", "Срок", "2027", "2028 год"]
GOOD = ["k-1", "Завод", "Токарь", "01.07.2027", 3, 4]
CARD = DemandCard(
    key=DemandKey("k-1"),
    employer=OrganisationKey("works"),
    job="Токарь",
    headcount=(Headcount(year=2027, people=3), Headcount(year=2028, people=4)),
    deadline=date(2027, 7, 1),
    requirements=(Requirement(number=1, text="Точить валы", functions=("40.002/A/01.2",), criticality=3),),
)


def book(heads: Sequence[Sequence[object]], rows: Sequence[Sequence[object]]) -> bytes:
    made = openpyxl.Workbook()
    first = made.active
    first.title = "Запросы"
    for row in (HEAD, *heads):
        first.append(list(row))
    second = made.create_sheet("Требования")
    second.append(["Карта", "№", "Требование", "ТФ", "Важность", "Уровень"])
    for row in rows:
        second.append(list(row))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


ROW = ["k-1", None, "Точить валы", "40.002/А/01.2", 3, None]


def codes(sheet) -> list[str]:
    return [f.code for f in sheet.findings]


def test_names_of_employers_other_headings_and_cyrillic_codes_are_understood() -> None:
    sheet = read(book([GOOD], [ROW]), name="c.xlsx", employers={"works": "Завод", "mill": "Фабрика"})

    assert sheet.cards == (CARD,)
    assert sheet.findings == ()


@pytest.mark.parametrize(
    ("column", "value", "code", "place"),
    [
        (1, "Никто", "cardsheet.employer_unknown", "c.xlsx!Запросы:3:Работодатель"),
        (1, None, "cardsheet.value_missing", "c.xlsx!Запросы:3:Работодатель"),
        (2, "Т" * 301, "cardsheet.text_too_long", "c.xlsx!Запросы:3:Должность"),
        (3, "31.02.2027", "cardsheet.day_unreadable", "c.xlsx!Запросы:3:Срок"),
        (3, "скоро", "cardsheet.day_unreadable", "c.xlsx!Запросы:3:Срок"),
        (4, "много", "cardsheet.number_unreadable", "c.xlsx!Запросы:3:2027"),
        (4, 2.5, "cardsheet.number_unreadable", "c.xlsx!Запросы:3:2027"),
        (0, "k-1", "cardsheet.key_twice", "c.xlsx!Запросы:3:Ключ карты"),
        (0, "два слова", "cardsheet.no_requirements", "c.xlsx!Запросы:3"),
    ],
)
def test_a_wrong_cell_of_a_card_is_told_and_other_cards_are_read(column: int, value, code: str, place: str) -> None:
    other = [*GOOD]
    other[0] = "k-2"
    other[column] = value
    rows = [ROW, ["k-2", 1, "Читать чертежи"]]

    sheet = read(book([GOOD, other], rows), name="c.xlsx", employers={"works": "Завод"})

    assert (code, place) in {(f.code, f.where) for f in sheet.findings}
    assert "k-2" not in {c.key for c in sheet.cards}
    assert sheet.counts.card_rows == 2
    if column != 0 or value != "k-1":
        assert sheet.cards == (CARD,)
    assert all("{" not in say(f, "ru").what for f in sheet.findings)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["k-1", 1, "Ещё раз"], "cardsheet.number_twice"),
        (["k-1", "первое", "Мерить"], "cardsheet.number_unreadable"),
        (["k-1", 2, "Мерить", "сорок"], "cardsheet.function_unreadable"),
        (["k-1", 2, "Мерить", None, 4], "cardsheet.number_unreadable"),
        (["k-1", 2, "М" * 2001], "cardsheet.text_too_long"),
    ],
)
def test_a_wrong_cell_of_a_requirement_leaves_its_card_out(row: list[object], code: str) -> None:
    sheet = read(book([GOOD], [ROW, row]), name="c.xlsx")

    assert codes(sheet) == [code, "cardsheet.card_left_out"]
    assert sheet.findings[0].where.startswith("c.xlsx!Требования:3:")
    assert sheet.cards == ()


def test_rows_without_a_card_and_blank_ones_are_told_and_the_rest_is_read() -> None:
    rows = [[None, None, "Ничья"], ROW, [None, None, "Мерить"], ["k-1", None, None, None, 2], ["k-9", 1, "Чужая"]]

    sheet = read(book([GOOD], rows), name="c.xlsx")

    assert [r.text for r in sheet.cards[0].requirements] == ["Точить валы", "Мерить"]
    assert set(codes(sheet)) == {
        "cardsheet.value_missing",
        "cardsheet.requirement_blank",
        "cardsheet.card_unknown",
    }


def test_a_card_that_asks_for_nobody_is_left_out() -> None:
    sheet = read(book([[*GOOD[:4], "-", 0]], [ROW]), name="c.xlsx")

    assert "cardsheet.nobody_needed" in codes(sheet)
    assert sheet.cards == ()


def test_a_workbook_without_the_sheets_or_columns_is_refused_by_name() -> None:
    other = openpyxl.Workbook()
    buffer = io.BytesIO()
    other.active.append(["Ключ карты"])
    other.save(buffer)
    with pytest.raises(Unreadable) as refused:
        read(buffer.getvalue(), name="c.xlsx")
    assert refused.value.findings[0].code == "cardsheet.sheet_missing"

    other.active.title = "Запросы"
    other.create_sheet("Требования").append(["Карта", "Требование"])
    buffer = io.BytesIO()
    other.save(buffer)
    with pytest.raises(Unreadable) as refused:
        read(buffer.getvalue(), name="c.xlsx")
    assert refused.value.findings[0].code == "cardsheet.column_missing"


@settings(max_examples=40)
@given(st.binary(max_size=300), st.integers(0, 5000), st.booleans())
def test_rubbish_and_cut_workbooks_end_in_a_finding(rubbish: bytes, at: int, cut: bool) -> None:
    whole = WHOLE
    data = whole[: at % len(whole)] if cut else whole[:at] + rubbish + whole[at + len(rubbish) :]
    try:
        read(data, name="c.xlsx")
    except Unreadable as refused:
        assert refused.findings


WHOLE = book([GOOD], [ROW])


def test_preview_tells_new_changed_same_and_absent_cards() -> None:
    from dataclasses import replace

    changed = replace(CARD, job="Фрезеровщик", note="срочно")
    new = replace(CARD, key=DemandKey("k-2"))
    absent = replace(CARD, key=DemandKey("k-3"))

    changes = preview([changed, new], {CARD.key: CARD, absent.key: absent})

    assert [(c.key, c.kind, c.fields) for c in changes] == [
        ("k-1", ChangeKind.CHANGED, ("job", "note")),
        ("k-2", ChangeKind.NEW, ()),
        ("k-3", ChangeKind.NOT_IN_FILE, ()),
    ]
    assert preview([CARD], {CARD.key: CARD})[0].kind is ChangeKind.SAME
