"""
Likeness of texts by their words: cosine of inverse document frequencies in which similar words count in part.

For a query q and a row r: sum over query words i of idf_i x max over row words j of (likeness_ij x idf_j), divided by
the norms of both. 1 means the same words; a long query that shares one rare word with a row stays near 0.
"""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from remeslo.core.competence.matching.stored import AnyArray, Stored
from remeslo.core.competence.matching.vocabulary import FloatArray, Vocabulary
from remeslo.core.competence.matching.words import Word


class LexicalRows:
    """Rows of texts by the words they hold, kept column by column; about 8 bytes a word."""

    def __init__(self, rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.num_rows = len(rows)
        pairs = [(r, i) for r, row in enumerate(rows) for s in row if (i := vocabulary.ids.get(s)) is not None]
        held = sp.csc_array(
            (np.ones(len(pairs), dtype=np.float32), ([r for r, _ in pairs], [i for _, i in pairs])),
            shape=(len(rows), len(vocabulary)),
        )
        self._starts, self._rows = held.indptr, held.indices
        squares = np.asarray([sum(vocabulary.weight(s) ** 2 for s in row) for row in rows], dtype=np.float32)
        self._norms: FloatArray = np.sqrt(np.maximum(squares, 1e-9))

    @classmethod
    def of(cls, stored: Stored, vocabulary: Vocabulary) -> "LexicalRows":
        """The rows as they were stored."""
        found = cls((), vocabulary)
        found._starts, found._rows = stored.whole("word_starts"), stored.whole("word_texts")
        found._norms = stored.floats("norms")
        found.num_rows = len(found._norms)
        return found

    def stored(self) -> dict[str, AnyArray]:
        """Arrays for `Stored`."""
        return {
            "word_starts": self._starts.astype(np.int32),
            "word_texts": self._rows.astype(np.int32),
            "norms": self._norms,
        }

    def scores(self, query: Sequence[Word]) -> FloatArray:
        """Likeness of each row to the query, 0..1, discounted where a single word carries it."""
        total = np.zeros(self.num_rows, dtype=np.float32)
        shared = np.zeros(self.num_rows, dtype=np.float32)
        square = 0.0
        for stem in dict.fromkeys(w.stem for w in query):
            weight = self.vocabulary.weight(stem)
            square += weight**2
            best = self._best(stem)
            if best is not None:
                total += weight * best[0]
                shared += best[1]
        cosine = total / (self._norms * np.float32(max(square, 1e-9) ** 0.5))
        return np.minimum(cosine, 1.0) * _trust(shared, cosine)

    def _best(self, stem: str) -> tuple[FloatArray, FloatArray] | None:
        """For each row the best of its words: likeness x idf, and the likeness."""
        ids, likeness = self.vocabulary.neighbours(stem)
        if not len(ids):
            return None
        value = np.zeros(self.num_rows, dtype=np.float32)
        share = np.zeros(self.num_rows, dtype=np.float32)
        worth = likeness * self.vocabulary.idf[ids]
        for k in np.argsort(worth, kind="stable"):
            rows = self._rows[self._starts[ids[k]] : self._starts[ids[k] + 1]]
            value[rows] = worth[k]
            share[rows] = likeness[k]
        return value, share


def _trust(shared: FloatArray, cosine: FloatArray) -> FloatArray:
    """
    k^2 / (k^2 + 2) for k words in common (1/3, 2/3, 9/11 ...), rising to 1 as the texts become the same.

    "Communication" and "teaching communication" share one word and must not look like a match; "turning" and
    "turning" do.
    """
    trust = shared**2 / (shared**2 + np.float32(2.0))
    same = np.clip((cosine - 0.8) / 0.2, 0.0, 1.0)
    return np.asarray(trust + (1 - trust) * same, dtype=np.float32)
