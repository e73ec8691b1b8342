"""`remeslo fund explain`: a line in three lines, down to facts and evidence."""

import argparse
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, status_of, unreadable
from remeslo.cli.fundsource import Source, add_source, read_source
from remeslo.cli.fundtold import explanation_data, money, pack_data
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import due
from remeslo.core.funding.explain import Explanation, explain_line
from remeslo.core.funding.lines import Line
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`fund explain`."""
    command = actions.add_parser("explain", help="a line's amount in three lines: formula, with names, with numbers")
    add_source(command, ledger=False)
    command.add_argument("--line", default="", metavar="KEY", help="a line's key, as settle gives it")
    command.add_argument("--learner", default="", metavar="SUBJECT", help="only lines of this subject")
    command.add_argument("--kind", default="", metavar="KIND", help="only lines of this kind")
    command.add_argument("--period", default="", metavar="PERIOD", help="only lines of this period")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Status 2 when no line is so called."""
    try:
        source = read_source(args)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    book = FactBook.known(source.facts, source.on)
    found = due(source.pack, book, on=source.on)
    lines = [x for x in found.lines if _wanted(x, args)]
    if not lines:
        known = tuple(str(x.key) for x in found.lines[:5])
        facts: dict[str, object] = {"found": args.line or args.learner or args.kind or args.period, "known": known}
        return unreadable(
            console, [Finding("funding.line_unknown", args.facts.name, facts, Severity.STOPS_SAVING)], as_json=args.json
        )
    explained = [explain_line(source.pack, x, book) for x in lines]
    findings = (*source.findings, *found.findings)
    if args.json:
        console.json(
            {
                "pack": pack_data(source.pack),
                "on": source.on.isoformat(),
                "lines": [explanation_data(e) for e in explained],
                "findings": findings_data(findings, console.language),
            }
        )
    else:
        for e in explained:
            _tell(e, source, console)
        console.findings(findings)
    return status_of(findings) if findings else Exit.DONE


def _wanted(line: Line, args: argparse.Namespace) -> bool:
    return (
        (not args.line or str(line.key) == args.line)
        and (not args.learner or line.subject == args.learner)
        and (not args.kind or line.kind == args.kind)
        and (not args.period or line.period == args.period)
    )


def _tell(e: Explanation, source: Source, console: Console) -> None:
    ru = console.language == "ru"
    console.say(f"{e.line.key} = {money(e.line.amount)} {source.pack.currency}")
    console.say(f"  1  {e.formula}")
    console.say(f"  2  {e.with_names[0] if ru else e.with_names[1]}")
    console.say(f"  3  {e.with_numbers} = {money(e.line.amount)}")
    for used, words in e.used:
        unverified = console.text(" (не сверено)", " (not verified)") if used.verified is False else ""
        where = f": {used.source}{unverified}" if used.source else ""
        value = (
            f"{used.value:f}"
            if not isinstance(used.value, int) and hasattr(used.value, "is_finite")
            else str(used.value)
        )
        console.say(f"     {words[0] if ru else words[1]} = {value}{where}")
    for fact in e.facts:
        evidence = f" [{'; '.join(fact.evidence)}]" if fact.evidence else ""
        said = ", ".join(f"{n}={v}" for n, v in fact.values.items())
        console.say(f"     • {fact.key}: {fact.kind} {fact.on} ({fact.by}) {said}{evidence}")
