"""Packs of staffing norms: TOML into values with sources, every problem at once; the pack that comes along."""

from remeslo.interchange.staffpack.builtin import USUAL, builtin
from remeslo.interchange.staffpack.reader import read

__all__ = ["USUAL", "builtin", "read"]
