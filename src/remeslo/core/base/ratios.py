"""What can be said of a figure that is SUM / SUM: its value, how complete it is, how far it can be relied on."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class FigureState(StrEnum):
    """How far a figure can be relied on; ordered from nothing to all."""

    NO_DATA = "no_data"
    """Nothing below the line, or nothing is known yet of what is expected."""
    DISPUTED = "disputed"
    """Somebody contradicts a fact that would count; such facts are left out."""
    INCOMPLETE = "incomplete"
    CLAIMED = "claimed"
    """Complete, but the other side has not confirmed everything."""
    CONFIRMED = "confirmed"

    @property
    def rank(self) -> int:
        """0 for nothing to 4 for all; the worst of many is that of the least rank."""
        return tuple(FigureState).index(self)


def has_value(below: Decimal | None, known: Decimal | None, expected: Decimal | None) -> bool:
    """False where there is no data: nothing below the line, or nothing known of what is expected."""
    return below is None or not (below == 0 or (expected and not known))


def value_of(above: Decimal, below: Decimal | None, known: Decimal | None, expected: Decimal | None) -> Fraction | None:
    """SUM / SUM, exact; a plain sum where ``below`` is ``None``; ``None`` where there is no data."""
    if not has_value(below, known, expected):
        return None
    return Fraction(above) if below is None else Fraction(above) / Fraction(below)


def completeness_of(known: Decimal | None, expected: Decimal | None) -> Fraction | None:
    """Known ÷ expected; ``None`` where nothing is expected."""
    if not expected or known is None:
        return None
    return Fraction(known) / Fraction(expected)


def is_incomplete(known: Decimal | None, expected: Decimal | None) -> bool:
    """True when less is known than expected."""
    return bool(expected) and known is not None and expected is not None and known < expected


def state_of(*, has_data: bool, incomplete: bool, to_confirm: int, confirmed: int, disputed: int) -> FigureState:
    """The worst that can be said of a figure."""
    if not has_data:
        return FigureState.NO_DATA
    if disputed:
        return FigureState.DISPUTED
    if incomplete:
        return FigureState.INCOMPLETE
    return FigureState.CONFIRMED if confirmed == to_confirm else FigureState.CLAIMED
