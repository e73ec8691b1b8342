"""
Settlement: what is due by the facts known on a day minus everything already paid, line by line and payer by payer.

There is one subtraction and no other way to a refund: when facts take an amount away, what is due falls below what was
paid, and those who paid get the difference back. Nothing is remembered of how an earlier settlement came about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import Due, amount_due, due
from remeslo.core.funding.ledger import Ledger, Position
from remeslo.core.funding.lines import Line, LineKey, LineState
from remeslo.core.funding.money import ZERO, Rounding, split
from remeslo.core.funding.pack import RulePack


@dataclass(frozen=True, slots=True)
class Side:
    """
    One payer's part of a line.

    Parameters
    ----------
    due
        By the facts known on the day; below 0 on a line that asks for money back.
    """

    payer: OrganisationKey
    payee: OrganisationKey
    due: Decimal
    position: Position

    @property
    def amount(self) -> Decimal:
        """Due minus paid: above 0 to be paid, below 0 to be given back."""
        return self.due - self.position.paid

    @property
    def to_pay(self) -> Decimal:
        """What is still to be paid, accrued already or not."""
        return max(ZERO, self.amount)

    @property
    def to_return(self) -> Decimal:
        """What is to be given back, claimed already or not; what was waived is not asked for again."""
        return max(ZERO, -self.amount - self.position.waived)

    @property
    def to_accrue(self) -> Decimal:
        """To be booked as due."""
        return max(ZERO, self.to_pay - self.position.accrued)

    @property
    def to_void(self) -> Decimal:
        """Booked as due, not paid, and not due after all."""
        return max(ZERO, self.position.accrued - self.to_pay)

    @property
    def to_claim(self) -> Decimal:
        """To be claimed back."""
        return max(ZERO, self.to_return - self.position.claimed)

    @property
    def to_drop(self) -> Decimal:
        """Claimed back, and due after all."""
        return max(ZERO, self.position.claimed - self.to_return)


@dataclass(frozen=True, slots=True)
class SettledLine:
    """
    A line with what was booked for it.

    Parameters
    ----------
    line
        ``None`` when nothing is due any more for what was once booked.
    """

    key: LineKey
    payee: OrganisationKey
    line: Line | None
    sides: tuple[Side, ...]

    @property
    def due(self) -> Decimal:
        """Due by the facts known on the day."""
        return sum((s.due for s in self.sides), ZERO)

    @property
    def paid(self) -> Decimal:
        """Paid so far, less what was given back."""
        return sum((s.position.paid for s in self.sides), ZERO)

    @property
    def amount(self) -> Decimal:
        """Due minus paid."""
        return self.due - self.paid

    @property
    def state(self) -> LineState:
        """Where the line's money is; the most pressing state when its payers differ."""
        if any(s.to_return > 0 for s in self.sides):
            return LineState.AWAITING_CLAWBACK
        if self.line is not None and self.line.waits:
            return LineState.ELIGIBLE
        if any(s.to_pay > 0 for s in self.sides):
            return LineState.PAYABLE
        if self.due > 0:
            return LineState.PAID
        if any(s.position.returned > 0 or s.position.waived > 0 for s in self.sides):
            return LineState.CLAWED_BACK
        return LineState.VOIDED


@dataclass(frozen=True)
class Settlement:
    """All lines of a pack on a day, those that were once booked among them; and what could not be computed."""

    pack: RulePack
    on: date
    lines: tuple[SettledLine, ...]
    findings: tuple[Finding, ...]

    @property
    def due(self) -> Decimal:
        """Sum of everything due."""
        return sum((x.due for x in self.lines), ZERO)

    @property
    def paid(self) -> Decimal:
        """Sum of everything paid."""
        return sum((x.paid for x in self.lines), ZERO)

    @property
    def amount(self) -> Decimal:
        """Due minus paid."""
        return self.due - self.paid

    def line(self, key: LineKey | str) -> SettledLine:
        """The line of a key or of its text; raises KeyError."""
        wanted = str(key)
        found = next((x for x in self.lines if str(x.key) == wanted), None)
        if found is None:
            raise KeyError(wanted)
        return found


def settle(pack: RulePack, facts: Iterable[Fact] | FactBook, *, on: date, ledger: Ledger | None = None) -> Settlement:
    """
    Due by the facts known on ``on`` minus everything already paid.

    Parameters
    ----------
    facts
        In any order; later ones (``known`` after ``on``) count for nothing.
    ledger
        What was booked so far; nothing unless told.

    Returns
    -------
    Settlement
        Booking nothing: see `closing.close` and `closing.pay`.
    """
    return settle_due(pack, due(pack, facts, on=on), ledger or Ledger())


def settle_due(pack: RulePack, found: Due, ledger: Ledger) -> Settlement:
    """The settlement of lines that somebody computed, by `due.due` or the columnar way, against a ledger."""
    booked = _booked(ledger)
    ordinary = [line for line in found.lines if line.shares]
    settled = [_settled(line, booked.pop(line.key, {}), pack.rounding) for line in ordinary]
    returns = [line for line in found.lines if not line.shares]
    taken = {line.key: booked.pop(line.key, {}) for line in returns}
    settled += [_gone(key, positions) for key, positions in booked.items()]
    findings = list(found.findings)
    for line in returns:
        one, told = _given_back(line, taken[line.key], settled, pack.rounding)
        settled.append(one)
        findings += told
    settled.sort(key=lambda x: (x.key.contract, x.key.subject, x.key.period, x.key))
    return Settlement(pack, found.on, tuple(settled), tuple(findings))


Parties = tuple[OrganisationKey, OrganisationKey]


def _booked(ledger: Ledger) -> dict[LineKey, dict[Parties, Position]]:
    found: dict[LineKey, dict[Parties, Position]] = {}
    for (line, payer, payee), position in ledger.positions.items():
        found.setdefault(line, {})[payer, payee] = position
    return found


def _settled(line: Line, positions: Mapping[Parties, Position], rounding: Rounding) -> SettledLine:
    pieces = split(amount_due(line), [s.part for s in line.shares], rounding)
    wanted = {(s.payer, line.payee): piece for s, piece in zip(line.shares, pieces, strict=True)}
    return SettledLine(line.key, line.payee, line, _sides(wanted, positions))


def _gone(key: LineKey, positions: Mapping[Parties, Position]) -> SettledLine:
    return SettledLine(key, next(iter(positions))[1], None, _sides({}, positions))


def _sides(wanted: Mapping[Parties, Decimal], positions: Mapping[Parties, Position]) -> tuple[Side, ...]:
    parties = dict.fromkeys((*wanted, *positions))
    return tuple(
        Side(payer, payee, wanted.get((payer, payee), ZERO), positions.get((payer, payee), Position()))
        for payer, payee in parties
    )


def _given_back(
    line: Line, positions: Mapping[Parties, Position], others: Sequence[SettledLine], rounding: Rounding
) -> tuple[SettledLine, list[Finding]]:
    """A line below 0: to those who paid the contract, in proportion to what they paid, never more than that."""
    kept = _kept(line, others)
    most = sum(kept.values(), ZERO)
    asked = min(-amount_due(line), most)
    wanted: dict[Parties, Decimal] = {}
    if asked > 0:
        payers = sorted(kept)
        pieces = split(asked, [Fraction(kept[p]) for p in payers], rounding, remainder_to=_largest(payers, kept))
        wanted = {p: -piece for p, piece in zip(payers, pieces, strict=True)}
    findings = []
    if -amount_due(line) > most:
        facts = {"contract": line.contract, "asked": -line.amount, "paid": most, "rule": line.rule}
        findings.append(Finding("funding.return_exceeds_paid", line.contract, facts, Severity.WARNING))
    return SettledLine(line.key, line.payee, line, _sides(wanted, positions)), findings


def _kept(line: Line, others: Sequence[SettledLine]) -> dict[Parties, Decimal]:
    """What the payee got under the contract and may keep by the other lines, by who paid it."""
    kept: dict[Parties, Decimal] = {}
    for other in others:
        if other.key.contract != line.contract or other.payee != line.payee:
            continue
        for side in other.sides:
            if side.payee == line.payee and (held := min(side.position.paid, side.due)) != 0:
                kept[side.payer, side.payee] = kept.get((side.payer, side.payee), ZERO) + held
    return {parties: amount for parties, amount in kept.items() if amount > 0}


def _largest(payers: Sequence[Parties], kept: Mapping[Parties, Decimal]) -> int:
    """Who takes the remainder: the payer who paid most, the first of them by name."""
    return max(range(len(payers)), key=lambda n: (kept[payers[n]], -n))
