"""Distinct texts that can be compared with a query by words and, with an encoder, by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from remeslo.core.competence.matching.calibration import (
    BY_MEANING,
    BY_WORDS,
    PAIR_BY_MEANING,
    PAIR_BY_WORDS,
    Curve,
)
from remeslo.core.competence.matching.lexical import LexicalRows
from remeslo.core.competence.matching.semantic import Memory, SemanticRows
from remeslo.core.competence.matching.vocabulary import FloatArray, Vocabulary
from remeslo.core.competence.matching.words import Stems, Word

WORDS_BESIDE_MEANING = 0.4
"""How much likeness by words adds to likeness by meaning: rank by meaning, let exact words decide between near ones."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Raw likeness of rows of texts to one query, with its parts."""

    raw: FloatArray
    words: FloatArray
    meaning: FloatArray | None


class Rows:
    """Distinct texts that can be compared with a query by words and, with an encoder, by meaning."""

    def __init__(self, texts: Sequence[str], stems: Stems, memory: Memory | None, known: Vocabulary | None) -> None:
        self.texts = texts
        self.stems = stems
        rows = [tuple(dict.fromkeys(w.stem for w in stems.content(t))) for t in texts]
        self.vocabulary = Vocabulary(rows, known=known)
        self.lexical = LexicalRows(rows, self.vocabulary)
        self.semantic = SemanticRows(texts, memory) if memory is not None else None
        self.curve: Curve = BY_WORDS if memory is None else BY_MEANING
        self.pair_curve: Curve = PAIR_BY_WORDS if memory is None else PAIR_BY_MEANING

    def likeness(self, text: str) -> Likeness:
        """Raw likeness of each row to a text; a text of one or two words says little and counts for less."""
        query = self.stems.content(text)
        words = self.lexical.scores(query)
        substance = _substance(query, words)
        if self.semantic is None:
            return Likeness(substance * words, words, None)
        meaning = self.semantic.scores(text)
        raw = substance * (meaning + np.float32(WORDS_BESIDE_MEANING) * words)
        return Likeness(np.asarray(raw, dtype=np.float32), words, meaning)

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


def _substance(query: Sequence[Word], words: FloatArray) -> FloatArray:
    """n^2 / (n^2 + 1) for a query of n different words (1/2, 4/5 ...), rising to 1 where the words are the same."""
    n = len({w.stem for w in query})
    part = np.float32(n**2 / (n**2 + 1))
    same = np.clip((words - 0.8) / 0.2, 0.0, 1.0)
    return np.asarray(part + (1 - part) * same, dtype=np.float32)
