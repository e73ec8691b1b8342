"""`remeslo fund year`: closes a budget year of a ledger, or proves that a closed one still replays to the last unit."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.fundsource import add_source, read_source, year
from remeslo.cli.fundtold import money, pack_data
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.closing import check_year, close_year
from remeslo.core.funding.ledger import Ledger
from remeslo.interchange import factfile
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`fund year`."""
    command = actions.add_parser("year", help="close a budget year of a ledger, or replay a closed one")
    add_source(command)
    command.add_argument("--year", required=True, type=year, metavar="YEAR", help="the budget year")
    command.add_argument("--digest", default="", metavar="SHA256", help="what the year's closing gave: prove it")
    command.add_argument("--book", type=Path, metavar="FILE", help="write the ledger with the year closed")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Status 1 when a day of the year, settled again, gives other entries, or the digest differs."""
    try:
        source = read_source(args)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    last = date(args.year, 12, 31)
    if args.on < last:
        told: dict[str, object] = {"year": args.year, "day": args.on}
        found = [Finding("funding.year_not_over", str(args.year), told, Severity.STOPS_SAVING)]
        return unreadable(console, found, as_json=args.json)
    open_ledger = Ledger(source.ledger.entries)
    closed, proof = close_year(source.pack, open_ledger, args.year)
    closed = replace(closed, closed_until=max(last, source.ledger.closed_until or last))  # a later year stays closed
    findings = [*source.findings, *check_year(source.pack, source.facts, open_ledger, proof)]
    if args.digest and args.digest != proof.digest:
        findings.append(Finding("funding.year_changed", str(args.year), {"year": args.year}))
    findings += _write(args.book, closed)
    if args.json:
        console.json(
            {
                "pack": pack_data(source.pack),
                "year": proof.year,
                "entries": proof.entries,
                "digest": proof.digest,
                "balances": {account: money(amount) for account, amount in proof.balances},
                "findings": findings_data(findings, console.language),
            }
        )
        return status_of(findings)
    console.say(
        console.text(
            f"{proof.year}: записей {proof.entries}, отпечаток {proof.digest}",
            f"{proof.year}: {proof.entries} entries, digest {proof.digest}",
        )
    )
    for account, amount in proof.balances:
        console.say(f"  {account}  {money(amount)}")
    console.findings(findings)
    return status_of(findings) if findings else Exit.DONE


def _write(path: Path | None, ledger: Ledger) -> list[Finding]:
    if path is None:
        return []
    try:
        path.write_bytes(factfile.write_ledger(ledger))
    except OSError as error:
        return [not_writable(path, error)]
    return []
