"""Packs of what agreements must say: TOML into points with sources, every problem at once; the one that comes along."""

from remeslo.interchange.agreementpack.builtin import builtin
from remeslo.interchange.agreementpack.reader import read

__all__ = ["builtin", "read"]
