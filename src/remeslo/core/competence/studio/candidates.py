"""Work functions that a request may mean: what matching finds, corrected by what other groups decided."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.matching import Decision, Learned, MatchIndex, edition_of, match_learned
from remeslo.core.competence.standards import StatementKind
from remeslo.core.competence.studio.board import Candidate

SHOWN = 6
"""So many of the programme's own work functions are offered for a request."""
SHOWN_ELSEWHERE = 2
"""... and so many of other standards in force, when they fit."""

_FUNCTIONS = (StatementKind.FUNCTION,)


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    Finds candidates.

    Parameters
    ----------
    editions
        Editions that the programme draws on.
    level_max
        Highest level that such a programme may teach; ``None`` does not bind.
    decisions
        What other working groups accepted and rejected.
    """

    library: Library
    index: MatchIndex
    editions: frozenset[EditionKey]
    level_max: int | None
    decisions: Sequence[Decision] = ()

    def of(
        self, text: str, taken: Collection[StatementKey] = (), rejected: Collection[StatementKey] = ()
    ) -> tuple[Candidate, ...]:
        """
        Best first; those the request stands for now and those that were rejected are always among them.

        A text without words that matching knows has only those.
        """
        found = self._found(text, self.editions, SHOWN)
        current = {s.edition for c in self.library.codes if (s := self.library.current(c)) is not None}
        if elsewhere := current - self.editions:
            found += [a for a in self._found(text, elsewhere, SHOWN_ELSEWHERE) if a.match.fits]
        there = {a.match.statement.function for a in found}
        named = [f for f in dict.fromkeys((*taken, *rejected)) if f not in there and f in self.library.functions]
        made = [self._made(a, taken, rejected) for a in (*found, *self._named(text, named))]
        made += [self._unscored(f, taken, rejected) for f in named if f not in {c.function for c in made}]
        return tuple(sorted(made, key=lambda c: (-c.score, c.function)))

    def _found(self, text: str, editions: Collection[EditionKey], top: int) -> list[Learned]:
        return list(match_learned(self.index, text, self.decisions, top=top, kinds=_FUNCTIONS, editions=editions))

    def _named(self, text: str, functions: Sequence[StatementKey]) -> list[Learned]:
        """Scores of work functions that are not among the best."""
        if not functions:
            return []
        found = self._found(text, {edition_of(f) for f in functions}, len(self.library.functions))
        return [a for a in found if a.match.statement.function in functions]

    def _made(self, a: Learned, taken: Collection[StatementKey], rejected: Collection[StatementKey]) -> Candidate:
        function = a.match.statement.function
        return Candidate(
            function=function,
            text=self.library.texts[function],
            score=round(100 * a.match.score),
            before=round(100 * a.before),
            reason=a.match.reason.code,
            facts=a.match.reason.facts(),
            taken=function in taken,
            rejected=function in rejected,
            outside=edition_of(function) not in self.editions,
            level_too_high=self._too_high(function),
            accepted_elsewhere=sum(d.accepted for d, _ in a.because),
            rejected_elsewhere=sum(not d.accepted for d, _ in a.because),
        )

    def _unscored(
        self, function: StatementKey, taken: Collection[StatementKey], rejected: Collection[StatementKey]
    ) -> Candidate:
        """A work function that has no word in common with the text, or whose request has no text."""
        return Candidate(
            function=function,
            text=self.library.texts[function],
            score=0,
            before=0,
            reason="match.no_likeness",
            facts={},
            taken=function in taken,
            rejected=function in rejected,
            outside=edition_of(function) not in self.editions,
            level_too_high=self._too_high(function),
        )

    def _too_high(self, function: StatementKey) -> bool:
        level = self.library.level(function)
        return self.level_max is not None and level is not None and level > self.level_max
