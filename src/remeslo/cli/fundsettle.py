"""`remeslo fund settle`: due by the facts known on a day minus everything already paid, line by line."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, not_writable, status_of, unreadable
from remeslo.cli.fundsource import Source, add_source, read_source
from remeslo.cli.fundtold import money, pack_data, settled_data, statement_data
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding
from remeslo.core.funding.closing import close, pay
from remeslo.core.funding.ledger import NotBookable
from remeslo.core.funding.lines import LineState
from remeslo.core.funding.settle import Settlement, settle
from remeslo.core.funding.statements import statements
from remeslo.interchange import factfile
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

MOST_SHOWN = 200


def add_to(actions: "Commands") -> None:
    """`fund settle`."""
    command = actions.add_parser("settle", help="what is due by the facts known on a day minus what was paid")
    add_source(command)
    command.add_argument(
        "--book", type=Path, metavar="FILE", help="write the ledger after this settlement is closed and paid"
    )
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Status 1 when a fact is wrong or a line cannot be computed: the others are settled all the same."""
    try:
        source = read_source(args)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    settlement = settle(source.pack, source.facts, on=source.on, ledger=source.ledger)
    findings = (*source.findings, *settlement.findings, *_book(args.book, source, settlement))
    if args.json:
        console.json(
            {
                "pack": pack_data(source.pack),
                "on": source.on.isoformat(),
                "currency": source.pack.currency,
                "totals": {
                    "due": money(settlement.due),
                    "paid": money(settlement.paid),
                    "amount": money(settlement.amount),
                },
                "lines": [settled_data(x) for x in settlement.lines],
                "statements": [statement_data(s) for s in statements(settlement)],
                "findings": findings_data(findings, console.language),
            }
        )
    else:
        _tell(settlement, console)
        console.findings(findings)
    return status_of(findings)


def _book(path: Path | None, source: Source, settlement: Settlement) -> list[Finding]:
    """The ledger with this settlement closed and paid, written to a file."""
    if path is None:
        return []
    try:
        ledger = source.ledger.book(close(settlement))
        ledger = ledger.book(pay(ledger, on=source.on))
        path.write_bytes(factfile.write_ledger(ledger))
    except NotBookable as error:
        return [replace(error.finding, where=str(path))]
    except OSError as error:
        return [not_writable(path, error)]
    return []


def _tell(settlement: Settlement, console: Console) -> None:
    pack, currency = settlement.pack, settlement.pack.currency
    title = console.text(pack.title_ru, pack.title_en)
    console.say(console.text(f"{title}, на {settlement.on}", f"{title}, on {settlement.on}"))
    for line in settlement.lines[:MOST_SHOWN]:
        state = label(f"line_state.{line.state.value}", console.language)
        mark = "" if line.line is None or line.line.verified else " *"
        earned = line.line.amount if line.line is not None and line.state is LineState.ELIGIBLE else line.amount
        named = f"{line.key.subject}  {line.key.period or '—'}  {line.key.kind}"
        console.say(f"  {named}  {money(earned)} {currency}  [{state}]{mark}")
    if len(settlement.lines) > MOST_SHOWN:
        more = len(settlement.lines) - MOST_SHOWN
        console.say(console.text(f"  … и ещё строк: {more} (все — с --json)", f"  … and {more} more (all with --json)"))
    due, paid, amount = money(settlement.due), money(settlement.paid), money(settlement.amount)
    console.say(
        console.text(
            f"Причитается {due}, выплачено {paid}, к расчёту {amount} {currency}",
            f"Due {due}, paid {paid}, to settle {amount} {currency}",
        )
    )
    if any(x.line is not None and not x.line.verified for x in settlement.lines):
        console.say(
            console.text(
                "* в строке есть числа, не сверенные с актом",
                "* a number behind the line was never compared with its act",
            )
        )
