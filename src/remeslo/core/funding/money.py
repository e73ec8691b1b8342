"""Amounts of money: exact fractions while one computes, one rounding at the end, remainders in one named place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.findings import ProblemError

ZERO = Decimal(0)
MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Rounding:
    """
    How a pack rounds: to so many decimal places, half up (away from zero), once for each line.

    Parameters
    ----------
    places
        0..8; 2 is the kopeck, the English earnings are kept to 5.
    source
        Who says so.
    """

    places: int = 2
    source: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.places <= MOST_PLACES:
            raise ProblemError(f"rounding: places must be 0..{MOST_PLACES}, got {self.places}.")

    @property
    def unit(self) -> Decimal:
        """The smallest amount: ``Decimal("0.01")``."""
        return Decimal(1).scaleb(-self.places)

    def of(self, value: Fraction | Decimal | int) -> Decimal:
        """The amount nearest to an exact value; a half goes away from zero."""
        scaled = Fraction(value) * 10**self.places
        whole, _ = divmod(abs(scaled.numerator) * 2 + scaled.denominator, scaled.denominator * 2)
        return Decimal(whole if scaled >= 0 else -whole).scaleb(-self.places)

    def down(self, value: Fraction | Decimal | int) -> Decimal:
        """The amount towards zero."""
        scaled = Fraction(value) * 10**self.places
        whole = abs(scaled.numerator) // scaled.denominator
        return Decimal(whole if scaled >= 0 else -whole).scaleb(-self.places)


def split(
    amount: Decimal, parts: Sequence[Fraction], rounding: Rounding, *, remainder_to: int = 0
) -> tuple[Decimal, ...]:
    """
    An amount divided by parts; every piece rounded towards zero, what is left over goes to piece ``remainder_to``.

    Parameters
    ----------
    parts
        Each >= 0, not all 0; they need not add up to 1.

    Returns
    -------
    tuple of Decimal
        One piece a part; their sum is the amount, to the last unit.
    """
    whole = sum(parts, Fraction(0))
    if not parts or whole <= 0 or min(parts) < 0:
        raise ProblemError(f"an amount is split by parts >= 0 that are not all 0, got {[str(p) for p in parts]}.")
    pieces = [rounding.down(Fraction(amount) * part / whole) for part in parts]
    pieces[remainder_to] += amount - sum(pieces, ZERO)
    return tuple(pieces)
