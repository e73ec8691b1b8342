"""Closing: a settlement becomes entries; days that were closed can be replayed, to the last unit of money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding
from remeslo.core.funding.ledger import Entry, EntryKind, Ledger, NotBookable
from remeslo.core.funding.lines import LineKey
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.pack import Recovery, RulePack
from remeslo.core.funding.settle import SettledLine, Settlement, Side, settle

SETTLEMENT = "settlement"
PAYMENT = "payment"


def close(settlement: Settlement) -> tuple[Entry, ...]:
    """
    What a settlement books: new amounts accrued, those that fell away voided, claims that are due after all dropped.

    Where the pack nets, money to be given back is claimed and taken back at once, and what was given back too much is
    paid at once; where it does not, a `Clawback` has to be opened by people, and nothing is booked for it here.
    """
    run = f"{SETTLEMENT} {settlement.on.isoformat()}"
    net = settlement.pack.recovery is Recovery.NET
    found: list[Entry] = []
    for line in settlement.lines:
        for side in line.sides:
            moves = [
                (EntryKind.VOIDED, side.to_void),
                (EntryKind.DROPPED, side.to_drop),
                (EntryKind.ACCRUED, side.to_accrue),
            ]
            if net:
                moves += [
                    (EntryKind.PAID, min(side.to_pay, max(ZERO, -side.position.paid))),
                    (EntryKind.CLAIMED, side.to_claim),
                    (EntryKind.RETURNED, side.to_return),
                ]
            found += [_entry(settlement.on, kind, line, side, amount, run) for kind, amount in moves if amount > 0]
    return tuple(found)


def _entry(on: date, kind: EntryKind, line: SettledLine, side: Side, amount: Decimal, run: str) -> Entry:
    return Entry(on=on, kind=kind, line=line.key, payer=side.payer, payee=side.payee, amount=amount, run=run)


def pay(ledger: Ledger, *, on: date, lines: Iterable[LineKey] | None = None) -> tuple[Entry, ...]:
    """Payment of everything accrued, or of some lines, on a day."""
    wanted = None if lines is None else set(lines)
    run = f"{PAYMENT} {on.isoformat()}"
    return tuple(
        Entry(on=on, kind=EntryKind.PAID, line=line, payer=payer, payee=payee, amount=p.accrued, run=run)
        for (line, payer, payee), p in sorted(ledger.positions.items())
        if p.accrued > 0 and (wanted is None or line in wanted)
    )


@dataclass(frozen=True, slots=True)
class Run:
    """
    A day's bookings as they were decided: a settlement, a payment of everything accrued, entries decided by people.

    Parameters
    ----------
    decided
        Entries of clawbacks and payments of single lines, booked after the settlement.
    """

    on: date
    settles: bool = True
    pays: bool = True
    decided: tuple[Entry, ...] = ()


def replay(pack: RulePack, facts: Sequence[Fact], runs: Iterable[Run], *, ledger: Ledger | None = None) -> Ledger:
    """
    The ledger of a row of days, each settled by the facts known on it.

    Facts that became known later change nothing, so that the same runs give the same ledger for ever.
    """
    here = ledger or Ledger()
    for run in sorted(runs, key=lambda r: r.on):
        if run.settles:
            here = here.book(close(settle(pack, facts, on=run.on, ledger=here)))
        here = here.book(run.decided)
        if run.pays:
            here = here.book(pay(here, on=run.on))
    return here


def runs_of(ledger: Ledger) -> tuple[Run, ...]:
    """The runs that made a ledger, read from its entries; a settlement that booked nothing leaves no trace."""
    days = sorted({e.on for e in ledger.entries})
    return tuple(_run(day, [e for e in ledger.entries if e.on == day]) for day in days)


def _run(day: date, entries: Sequence[Entry]) -> Run:
    settlement, payment = f"{SETTLEMENT} {day.isoformat()}", f"{PAYMENT} {day.isoformat()}"
    return Run(
        day,
        settles=any(e.run == settlement for e in entries),
        pays=any(e.run == payment for e in entries),
        decided=tuple(e for e in entries if e.run not in (settlement, payment)),
    )


@dataclass(frozen=True, slots=True)
class YearClosing:
    """
    A budget year that is closed: nothing may be booked in it any more, and what was booked can be proved.

    Parameters
    ----------
    digest
        SHA-256 of the entries up to the last day of the year, in order.
    balances
        Each account's balance on that day, by name.
    """

    year: int
    pack: str
    version: int
    entries: int
    digest: str
    balances: tuple[tuple[str, Decimal], ...]


def close_year(pack: RulePack, ledger: Ledger, year: int) -> tuple[Ledger, YearClosing]:
    """
    The ledger with the year closed, and its proof. Late facts are booked in the next year, for the old period.

    Raises
    ------
    NotBookable
        When the year is closed already.
    """
    last = date(year, 12, 31)
    if ledger.closed_until is not None and ledger.closed_until >= last:
        raise NotBookable("funding.year_closed_already", year=year)
    return Ledger(ledger.entries, last), _proof(pack, ledger, year)


def check_year(pack: RulePack, facts: Sequence[Fact], ledger: Ledger, closing: YearClosing) -> list[Finding]:
    """Whether facts and pack of today still give the closed year's ledger; every entry that differs is named."""
    last = date(closing.year, 12, 31)
    past = Ledger(tuple(e for e in ledger.entries if e.on <= last))
    findings = []
    if _proof(pack, past, closing.year) != closing:
        findings.append(Finding("funding.year_changed", str(closing.year), {"year": closing.year}))
    again = replay(pack, facts, runs_of(past))
    booked, replayed = ({e.key: e.amount for e in x.entries} for x in (past, again))
    for key in sorted(set(booked) | set(replayed)):
        if booked.get(key) != replayed.get(key):
            told = {"line": str(key[3]), "kind": key[2], "day": key[0]}
            amounts: dict[str, object] = {"booked": booked.get(key, 0), "replayed": replayed.get(key, 0)}
            findings.append(Finding("funding.year_not_replayed", str(key[3]), {**told, **amounts}))
    return findings


def _proof(pack: RulePack, ledger: Ledger, year: int) -> YearClosing:
    last = date(year, 12, 31)
    past = Ledger(tuple(e for e in ledger.entries if e.on <= last))
    text = "\n".join("|".join((*map(str, e.key), str(e.amount), e.reason)) for e in past.entries)
    digest = sha256(text.encode()).hexdigest()
    return YearClosing(year, pack.key, pack.version, len(past.entries), digest, tuple(past.balances().items()))
