"""Texts said twice are found, whoever says them; texts that only look alike are not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.matching import Likeness, duplicates, same_statement
from remeslo.core.competence.matching.words import Stems

STEMS = Stems()


def test_each_way_of_saying_the_same_is_told() -> None:
    texts = [
        "Наладка станков с ЧПУ",
        "наладка  станков с чпу",
        "Наладка станка с числовым программным управлением",
        "Замена уплотнений и рукавов высокого давления насоса",
        "Замена уплотнений и рукавов высокго давления у насоса",
        "Прессы силой до 8 МН",
        "Прессы силой до 50 МН",
        "Обработка простых деталей",
        "Обработка сложных деталей",
    ]

    found = {(d.index, d.of): d.likeness for d in duplicates(texts, STEMS)}

    assert found[1, 0] is Likeness.SAME_TEXT
    assert found[2, 0] is Likeness.SAME_WORDS
    assert (4, 3) in found
    assert set(found) == {(1, 0), (2, 0), (4, 3)}


@settings(max_examples=40)
@given(st.lists(builders.TEXTS, max_size=8))
def test_a_duplicate_points_to_an_earlier_text_that_is_none_itself(texts: list[str]) -> None:
    found = duplicates(texts, STEMS)

    second = {d.index for d in found}
    assert all(d.of < d.index and d.of not in second for d in found)
    for d in found:
        if d.likeness is Likeness.SAME_WORDS:
            assert same_statement(STEMS.content(texts[d.of]), STEMS.content(texts[d.index]))
    assert all(i in second for i, t in enumerate(texts) if t in texts[:i])
