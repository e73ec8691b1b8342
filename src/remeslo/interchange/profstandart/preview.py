"""What would change if standards that arrive were saved beside those that are held: shown before anything is saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.competence.standards import OccupationalStandard, editions
from remeslo.interchange.profstandart.compare import compare
from remeslo.interchange.profstandart.comparison import Comparison


class Arrival(StrEnum):
    """What a standard that arrives is to those that are held."""

    NEW_CODE = "new_code"
    NEW_EDITION = "new_edition"
    OLDER_EDITION = "older_edition"
    SAME = "same"
    DIFFERS = "differs"
    """The edition is held already, with another content."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """
    A standard that arrives, and the held one it is compared with.

    Parameters
    ----------
    held
        The same edition if it is held; else the one approved last before it; else the earliest; ``None`` for a code
        of which nothing is held.
    comparison
        From ``held`` to ``standard``; ``None`` when nothing is held.
    """

    standard: OccupationalStandard
    arrival: Arrival
    held: OccupationalStandard | None = None
    comparison: Comparison | None = None


def preview(held: Sequence[OccupationalStandard], arriving: Iterable[OccupationalStandard]) -> tuple[Arriving, ...]:
    """Each arriving standard with what it is and what would change."""
    return tuple(_arriving(held, s) for s in arriving)


def _arriving(held: Sequence[OccupationalStandard], standard: OccupationalStandard) -> Arriving:
    of_code = editions(held, standard.code)
    if not of_code:
        return Arriving(standard, Arrival.NEW_CODE)
    day = standard.approved or date.min
    same = next((s for s in of_code if s.edition == standard.edition), None)
    before = [s for s in of_code if (s.approved or date.min) <= day]
    other = same or (before[-1] if before else of_code[0])
    if same is not None:
        arrival = Arrival.SAME if same == standard else Arrival.DIFFERS
    else:
        arrival = Arrival.NEW_EDITION if len(before) == len(of_code) else Arrival.OLDER_EDITION
    return Arriving(standard, arrival, other, compare(other, standard))
