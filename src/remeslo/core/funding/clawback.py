"""
Clawback: money that was paid and is not due comes back by steps that people decide, each with its reason.

    opened ──► notified ──► confirmed ──► (partly) returned ──► closed
                  │             ▲  │
                  └─► contested ┘  └─► waived, in whole or in part
    opened, notified, contested ──► cancelled

Nothing is booked before ``confirmed``; from then on every step gives ledger entries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.ledger import Entry, EntryKind, Ledger
from remeslo.core.funding.lines import LineKey
from remeslo.core.funding.money import ZERO, Rounding, split
from remeslo.core.funding.settle import Settlement


class ClawbackState(StrEnum):
    """Where a clawback stands."""

    OPENED = "opened"
    NOTIFIED = "notified"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What may be done to a clawback."""

    NOTIFY = "notify"
    CONTEST = "contest"
    CONFIRM = "confirm"
    RECEIVE = "receive"
    WAIVE = "waive"
    CANCEL = "cancel"


_FROM: Mapping[Action, tuple[ClawbackState, ...]] = {
    Action.NOTIFY: (ClawbackState.OPENED,),
    Action.CONTEST: (ClawbackState.NOTIFIED,),
    Action.CONFIRM: (ClawbackState.NOTIFIED, ClawbackState.CONTESTED),
    Action.RECEIVE: (ClawbackState.CONFIRMED,),
    Action.WAIVE: (ClawbackState.CONFIRMED,),
    Action.CANCEL: (ClawbackState.OPENED, ClawbackState.NOTIFIED, ClawbackState.CONTESTED),
}
_TO: Mapping[Action, ClawbackState] = {
    Action.NOTIFY: ClawbackState.NOTIFIED,
    Action.CONTEST: ClawbackState.CONTESTED,
    Action.CONFIRM: ClawbackState.CONFIRMED,
    Action.RECEIVE: ClawbackState.CONFIRMED,
    Action.WAIVE: ClawbackState.CONFIRMED,
    Action.CANCEL: ClawbackState.CANCELLED,
}
FINAL = frozenset({Action.RECEIVE, Action.WAIVE, Action.CANCEL})
"""Actions that cannot be taken back: screens warn before them."""
_WITH_REASON = frozenset({Action.CONTEST, Action.WAIVE, Action.CANCEL})


class NotAllowed(ProblemError):
    """An action that this state does not allow, or that lacks what it needs; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(f"{finding.code}: {dict(finding.facts)}")


@dataclass(frozen=True, slots=True)
class ClawbackLine:
    """What of one line goes back to one payer; ``returned`` and ``waived`` together never exceed ``amount``."""

    line: LineKey
    payer: OrganisationKey
    amount: Decimal
    returned: Decimal = ZERO
    waived: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        """What is still to come back."""
        return self.amount - self.returned - self.waived


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a clawback's history."""

    on: date
    by: str
    action: str
    reason: str = ""
    amount: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Clawback:
    """
    A claim on one organisation under one contract.

    Parameters
    ----------
    reason
        What the organisation is told; never blank.
    """

    key: str
    contract: str
    payee: OrganisationKey
    reason: str
    lines: tuple[ClawbackLine, ...]
    state: ClawbackState = ClawbackState.OPENED
    history: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ProblemError(f"clawback {self.key}: the reason must not be blank.")
        if not self.lines or any(x.amount <= 0 for x in self.lines):
            raise ProblemError(f"clawback {self.key}: there is nothing to claim.")

    @property
    def amount(self) -> Decimal:
        """What is claimed in all."""
        return sum((x.amount for x in self.lines), ZERO)

    @property
    def returned(self) -> Decimal:
        """What came back so far."""
        return sum((x.returned for x in self.lines), ZERO)

    @property
    def waived(self) -> Decimal:
        """What will not be asked for."""
        return sum((x.waived for x in self.lines), ZERO)

    @property
    def open(self) -> Decimal:
        """What is still to come back."""
        return self.amount - self.returned - self.waived

    @property
    def actions(self) -> tuple[Action, ...]:
        """What may be done now."""
        return tuple(a for a in Action if self.state in _FROM[a])


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do: the clawback after it, its entries, balances before and after, whether it is final."""

    after: Clawback
    entries: tuple[Entry, ...]
    balances: Mapping[str, tuple[Decimal, Decimal]]
    final: bool


def open_clawback(
    settlement: Settlement,
    *,
    key: str,
    contract: str,
    payee: str,
    reason: str,
    by: str,
    on: date,
    amount: Decimal | None = None,
) -> Clawback:
    """
    A clawback of what a settlement awaits back from an organisation under a contract, or of a part of it.

    Parameters
    ----------
    amount
        A part is spread over lines and payers in proportion; the first takes the remainder.

    Raises
    ------
    NotAllowed
        When nothing is awaited, or less than ``amount``.
    """
    found = [
        ClawbackLine(line.key, side.payer, side.to_claim)
        for line in settlement.lines
        if line.key.contract == contract
        for side in line.sides
        if side.payee == payee and side.to_claim > 0
    ]
    awaited = sum((x.amount for x in found), ZERO)
    if awaited <= 0:
        facts: dict[str, object] = {"contract": contract, "payee": payee}
        raise NotAllowed(Finding("funding.nothing_to_claim", contract, facts))
    if amount is not None and not 0 < amount <= awaited:
        told: dict[str, object] = {"amount": amount, "most": awaited, "contract": contract}
        raise NotAllowed(Finding("funding.clawback_amount", contract, told))
    lines = _part(found, amount or awaited, settlement.pack.rounding)
    step = Step(on, by, "open", reason, amount or awaited)
    return Clawback(
        key=key, contract=contract, payee=OrganisationKey(payee), reason=reason, lines=lines, history=(step,)
    )


def act(
    clawback: Clawback,
    action: Action,
    *,
    on: date,
    by: str,
    reason: str = "",
    amount: Decimal | None = None,
    rounding: Rounding | None = None,
) -> tuple[Clawback, tuple[Entry, ...]]:
    """
    The clawback after a step, and the entries to book with it.

    Parameters
    ----------
    reason
        Needed to contest, to waive and to cancel.
    amount
        Of what came back or is waived; everything open unless told.

    Raises
    ------
    NotAllowed
        When the state does not allow it, a reason is missing or the amount is not in 0 < amount <= open.
    """
    _judge(clawback, action, reason, amount)
    step = Step(on, by, action.value, reason, amount or ZERO)
    after = replace(clawback, state=_TO[action], history=(*clawback.history, step))
    run = f"clawback {clawback.key} {len(after.history)}"
    if action is Action.CONFIRM:
        return after, tuple(_entry(after, EntryKind.CLAIMED, x, x.amount, on, run) for x in after.lines)
    if action not in (Action.RECEIVE, Action.WAIVE):
        return after, ()
    moved = clawback.open if amount is None else amount
    after = replace(after, history=(*clawback.history, replace(step, amount=moved)))
    parts = _spread(clawback.lines, moved, rounding or Rounding())
    kind, field = (EntryKind.RETURNED, "returned") if action is Action.RECEIVE else (EntryKind.WAIVED, "waived")
    lines = tuple(replace(x, **{field: getattr(x, field) + p}) for x, p in zip(clawback.lines, parts, strict=True))
    after = replace(after, lines=lines)
    if after.open == 0:
        after = replace(after, state=ClawbackState.CLOSED)
    entries = (_entry(after, kind, x, p, on, run) for x, p in zip(clawback.lines, parts, strict=True) if p > 0)
    return after, tuple(entries)


def preview(
    clawback: Clawback,
    action: Action,
    ledger: Ledger,
    *,
    on: date,
    by: str,
    reason: str = "",
    amount: Decimal | None = None,
    rounding: Rounding | None = None,
) -> Preview:
    """What `act` would do, with each balance before and after; raises what `act` and `Ledger.book` raise."""
    after, entries = act(clawback, action, on=on, by=by, reason=reason, amount=amount, rounding=rounding)
    before, then = ledger.balances(), ledger.book(entries).balances()
    changed = {a: (before.get(a, ZERO), b) for a, b in then.items() if before.get(a, ZERO) != b}
    return Preview(after, entries, changed, action in FINAL)


def _judge(clawback: Clawback, action: Action, reason: str, amount: Decimal | None) -> None:
    if clawback.state not in _FROM[action]:
        facts: dict[str, object] = {"action": action.value, "state": clawback.state.value}
        raise NotAllowed(Finding("funding.clawback_state", clawback.key, facts, Severity.STOPS_SAVING))
    if action in _WITH_REASON and not reason.strip():
        raise NotAllowed(
            Finding("funding.clawback_reason", clawback.key, {"action": action.value}, Severity.STOPS_SAVING)
        )
    if amount is not None and not 0 < amount <= clawback.open:
        told: dict[str, object] = {"amount": amount, "most": clawback.open, "contract": clawback.contract}
        raise NotAllowed(Finding("funding.clawback_amount", clawback.key, told, Severity.STOPS_SAVING))


def _entry(c: Clawback, kind: EntryKind, line: ClawbackLine, amount: Decimal, on: date, run: str) -> Entry:
    return Entry(
        on=on, kind=kind, line=line.line, payer=line.payer, payee=c.payee, amount=amount, run=run, reason=c.reason
    )


def _part(found: Sequence[ClawbackLine], amount: Decimal, rounding: Rounding) -> tuple[ClawbackLine, ...]:
    parts = _spread(found, amount, rounding)
    return tuple(replace(x, amount=p) for x, p in zip(found, parts, strict=True) if p > 0)


def _spread(lines: Sequence[ClawbackLine], amount: Decimal, rounding: Rounding) -> tuple[Decimal, ...]:
    """An amount over the open parts of lines, in proportion, none above its open part."""
    still = [x.open for x in lines]
    if amount == sum(still, ZERO):
        return tuple(still)
    pieces = list(split(amount, [Fraction(s) for s in still], rounding))
    over = pieces[0] - still[0]
    for n in range(1, len(pieces)):  # the first took the remainder; what it cannot hold goes to the next that can
        if over <= 0:
            break
        moved = min(over, still[n] - pieces[n])
        pieces[0], pieces[n], over = pieces[0] - moved, pieces[n] + moved, over - moved
    return tuple(pieces)
