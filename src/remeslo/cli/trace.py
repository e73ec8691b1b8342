"""`remeslo trace DIR KEY`: from an hour back to employers, or from a request forward to hours."""

import argparse
import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, unreadable
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line import trace, walk
from remeslo.interchange import planfile
from remeslo.interchange.sentences import label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`trace`."""
    command = commands.add_parser("trace", help="walk from a lesson hour to the requests behind it, or back")
    command.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo plan` wrote")
    command.add_argument("key", metavar="KEY", help="element:PROGRAMME/МДК.01.01, hour:PROGRAMME/МДК.01.01/w12/1, ...")
    way = command.add_mutually_exclusive_group()
    way.add_argument("--back", action="store_true", help="towards the employers (default)")
    way.add_argument("--forward", action="store_true", help="towards the lesson hours")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Prints every step of the walk, nearest first."""
    reading = planfile.read(args.folder)
    if reading.plan is None:
        return unreadable(console, reading.findings, as_json=args.json)
    graphs = trace.build(reading.plan.cluster, reading.plan.outcome)
    go = walk.forward if args.forward else walk.back
    try:
        steps = go(graphs, args.key)
    except walk.UnknownKey:
        return unreadable(console, [_unknown(graphs, args.key)], as_json=args.json)
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
        kind = label(f"trace_kind.{s.node.kind}", console.language)
        hours = console.text(f" · {s.node.hours} ч", f" · {s.node.hours} h") if s.node.hours else ""
        console.say(f"{'  ' * s.depth}{kind}: {s.node.code} {s.node.text}".rstrip() + hours)
    return Exit.DONE


def _step(step: walk.TraceStep) -> dict[str, object]:
    return {
        "key": step.node.key,
        "kind": step.node.kind.value,
        "code": step.node.code,
        "text": step.node.text,
        "hours": step.node.hours,
        "depth": step.depth,
        "via": step.via,
        "programme": step.programme,
    }


def _hours(graphs: tuple[trace.ProgrammeTrace, ...], key: str) -> tuple[str, ...]:
    """Weeks that do have hours of the element that an hour's key names."""
    kind, _, rest = key.partition(":")
    element = "/".join(["element:" + rest.split("/")[0], *rest.split("/")[1:2]])
    if kind != "hour" or not any(element in g.nodes for g in graphs):
        return ()
    return tuple(s.node.key for s in walk.forward(graphs, element) if s.node.kind == "hour")[:5]


def _unknown(graphs: tuple[trace.ProgrammeTrace, ...], key: str) -> Finding:
    known = [k for g in graphs for k in g.nodes]
    similar = _hours(graphs, key) or tuple(difflib.get_close_matches(key, known, n=5, cutoff=0.6))
    return Finding("plan.unknown_key", key, {"key": key, "similar": similar}, Severity.STOPS_SAVING)
