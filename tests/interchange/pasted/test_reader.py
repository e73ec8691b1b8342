"""A vacancy pasted whole: split as its headings say, in two languages, without personal data, whatever was pasted."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange.pasted import LONGEST, Dropped, PhraseKind, read, to_requirements
from remeslo.interchange.pasted.privacy import is_personal
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import say

RUSSIAN = """Наладчик станков с ЧПУ

ООО «Пример» выпускает редукторы с 1998 года.

Обязанности:
- наладка токарных станков с ЧПУ;
- ввод коррекций на износ инструмента;
- сдача первой детали контролёру ОТК

Требования:
• образование не ниже среднего профессионального
• опыт работы от 1 года
• обязательно чтение чертежей
• знание G-кодов; умение пользоваться микрометром
Будет плюсом: опыт работы со стойкой Fanuc

Условия: оформление по ТК РФ. Сменный график 2/2.
Контактное лицо: Иванова Анна Петровна, тел. +7 (912) 345-67-89, резюме на hr@example.com
"""

ENGLISH = """<h2>CNC Setter</h2><div><strong>Responsibilities</strong><ul><li>Set up lathes</li><li>Run the first
article</li></ul><p><b>Requirements:</b></p><ul><li>3+ years of experience</li><li>Ability to read drawings</li></ul>
<p>Nice to have:</p><ul><li>Fanuc controls</li></ul><p>We offer</p><ul><li>Health insurance</li></ul>
<script>alert("x")</script><!-- call 8 800 555-35-35 --><p>Send your CV to jobs@example.com</p></div>"""


def texts(pasted, kind: PhraseKind) -> list[str]:
    return [p.text for p in pasted.of(kind)]


def test_headings_say_what_the_phrases_below_them_are() -> None:
    pasted = read(RUSSIAN)

    assert pasted.title == "Наладчик станков с ЧПУ"
    assert texts(pasted, PhraseKind.DUTY) == [
        "наладка токарных станков с ЧПУ",
        "ввод коррекций на износ инструмента",
        "сдача первой детали контролёру ОТК",
    ]
    assert texts(pasted, PhraseKind.REQUIREMENT) == [
        "обязательно чтение чертежей",
        "знание G-кодов",
        "умение пользоваться микрометром",
        "опыт работы со стойкой Fanuc",
    ]
    assert texts(pasted, PhraseKind.FORMAL) == [
        "образование не ниже среднего профессионального",
        "опыт работы от 1 года",
    ]
    assert texts(pasted, PhraseKind.CONDITION) == ["оформление по ТК РФ", "Сменный график 2/2"]


def test_words_of_necessity_and_desire_set_the_criticality() -> None:
    weights = {p.text: p.criticality for p in read(RUSSIAN).asked}

    assert weights["обязательно чтение чертежей"] == 3
    assert weights["знание G-кодов"] == 2
    assert weights["опыт работы со стойкой Fanuc"] == 1


def test_html_of_a_job_board_is_read_as_its_text() -> None:
    pasted = read(ENGLISH)

    assert pasted.title == "CNC Setter"
    assert texts(pasted, PhraseKind.DUTY) == ["Set up lathes", "Run the first article"]
    assert texts(pasted, PhraseKind.REQUIREMENT) == ["Ability to read drawings", "Fanuc controls"]
    assert texts(pasted, PhraseKind.FORMAL) == ["3+ years of experience"]
    assert texts(pasted, PhraseKind.CONDITION) == ["Health insurance"]
    assert not any("alert" in p.text or "800" in p.text for p in pasted.phrases)
    assert dict(pasted.dropped) == {Dropped.EMAIL: 1}


def test_personal_data_are_dropped_and_the_findings_say_so_without_repeating_them() -> None:
    pasted = read(RUSSIAN)

    everything = " ".join((pasted.title, *(p.text for p in pasted.phrases), repr(pasted.findings)))
    assert not re.search("Иванов|Анна|912|example", everything)
    assert set(dict(pasted.dropped)) == {Dropped.PERSON, Dropped.PHONE, Dropped.EMAIL}
    assert [f.code for f in pasted.findings] == ["pasted.personal_dropped"]
    assert "телефоны" in say(pasted.findings[0], "ru").what


@pytest.mark.parametrize(
    "personal",
    [
        "+79123456789",
        "8 800 555-35-35",
        "8(3412)55-66-77",
        "8-912-345-67-89",
        "8.912.345.67.89",
        "тел: 45-67-89",
        "ivan.petrov@mail.example.ru",
        "ivan (at) example.ru",
        "ivan[собака]example.ru",
        "@hr_anna_job",
        "https://t.me/anna",
        "wa.me/79123456789",
        "Петрова Мария Сергеевна",
        "Петров И.И.",
        "Спросить: Анна",
        "ivan@\u200bexample.com",
    ],
)
def test_personal_data_leave_no_trace_in_the_phrases_and_the_rest_of_the_text_stays(personal: str) -> None:
    pasted = read(f"Требования:\n- знание допусков и посадок\nЗвоните: {personal}\n- чтение чертежей")

    assert texts(pasted, PhraseKind.REQUIREMENT) == ["знание допусков и посадок", "чтение чертежей"]
    assert pasted.dropped


@pytest.mark.parametrize(
    "technical",
    [
        "работа со стойкой Fanuc 0i-TF и Siemens 840D",
        "ГОСТ 25347-2013, ГОСТ Р 52633.0-2006",
        "прессы усилием от 1600 до 2500 кН",
        "1С:Предприятие 8.3",
        "допуск 0,005 мм на диаметре 120 мм",
        "знание ISO 9001:2015",
        "HR manager experience",
        "электроустановки до 1000 В",
    ],
)
def test_numbers_of_the_trade_are_not_taken_for_phones(technical: str) -> None:
    pasted = read(f"Требования:\n- {technical}\n- чтение чертежей")

    assert texts(pasted, PhraseKind.REQUIREMENT)[0].startswith(technical[:12])
    assert pasted.dropped == ()


def test_wishes_of_age_and_sex_are_dropped_with_a_warning() -> None:
    pasted = read("Требования:\n- мужчина от 25 до 40 лет\n- возраст до 45 лет, опыт наладки прессов\n- сварка труб")

    assert texts(pasted, PhraseKind.REQUIREMENT) == ["опыт наладки прессов", "сварка труб"]
    assert [f.code for f in pasted.findings] == ["pasted.age_or_sex_dropped"]


def test_without_headings_the_words_decide_and_a_note_says_so() -> None:
    pasted = read("Знание сварочных процессов. Ремонт насосов. Официальное оформление по ТК РФ. Высшее образование")

    assert texts(pasted, PhraseKind.REQUIREMENT) == ["Знание сварочных процессов"]
    assert texts(pasted, PhraseKind.DUTY) == ["Ремонт насосов"]
    assert texts(pasted, PhraseKind.CONDITION) == ["Официальное оформление по ТК РФ"]
    assert texts(pasted, PhraseKind.FORMAL) == ["Высшее образование"]
    assert "pasted.no_headings" in {f.code for f in pasted.findings}


def test_glued_lists_and_inner_headings_are_taken_apart() -> None:
    pasted = read("Требования: знание Zabbix.Базовые знания сетейОбязанности:1. Наладка станков.2. Ремонт прессов")

    assert texts(pasted, PhraseKind.REQUIREMENT) == ["знание Zabbix", "Базовые знания сетей"]
    assert texts(pasted, PhraseKind.DUTY) == ["Наладка станков", "Ремонт прессов"]


def test_a_narrow_page_is_joined_and_brackets_stay_whole() -> None:
    pasted = read(
        "Requirements:\n- Knowledge of hydraulic presses, pneumatic drives and their\nadjustment (valves; pumps; hoses)"
    )

    assert texts(pasted, PhraseKind.REQUIREMENT)[0].startswith(
        "Knowledge of hydraulic presses, pneumatic drives and their adjustment (valves"
    )
    assert len(pasted.phrases) == 1


def test_a_text_too_long_for_a_vacancy_is_refused_by_name() -> None:
    with pytest.raises(Unreadable) as refused:
        read("а" * (LONGEST + 1))

    assert refused.value.findings[0].code == "pasted.too_long"


@pytest.mark.parametrize(
    "filler", ["<", "<p>", "(;", "- ", "8", "т. ", "a@", "<!--", "Требования:", "аА", "\u200b", "9 "]
)
def test_the_longest_rubbish_is_read_to_its_end(filler: str) -> None:
    pasted = read((filler * LONGEST)[:LONGEST])

    assert all(len(p.text) <= 600 for p in pasted.phrases)


PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "\n",
            "\n- ",
            "Требования:",
            "Responsibilities",
            "; ",
            ". ",
            "<li>",
            "</ul>",
            "&lt;",
            "тел. 8 912 345 67 89",
            "• ",
        ]
    ),
    st.sampled_from(
        ["a@b.ru", "опыт наладки", "Иванов Иван Иванович", "\ufeff", "\u2028", "<script>", "<!--", "мужчина от 20"]
    ),
)


@settings(max_examples=80)
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_any_text_is_read_and_nothing_personal_or_invisible_comes_through(text: str) -> None:
    pasted = read(text)

    for phrase in pasted.phrases:
        assert phrase.text == " ".join(phrase.text.split())
        assert phrase.text
        assert phrase.line >= 1
        assert not re.search("[\u200b\ufeff\u2028\x00-\x1f]", phrase.text)
        assert not re.search(r"\S@\w+\.ru|912 345|Иванов Иван Иванович", phrase.text)
    assert read(text) == pasted


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_a_finding(data: bytes) -> None:
    try:
        read(data)
    except Unreadable as refused:
        assert refused.findings


def test_phrases_become_requirements_of_a_card_numbered_on() -> None:
    requirements = to_requirements(read(RUSSIAN).of(PhraseKind.DUTY), after=4)

    assert [r.number for r in requirements] == [5, 6, 7]
    assert requirements[0].text == "наладка токарных станков с ЧПУ"


@pytest.mark.shared
def test_real_vacancies_are_split_and_nothing_personal_is_left(shared: Path) -> None:
    with gzip.open(shared / "data/vacancies-ru/superjob_2018.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[::6]

    for row in rows:
        pasted = read(f"{row['name']}\n\nТребования:\n{row['requirements']}\nОбязанности:\n{row['duties']}")
        assert pasted.asked or pasted.of(PhraseKind.FORMAL)
        assert not any(is_personal(p.text) for p in pasted.phrases)
