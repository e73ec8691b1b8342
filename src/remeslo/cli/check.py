"""`remeslo check DIR`: judges what `remeslo plan` wrote, without any solver."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding
from remeslo.core.line.judge import judge
from remeslo.interchange import planfile
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`check`."""
    command = commands.add_parser("check", help="judge a plan without any solver")
    command.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo plan` wrote")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Every broken rule and missing document; status 1 when one is hard."""
    reading = planfile.read(args.folder)
    if reading.plan is None:
        return unreadable(console, reading.findings, as_json=args.json)
    plan = reading.plan
    findings = [*judge(plan.cluster, plan.outcome), *_documents(args.folder, plan.documents)]
    weeks = {p.key: p.result.weeks if p.result else None for p in plan.outcome.programmes}
    if args.json:
        console.json(
            {
                "ok": not any(f.hard for f in findings),
                "hard": sum(f.hard for f in findings),
                "programmes": [{"key": k, "weeks": w} for k, w in weeks.items()],
                "findings": findings_data(findings, console.language),
            }
        )
    else:
        console.findings(findings)
        hard = sum(f.hard for f in findings)
        console.say(
            console.text(
                f"Программ проверено: {len(weeks)}; грубых нарушений: {hard}; всего замечаний: {len(findings)}.",
                f"Programmes checked: {len(weeks)}; hard findings: {hard}; findings in all: {len(findings)}.",
            )
        )
    return status_of(findings)


def _documents(folder: Path, names: tuple[str, ...]) -> list[Finding]:
    base = folder if folder.is_dir() else folder.parent
    return [Finding("plan.document_missing", n, {"document": n}) for n in names if not (base / n).is_file()]
