"""Statements: a settlement's lines by contract, payee and period, with what each state adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.lines import LineState
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.settle import SettledLine, Settlement


@dataclass(frozen=True)
class Statement:
    """
    What one payee is shown for one contract and one period.

    Parameters
    ----------
    period
        What the lines are for: ``2026-09``, ``2026``.
    """

    contract: str
    payee: OrganisationKey
    period: str
    on: date
    currency: str
    lines: tuple[SettledLine, ...]

    @cached_property
    def due(self) -> Decimal:
        """Due by the facts known on the day."""
        return sum((x.due for x in self.lines), ZERO)

    @cached_property
    def paid(self) -> Decimal:
        """Paid so far."""
        return sum((x.paid for x in self.lines), ZERO)

    @property
    def amount(self) -> Decimal:
        """Due minus paid."""
        return self.due - self.paid

    @cached_property
    def waiting(self) -> Decimal:
        """What would be due if the other side confirmed."""
        return sum((x.line.amount for x in self.lines if x.line is not None and x.line.waits), ZERO)

    @cached_property
    def by_state(self) -> Mapping[LineState, Decimal]:
        """What stands in each state that occurs: what is to come back, what waits, or what is due."""
        found: dict[LineState, Decimal] = {}
        for x in self.lines:
            whole = x.line.amount if x.line and x.line.waits else x.due
            state = x.state
            found[state] = found.get(state, ZERO) + (-x.amount if state is LineState.AWAITING_CLAWBACK else whole)
        return found

    @cached_property
    def parties(self) -> frozenset[OrganisationKey]:
        """The payee and all payers."""
        return frozenset((self.payee, *(side.payer for line in self.lines for side in line.sides)))

    def by_payer(self) -> Mapping[OrganisationKey, Decimal]:
        """Due minus paid of each payer."""
        found: dict[OrganisationKey, Decimal] = {}
        for line in self.lines:
            for side in line.sides:
                found[side.payer] = found.get(side.payer, ZERO) + side.amount
        return dict(sorted(found.items()))

    @cached_property
    def count(self) -> Mapping[LineState, int]:
        """Lines in each state that occurs."""
        found: dict[LineState, int] = {}
        for line in self.lines:
            found[line.state] = found.get(line.state, 0) + 1
        return found


def statements(settlement: Settlement) -> tuple[Statement, ...]:
    """One statement for each contract, payee and period, in that order."""
    groups: dict[tuple[str, OrganisationKey, str], list[SettledLine]] = {}
    for line in settlement.lines:
        groups.setdefault((line.key.contract, line.payee, line.key.period), []).append(line)
    return tuple(
        Statement(contract, payee, period, settlement.on, settlement.pack.currency, tuple(lines))
        for (contract, payee, period), lines in sorted(groups.items())
    )
