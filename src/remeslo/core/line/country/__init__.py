"""An invented country, for looking around, measuring and trying: the same size and seed, the same country."""

from remeslo.core.line.country.build import build
from remeslo.core.line.country.country import Country, CountryCluster, House, Move
from remeslo.core.line.country.parts import IndustryParts, NameParts, ProgrammePart
from remeslo.core.line.country.size import FULL, TINY, CountrySize
from remeslo.core.line.country.telling import facts_of

__all__ = [
    "FULL",
    "TINY",
    "Country",
    "CountryCluster",
    "CountrySize",
    "House",
    "IndustryParts",
    "Move",
    "NameParts",
    "ProgrammePart",
    "build",
    "facts_of",
]
