"""Work functions of the loaded standards that a text may mean, best first, each with its reason."""

from dataclasses import dataclass
from typing import Final

from remeslo.core.base.findings import Finding
from remeslo.core.competence.matching import FITS, Match
from remeslo.core.competence.standards import StatementKind
from remeslo.web.apps.frameworks.catalogue import Catalogue, FoundFunction
from remeslo.web.apps.frameworks.matching import match_index

MOST: Final = 5
LEAST_SCORE: Final = 0.05
SHORTEST: Final = 3
"""Characters; a shorter text says nothing."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A work function offered for a text."""

    found: FoundFunction
    match: Match
    why: Finding

    @property
    def percent(self) -> int:
        """Score of 100."""
        return round(100 * self.match.score)

    @property
    def fits(self) -> bool:
        """True when the score is as high as an answer needs; else the employer's own words stay."""
        return self.match.score >= FITS


def suggestions_for(known: Catalogue, text: str, most: int = MOST) -> list[Suggestion]:
    """What the text may mean."""
    if len(text) < SHORTEST:
        return []
    matches = match_index(known).match(text, top=most, kinds=(StatementKind.FUNCTION,))
    found = ((known.of_statement(m.statement.function), m) for m in matches)
    return [
        Suggestion(f, m, Finding(m.reason.code, "", m.reason.facts())) for f, m in found if f and m.score >= LEAST_SCORE
    ]
