"""What an index reckons out of its statements, as flat arrays and lists that can lie on disk as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

AnyArray = npt.NDArray[np.float32] | npt.NDArray[np.int32]


@dataclass(frozen=True)
class Stored:
    """
    The laborious part of an index; the rest is made anew from the statements.

    Parameters
    ----------
    stems, grams
        Words of the vocabulary and n-grams of letters, each in the order of its number.
    arrays
        ``idf`` (stems,), ``gram_starts`` (grams + 1,), ``gram_stems`` (in order of ``gram_starts``), ``stem_sizes``
        (stems,), ``word_starts`` (stems + 1,), ``word_texts``, ``norms`` (texts,); with an encoder ``vectors``
        (texts, dimensions). float32 or int32.
    method
        What ranks: the encoder's name, or ``words``.
    """

    stems: tuple[str, ...]
    grams: tuple[str, ...]
    arrays: Mapping[str, AnyArray] = field(repr=False)
    method: str = "words"

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        """An array of float32."""
        return np.asarray(self.arrays[name], dtype=np.float32)

    def whole(self, name: str) -> npt.NDArray[np.int32]:
        """An array of int32."""
        return np.asarray(self.arrays[name], dtype=np.int32)
