"""`remeslo plan FOLDER --out DIR`: the whole line on a cluster folder, with documents."""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, not_writable, status_of, unreadable
from remeslo.cli.options import add_limits, add_output
from remeslo.cli.progress import ProgressLine
from remeslo.cli.summary import programme_json, summary
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome
from remeslo.core.line.plan import plan
from remeslo.interchange import clusterfile, documents, encoder, planfile
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

TIMES = "times.json"
SUMMARY = "summary.md"


def add_to(commands: "Commands") -> None:
    """`plan`."""
    command = commands.add_parser("plan", help="plan every programme of a cluster folder")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="cluster folder")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for plan.json and documents")
    command.add_argument("--no-documents", action="store_true", help="plan.json and the summary only")
    command.add_argument("--lexical", action="store_true", help="match words only, without the sentence encoder")
    add_limits(command)
    add_output(command)
    command.set_defaults(run=run)


@dataclass
class _Times:
    """Seconds of each step, in order; the only thing that differs between two runs."""

    console: Console
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, key: str, ru: str, en: str) -> Iterator[None]:
        started = time.perf_counter()
        with self.console.step(ru, en):
            yield
        self.seconds[key] = round(time.perf_counter() - started, 3)


def run(args: argparse.Namespace, console: Console) -> int:
    """Reads, plans, writes; status 1 when a finding is hard, 2 when the folder cannot be read."""
    times = _Times(console)
    with times.step("read", "папка кластера прочитана", "cluster folder read"):
        reading = clusterfile.read(args.folder)
    if reading.cluster is None:
        return unreadable(console, reading.findings, as_json=args.json)
    refused = _prepare(args.out)
    if refused is not None:
        return unreadable(console, [refused], as_json=args.json)
    outcome = _plan(reading.cluster, args, console, times)
    findings = [*reading.findings, *outcome.findings, *(f for p in outcome.programmes for f in p.findings)]
    try:
        with times.step("write", "план и документы записаны", "plan and documents written"):
            _write(args, console, reading.cluster, outcome, findings)
        (args.out / TIMES).write_text(json.dumps(times.seconds, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    if args.json:
        console.json(
            {
                "programmes": [programme_json(p) for p in outcome.programmes],
                "unanswered": list(outcome.unanswered),
                "findings": findings_data(findings, console.language),
            }
        )
    else:
        console.say(summary(reading.cluster, outcome, findings, console.language))
    return status_of(findings)


def _plan(cluster: Cluster, args: argparse.Namespace, console: Console, times: _Times) -> LineOutcome:
    with times.step("encoder", "распознаватель смысла загружен", "sentence encoder loaded"):
        loaded = None if args.lexical else encoder.load()
    line = ProgressLine(console)
    with times.step("plan", "программы спланированы", "programmes planned"):
        outcome = plan(cluster, encoder=loaded, limit_s=args.limit_s, seed=args.seed, progress=line.show)
        line.end()
    return outcome


def _prepare(out: Path) -> Finding | None:
    """Makes the folder; says why when it cannot be used. A folder of somebody else's files is refused."""
    if out.exists() and not out.is_dir():
        return Finding("cluster.not_a_folder", str(out), {}, Severity.STOPS_SAVING)
    try:
        out.mkdir(parents=True, exist_ok=True)
        foreign = [f.name for f in out.iterdir()] if not (out / planfile.NAME).exists() else []
    except OSError as error:
        return not_writable(out, error)
    if foreign:
        return Finding("plan.folder_in_use", str(out), {"files": tuple(sorted(foreign)[:5])}, Severity.STOPS_SAVING)
    return None


def _write(
    args: argparse.Namespace, console: Console, cluster: Cluster, outcome: LineOutcome, findings: list[Finding]
) -> None:
    """Everything is made beside and put in place at the end, ``plan.json`` last, so that a failure leaves no half."""
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=args.out) as made:
        folder = Path(made)
        names: list[str] = []
        if not args.no_documents:
            for programme in outcome.programmes:
                paths = documents.write_all(cluster, programme, folder, language=console.language)
                names += [p.name for p in paths]
        text = summary(cluster, outcome, findings, console.language)
        (folder / SUMMARY).write_text(text + "\n", encoding="utf-8")
        planfile.write(folder, planfile.PlanFile(cluster, outcome, (SUMMARY, *names)))
        before = _listed(args.out)
        for name in (SUMMARY, *names, planfile.NAME):
            (folder / name).replace(args.out / name)
        for name in before - {SUMMARY, *names}:
            (args.out / name).unlink(missing_ok=True)


def _listed(out: Path) -> set[str]:
    """Papers that the plan in the folder lists as its own; of other files nothing is known and they stay."""
    plan = planfile.read(out).plan if (out / planfile.NAME).exists() else None
    return {name for name in plan.documents if Path(name).name == name} - {planfile.NAME} if plan else set()
