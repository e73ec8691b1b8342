"""Ways of ranking: plain baselines, the encoder by itself, and the project's own, all asked the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from benchmarks.published.matching.tasks import Task
from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.matching import Encoder, build_index
from remeslo.core.competence.standards import Statement, StatementKind

Scores = npt.NDArray[np.float32]
KEPT = 100
"""Answers of our own index per query: further down nobody looks, and a right answer there counts as not found."""


class Method(Protocol):
    """A ranking by scores; higher is better, equal ones keep the order of the candidates."""

    name: str

    def scores(self, task: Task) -> Scores:
        """Scores of candidates, (queries, candidates)."""


def document(task: Task, candidate: int) -> str:
    """A candidate as one text: a work function with all its statements."""
    return "\n".join((task.candidates[candidate], *(task.support[candidate] if task.support else ())))


class EditDistance:
    """Normalised Levenshtein likeness of the lower-cased texts."""

    name = "edit distance"

    def scores(self, task: Task) -> Scores:
        left = [q.casefold() for q in task.queries]
        right = [c.casefold() for c in task.candidates]
        return process.cdist(left, right, scorer=Levenshtein.normalized_similarity, dtype=np.float32)


class TokenSet:
    """rapidfuzz' token set ratio, the usual quick fix."""

    name = "token set ratio"

    def scores(self, task: Task) -> Scores:
        left = [q.casefold() for q in task.queries]
        right = [c.casefold() for c in task.candidates]
        return process.cdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float32)


class Tfidf:
    """scikit-learn's TfidfVectorizer with its defaults; ``char``: its char_wb n-grams of 3 to 5."""

    def __init__(self, *, char: bool = False, whole: bool = False) -> None:
        self.char, self.whole = char, whole
        self.name = ("char n-gram TF-IDF" if char else "TF-IDF") + (", whole functions" if whole else "")

    def scores(self, task: Task) -> Scores:
        from sklearn.feature_extraction.text import TfidfVectorizer

        options = {"analyzer": "char_wb", "ngram_range": (3, 5)} if self.char else {}
        vectorizer = TfidfVectorizer(**options)
        texts = [document(task, i) for i in range(len(task.candidates))] if self.whole else list(task.candidates)
        held = vectorizer.fit_transform(texts)
        return np.asarray((vectorizer.transform(task.queries) @ held.T).todense(), dtype=np.float32)


class Bm25:
    """bm25s with its defaults (Lucene's variant, k1 1.5, b 0.75) on lower-cased words, no stemming, no stop words."""

    def __init__(self, *, whole: bool = False) -> None:
        self.whole = whole
        self.name = "BM25" + (", whole functions" if whole else "")

    def scores(self, task: Task) -> Scores:
        import bm25s

        def words(texts: list[str]) -> list[list[str]]:
            return bm25s.tokenize(
                texts, stopwords=None, return_ids=False, show_progress=False, token_pattern=r"(?u)\b\w+\b"
            )

        texts = [document(task, i) for i in range(len(task.candidates))] if self.whole else list(task.candidates)
        index = bm25s.BM25()
        index.index(words(texts), show_progress=False)
        return np.stack([index.get_scores(q) for q in words(list(task.queries))]).astype(np.float32)


class EncoderAlone:
    """Cosine of the encoder's vectors of query and candidate (of a work function: its name)."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = f"{encoder.name.partition('-')[0]} alone"

    def scores(self, task: Task) -> Scores:
        left, right = (self._unit(texts) for texts in (task.queries, task.candidates))
        return left @ right.T

    def _unit(self, texts: tuple[str, ...]) -> Scores:
        vectors = self.encoder.encode(list(texts))
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class Remembering:
    """An encoder that encodes each text once for all tasks."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Scores] = {}
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> Scores:
        """Vectors of the texts, (texts, dimensions)."""
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[t] for t in texts])


class Ours:
    """The project's index as users have it: every candidate a statement, a work function with its statements."""

    def __init__(self, encoder: Encoder | None) -> None:
        self.encoder = encoder
        self.name = "Remeslo, words" if encoder is None else "Remeslo, words and meaning"

    def scores(self, task: Task) -> Scores:
        index = build_index(statements(task), encoder=self.encoder)
        kinds = (StatementKind.FUNCTION,) if task.support else (StatementKind.SKILL,)
        found = np.full((len(task.queries), len(task.candidates)), -1.0, dtype=np.float32)
        for row, query in enumerate(task.queries):
            for place, match in enumerate(index.match(query, top=KEPT, kinds=kinds)):
                for key in (match.statement.key, *match.also):
                    found[row, number(key)] = KEPT - place
        return found


def statements(task: Task) -> Iterator[Statement]:
    """Candidates as statements of one made-up edition."""
    for n, name in enumerate(task.candidates):
        function = StatementKey(f"benchmark@1:{n}")
        kind = StatementKind.FUNCTION if task.support else StatementKind.SKILL
        yield Statement(function, kind, name, function)
        for k, text in enumerate(task.support[n] if task.support else ()):
            yield Statement(StatementKey(f"{function}#RS{k}"), StatementKind.SKILL, text, function)


def number(key: StatementKey) -> int:
    """The candidate that a statement of ``statements`` belongs to."""
    return int(key.partition(":")[2].partition("#")[0])
