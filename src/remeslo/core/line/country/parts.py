"""Parts of names, given from outside: the core has no words of its own."""

from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True)
class ProgrammePart:
    """A programme that colleges of an industry teach: its title, code and months."""

    title: str
    code: str
    months: int


@dataclass(frozen=True, slots=True)
class IndustryParts:
    """An industry: kinds of its enterprises, and its programmes."""

    name: str
    enterprises: tuple[str, ...]
    programmes: tuple[ProgrammePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """
    What names are put together from.

    Parameters
    ----------
    mark
        Says that all of it is invented.
    dispute
        The words of whoever does not agree with a fact.
    places_first, places_second
        Halves of a settlement's name; regions are named after settlements with one of the endings.
    """

    mark: str
    dispute: str
    places_first: tuple[str, ...]
    places_second: tuple[str, ...]
    region_endings: tuple[str, ...]
    college_kinds: tuple[str, ...]
    honours: tuple[str, ...]
    enterprise_names: tuple[str, ...]
    rounds: tuple[str, ...]
    industries: tuple[IndustryParts, ...]

    def __post_init__(self) -> None:
        if not self.industries or not all(i.programmes and i.enterprises for i in self.industries):
            raise ProblemError("parts of names: an industry with programmes and enterprises is needed.")

    def settlement(self, number: int) -> str:
        """The settlement of a number; the same again after all halves are through."""
        number %= len(self.places_first) * len(self.places_second)
        return self.places_first[number % len(self.places_first)] + self.places_second[number // len(self.places_first)]
