"""Machines that people are to work on, looked for in a college's workshops by the words of their names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.competence.matching.words import Stems
from remeslo.core.line.partners.profiles import CollegeProfile, EnterpriseProfile

_COUNT = re.compile(r"\([^()]*\d[^()]*\)")
"""``(8 pcs)`` behind a name."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A machine asked for and what the college has of the kind, ``""`` when nothing."""

    asked: str
    has: str


class Names:
    """Words of names, each name taken apart once."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._known: dict[str, frozenset[str]] = {}

    def words(self, name: str) -> frozenset[str]:
        """Stems of the words that tell something, without counts in brackets."""
        found = self._known.get(name)
        if found is None:
            content = self._stems.content(_COUNT.sub(" ", name))
            found = self._known[name] = frozenset(w.stem for w in content)
        return found

    def likeness(self, one: str, other: str) -> Fraction:
        """Share of the shorter name's words that the other has too; symmetric; 0 for a name without words."""
        first, second = self.words(one), self.words(other)
        shorter = min(len(first), len(second))
        return Fraction(len(first & second), shorter) if shorter else Fraction(0)


def tools(enterprise: EnterpriseProfile, college: CollegeProfile, alike: Fraction, names: Names) -> tuple[Tool, ...]:
    """Every machine asked for, once, with the most alike of the college's."""
    asked = dict.fromkeys(sorted(t for a in enterprise.asks for t in a.equipment if names.words(t)))
    has = sorted(dict.fromkeys(college.equipment))
    return tuple(Tool(t, _most_alike(t, has, alike, names)) for t in asked)


def _most_alike(asked: str, has: Iterable[str], alike: Fraction, names: Names) -> str:
    found = [(names.likeness(asked, h), h) for h in has]
    fitting = [(-degree, h) for degree, h in found if degree and degree >= alike]
    return min(fitting)[1] if fitting else ""
