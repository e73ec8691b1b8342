"""The words of an index with their weights, and which of them look alike (character 3- to 5-grams of stems)."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from remeslo.core.competence.matching.stored import AnyArray, Stored

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]

SHORTEST, LONGEST = 3, 5
ALIKE = 0.35
"""Below this likeness two words have nothing to do with each other."""
LEAST = 0.1
"""Added to every weight, so that a word that all rows have still counts a little."""


def grams(stem: str) -> frozenset[str]:
    """Character n-grams of a stem between its edges; a number has only itself, so that 40 is not like 400."""
    if stem[0].isdigit():
        return frozenset((stem,))
    edged = f"<{stem}>"
    sizes = range(SHORTEST, LONGEST + 1)
    return frozenset(edged[i : i + n] for n in sizes for i in range(len(edged) - n + 1))


class Vocabulary:
    """
    Stems of all rows with their inverse document frequency, and the neighbours of any stem.

    Parameters
    ----------
    rows
        Distinct stems of each row.
    known
        Another vocabulary whose weights are taken instead of counting in a handful of rows.
    """

    def __init__(self, rows: Sequence[Iterable[str]], *, known: "Vocabulary | None" = None) -> None:
        self.ids: dict[str, int] = {}
        counts: list[int] = []
        for row in rows:
            for stem in row:
                i = self.ids.setdefault(stem, len(counts))
                if i == len(counts):
                    counts.append(0)
                counts[i] += 1
        self.num_rows = len(rows)
        self._known = known
        self.idf: FloatArray = (
            np.log((self.num_rows + 1) / (np.asarray(counts, dtype=np.float32) + 0.5)) + np.float32(LEAST)
            if known is None
            else np.asarray([known.weight(stem) for stem in self.ids], dtype=np.float32)
        )
        self._gram_ids: dict[str, int] = {}
        self._grams, self._sizes = self._gram_matrix()
        self._neighbours: dict[str, tuple[IntArray, FloatArray]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, stored: Stored, num_rows: int) -> "Vocabulary":
        """The vocabulary as it was stored."""
        found = cls(())
        found.ids = {stem: i for i, stem in enumerate(stored.stems)}
        found.num_rows = num_rows
        found.idf = stored.floats("idf")
        found._gram_ids = {gram: i for i, gram in enumerate(stored.grams)}
        places = stored.whole("gram_stems")
        ones = np.ones(len(places), dtype=np.float32)
        shape = (len(found.ids), len(found._gram_ids))
        found._grams = sp.csc_array((ones, places, stored.whole("gram_starts")), shape=shape)
        found._sizes = stored.floats("stem_sizes")
        return found

    def stored(self) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, AnyArray]]:
        """Stems, n-grams and arrays for `Stored`."""
        arrays: dict[str, AnyArray] = {
            "idf": self.idf,
            "gram_starts": self._grams.indptr.astype(np.int32),
            "gram_stems": self._grams.indices.astype(np.int32),
            "stem_sizes": self._sizes,
        }
        return tuple(self.ids), tuple(self._gram_ids), arrays

    def weight(self, stem: str) -> float:
        """Inverse document frequency; of a stem nobody has, that of the rarest possible."""
        if self._known is not None:
            return self._known.weight(stem)
        i = self.ids.get(stem)
        return math.log(2 * (self.num_rows + 1)) + LEAST if i is None else float(self.idf[i])

    def neighbours(self, stem: str) -> tuple[IntArray, FloatArray]:
        """Ids of stems that look like this one and the likeness in (0, 1], growing; the stem itself last, with 1."""
        found = self._neighbours.get(stem)
        if found is None:
            found = self._neighbours[stem] = self._look_alike(stem)
        return found

    def _look_alike(self, stem: str) -> tuple[IntArray, FloatArray]:
        own = grams(stem)
        known = [self._gram_ids[g] for g in own if g in self._gram_ids]
        if not known:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        shared = np.bincount(self._grams[:, known].tocoo().row, minlength=len(self)).astype(np.float32)
        likeness = shared / np.sqrt(self._sizes * np.float32(len(own)))
        ids = np.flatnonzero(likeness >= ALIKE)
        ids = ids[np.argsort(likeness[ids], kind="stable")]
        # squared: half alike counts a quarter
        return ids.astype(np.int32), np.minimum(likeness[ids] ** 2, 1.0).astype(np.float32)

    def _gram_matrix(self) -> tuple[sp.csc_array, FloatArray]:
        """Stems x n-grams, 1 where the stem has it; and how many each stem has."""
        rows: list[int] = []
        columns: list[int] = []
        for stem, i in self.ids.items():
            for gram in sorted(grams(stem)):
                rows.append(i)
                columns.append(self._gram_ids.setdefault(gram, len(self._gram_ids)))
        ones = np.ones(len(rows), dtype=np.float32)
        shape = (len(self.ids), len(self._gram_ids))
        sizes = np.maximum(np.bincount(rows, minlength=shape[0]), 1) if rows else np.zeros(0)
        return sp.csc_array((ones, (rows, columns)), shape=shape), sizes.astype(np.float32)
