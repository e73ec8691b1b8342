"""The optional sentence encoder, loaded once by a process that needs it."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from remeslo.core.competence.matching import Encoder


@cache
def load_encoder() -> "Encoder | None":
    """The encoder; ``None`` where it is not installed."""
    from remeslo.interchange.encoder import load

    return load()
