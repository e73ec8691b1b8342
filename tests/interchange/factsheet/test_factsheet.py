"""Tables of facts: what is written is read back, every wrong row is named and the others are read."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.results.samples import scene

from remeslo.core.base.facts import Fact
from remeslo.core.results.invented import Rates, invent
from remeslo.interchange.factsheet import ChangeKind, FactSheet, preview, read, template, write
from remeslo.interchange.resultpack import builtin_kinds

DAY = date(2026, 9, 1)
KINDS = builtin_kinds()


def of(text: str, **more: object) -> FactSheet:
    return read([("facts.csv", text.encode())], kinds=KINDS, by="college", known=DAY, **more)  # type: ignore[arg-type]


def codes(sheet: FactSheet) -> list[str]:
    return sorted(f.code for f in sheet.findings)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_facts_written_and_read_are_the_same(language: str) -> None:
    facts = invent(scene(rates=Rates(mistaken=0.3, taken_back=0.1)), seed=4)
    some = random.Random(1).sample(facts, 400)

    book = write(some, kinds=KINDS, language=language)  # type: ignore[arg-type]
    sheet = read([("facts.xlsx", book)], kinds=KINDS, by="nobody", known=DAY)

    assert sheet.findings == ()
    assert sheet.rows == len(some)
    assert sorted(sheet.facts, key=lambda f: f.key) == sorted(some, key=lambda f: f.key)


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = invent(scene(), seed=4)[:50]

    assert write(facts, kinds=KINDS) == write(facts, kinds=KINDS)


def test_the_template_has_a_sheet_for_each_kind_and_no_facts() -> None:
    sheet = read([("t.xlsx", template(kinds=KINDS))], kinds=KINDS, by="x", known=DAY)

    assert (sheet.facts, codes(sheet)) == ((), ["factsheet.empty"])


def test_a_table_in_plain_russian_is_read() -> None:
    sheet = of(
        "Вид факта;Студент;Дата;Элемент программы;Предприятие;Часов посещено\n"
        "Практика;l-1;28.05.2026;ПП.01.01;АО «Завод»;1 44\n",
        organisations={"plant": "АО «Завод»", "college": "Колледж"},
    )

    (fact,) = sheet.facts
    assert sheet.findings == ()
    assert (fact.kind, fact.subject, fact.on, fact.by, fact.known) == (
        "practice",
        "l-1",
        date(2026, 5, 28),
        "college",
        DAY,
    )
    assert fact.values == {"element": "ПП.01.01", "employer": "plant", "hours": 144}


def test_every_wrong_row_is_named_and_the_others_are_read() -> None:
    sheet = of(
        "kind,subject,on,checkpoint,status,in_occupation,colour\n"
        "employment,l-1,2027-06-30,12,employed,да,red\n"
        "employment,,2027-06-30,12,employed,,\n"
        "employment,l-3,31.06.2027,12,employed,,\n"
        "employment,l-4,2027-06-30,a year,employed,,\n"
        "employment,l-5,2027-06-30,12,resting,,\n"
        "employment,l-6,2027-06-30,12,,maybe,\n"
        "holiday,l-7,2027-06-30,,,,\n"
        "employment,l-8,2027-06-30,4,unknown,,\n"
    )

    assert [f.subject for f in sheet.facts] == ["l-1", "l-8"]
    assert sheet.rows == 8
    assert codes(sheet) == [
        "fact.value_choice",
        "factsheet.cell_empty",
        "factsheet.cell_wrong",
        "factsheet.cell_wrong",
        "factsheet.cell_wrong",
        "factsheet.columns_unknown",
        "factsheet.kind_unknown",
    ]
    assert {f.where.split(":")[1] for f in sheet.findings if f.code == "factsheet.cell_wrong"} == {"4", "5", "7"}


def test_points_of_criteria_are_read_under_their_own_names() -> None:
    sheet = of(
        "kind;subject;on;kit;level;score;score_max;points_1;points_2\ndemo_exam;l;2026-06-01;k;base;7,5;10;3;4,5\n"
    )

    assert sheet.facts[0].values["points_2"] == Decimal("4.5")
    assert codes(sheet) == []


def test_a_row_without_a_key_gets_the_same_key_every_time_and_twice_in_a_file_is_told() -> None:
    row = "grant;g-1;2026-01-10;100;2026\n"
    head = "kind;subject;on;amount;year\n"

    once, twice = of(head + row), of(head + row + row)

    assert once.facts == of(head + row).facts
    assert (len(twice.facts), codes(twice)) == (1, ["factsheet.key_twice"])


def test_an_organisation_that_does_not_exist_is_told() -> None:
    sheet = of(
        "kind;subject;on;element;employer;hours\npractice;l;2026-05-01;e;nobody;6\n", organisations={"plant": "Plant"}
    )

    assert (sheet.facts, codes(sheet)) == ((), ["factsheet.organisation_unknown"])


def test_preview_tells_new_same_clashing_and_repeated_facts_apart() -> None:
    head = "key;kind;subject;on;element;employer;hours;since\n"
    held = of(
        head + "a;practice;l;2026-05-01;e;plant;6;2026-04-01\nb;practice;m;2026-05-01;e;plant;6;2026-04-01\n"
    ).facts
    file = of(
        head
        + "a;practice;l;2026-05-01;e;plant;6;2026-04-01\n"
        + "b;practice;m;2026-05-01;e;plant;7;2026-04-01\n"
        + "c;practice;L ;2026-05-02;Е;plant;6;2026-04-01\n"
        + "d;practice;n;2026-05-01;e;plant;6;2026-04-01\n"
    ).facts

    changes = preview(file, held, KINDS)

    assert [(c.kind, c.other) for c in changes] == [
        (ChangeKind.SAME, None),
        (ChangeKind.CLASHES, "b"),
        (ChangeKind.DUPLICATE, "a"),
        (ChangeKind.NEW, None),
    ]


def test_preview_of_a_correction_is_no_repetition() -> None:
    head = "key;kind;subject;on;amount;year;corrects\n"
    held = of(head + "a;grant;g;2026-01-01;5;2026;\n").facts

    (change,) = preview(of(head + "b;grant;g;2026-01-01;6;2026;a\n").facts, held, KINDS)

    assert change.kind is ChangeKind.NEW


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet="kindsubjecto;\n,\"'=01 ", max_size=200).map(str.encode))
def test_rubbish_never_raises_and_is_never_silently_empty(data: bytes) -> None:
    sheet = read([("x.csv", data)], kinds=KINDS, by="college", known=DAY)

    assert sheet.facts or sheet.findings
    assert all(isinstance(f, Fact) for f in sheet.facts)
