"""Likeness of texts: what stands above what, and that nothing but the same text is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.core.competence.revision.made import texts

from remeslo.core.base.text import fold
from remeslo.core.competence.matching.words import Stems
from remeslo.core.competence.revision.likeness import SAME, SAME_WORDS, Compared, Method, Weights, compare


def compared(old: list[str], new: list[str]) -> Compared:
    return compare(old, new, Weights([*old, *new], Stems()))


@given(st.lists(texts(), max_size=5), st.lists(texts(), max_size=5))
def test_scores_lie_between_0_and_100_and_only_the_same_text_has_100(old: list[str], new: list[str]) -> None:
    found = compared(old, new)

    assert found.scores.shape == (len(old), len(new))
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            assert 0 <= found.scores[i, j] <= SAME
            assert (found.scores[i, j] == SAME) == (fold(a) == fold(b))


@given(st.lists(texts(), min_size=1, max_size=5), st.lists(texts(), min_size=1, max_size=5))
def test_scores_are_the_same_from_either_side(old: list[str], new: list[str]) -> None:
    forth, back = compared(old, new), compared(new, old)

    assert (forth.scores == back.scores.T).all()
    assert (abs(forth.inside_new - back.inside_old.T) < 1e-9).all()


def test_same_words_in_other_forms_come_next_to_the_same_text() -> None:
    found = compared(["Наладка токарных станков"], ["Наладка токарного станка", "Наладка токарных прессов"])

    assert found.scores[0, 0] == SAME_WORDS
    assert found.method(0, 0) is Method.SAME_WORDS
    assert found.scores[0, 1] < SAME_WORDS


def test_another_number_is_never_nearly_the_same_text() -> None:
    found = compared(["Наладка прессов усилием до 8 МН и молотов"], ["Наладка прессов усилием до 50 МН и молотов"])

    assert found.method(0, 0) is Method.SHARED_WORDS
    assert not found.same_numbers(0, 0)


def test_texts_without_a_word_that_counts_are_the_same_when_their_letters_are() -> None:
    found = compared(["???", "!"], ["???"])

    assert found.scores.tolist() == [[100], [0]]
