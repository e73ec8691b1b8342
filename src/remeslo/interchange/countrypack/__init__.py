"""Packs about the country: parts of names of the invented one, weights for a region's next industry."""

from remeslo.interchange.countrypack.builtin import builtin_parts, builtin_weightings
from remeslo.interchange.countrypack.reader import read_parts, read_weightings

__all__ = ["builtin_parts", "builtin_weightings", "read_parts", "read_weightings"]
