"""`remeslo network check` and `remeslo network explain`: an allocation judged, a refusal explained."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, status_of, unreadable
from remeslo.cli.networkscene import NetworkScene, read_scene
from remeslo.cli.networktold import allocation_data, tell_allocation
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.network.check import check
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Refusal
from remeslo.core.network.score import score
from remeslo.interchange.sentences import findings_data, label, wording
from remeslo.interchange.values import to_json

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`network check` and `network explain`."""
    judging = actions.add_parser("check", help="judge an allocation without any solver")
    judging.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo network plan` wrote")
    add_output(judging)
    judging.set_defaults(run=run_check)
    asking = actions.add_parser("explain", help="why a request was refused, each cause confirmed by solving again")
    asking.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo network plan` wrote")
    asking.add_argument("requests", nargs="*", metavar="REQUEST", help="its key; all refused ones without it")
    add_output(asking)
    asking.set_defaults(run=run_explain)


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Broken rules of the allocation and of the groups' weeks after it; status 1 when one is hard."""
    read = read_scene(args.folder)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    scene = read.scene
    problem = scene.reading.problem
    findings = [*scene.findings, *check(problem, scene.allocation), *scene.applied.findings]
    data = {"year": scene.year, **allocation_data(problem, scene.allocation, score(problem, scene.allocation))}
    hard = sum(f.hard for f in findings)
    if args.json:
        told = findings_data(findings, console.language)
        console.json({"ok": not hard, "hard": hard, **data, "findings": told})
    else:
        console.findings(findings)
        tell_allocation(data, console)
        console.say(console.text(f"Грубых нарушений: {hard}.", f"Hard findings: {hard}."))
    return status_of(findings)


def run_explain(args: argparse.Namespace, console: Console) -> int:
    """Causes of refusals; status 2 for a request that is unknown or granted."""
    from remeslo.core.network.explain import explain  # here, because judging needs no solver

    read = read_scene(args.folder)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    problem, allocation = read.scene.reading.problem, read.scene.allocation
    refused = [r.key for r in problem.requests if r.key not in allocation.grants]
    keys = [RequestKey(k) for k in args.requests] or refused
    if unknown := [k for k in keys if k not in refused]:
        facts = {"request": unknown[0], "known": tuple(refused)}
        wrong = Finding("networkfile.not_refused", str(args.folder), facts, Severity.STOPS_SAVING)
        return unreadable(console, [wrong], as_json=args.json)
    answers = [explain(problem, allocation, key) for key in keys]
    if args.json:
        console.json({"refusals": [to_json(a) for a in answers]})
    else:
        for answer in answers:
            _tell(read.scene, answer, console)
    return Exit.DONE


def _tell(scene: NetworkScene, answer: Refusal, console: Console) -> None:
    request = scene.reading.problem.request_of[answer.request]
    console.say(f"{answer.request}: {request.title}")
    if answer.could_be:
        console.say(console.text("  Место ещё есть: дайте поиску больше времени.", "  There is room: search longer."))
    elif not answer.each_alone:
        console.say(console.text("  Мешает всё вместе:", "  These together stand in the way:"))
    for cause in answer.causes:
        name = label(f"network_cause.{cause.kind.value}", console.language)
        facts = "; ".join(f"{wording(v, console.language)}" for v in cause.facts.values())
        console.say(f"  - {name} ({cause.where}): {facts}")
