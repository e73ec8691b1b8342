"""Texts that say the same in another form, and texts that only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.matching import merge_same, same_statement
from remeslo.core.competence.matching.words import Stems

STEMS = Stems()


def same(left: str, right: str) -> bool:
    return same_statement(STEMS.content(left), STEMS.content(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Строповка и перемещение грузов", "Перемещение и строповка груза"),
        ("Знание допусков и посадок", "Допуски и посадки"),
        ("Наладка станков с ЧПУ", "Наладка станка с числовым программным управлением"),
        ("Чтение рабочих чертежей", "Чтение рабочего чертежа"),
    ],
)
def test_inflection_order_and_fillers_do_not_make_another_statement(left: str, right: str) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Обработка простых деталей", "Обработка сложных деталей"),
        ("Прессы силой до 8 МН", "Прессы силой до 50 МН"),
        ("Контроль до обработки", "Контроль после обработки"),
        ("Работа с нагрузкой", "Работа без нагрузки"),
        ("Сварка труб", "Сварка труб и листов"),
        ("Пуск", ""),
    ],
)
def test_one_word_more_or_another_makes_another_statement(left: str, right: str) -> None:
    assert not same(left, right)


@settings(max_examples=80)
@given(builders.TEXTS, builders.TEXTS)
def test_same_statement_is_mutual(left: str, right: str) -> None:
    assert same(left, right) == same(right, left)


@settings(max_examples=60)
@given(st.lists(builders.TEXTS, max_size=8))
def test_merge_same_gives_each_text_the_first_that_says_it(texts: list[str]) -> None:
    leaders = merge_same(texts, STEMS)

    assert all(leader <= i for i, leader in enumerate(leaders))
    assert all(leaders[leader] == leader for leader in leaders)
    assert all(leader == i or same(texts[leader], texts[i]) for i, leader in enumerate(leaders))
    assert all(len({leaders[i] for i, t in enumerate(texts) if t == text and STEMS.content(t)}) <= 1 for text in texts)
