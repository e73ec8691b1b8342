"""What matching promises whatever it is asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.competence.matching import MatchIndex, Method, build_index
from remeslo.core.competence.standards import Statement, StatementKind

ANY_TEXT = st.text(max_size=60) | st.lists(builders.TEXTS, max_size=3).map(" ".join)


class Letters:
    """An encoder for tests: counts of letters, so that like spelling is like meaning."""

    name = "letters-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[t.casefold().count(c) for c in "абвгдежзиклмнопрстуфхцчшщыьэюя"] for t in texts], dtype="f4")


@cache
def lettered() -> MatchIndex:
    return build_index((s for standard in builders.standards() for s in standard.statements()), encoder=Letters())


def index(with_encoder: bool) -> MatchIndex:
    return lettered() if with_encoder else builders.index()


@settings(max_examples=60)
@given(ANY_TEXT, st.integers(0, 30), st.booleans())
def test_match_never_raises_and_scores_never_grow_down_the_list(text: str, top: int, with_encoder: bool) -> None:
    found = index(with_encoder).match(text, top=top)

    scores = [m.score for m in found]
    assert len(found) <= top
    assert scores == sorted(scores, reverse=True)
    assert all(0 < s <= 1 for s in scores)
    keys = [k for m in found for k in (m.statement.key, *m.also)]
    assert len(keys) == len(set(keys))


@settings(max_examples=8)
@given(builders.TEXTS, st.booleans())
def test_match_gives_the_same_answer_twice(text: str, with_encoder: bool) -> None:
    fresh = build_index(index(with_encoder).statements, encoder=Letters() if with_encoder else None)

    assert fresh.match(text) == fresh.match(text) == index(with_encoder).match(text)


def test_match_does_not_depend_on_the_seed_of_hashes(root) -> None:
    """Sets of words are ordered by their hashes, which change from run to run."""
    program = (
        "from tests.core.competence import builders\n"
        "for p in builders.golden('own_pairs.toml')['pair'][:12]:\n"
        "    print([(m.statement.key, m.score.hex(), m.reason) for m in builders.index().match(p['text'])])\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}:{root / 'src'}", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(runs) == 1


@pytest.mark.parametrize("with_encoder", [False, True])
def test_every_statement_finds_itself_first(with_encoder: bool) -> None:
    asked = index(with_encoder)

    first = [asked.match(s.text, top=1)[0] for s in asked.statements]

    assert [m.statement.text for m in first] == [s.text for s in asked.statements]
    assert {m.score for m in first} == {1.0}
    assert {m.reason.method for m in first} == {Method.SAME_TEXT}


def test_a_typing_mistake_is_near_exact() -> None:
    found = builders.index().match("Замена уплотнений и рукавов высокго давления", top=1)[0]

    assert found.statement.text == "Замена уплотнений и рукавов высокого давления"
    assert found.reason.method is Method.NEAR_TEXT
    assert 0.9 <= found.score < 1.0


def test_texts_that_differ_in_a_number_are_not_near_exact() -> None:
    statements = [statement("Наладка прессов силой до 8 МН", "A/01.3"), statement("Наладка молотов", "A/02.3")]

    found = build_index(statements).match("Наладка прессов силой до 50 МН", top=1)[0]

    assert found.reason.method is not Method.NEAR_TEXT
    assert found.score < 1.0


def test_a_function_is_supported_by_its_statements() -> None:
    """The function's name shares no word with the query; its action does."""
    found = builders.index().match("Ввод коррекции на износ резца", kinds=[StatementKind.FUNCTION])[0]

    assert found.statement.key == f"{builders.EDITION}:A/01.3"
    assert found.reason.method is Method.SUPPORTED
    assert found.reason.via_text == "Ввод коррекции на износ резца"
    assert found.fits


def test_a_reason_names_the_words_in_common_as_both_texts_write_them() -> None:
    found = builders.index().match(
        "Набивать опоки и заливать металл ковшом", top=1, kinds=[StatementKind.LABOUR_ACTION]
    )

    assert ("металл", "металла") in found[0].reason.shared
    assert ("ковшом", "ковша") in found[0].reason.shared


def test_match_looks_only_where_it_is_told_to() -> None:
    text = "Читать схемы и искать неисправность"
    kinds = builders.index().match(text, kinds=[StatementKind.KNOWLEDGE])
    editions = builders.index().match(text, editions=[EditionKey(builders.EDITION)])
    within = builders.index().match(text, within=[StatementKey(f"{builders.METAL}:B/02.4")])

    assert {m.statement.kind for m in kinds} == {StatementKind.KNOWLEDGE}
    assert all(m.statement.key.startswith(builders.EDITION) for m in editions)
    assert {m.statement.function for m in within} == {f"{builders.METAL}:B/02.4"}


def test_the_same_text_in_many_functions_is_one_answer_that_names_them_all() -> None:
    statements = [
        s
        for n in (1, 2, 3)
        for s in (
            statement(f"Наладка станка номер {n}", f"A/0{n}.3"),
            statement("Требования охраны труда", f"A/0{n}.3", "#NK1", StatementKind.KNOWLEDGE),
        )
    ]

    found = build_index(statements).match("охрана труда", kinds=[StatementKind.KNOWLEDGE])

    assert len(found) == 1
    assert len({found[0].statement.key, *found[0].also}) == 3


def test_an_empty_index_answers_nothing() -> None:
    empty = build_index([])

    assert empty.match("сварка") == ()
    assert empty.similarity(["сварка труб"], ["сварка труб"])[0, 0] == 1.0


@settings(max_examples=30)
@given(st.lists(ANY_TEXT, max_size=4), st.lists(ANY_TEXT, max_size=4), st.booleans())
def test_similarity_is_a_score_for_each_pair(left: list[str], right: list[str], with_encoder: bool) -> None:
    scores = index(with_encoder).similarity(left, right)

    assert scores.shape == (len(left), len(right))
    assert bool(((scores >= 0) & (scores <= 1)).all())


def test_the_encoder_is_asked_once_for_each_text() -> None:
    encoder = Letters()
    statements = (s for standard in builders.standards() for s in standard.statements())
    asked = build_index(statements, encoder=encoder)
    for _ in range(3):
        asked.match("Точить валы")
        asked.similarity(["Точить валы"], ["Читать чертёж"])

    assert len(encoder.asked) == len(set(encoder.asked))


def statement(text: str, function: str, mark: str = "", kind: StatementKind = StatementKind.FUNCTION) -> Statement:
    key = StatementKey(f"{builders.EDITION}:{function}")
    return Statement(StatementKey(f"{key}{mark}"), kind, text, key)
