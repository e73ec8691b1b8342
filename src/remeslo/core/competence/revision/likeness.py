"""How like the texts of two editions are, every old one against every new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from remeslo.core.base.text import fold
from remeslo.core.competence.matching.near import NEAR_EXACT, letters_alike, same_statement
from remeslo.core.competence.matching.words import Stems, Word, numbers

SAME = 100
SAME_WORDS = 98
"""Score of texts that have the same words in other forms or order."""
MOST_BY_WORDS = 95
"""Texts that only share words score no more."""
LOOK_CLOSER = 40
"""From this score on texts are compared letter by letter."""
LEAST = 0.1
"""Added to every word's weight, so that a word that all texts have still counts a little."""

IntMatrix = npt.NDArray[np.int64]
FloatMatrix = npt.NDArray[np.float64]


class Method(StrEnum):
    """What a score rests on; the sentence catalogue has a text for each under ``revision.by_<value>``."""

    SAME_TEXT = "same_text"
    SAME_WORDS = "same_words"
    NEAR_TEXT = "near_text"
    SHARED_WORDS = "shared_words"


@dataclass(frozen=True, slots=True)
class Compared:
    """
    Texts of the old edition (rows) against texts of the new one (columns).

    Parameters
    ----------
    scores
        (old, new), 0..100; 100 only for the same text but for case, spaces and ё.
    inside_new, inside_old
        Share of the old text's words (by weight) that the new one has, 0..1; and the other way round.
    """

    old: tuple[tuple[Word, ...], ...]
    new: tuple[tuple[Word, ...], ...]
    scores: IntMatrix
    inside_new: FloatMatrix
    inside_old: FloatMatrix

    def method(self, i: int, j: int) -> Method:
        """What the score of a pair rests on."""
        score = int(self.scores[i, j])
        if score == SAME:
            return Method.SAME_TEXT
        if score == SAME_WORDS:
            return Method.SAME_WORDS
        return Method.NEAR_TEXT if score > MOST_BY_WORDS else Method.SHARED_WORDS

    def shared(self, i: int, j: int) -> tuple[str, ...]:
        """Words of the old text that the new one has in some form, in order, each once."""
        there = {w.stem for w in self.new[j]}
        return tuple(dict.fromkeys(w.surface for w in self.old[i] if w.stem in there))

    def num_shared(self, i: int, j: int) -> int:
        """Distinct words in common."""
        return len({w.stem for w in self.old[i]} & {w.stem for w in self.new[j]})

    def same_numbers(self, i: int, j: int) -> bool:
        """True when both texts name the same numbers."""
        return numbers(self.old[i]) == numbers(self.new[j])


class Weights:
    """Weight of each word: the rarer among the texts of both editions, the more it says."""

    def __init__(self, texts: Sequence[str], stems: Stems) -> None:
        self.stems = stems
        held = [frozenset(w.stem for w in stems.content(t)) for t in dict.fromkeys(fold(t) for t in texts)]
        count: dict[str, int] = {}
        for row in held:
            for stem in row:
                count[stem] = count.get(stem, 0) + 1
        self.column = {stem: i for i, stem in enumerate(sorted(count))}
        of_stem = np.asarray([count[s] for s in self.column], dtype=np.float64)
        self.of_column: FloatMatrix = np.log((len(held) + 1) / (of_stem + 0.5)) + LEAST

    def rows(self, contents: Sequence[Sequence[Word]]) -> sp.csr_array:
        """Texts x words, 1 where the text has the word."""
        cells = [(r, self.column[s]) for r, c in enumerate(contents) for s in sorted({w.stem for w in c})]
        shape = (len(contents), len(self.column))
        return sp.csr_array((np.ones(len(cells)), ([r for r, _ in cells], [c for _, c in cells])), shape=shape)


def compare(old: Sequence[str], new: Sequence[str], weights: Weights) -> Compared:
    """
    Scores of every old text against every new one.

    ``score = 100 x 2 x shared / (old + new)`` by weight of distinct stems (Dice's measure), at most `MOST_BY_WORDS`;
    above it stand texts that are the same, have the same words, or agree in nine tenths of their letters and in
    all their numbers.
    """
    ours = tuple(weights.stems.content(t) for t in old)
    theirs = tuple(weights.stems.content(t) for t in new)
    left, right = weights.rows(ours), weights.rows(theirs)
    worth = sp.diags_array(weights.of_column)
    shared = np.asarray((left @ worth @ right.T).todense(), dtype=np.float64)
    own = np.maximum(np.asarray(left @ weights.of_column), 1e-9)[:, None]
    other = np.maximum(np.asarray(right @ weights.of_column), 1e-9)[None, :]
    dice = np.rint(100 * 2 * shared / (own + other)).astype(np.int64)
    scores = np.minimum(dice, MOST_BY_WORDS)
    found = Compared(ours, theirs, scores, shared / own, shared / other)
    _look_closer(old, new, found)
    return found


def _look_closer(old: Sequence[str], new: Sequence[str], found: Compared) -> None:
    """Raises the scores of pairs that are the same text, the same words, or nearly the same letters."""
    folded = [fold(t) for t in new]
    for i, text in enumerate(old):
        own = fold(text)
        for j in map(int, np.flatnonzero(found.scores[i] >= LOOK_CLOSER)):
            if own == folded[j]:
                found.scores[i, j] = SAME
            elif same_statement(found.old[i], found.new[j]):
                found.scores[i, j] = SAME_WORDS
            elif found.same_numbers(i, j) and (alike := letters_alike(text, new[j])) >= NEAR_EXACT:
                near = MOST_BY_WORDS + 1 + round((alike - NEAR_EXACT) / (100 - NEAR_EXACT))
                found.scores[i, j] = max(int(found.scores[i, j]), near)
        for j, other in enumerate(folded):
            if own == other:  # texts without a word that counts
                found.scores[i, j] = SAME
