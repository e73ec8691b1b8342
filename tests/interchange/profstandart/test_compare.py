"""Two editions side by side, and what would change if one were saved."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.competence.standards import (
    GeneralisedFunction,
    OccupationalStandard,
    StatementKind,
    WorkFunction,
)
from remeslo.interchange.profstandart import Arrival, Change, FieldChange, FunctionChange, compare, preview, read

KINDS = (StatementKind.LABOUR_ACTION, StatementKind.SKILL, StatementKind.KNOWLEDGE)
WORDS = st.lists(
    st.sampled_from(["наладка", "контроль", "станок", "деталь", "чертёж", "резец", "подача", "припуск", "эскиз"]),
    min_size=1,
    max_size=6,
).map(" ".join)
TEXTS = st.lists(WORDS, max_size=5).map(tuple)
FUNCTIONS = st.lists(
    st.builds(
        WorkFunction,
        code=st.sampled_from([f"A/0{n}.3" for n in range(1, 9)]),
        name=WORDS,
        level=st.sampled_from("345"),
        actions=TEXTS,
        skills=TEXTS,
        knowledge=TEXTS,
    ),
    max_size=4,
).map(tuple)


def standard(*functions: WorkFunction, **fields: object) -> OccupationalStandard:
    base = OccupationalStandard(
        code="99.001",
        title="Мастер",
        registration_number="1",
        order_number="101н",
        approved=date(2023, 11, 22),
        generalised=(GeneralisedFunction(code="A", name="Подготовка станков", level="3", functions=functions),),
    )
    return replace(base, **fields)  # type: ignore[arg-type]


STANDARDS = FUNCTIONS.map(lambda functions: standard(*functions))


@pytest.fixture
def held(sample: str) -> OccupationalStandard:
    return read(sample.encode(), name="s.xml").standards[0]


def texts_of(changes: tuple[FunctionChange, ...], side: str) -> Counter[tuple[StatementKind, str]]:
    """All statements of one side as the comparison accounts for them: changed ones, and those of paired functions."""
    told: Counter[tuple[StatementKind, str]] = Counter()
    for f in changes:
        for s in f.statements:
            text = getattr(s, side)
            kind = s.old_kind if side == "old" and s.old_kind else s.kind
            told[kind, text] += bool(text)
    return +told


def all_texts(function: WorkFunction | None) -> Counter[tuple[StatementKind, str]]:
    if function is None:
        return Counter()
    lists = zip(KINDS, (function.actions, function.skills, function.knowledge), strict=True)
    return Counter((kind, text) for kind, texts in lists for text in texts)


@settings(max_examples=60)
@given(STANDARDS)
def test_standard_compared_with_itself_is_the_same(one: OccupationalStandard) -> None:
    result = compare(one, one)

    assert result.is_same
    assert (result.num_statement_changes, result.changed_functions, result.fields) == (0, (), ())


@settings(max_examples=60)
@given(STANDARDS, STANDARDS)
def test_every_function_and_every_statement_is_accounted_for_once(
    old: OccupationalStandard, new: OccupationalStandard
) -> None:
    result = compare(old, new)

    assert Counter(f.old for f in result.functions if f.old) == Counter(old.functions)
    assert tuple(f.new for f in result.functions if f.new) == new.functions
    for f in result.functions:
        kept = all_texts(f.old) - texts_of((f,), "old")
        assert kept == all_texts(f.new) - texts_of((f,), "new")


@settings(max_examples=60)
@given(STANDARDS, STANDARDS)
def test_the_other_way_round_added_is_removed(old: OccupationalStandard, new: OccupationalStandard) -> None:
    def counts(a: OccupationalStandard, b: OccupationalStandard) -> Counter[Change]:
        return Counter(f.change for f in compare(a, b).functions)

    there, back = counts(old, new), counts(new, old)

    assert (there[Change.ADDED], there[Change.REMOVED]) == (back[Change.REMOVED], back[Change.ADDED])


def test_added_removed_reworded_and_moved_are_told_with_both_texts(held: OccupationalStandard) -> None:
    first, second = held.functions
    edited = replace(
        first,
        actions=("Внешний осмотр узлов и защит", "Уборка стружки"),
        skills=("Находить неисправный узел", "Читать паспорт станка", "Порядок осмотра"),
        knowledge=("Устройство станка",),
    )
    generalised = replace(held.generalised[0], functions=(edited, second))
    result = compare(held, replace(held, generalised=(generalised,)))
    (change,) = result.changed_functions

    assert (change.change, change.old, change.new) == (Change.CHANGED, first, edited)
    assert {(s.change, s.kind, s.old, s.new) for s in change.statements} == {
        (Change.REWORDED, StatementKind.LABOUR_ACTION, "Внешний осмотр узлов", "Внешний осмотр узлов и защит"),
        (Change.MOVED, StatementKind.SKILL, "Порядок осмотра", "Порядок осмотра"),
        (Change.ADDED, StatementKind.LABOUR_ACTION, "", "Уборка стружки"),
        (Change.REMOVED, StatementKind.LABOUR_ACTION, "Запись замечаний в журнал", ""),
        (Change.REMOVED, StatementKind.SKILL, "Вести журнал осмотра", ""),
    }
    assert result.num_statement_changes == 5


def test_function_that_got_another_code_is_found_by_its_text(held: OccupationalStandard) -> None:
    first, second = held.functions
    recoded = (replace(second, code="A/01.3"), replace(first, code="A/02.3"))
    generalised = replace(held.generalised[0], functions=recoded)
    result = compare(held, replace(held, generalised=(generalised,)))

    assert [(f.old.code, f.new.code, f.fields) for f in result.functions if f.old and f.new] == [
        ("A/02.3", "A/01.3", (FieldChange(field="code", old="A/02.3", new="A/01.3"),)),
        ("A/01.3", "A/02.3", (FieldChange(field="code", old="A/01.3", new="A/02.3"),)),
    ]
    assert result.num_statement_changes == 0


def test_old_code_given_to_another_function_is_no_match() -> None:
    old = WorkFunction(code="A/01.3", name="Осмотр токарного станка", level="3", actions=("Осмотр узлов",))
    new = WorkFunction(code="A/01.3", name="Учёт выданных пропусков", level="3", actions=("Запись в книгу",))

    assert [f.change for f in compare(standard(old), standard(new)).functions] == [Change.ADDED, Change.REMOVED]


def test_order_of_statements_alone_is_told_because_their_keys_are_numbered(held: OccupationalStandard) -> None:
    first, second = held.functions
    turned = replace(first, skills=first.skills[::-1])
    generalised = replace(held.generalised[0], functions=(turned, second))
    (change,) = compare(held, replace(held, generalised=(generalised,))).changed_functions

    assert (change.is_reordered, change.statements) == (True, ())


def test_fields_of_the_standard_and_of_generalised_functions_are_compared(held: OccupationalStandard) -> None:
    generalised = replace(held.generalised[0], level="4", job_titles=("Мастер",))
    new = replace(held, title="Мастер участка", approved=date(2025, 1, 2), generalised=(generalised,))
    result = compare(held, new)

    assert result.fields == (
        FieldChange(field="title", old=held.title, new="Мастер участка"),
        FieldChange(field="approved", old="2023-11-22", new="2025-01-02"),
    )
    assert [(g.change, g.fields) for g in result.generalised] == [
        (
            Change.CHANGED,
            (
                FieldChange(field="level", old="3", new="4"),
                FieldChange(field="job_titles", old="Наладчик\nМастер", new="Мастер"),
            ),
        )
    ]
    assert not result.is_same


def test_very_large_functions_are_compared_in_seconds() -> None:
    def large(word: str) -> WorkFunction:
        texts = tuple(f"{word} {n} " + "x" * 5000 for n in range(3000))
        return WorkFunction(code="A/01.3", name="Осмотр", level="3", actions=texts)

    (change,) = compare(standard(large("шаг")), standard(large("ход"))).functions

    assert Counter(s.change for s in change.statements) == {Change.ADDED: 3000, Change.REMOVED: 3000}


def test_preview_says_what_each_arriving_standard_is(held: OccupationalStandard) -> None:
    newer = replace(held, order_number="202н", approved=date(2025, 9, 1))
    older = replace(held, order_number="1н", approved=date(2013, 9, 1))
    between = replace(held, order_number="150н", approved=date(2024, 9, 1))
    differs = replace(held, title="Другое наименование")
    other = replace(held, code="99.002")

    def arrivals(*standards: OccupationalStandard) -> list[tuple[Arrival, OccupationalStandard | None]]:
        return [(a.arrival, a.held) for a in preview([held, newer], standards)]

    assert arrivals(held, differs, between, older, other) == [
        (Arrival.SAME, held),
        (Arrival.DIFFERS, held),
        (Arrival.OLDER_EDITION, held),
        (Arrival.OLDER_EDITION, held),
        (Arrival.NEW_CODE, None),
    ]
    assert [(a.arrival, a.held) for a in preview([held], [newer])] == [(Arrival.NEW_EDITION, held)]
    (differing,) = preview([held, newer], [differs])
    assert differing.comparison is not None
    assert [c.field for c in differing.comparison.fields] == ["title"]
