"""`remeslo fund trace`: a rouble, its rule and facts, the learner, the programme, the request; and the way back."""

import argparse
import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, unreadable
from remeslo.cli.fundsource import add_source, read_source
from remeslo.cli.fundtold import money
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import due
from remeslo.core.line import moneytrace, trace
from remeslo.core.line.walk import UnknownKey
from remeslo.interchange import planfile
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`fund trace`."""
    command = actions.add_parser("trace", help="walk from a rouble to the requests behind it, or back")
    add_source(command, ledger=False)
    command.add_argument("key", metavar="KEY", help="line:RULE|CONTRACT|SUBJECT|PERIOD|KIND, fact:…, subject:…, …")
    command.add_argument(
        "--plan", type=Path, metavar="DIR", help="what `remeslo plan` wrote: programmes up to requests"
    )
    way = command.add_mutually_exclusive_group()
    way.add_argument("--back", action="store_true", help="towards the requests (default)")
    way.add_argument("--forward", action="store_true", help="towards the money")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Prints every step of the walk, nearest first."""
    try:
        source = read_source(args)
        graphs = _graphs(args.plan)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    book = FactBook.known(source.facts, source.on)
    found = moneytrace.build(source.pack, due(source.pack, book, on=source.on).lines, book, graphs)
    go = moneytrace.forward if args.forward else moneytrace.back
    try:
        steps = go(found, args.key)
    except UnknownKey:
        similar = tuple(difflib.get_close_matches(args.key, list(found.nodes), n=5, cutoff=0.3))
        facts: dict[str, object] = {"key": args.key, "similar": similar}
        return unreadable(
            console, [Finding("funding.trace_unknown", args.key, facts, Severity.STOPS_SAVING)], as_json=args.json
        )
    if args.json:
        console.json(
            {
                "key": args.key,
                "direction": "forward" if args.forward else "back",
                "steps": [_step(s) for s in steps],
            }
        )
        return Exit.DONE
    for s in steps:
        kind = label(f"money_kind.{s.node.kind}", console.language)
        amount = f" · {money(s.node.amount)} {source.pack.currency}" if s.node.amount else ""
        name = s.node.key.partition(":")[2]
        title = "" if s.node.title == name else f" {s.node.title}"
        console.say(f"{'  ' * s.depth}{kind}: {name}{title}{amount}")
    return Exit.DONE


def _graphs(folder: Path | None) -> tuple[trace.ProgrammeTrace, ...]:
    if folder is None:
        return ()
    reading = planfile.read(folder)
    if reading.plan is None:
        raise Unreadable(reading.findings)
    return trace.build(reading.plan.cluster, reading.plan.outcome)


def _step(step: moneytrace.MoneyStep) -> dict[str, object]:
    return {
        "key": step.node.key,
        "kind": step.node.kind.value,
        "title": step.node.title,
        "amount": money(step.node.amount),
        "depth": step.depth,
        "via": step.via,
    }
