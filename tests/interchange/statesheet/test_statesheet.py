"""The form of a state standard: what is written is read, bad rows are told and good ones kept, rubbish is refused."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import Severity
from remeslo.core.base.keys import CompetenceKey
from remeslo.core.competence.statestandard import (
    Activity,
    Discipline,
    EntryBase,
    OutcomeKind,
    ProgrammeKind,
    StateCompetence,
    StateOutcome,
    StateStandard,
    TermOption,
)
from remeslo.interchange import clusterfile, statesheet
from remeslo.interchange.statesheet import StateReading

ROOT = Path(__file__).resolve().parents[3]
WORDS = st.lists(st.sampled_from(["Выполнять", "работы", "1", "на", "станке;", "=A1", "«ЧПУ»", "да"]), min_size=1).map(
    lambda words: " ".join(words[:6])
)
OUTCOMES = st.lists(st.builds(StateOutcome, st.sampled_from(OutcomeKind), WORDS), max_size=3).map(tuple)
FUNCTIONS = st.lists(st.sampled_from(["40.002/A/01.2", "40.002@701н-2013-12-02/B/02.3"]), unique=True).map(tuple)


@st.composite
def standards(draw: st.DrawFn) -> StateStandard:
    def competence(code: str) -> StateCompetence:
        functions, outcomes = draw(FUNCTIONS), draw(OUTCOMES)
        return StateCompetence(code=CompetenceKey(code), title=draw(WORDS), functions=functions, outcomes=outcomes)

    general = tuple(competence(f"ОК {n:02}") for n in range(1, draw(st.integers(1, 4))))
    activities = tuple(
        Activity(
            number=n,
            title=draw(WORDS),
            competences=tuple(competence(f"ПК {n}.{m}") for m in range(1, draw(st.integers(2, 4)))),
        )
        for n in range(1, draw(st.integers(1, 4)))
    )
    codes = [c.code for c in general] + [c.code for a in activities for c in a.competences]
    return StateStandard(
        code="15.01.38",
        title=draw(WORDS),
        kind=draw(st.sampled_from(ProgrammeKind)),
        order_number=draw(st.sampled_from(["", "862", "862н"])),
        approved=draw(st.none() | st.dates(date(2000, 1, 1), date(2099, 1, 1))),
        qualification=draw(WORDS),
        general=general,
        activities=activities,
        disciplines=tuple(
            Discipline(
                index=f"СГ.0{n}",
                title=draw(WORDS),
                cycle=draw(st.sampled_from(["СГ", "ОП"])),
                hours_min=draw(st.integers(1, 500)),
                competences=tuple(draw(st.permutations(codes))[:3]),
            )
            for n in range(draw(st.integers(0, 3)))
        ),
        terms=tuple(
            draw(
                st.lists(
                    st.builds(
                        TermOption, base=st.sampled_from(EntryBase), months=st.just(22), total_hours=st.just(2952)
                    ),
                    max_size=2,
                )
            )
        ),
        min_disciplines=draw(st.integers(0, 3000)),
        min_practice=draw(st.integers(0, 3000)),
        min_final_attestation=draw(st.integers(0, 300)),
        verified=draw(st.booleans()),
        source=draw(st.just("") | WORDS),
    )


SMALL = StateStandard(
    code="15.01.38",
    title="Наладчик",
    kind=ProgrammeKind.WORKER,
    order_number="862",
    approved=date(2023, 11, 15),
    qualification="оператор",
    general=(StateCompetence(code=CompetenceKey("ОК 01"), title="Выбирать способы"),),
    activities=(
        Activity(
            number=1,
            title="Обработка",
            competences=(
                StateCompetence(
                    code=CompetenceKey("ПК 1.1"),
                    title="Готовить станок",
                    functions=("40.002/A/01.2",),
                    outcomes=(StateOutcome(OutcomeKind.ABILITY, "проверять станок"),),
                ),
            ),
        ),
    ),
    disciplines=(Discipline(index="СГ.01", title="История", cycle="СГ", hours_min=32),),
    terms=(TermOption(base=EntryBase.BASIC_GENERAL, months=22, total_hours=2952),),
    min_disciplines=1000,
    min_practice=500,
    min_final_attestation=36,
)
DATA = statesheet.write(SMALL)


def changed(sheet: str, cell: str, value: object) -> StateReading:
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return statesheet.read(out.getvalue(), name="s.xlsx")


def told(reading: StateReading) -> list[tuple[str, str]]:
    return [(f.code, f.where) for f in reading.findings if f.severity > Severity.NOTE]


def judged(reading: StateReading) -> None:
    assert reading.standard is not None or any(f.hard for f in reading.findings)


@settings(max_examples=25)
@given(standards(), st.sampled_from(["ru", "en"]))
def test_read_gives_the_standard_that_was_written(standard: StateStandard, language: str) -> None:
    data = statesheet.write(standard, language=language)
    reading = statesheet.read(data, name="s.xlsx")

    assert reading.standard == standard
    assert {k: n for k, n in reading.found.items() if reading.counted[k] != n} == {}
    assert statesheet.write(standard, language=language) == data


def test_state_standards_of_the_example_cluster_come_back_equal() -> None:
    cluster = clusterfile.read(ROOT / "examples" / "severokamsk").cluster
    assert cluster is not None
    assert len(cluster.state_standards) == 3
    for standard in cluster.state_standards:
        reading = statesheet.read(statesheet.write(standard), name="s.xlsx")
        assert (reading.standard, reading.findings) == (standard, ())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_empty_form_asks_for_what_a_standard_cannot_be_without(language: str) -> None:
    reading = statesheet.read(statesheet.template(language), name="s.xlsx")

    assert reading.standard is None
    assert [f.code for f in reading.findings if f.hard] == ["statesheet.fields_missing"]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code", "where"),
    [
        ("Стандарт", "B2", "15-01-38", "statesheet.wrong_value", "s.xlsx!Стандарт:2"),
        ("Стандарт", "B4", "аспиранты", "statesheet.wrong_word", "s.xlsx!Стандарт:4"),
        ("Стандарт", "B7", "вчера", "statesheet.wrong_value", "s.xlsx!Стандарт:7"),
        ("Стандарт", "B9", "много", "statesheet.wrong_value", "s.xlsx!Стандарт:9"),
        ("Стандарт", "A5", "Цвет", "statesheet.field_unknown", "s.xlsx!Стандарт:5"),
        ("Сроки", "A2", "детский сад", "statesheet.wrong_word", "s.xlsx!Сроки:2"),
        ("Сроки", "B2", None, "statesheet.row_incomplete", "s.xlsx!Сроки:2"),
        ("ОК", "A3", "ОК 01", "statesheet.row_incomplete", "s.xlsx!ОК:3"),
        ("ВД и ПК", "E2", "40.002-A", "statesheet.wrong_value", "s.xlsx!ВД и ПК:2"),
        ("ВД и ПК", "B2", None, "statesheet.activity_untitled", "s.xlsx!ВД и ПК"),
        ("ВД и ПК", "G1", "Прочее", "statesheet.columns_unknown", "s.xlsx!ВД и ПК:1"),
        ("Результаты", "A2", "ПК 9.9", "statesheet.competence_unknown", "s.xlsx"),
        ("Дисциплины", "D2", 0, "statesheet.wrong_value", "s.xlsx!Дисциплины:2"),
        ("Дисциплины", "E2", "ПК 9.9", "statesheet.competence_unknown", "s.xlsx"),
        ("Дисциплины", "A1", "Номерок", "statesheet.row_incomplete", "s.xlsx!Дисциплины:2"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(sheet: str, cell: str, value: object, code: str, where: str) -> None:
    assert (code, where) in told(changed(sheet, cell, value))


def test_a_row_that_is_left_out_makes_the_counts_differ() -> None:
    reading = changed("Сроки", "B2", None)

    assert reading.standard is not None
    assert reading.standard.general == SMALL.general
    differs = [f.facts for f in reading.findings if f.code == "statesheet.counts_differ"]
    assert differs == [{"sheet": "terms", "found": 1, "read": 0}]


def test_codes_are_put_into_their_usual_form_and_told() -> None:
    reading = changed("ОК", "A2", "ОК1.")

    assert reading.standard == SMALL
    assert [(f.code, f.facts["read"]) for f in reading.findings] == [("statesheet.code_form", "ОК 01")]


def test_a_day_kept_by_the_spreadsheet_is_read() -> None:
    assert changed("Стандарт", "B7", date(2023, 11, 15)).standard == SMALL


def test_a_text_that_a_cell_would_not_give_back_is_refused() -> None:
    broken = StateStandard(
        code="15.01.38",
        title="a\nb",
        kind=ProgrammeKind.WORKER,
        order_number="",
        approved=None,
        qualification="x",
        activities=(),
    )

    with pytest.raises(statesheet.NotWritable) as refusal:
        statesheet.write(broken)

    assert [(f.code, f.facts["value"]) for f in refusal.value.findings] == [("statesheet.not_writable", "title")]


def test_another_workbook_is_refused_by_name() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Дисциплина"])
    out = io.BytesIO()
    book.save(out)

    assert [f.code for f in statesheet.read(out.getvalue(), name="s.xlsx").findings] == ["statesheet.not_form"]


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    judged(statesheet.read(data, name="s.xlsx"))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damaged_bytes_are_judged(changes: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for place, value in changes:
        data[place] = value
    judged(statesheet.read(bytes(data), name="s.xlsx"))


@settings(max_examples=40)
@given(
    st.sampled_from(["Стандарт", "Сроки", "ОК", "ВД и ПК", "Результаты", "Дисциплины"]),
    st.sampled_from(["A1", "B1", "A2", "B2", "C2", "D2", "E2", "A3"]),
    st.sampled_from([None, "", "x", -1, 1e9, "ПК", "ПК 1.1", "40.002/A/01.2", True]),
)
def test_any_cell_is_judged(sheet: str, cell: str, value: object) -> None:
    judged(changed(sheet, cell, value))
