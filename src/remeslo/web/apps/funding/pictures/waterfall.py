"""Where the money stands: a bar for each state, widest first in the customary order of a line's life."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

WIDTH: Final = 1000
ORDER: Final = ("eligible", "payable", "paid", "voided", "awaiting_clawback", "clawed_back")


@dataclass(frozen=True, slots=True)
class Bar:
    """One state's amount, from 0 on; ``below`` is true where it is to be given back."""

    state: str
    amount: Decimal
    width: int
    series: int


def waterfall(sums: Mapping[str, Decimal]) -> list[Bar]:
    """Bars of the states that occur; the widest as wide as the picture."""
    widest = max((abs(a) for a in sums.values()), default=Decimal(0)) or Decimal(1)
    return [
        Bar(state, sums[state], max(2, round(abs(sums[state]) * WIDTH / widest)), number)
        for number, state in enumerate(ORDER, start=1)
        if sums.get(state)
    ]
