"""Decisions move scores the way they say, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.matching import FITS, Decision, answer_all, match_learned
from remeslo.core.competence.matching.decisions import corrected
from remeslo.core.competence.standards import StatementKind

FUNCTION = (StatementKind.FUNCTION,)
INDEX = builders.index()
KEYS = st.sampled_from(INDEX.functions)
DECISIONS = st.lists(st.builds(Decision, builders.TEXTS, KEYS, st.booleans()), max_size=4)


@given(st.floats(0, 1), st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=6))
def test_a_corrected_score_is_a_score_and_each_decision_moves_it_its_way(score: float, weights) -> None:
    now = corrected(score, weights)

    assert 0 <= now <= 1
    assert corrected(score, [*weights, (True, 1.0)]) >= now - 1e-12
    assert corrected(score, [*weights, (False, 1.0)]) <= now + 1e-12
    assert abs(corrected(score, []) - score) < 1e-12


@settings(max_examples=30)
@given(builders.TEXTS, DECISIONS)
def test_answers_stay_in_order_and_undecided_ones_keep_their_score(text: str, decisions: list[Decision]) -> None:
    learned = match_learned(INDEX, text, decisions, top=8, kinds=FUNCTION)

    scores = [a.match.score for a in learned]
    assert scores == sorted(scores, reverse=True)
    for answer in learned:
        accepted = {d.accepted for d, _ in answer.because}
        if not accepted:
            assert answer.match.score == answer.before
        elif accepted == {True}:
            assert answer.match.score >= answer.before
        elif accepted == {False}:
            assert answer.match.score <= answer.before


@settings(max_examples=15)
@given(builders.TEXTS)
def test_without_decisions_the_answers_are_those_of_the_index(text: str) -> None:
    assert tuple(a.match for a in match_learned(INDEX, text, [], kinds=FUNCTION)) == INDEX.match(text, kinds=FUNCTION)


def test_an_accepted_answer_rises_and_a_rejected_one_gives_way() -> None:
    text = "Настройка прибора и установка заготовки"
    first, second = INDEX.match(text, top=2, kinds=FUNCTION)

    rejected = [Decision(text, first.statement.key, False)] * 3
    after = match_learned(INDEX, text, rejected, kinds=FUNCTION)
    assert after[0].match.statement.key == second.statement.key
    fallen = next(a for a in after if a.match.statement.key == first.statement.key)
    assert (len(fallen.because), fallen.because[0][1]) == (3, 1.0)
    assert not fallen.match.fits

    accepted = [Decision("установка заготовок, настройка приборов", second.statement.key, True)] * 3
    risen = match_learned(INDEX, text, accepted, kinds=FUNCTION)[0]
    assert risen.match.statement.key == second.statement.key
    assert risen.match.score > FITS


def test_a_decision_holds_for_the_same_function_of_another_edition() -> None:
    text = "Настройка прибора и установка заготовки"
    first = INDEX.match(text, top=1, kinds=FUNCTION)[0]
    code = first.statement.key.partition("@")[0]
    older = StatementKey(f"{code}@0н-1999-01-01:{first.statement.key.partition(':')[2]}")

    learned = match_learned(INDEX, text, [Decision(text, older, False)], kinds=FUNCTION)

    assert next(a for a in learned if a.match.statement.key == first.statement.key).match.score < first.score


def test_an_accepted_function_that_shares_no_word_is_brought_in() -> None:
    text = "Ъъъ щщщ"
    assert INDEX.match(text, kinds=FUNCTION) == ()

    learned = match_learned(INDEX, text, [Decision(text, INDEX.functions[0], True)] * 3, kinds=FUNCTION)

    assert [a.match.statement.key for a in learned] == [INDEX.functions[0]]
    assert (learned[0].before, learned[0].match.score) == (0.0, 0.6)
    assert learned[0].match.reason.code == "match.decided"


def test_answers_keep_the_own_wording_where_nothing_fits() -> None:
    answers = answer_all(INDEX, ["Ввод коррекции на износ резца", "Пение в хоре", ""])

    assert [a.own_wording for a in answers] == [False, True, True]
    assert answers[0].best is not None
    assert answers[2].matches == ()
