"""Which norms a pack of a kind has: of staffing, of the week."""

from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.line.weekly.rules import WEEK_RULES
from remeslo.core.staffing.norms import KNOWN_NORMS, NORM_KEYS


@dataclass(frozen=True, slots=True)
class PackKind:
    """
    A kind of packs.

    Parameters
    ----------
    folder
        Of the packs that come along.
    asked, known
        Keys that a pack must have, and those that it may have.
    above_zero
        Keys whose amount may not be 0.
    """

    folder: str
    asked: tuple[str, ...]
    known: tuple[str, ...]
    above_zero: frozenset[str]

    def fits(self, norm: str, amount: Decimal) -> bool:
        """True for a share 0..1, and for a whole number that is >= 0, of what may not be 0 > 0."""
        if "share" in norm:
            return 0 <= amount <= 1
        return amount == int(amount) and amount >= (1 if norm in self.above_zero else 0)

    def range_of(self, norm: str) -> str:
        """What fits, in signs."""
        if "share" in norm:
            return "0..1"
        return "1, 2, 3 …" if norm in self.above_zero else "0, 1, 2 …"


STAFFING = PackKind(
    "staffing", NORM_KEYS, KNOWN_NORMS, frozenset({"rate_hours", "week_hours_max", "practice_hour_minutes"})
)
WEEK = PackKind(
    "weekly",
    WEEK_RULES,
    WEEK_RULES,
    frozenset({"day_pairs_max", "week_hours_max", "lesson_size_max", "practice_day_hours", "same_subject_pairs_max"}),
)
