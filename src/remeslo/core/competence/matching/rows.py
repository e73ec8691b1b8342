"""Distinct texts that can be compared with a query by words and, with an encoder, by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from remeslo.core.competence.matching.calibration import (
    FUNCTION_BY_MEANING,
    FUNCTION_BY_WORDS,
    PAIR_BY_MEANING,
    PAIR_BY_WORDS,
    STATEMENT_BY_MEANING,
    STATEMENT_BY_WORDS,
    SUREST,
)
from remeslo.core.competence.matching.lexical import LexicalRows
from remeslo.core.competence.matching.semantic import Memory, SemanticRows
from remeslo.core.competence.matching.stored import Stored
from remeslo.core.competence.matching.vocabulary import FloatArray, Vocabulary
from remeslo.core.competence.matching.words import Stems, parts

WORDS_BESIDE_MEANING = 1.0
"""
How much likeness by words adds to likeness by meaning when statements are ranked.

Chosen on the queries for tuning of benchmarks/published/matching: from 0.4 to 1.0 the reciprocal rank grew from .319 to
.350 (task to activity) and from .277 to .407 (sentences of vacancies); beyond 1.0 nothing was to be had.
"""
WORDS_OF_A_PAIR = 0.4
"""The same where two short texts are compared with each other: there words say less."""

ONE_WORD = 0.49
"""A query of one word is answered with no more than this, unless a text consists of little else: it decides nothing."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    Raw likeness of rows of texts to one query, with its parts.

    Parameters
    ----------
    limit
        Highest score that each row may get.
    """

    raw: FloatArray
    words: FloatArray
    meaning: FloatArray | None
    limit: FloatArray


class Rows:
    """Distinct texts that can be compared with a query by words and, with an encoder, by meaning."""

    def __init__(
        self,
        texts: Sequence[str],
        stems: Stems,
        memory: Memory | None,
        *,
        known: Vocabulary | None = None,
        stored: Stored | None = None,
    ) -> None:
        self.texts = texts
        self.stems = stems
        vectors: FloatArray | None = None
        if stored is None:
            rows = [tuple(dict.fromkeys(w.stem for w in stems.content(t))) for t in texts]
            self.vocabulary = Vocabulary(rows, known=known)
            self.lexical = LexicalRows(rows, self.vocabulary)
        else:
            self.vocabulary = Vocabulary.of(stored, len(texts))
            self.lexical = LexicalRows.of(stored, self.vocabulary)
            vectors = stored.floats("vectors") if memory is not None else None
        self.semantic = SemanticRows(texts, memory, vectors) if memory is not None else None
        by_words = memory is None
        self.statement_curve = STATEMENT_BY_WORDS if by_words else STATEMENT_BY_MEANING
        self.function_curve = FUNCTION_BY_WORDS if by_words else FUNCTION_BY_MEANING
        self.pair_curve = PAIR_BY_WORDS if by_words else PAIR_BY_MEANING

    def likeness(self, text: str) -> Likeness:
        """Raw likeness of each row to a text, for ranking; a text of a word or two says little and counts for less."""
        return self._likeness(text, WORDS_BESIDE_MEANING, parts(text))

    def pair_likeness(self, text: str) -> Likeness:
        """Raw likeness of each row to a text where each pair is judged by itself."""
        return self._likeness(text, WORDS_OF_A_PAIR, ())

    def _likeness(self, text: str, beside_meaning: float, told: Sequence[str]) -> Likeness:
        query = self.stems.content(text)
        words = self.lexical.scores(query)
        same = np.clip((words - 0.8) / 0.2, 0.0, 1.0)
        count = len({w.stem for w in query})
        substance = np.float32(count**2 / (count**2 + 1))  # 1/2, 4/5, 9/10 ..., 1 where the words are the same
        substance = substance + (1 - substance) * same
        limit = ONE_WORD + (SUREST - ONE_WORD) * same if count == 1 else np.full_like(words, SUREST)
        if self.semantic is None:
            return Likeness(substance * words, words, None, limit)
        meaning = self.semantic.scores(text, told)
        raw = substance * (meaning + np.float32(beside_meaning) * words)
        return Likeness(np.asarray(raw, dtype=np.float32), words, meaning, limit)

    def shared(self, text: str, other: str) -> tuple[tuple[str, str], ...]:
        """Words of the query that the other text has too, or has in a like form."""
        there = {w.stem: w.surface for w in reversed(self.stems.content(other))}
        pairs: dict[str, str] = {}
        for word in self.stems.content(text):
            surface = there.get(word.stem)
            if surface is None:
                surface = self._alike(word.stem, there)
            if surface is not None:
                pairs.setdefault(word.surface, surface)
        return tuple(pairs.items())

    def _alike(self, stem: str, there: dict[str, str]) -> str | None:
        ids, likeness = self.vocabulary.neighbours(stem)
        near = {int(i): float(v) for i, v in zip(ids, likeness, strict=True)}
        scored = [(near.get(self.vocabulary.ids.get(s, -1), 0.0), surface) for s, surface in there.items()]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] > 0 else None
