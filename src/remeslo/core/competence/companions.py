"""What a card forgot: other functions of the same generalised function, and functions that usually go along."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import DemandKey, OrganisationKey, StatementKey
from remeslo.core.competence.standards import OccupationalStandard

LEAST_EMPLOYERS = 2
"""A function is a usual companion only when so many other employers ask for both: one employer's habit is its own."""
LEAST_SHARE = 0.5
"""... and at least so many of the cards with the one ask for the other."""


class Because(StrEnum):
    """Why a function is suggested."""

    SAME_GROUP = "same_group"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True)
class CardFunctions:
    """Work functions that a card asks for."""

    card: DemandKey
    employer: OrganisationKey
    functions: frozenset[StatementKey]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A work function that a card does not ask for.

    Parameters
    ----------
    beside
        The function of the card that it goes with.
    seen, of
        Of ``of`` functions of the group the card asks for ``seen``; or: of ``of`` other cards that ask for ``beside``,
        ``seen`` ask for this one too.
    """

    function: StatementKey
    because: Because
    beside: StatementKey
    seen: int
    of: int

    @property
    def share(self) -> float:
        """``seen`` / ``of``, 0..1."""
        return self.seen / self.of


def suggestions(
    asked: Collection[StatementKey],
    *,
    standards: Iterable[OccupationalStandard] = (),
    others: Sequence[CardFunctions] = (),
) -> tuple[Suggestion, ...]:
    """
    Functions the card may have forgotten: usual companions first, then those of its groups; best share first.

    Parameters
    ----------
    standards
        Those whose groups are looked at.
    others
        Cards of other employers; nothing of one employer alone comes through.
    """
    found: dict[StatementKey, Suggestion] = {}
    for suggestion in (*_companions(asked, others), *_of_groups(asked, standards)):
        found.setdefault(suggestion.function, suggestion)
    return tuple(found.values())


def _companions(asked: Collection[StatementKey], others: Sequence[CardFunctions]) -> list[Suggestion]:
    best: dict[StatementKey, Suggestion] = {}
    for function in sorted(asked):
        having = [c for c in others if function in c.functions]
        together: Counter[StatementKey] = Counter(f for c in having for f in c.functions if f not in asked)
        for other, seen in sorted(together.items()):
            employers = {c.employer for c in having if other in c.functions}
            suggestion = Suggestion(other, Because.COMPANION, function, seen, len(having))
            if len(employers) < LEAST_EMPLOYERS or suggestion.share < LEAST_SHARE:
                continue
            if other not in best or suggestion.share > best[other].share:
                best[other] = suggestion
    return sorted(best.values(), key=lambda s: (-s.share, -s.seen, s.function))


def _of_groups(asked: Collection[StatementKey], standards: Iterable[OccupationalStandard]) -> list[Suggestion]:
    made: list[Suggestion] = []
    for standard in standards:
        for group in standard.generalised:
            keys = [StatementKey(f"{standard.edition}:{f.code}") for f in group.functions]
            there = [k for k in keys if k in asked]
            if there:
                made += [
                    Suggestion(k, Because.SAME_GROUP, there[0], len(there), len(keys)) for k in keys if k not in asked
                ]
    return sorted(made, key=lambda s: (-s.share, s.function))
