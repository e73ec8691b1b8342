"""The index on disk answers as the one in memory, and is never taken for another one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.matching import MatchIndex, build_index
from remeslo.core.competence.standards import Statement, StatementKind
from remeslo.interchange.matchindex import fingerprint, load, open_index, prune, save
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import known_codes

STATEMENTS = tuple(s for standard in builders.standards() for s in standard.statements())
QUERIES = [p["text"] for p in builders.golden("own_pairs.toml")["pair"]]


class Letters:
    """An encoder for tests: counts of letters."""

    def __init__(self, name: str = "letters-1") -> None:
        self.name = name

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[t.casefold().count(c) for c in "абвгдежзиклмнопрстуфхцчшщыьэюя"] for t in texts], dtype="f4")


def same_answers(left: MatchIndex, right: MatchIndex) -> bool:
    pairs = [(left.match(q), right.match(q)) for q in QUERIES]
    scores = left.similarity(QUERIES[:5], QUERIES[5:9]), right.similarity(QUERIES[:5], QUERIES[5:9])
    return all(a == b for a, b in pairs) and bool((scores[0] == scores[1]).all())


@pytest.mark.parametrize("encoder", [None, Letters()])
def test_index_from_disk_answers_as_the_one_in_memory(tmp_path: Path, encoder) -> None:
    first = open_index(tmp_path, STATEMENTS, encoder=encoder)
    again = open_index(tmp_path, STATEMENTS, encoder=encoder)

    assert (first.built, again.built) == (True, False)
    assert first.findings == again.findings == ()
    assert same_answers(build_index(STATEMENTS, encoder=encoder), again.index)
    assert isinstance(again.index, MatchIndex)
    assert len(list(tmp_path.iterdir())) == 1


@settings(max_examples=15)
@given(st.lists(builders.TEXTS, max_size=8), builders.TEXTS)
def test_any_statements_come_back_from_disk(tmp_path_factory, texts: list[str], query: str) -> None:
    folder = tmp_path_factory.mktemp("index")
    statements = [Statement(f"e@1:{n}", StatementKind.SKILL, t, f"e@1:{n}") for n, t in enumerate(texts)]  # type: ignore[arg-type]
    built = build_index(statements)
    place = save(built, folder)

    assert load(place, statements).match(query) == built.match(query)


def test_other_statements_another_encoder_or_order_make_another_fingerprint() -> None:
    first = STATEMENTS[0]
    changed = Statement(first.key, first.kind, first.text + ".", first.function)
    marks = {
        fingerprint(STATEMENTS),
        fingerprint(STATEMENTS[1:]),
        fingerprint(tuple(reversed(STATEMENTS))),
        fingerprint((changed, *STATEMENTS[1:])),
        fingerprint(STATEMENTS, Letters()),
        fingerprint(STATEMENTS, Letters("letters-2")),
    }

    assert len(marks) == 6


def test_an_index_of_other_statements_is_refused_as_stale(tmp_path: Path) -> None:
    place = save(build_index(STATEMENTS), tmp_path)

    with pytest.raises(Unreadable) as refused:
        load(place, STATEMENTS[1:])
    assert refused.value.findings[0].code == "matchindex.stale"


@pytest.mark.parametrize("name", ["index.json", "words.json", "idf.npy", "word_texts.npy", "gram_starts.npy"])
@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
def test_a_damaged_index_is_made_anew_and_a_note_says_why(tmp_path: Path, name: str, harm: str) -> None:
    place = save(build_index(STATEMENTS), tmp_path)
    file = place / name
    data = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(data[: len(data) // 2] if harm == "cut" else data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])

    opened = open_index(tmp_path, STATEMENTS)

    if name != "index.json" or harm != "changed":  # a changed space in the head does no harm
        assert opened.built
        assert [f.code for f in opened.findings] == ["matchindex.rebuilt"]
    assert same_answers(build_index(STATEMENTS), opened.index)
    assert not open_index(tmp_path, STATEMENTS).built
    assert {f.code for f in opened.findings} <= known_codes()


def test_a_disk_that_refuses_does_not_stop_matching(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    opened = open_index(blocked, STATEMENTS)

    assert opened.built
    assert [f.code for f in opened.findings] == ["matchindex.not_written"]
    assert opened.index.match(QUERIES[0])


def test_prune_keeps_the_newest(tmp_path: Path) -> None:
    for n in range(4):
        open_index(tmp_path, STATEMENTS[n:])

    assert prune(tmp_path, keep=2) == 2
    assert len(list(tmp_path.iterdir())) == 2
    assert prune(tmp_path / "absent") == 0


def test_the_head_says_what_lies_there(tmp_path: Path) -> None:
    place = save(build_index(STATEMENTS), tmp_path)

    head = json.loads((place / "index.json").read_text(encoding="utf-8"))

    assert head["format"] == 1
    assert head["method"] == "words"
    assert head["statements"] == len(STATEMENTS)
    assert set(head["files"]) == {p.name for p in place.iterdir()} - {"index.json"}
