"""Packs that come with the program."""

from functools import cache
from importlib import resources

from remeslo.core.line.country import NameParts
from remeslo.core.rollup.industries import Weighting
from remeslo.interchange.countrypack.reader import read_parts, read_weightings


@cache
def builtin_parts() -> NameParts:
    """Parts of names of the invented country; raises ValueError when the shipped file is faulty."""
    return read_parts(_bytes("invented-ru.toml"))


@cache
def builtin_weightings() -> tuple[Weighting, ...]:
    """Editions of the weights for a region's next industry; raises ValueError as `builtin_parts` does."""
    return read_weightings(_bytes("next-industry.toml"))


def _bytes(name: str) -> bytes:
    return (resources.files("remeslo") / "packs" / "country" / name).read_bytes()
