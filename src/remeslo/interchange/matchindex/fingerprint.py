"""Which statements, words and encoder an index was made of."""

import hashlib
import json
from collections.abc import Iterable
from importlib import metadata

from remeslo.core.competence.matching import Encoder
from remeslo.core.competence.matching.vocabulary import LEAST, LONGEST, SHORTEST
from remeslo.core.competence.matching.words import FILLERS, SPELT_OUT
from remeslo.core.competence.standards import Statement

FORMAT = 1
"""Grows when the files or what is reckoned into them change."""


def fingerprint(statements: Iterable[Statement], encoder: Encoder | None = None) -> str:
    """SHA-256 over every statement in order, the lists of words, the stemmer's version and the encoder's name."""
    made_by = (
        FORMAT,
        SHORTEST,
        LONGEST,
        LEAST,
        sorted(FILLERS),
        sorted(SPELT_OUT.items()),
        metadata.version("snowballstemmer"),
        encoder.name if encoder is not None else "words",
    )
    digest = hashlib.sha256(json.dumps(made_by, ensure_ascii=False).encode())
    for s in statements:
        digest.update("\x1f".join((s.key, s.kind.value, s.text, s.function, "\x1e")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
