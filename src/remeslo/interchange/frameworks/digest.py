"""A short name for a text that has none."""

import hashlib

from remeslo.core.base.text import fold


def digest(text: str) -> str:
    """Ten signs that stand for a text, whatever its case and spaces."""
    return hashlib.blake2s(fold(text).encode(), digest_size=5).hexdigest()
