"""Likeness of texts by meaning, through an optional sentence encoder that the caller brings."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from remeslo.core.competence.matching.vocabulary import FloatArray
from remeslo.core.competence.matching.words import spelt_out


class Encoder(Protocol):
    """Turns texts into vectors whose cosine tells how near their meanings are.

    The same texts give the same vectors; beside other texts a vector may differ in its last digits.
    """

    @property
    def name(self) -> str:
        """Name and version, kept with the results."""

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of the texts, (texts, dimensions)."""


class Memory:
    """An encoder that remembers: unit vectors of texts, each computed once until the memory is full and begins anew."""

    def __init__(self, encoder: Encoder, *, most: int = 20_000) -> None:
        self.encoder = encoder
        self._most = most
        self._known: dict[str, FloatArray] = {}

    def vectors(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors of texts, (texts, dimensions)."""
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        known = self._known
        new = [t for t in dict.fromkeys(texts) if t not in known]
        if len(known) + len(new) > self._most:
            known = self._known = {t: known[t] for t in texts if t in known}
        if new:
            known.update(zip(new, _unit(self.encoder.encode([spelt_out(t) for t in new])), strict=True))
        return np.stack([known[t] for t in texts])


class SemanticRows:
    """Unit vectors of rows of texts, float32."""

    def __init__(self, texts: Sequence[str], memory: Memory, vectors: FloatArray | None = None) -> None:
        self.memory = memory
        self.vectors = memory.vectors(texts) if vectors is None else vectors

    def scores(self, text: str, parts: Sequence[str] = ()) -> FloatArray:
        """
        Cosine of each row with the text, 0..1 (negative ones as 0).

        With the parts of the text: half of it, and half the best cosine with the text or one of its parts. A sentence
        that asks for three things lies near none of them as a whole.
        """
        if not len(self.vectors):
            return np.zeros(0, dtype=np.float32)
        query = self.memory.vectors([text, *parts])
        cosines = np.clip(self.vectors @ query.T, 0.0, 1.0)
        whole = cosines[:, 0]
        if parts:
            whole = (whole + cosines.max(axis=1)) / 2
        return np.asarray(whole, dtype=np.float32)


def _unit(vectors: FloatArray) -> FloatArray:
    """Rows scaled to length 1; a row without length stays zero."""
    clean = np.nan_to_num(np.asarray(vectors, dtype=np.float32))
    lengths = np.linalg.norm(clean, axis=1, keepdims=True)
    return np.asarray(clean / np.maximum(lengths, 1e-9), dtype=np.float32)
