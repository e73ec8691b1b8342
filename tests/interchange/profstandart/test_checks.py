"""The suspicion that skills and knowledge have changed places: what raises it and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from remeslo.core.competence.standards import OccupationalStandard, WorkFunction
from remeslo.interchange.profstandart import read
from remeslo.interchange.profstandart.checks import begins_with_infinitive, swapped


@pytest.mark.parametrize(
    "text",
    ["Выполнять наладку", "вести журнал", "Беречь резец", "Пользоваться эскизом", "Найти узел", "«Читать» схему"],
)
def test_infinitives_are_known(text: str) -> None:
    assert begins_with_infinitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "Правила пуска",
        "Точность станка",
        "Сеть цеха",
        "Показатели",
        "Двигатель",
        "Область применения",
        "",
        "Пути резца",
    ],
)
def test_nouns_that_end_alike_are_not(text: str) -> None:
    assert not begins_with_infinitive(text)


def with_function(sample: str, change: WorkFunction | None) -> OccupationalStandard:
    (standard,) = read(sample.encode(), name="s.xml").standards
    first, second = standard.functions
    functions = (change or first, second)
    return replace(standard, generalised=(replace(standard.generalised[0], functions=functions),))


def test_plain_standard_is_not_suspected(sample: str) -> None:
    assert swapped(with_function(sample, None), "s.xml") == []


def test_one_swapped_function_is_named_with_the_numbers(sample: str) -> None:
    first = with_function(sample, None).functions[0]
    turned = replace(first, skills=first.knowledge, knowledge=first.skills)
    (finding,) = swapped(with_function(sample, turned), "s.xml")

    assert not finding.hard
    assert dict(finding.facts) == {
        "standard": "99.001",
        "items": ("A/01.3",),
        "count": 1,
        "functions": 2,
        "skills": 2,
        "skills_as_verbs": 0,
        "knowledge": 3,
        "knowledge_as_verbs": 3,
    }


def test_too_few_statements_are_no_ground_for_suspicion(sample: str) -> None:
    tiny = WorkFunction(code="A/01.3", name="Осмотр", level="3", skills=("Журнал",), knowledge=("Вести", "Читать"))

    assert swapped(with_function(sample, tiny), "s.xml") == []


def test_skills_written_as_nouns_are_no_swap(sample: str) -> None:
    nouns = WorkFunction(
        code="A/01.3",
        name="Осмотр",
        level="3",
        skills=("Ведение журнала", "Чтение схем"),
        knowledge=("Схемы", "Журнал"),
    )

    assert swapped(with_function(sample, nouns), "s.xml") == []
