"""How alike titles of elements are: the cosine of their stems, rare ones weighing more (TF-IDF)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from remeslo.core.competence.matching.words import Stems

COMPETENCE_SHARE = 0.25
"""A word of a competence's title counts so much as a word of the element's own title."""


class Likeness:
    """
    Texts ready to be compared with others; the same texts give the same answers.

    Parameters
    ----------
    texts
        Title and further words (titles of competences) of each element.
    """

    def __init__(self, texts: Sequence[tuple[str, Sequence[str]]], stems: Stems | None = None) -> None:
        self._stems = stems or Stems()
        counted = [self._words(title, more) for title, more in texts]
        together = Counter(stem for words in counted for stem in words)
        self._rarity = {stem: math.log((1 + len(texts)) / (1 + n)) + 1 for stem, n in together.items()}
        self._unseen = math.log(1 + len(texts)) + 1
        self._size = len(texts)
        self._rows: dict[str, list[tuple[int, float]]] = {}
        for row, words in enumerate(counted):
            for stem, weight in self._unit(words).items():
                self._rows.setdefault(stem, []).append((row, weight))

    def to(self, title: str, more: Sequence[str] = ()) -> list[float]:
        """Cosine 0..1 of an element with each of the texts, in their order; 0 where no word is shared."""
        alike = [0.0] * self._size
        for stem, asked in self._unit(self._words(title, more)).items():
            for row, weight in self._rows.get(stem, ()):
                alike[row] += asked * weight
        return [min(1.0, a) for a in alike]

    def _words(self, title: str, more: Sequence[str]) -> dict[str, float]:
        words: dict[str, float] = {}
        for word in self._stems.content(title):
            words[word.stem] = words.get(word.stem, 0.0) + 1.0
        for stem in {w.stem for text in more for w in self._stems.content(text)} - set(words):
            words[stem] = COMPETENCE_SHARE
        return words

    def _unit(self, words: Mapping[str, float]) -> dict[str, float]:
        weighed = {stem: n * self._rarity.get(stem, self._unseen) for stem, n in sorted(words.items())}
        length = math.sqrt(sum(w * w for w in weighed.values()))
        return {stem: w / length for stem, w in weighed.items()} if length else {}
