"""Outcomes that say the same are one, with all their sources."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.graduate.book import OutcomeBook
from remeslo.core.competence.matching import same_statement
from remeslo.core.competence.matching.words import Stems
from remeslo.core.competence.model import Origin, RequestRef
from remeslo.core.competence.statestandard import OutcomeKind

STEMS = Stems()
REQUEST = RequestRef("a", 1, "works")
COMPETENCES = {"ПК 1.1": " 1.1", "ПК 1.2": " 1.2", "ОК 01": "о 01"}


def test_the_same_words_in_another_competence_are_one_outcome_that_names_both() -> None:
    book = OutcomeBook(STEMS)
    book.write(OutcomeKind.KNOWLEDGE, "Допуски и посадки", "ПК 1.1", Origin.STATE)
    book.write(
        OutcomeKind.KNOWLEDGE,
        "Знание посадок и допусков",
        "ПК 1.2",
        Origin.OCCUPATIONAL,
        statements=["s#NK1"],
        requests=[REQUEST],
        weight=Fraction(1, 2),
    )

    (only,) = book.outcomes(COMPETENCES)
    assert (only.key, only.text, only.origin) == ("З 1.1.01", "Допуски и посадки", Origin.STATE)
    assert (only.also, only.statements, only.requests) == (("ПК 1.2",), ("s#NK1",), (REQUEST,))
    assert only.weight == Fraction(1, 2)
    assert book.of("ПК 1.2") == book.of("ПК 1.1") == (0,)


def test_the_same_words_as_another_kind_stay_apart() -> None:
    book = OutcomeBook(STEMS)
    book.write(OutcomeKind.KNOWLEDGE, "Режимы резания", "ПК 1.1", Origin.STATE)
    book.write(OutcomeKind.ABILITY, "Режимы резания", "ПК 1.1", Origin.STATE)

    assert [o.key for o in book.outcomes(COMPETENCES)] == ["У 1.1.01", "З 1.1.01"]


def test_the_largest_weight_stays() -> None:
    book = OutcomeBook(STEMS)
    number = book.write(OutcomeKind.ABILITY, "Читать чертёж", "ПК 1.1", Origin.STATE, weight=Fraction(2))
    book.add(number, weight=Fraction(1))

    assert book.outcomes(COMPETENCES)[0].weight == 2


WRITINGS = st.lists(
    st.tuples(st.sampled_from(OutcomeKind), builders.TEXTS, st.sampled_from(sorted(COMPETENCES))), max_size=15
)


@settings(max_examples=60)
@given(WRITINGS)
def test_every_writing_has_its_outcome_and_no_two_outcomes_say_the_same(writings) -> None:
    book = OutcomeBook(STEMS)
    for kind, text, competence in writings:
        book.write(kind, text, competence, Origin.STATE)
    outcomes = book.outcomes(COMPETENCES)

    assert len({o.key for o in outcomes}) == len(outcomes)
    for kind, text, competence in writings:
        saying = [o for o in outcomes if o.kind is kind and same(o.text, text)]
        assert any(competence in (o.competence, *o.also) for o in saying) or not STEMS.content(text)
    for i, a in enumerate(outcomes):
        assert not any(a.kind is b.kind and same(a.text, b.text) for b in outcomes[i + 1 :])


def same(left: str, right: str) -> bool:
    return same_statement(STEMS.content(left), STEMS.content(right))
