"""A remembering index answers as the index itself does, whatever it was asked before."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.matching import remembered
from remeslo.core.competence.standards import StatementKind

TEXTS = st.lists(builders.TEXTS, max_size=3)
QUESTIONS = st.lists(st.tuples(builders.TEXTS, st.integers(0, 4), st.booleans(), st.booleans()), max_size=6)


@settings(deadline=None, max_examples=25)
@given(QUESTIONS, st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_answers_are_those_of_the_index(questions, pairs) -> None:
    index = builders.index()
    twin = index.remembering()

    for text, top, functions, one_edition in questions * 2:
        asked = {
            "top": top,
            "kinds": [StatementKind.FUNCTION] if functions else None,
            "editions": {builders.EDITION} if one_edition else None,
        }
        assert twin.match(text, **asked) == index.match(text, **asked)
    for left, right in pairs * 2:
        own, other = index.similarity(left, right), twin.similarity(left, right)
        assert (own.shape, own.dtype) == (other.shape, other.dtype)
        assert np.array_equal(own, other)


def test_a_full_memory_begins_anew_and_the_index_itself_remembers_nothing(monkeypatch) -> None:
    monkeypatch.setattr(remembered, "MOST_QUESTIONS", 2)
    monkeypatch.setattr(remembered, "MOST_ROWS", 2)
    index = builders.index()
    twin = index.remembering()
    texts = ["стропить груз", "точить валы", "измерять детали", "Точить валы и втулки"]

    assert [twin.match(t, top=1) for t in texts] == [index.match(t, top=1) for t in texts]
    for t in texts:
        assert np.array_equal(twin.similarity([t], texts), index.similarity([t], texts))
    assert index._answers is None
    assert twin._answers is not None and len(twin._answers._matches) <= 2
