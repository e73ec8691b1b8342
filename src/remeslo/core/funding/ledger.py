"""The ledger: entries that are only appended, each of them postings that add up to zero."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.lines import LineKey
from remeslo.core.funding.money import ZERO


class EntryKind(StrEnum):
    """What happened to an amount."""

    ACCRUED = "accrued"
    """A settlement found it due: the payer owes it."""
    VOIDED = "voided"
    """An accrued amount turned out not to be due before it was paid."""
    PAID = "paid"
    """An accrued amount was paid."""
    CLAIMED = "claimed"
    """A paid amount is claimed back."""
    DROPPED = "dropped"
    """A claim was taken back: the amount is due after all."""
    RETURNED = "returned"
    """A claimed amount was given back."""
    WAIVED = "waived"
    """A claimed amount will not be given back, by decision."""


class NotBookable(ProblemError):
    """
    What a ledger can't take.

    Parameters
    ----------
    finding
        The reason as data, without a place: the edge knows which file or page it was.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.finding = Finding(code, "", facts, Severity.STOPS_SAVING)
        super().__init__(f"{code}: {facts}")


_OWES, _OWED, _CASH, _WAIVED = "owes", "owed", "cash", "waived"

_POSTINGS: Mapping[EntryKind, tuple[tuple[str, str, int], ...]] = {
    EntryKind.ACCRUED: ((_OWES, "payer", -1), (_OWED, "payee", 1)),
    EntryKind.VOIDED: ((_OWES, "payer", 1), (_OWED, "payee", -1)),
    EntryKind.PAID: ((_OWES, "payer", 1), (_OWED, "payee", -1), (_CASH, "payer", -1), (_CASH, "payee", 1)),
    EntryKind.CLAIMED: ((_OWES, "payee", -1), (_OWED, "payer", 1)),
    EntryKind.DROPPED: ((_OWES, "payee", 1), (_OWED, "payer", -1)),
    EntryKind.RETURNED: ((_OWES, "payee", 1), (_OWED, "payer", -1), (_CASH, "payee", -1), (_CASH, "payer", 1)),
    EntryKind.WAIVED: ((_OWES, "payee", 1), (_OWED, "payer", -1), (_WAIVED, "payer", -1), (_WAIVED, "payee", 1)),
}
"""Accounts that an entry touches: (account, whose, sign). Each row adds up to zero."""


class Posting(NamedTuple):
    """An amount on an account: ``cash:college-1``."""

    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One movement of one line between one payer and one payee.

    Parameters
    ----------
    on
        The day it is booked.
    amount
        > 0; the kind says which way it goes.
    run
        What booked it: ``settlement 2026-10-31``, a clawback's key. (line, payer, kind, on, run) is its identity.
    """

    on: date
    kind: EntryKind
    line: LineKey
    payer: OrganisationKey
    payee: OrganisationKey
    amount: Decimal
    run: str
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.amount > 0:
            raise NotBookable("funding.entry_not_positive", line=str(self.line), amount=self.amount)

    @property
    def key(self) -> tuple[date, str, str, LineKey, str, str]:
        """Identity; an entry that is booked again changes nothing."""
        return (self.on, self.run, self.kind.value, self.line, self.payer, self.payee)

    @property
    def postings(self) -> tuple[Posting, ...]:
        """What it does to accounts; adds up to zero."""
        who = {"payer": self.payer, "payee": self.payee}
        return tuple(
            Posting(f"{account}:{who[whose]}", sign * self.amount) for account, whose, sign in _POSTINGS[self.kind]
        )


@dataclass(frozen=True, slots=True)
class Position:
    """
    What was booked for one line between one payer and one payee; every sum >= 0 but ``paid``.

    ``paid`` is net of what was given back, so it falls below 0 on a line that only asks for money back.
    """

    accrued: Decimal = ZERO
    """Due by the last settlement and not yet paid."""
    paid: Decimal = ZERO
    claimed: Decimal = ZERO
    """Claimed back, not yet given back."""
    returned: Decimal = ZERO
    waived: Decimal = ZERO
    voided: Decimal = ZERO


@dataclass(frozen=True)
class Ledger:
    """
    Entries in the order in which they were booked.

    Parameters
    ----------
    closed_until
        The last day of the last closed budget year; nothing may be booked on it or before.
    """

    entries: tuple[Entry, ...] = ()
    closed_until: date | None = field(default=None)

    def book(self, entries: Iterable[Entry]) -> "Ledger":
        """
        The ledger with more entries; those that it has already change nothing.

        Raises
        ------
        NotBookable
            When an entry has the identity of another with a different amount, lies in a closed year, pays more than
            is accrued, gives back more than is claimed, or asks more back under a contract than was paid under it.
        """
        known = {e.key: e for e in self.entries}
        fresh: list[Entry] = []
        for entry in entries:
            if (old := known.get(entry.key)) is not None:
                if old != entry:
                    facts = {"line": str(entry.line), "day": entry.on, "booked": old.amount, "amount": entry.amount}
                    raise NotBookable("funding.booked_otherwise", **facts)
                continue
            if self.closed_until is not None and entry.on <= self.closed_until:
                facts = {"line": str(entry.line), "day": entry.on, "closed": self.closed_until}
                raise NotBookable("funding.year_closed", **facts)
            known[entry.key] = entry
            fresh.append(entry)
        grown = Ledger((*self.entries, *fresh), self.closed_until)
        grown._judge({(e.line, e.payer, e.payee) for e in fresh})
        return grown

    def position(self, line: LineKey, payer: str, payee: str) -> Position:
        """What was booked for a line between two parties."""
        return self.positions.get((line, OrganisationKey(payer), OrganisationKey(payee)), Position())

    @cached_property
    def positions(self) -> Mapping[tuple[LineKey, OrganisationKey, OrganisationKey], Position]:
        """All positions by line, payer and payee."""
        sums: dict[tuple[LineKey, OrganisationKey, OrganisationKey], dict[EntryKind, Decimal]] = {}
        for e in self.entries:
            kinds = sums.setdefault((e.line, e.payer, e.payee), dict.fromkeys(EntryKind, ZERO))
            kinds[e.kind] += e.amount
        return {key: _position(kinds) for key, kinds in sums.items()}

    def postings(self) -> Iterator[Posting]:
        """Every posting of every entry."""
        for entry in self.entries:
            yield from entry.postings

    def balances(self) -> Mapping[str, Decimal]:
        """Balance of each account; together they are zero."""
        found: dict[str, Decimal] = {}
        for account, amount in self.postings():
            found[account] = found.get(account, ZERO) + amount
        return dict(sorted(found.items()))

    @property
    def total(self) -> Decimal:
        """Sum of all postings: zero, always."""
        return sum((amount for _, amount in self.postings()), ZERO)

    def _judge(self, touched: Iterable[tuple[LineKey, OrganisationKey, OrganisationKey]]) -> None:
        keys = tuple(touched)
        for key in keys:
            p = self.positions[key]
            if p.accrued < 0:
                raise NotBookable("funding.paid_above_accrued", line=str(key[0]), amount=-p.accrued)
            if p.claimed < 0:
                raise NotBookable("funding.returned_above_claimed", line=str(key[0]), amount=-p.claimed)
        for between in {(key[0].contract, key[1], key[2]) for key in keys}:
            paid, asked = self.between[between]
            if asked > paid:
                facts = {"contract": between[0], "payee": between[2], "asked": asked, "paid": paid}
                raise NotBookable("funding.asked_above_paid", **facts)

    @cached_property
    def between(self) -> Mapping[tuple[str, OrganisationKey, OrganisationKey], tuple[Decimal, Decimal]]:
        """By contract, payer and payee: what was paid, net, and what of it is claimed or waived."""
        found: dict[tuple[str, OrganisationKey, OrganisationKey], tuple[Decimal, Decimal]] = {}
        for (line, payer, payee), p in self.positions.items():
            paid, asked = found.get((line.contract, payer, payee), (ZERO, ZERO))
            found[line.contract, payer, payee] = (paid + p.paid, asked + p.claimed + p.waived)
        return found


def _position(sums: Mapping[EntryKind, Decimal]) -> Position:
    k = EntryKind
    return Position(
        accrued=sums[k.ACCRUED] - sums[k.VOIDED] - sums[k.PAID],
        paid=sums[k.PAID] - sums[k.RETURNED],
        claimed=sums[k.CLAIMED] - sums[k.DROPPED] - sums[k.RETURNED] - sums[k.WAIVED],
        returned=sums[k.RETURNED],
        waived=sums[k.WAIVED],
        voided=sums[k.VOIDED],
    )
