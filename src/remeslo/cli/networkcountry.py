"""`remeslo network country`: the years of many clusters allocated over several processes or machines."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, unreadable
from remeslo.cli.many.allocating import allocate, payload
from remeslo.cli.many.crew import Crew
from remeslo.cli.many.distributed import DistributedCrew, NoEngine, Papers, Unreachable
from remeslo.cli.many.ledger import Ledger, LedgerBusy, Row
from remeslo.cli.many.local import LocalCrew
from remeslo.cli.many.progress import Watch
from remeslo.cli.many.work import work
from remeslo.cli.options import add_output, positive
from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.networkfile.problem import read_problem

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`network country`."""
    command = actions.add_parser("country", help="allocate the years of many clusters, on several workers")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="allocation problems, one *.json a cluster")
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="rows of what is done; goes on from them"
    )
    command.add_argument("--workers", type=_count, default=2, metavar="N", help="processes of this machine (2)")
    command.add_argument("--work-limit", type=positive, default=20.0, metavar="W", help="work for each cluster (20)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="same input and seed: same allocation")
    command.add_argument("--scheduler", metavar="ADDRESS", help="a dask scheduler (tls://...) instead of processes")
    command.add_argument("--papers", type=Path, metavar="DIR", help="ca.pem, cert.pem and key.pem for the scheduler")
    add_output(command)
    command.set_defaults(run=run)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"a number of workers from 1 to 1000 is expected, not {text!r}")
    return int(text)


def run(args: argparse.Namespace, console: Console) -> int:
    """Reads all problems first; status 1 when some cluster could not be allocated, 2 when some file cannot be read."""
    paths = sorted(args.folder.glob("*.json")) if args.folder.is_dir() else []
    if not paths:
        return unreadable(console, [_empty(args.folder)], as_json=args.json)
    if findings := [f for path in paths for f in read_problem(path)[1]]:
        return unreadable(console, findings, as_json=args.json)
    jobs = {path.stem: payload(path, work_limit=args.work_limit, seed=args.seed) for path in paths}
    try:
        rows = work(jobs, Ledger(args.out), lambda: _crew(args), Watch(args.out, console).show)
    except LedgerBusy:
        return unreadable(console, [_refused("networkfile.country_busy", args.out)], as_json=args.json)
    except NoEngine:
        return unreadable(console, [_refused("networkfile.no_engine", args.out)], as_json=args.json)
    except Unreachable as error:
        facts = {"address": args.scheduler, "reason": str(error)[:200]}
        refused = Finding("networkfile.scheduler_away", args.scheduler, facts, Severity.STOPS_SAVING)
        return unreadable(console, [refused], as_json=args.json)
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    return _tell(args, console, rows)


def _crew(args: argparse.Namespace) -> Crew:
    if args.scheduler is None:
        return LocalCrew(allocate, args.workers)
    folder = args.papers or Path()
    return DistributedCrew(allocate, args.scheduler, Papers(folder / "ca.pem", folder / "cert.pem", folder / "key.pem"))


def _tell(args: argparse.Namespace, console: Console, rows: dict[str, Row]) -> int:
    summary = country(rows)
    (args.out / "country.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if args.json:
        console.json(summary)
    else:
        text, clusters = console.text, summary["clusters"]
        console.say(
            text(
                f"Кластеров: {clusters}, распределено {summary['allocated']}, не удалось {summary['failed']}.",
                f"{clusters} clusters: {summary['allocated']} allocated, {summary['failed']} failed.",
            )
        )
        console.say(
            text(
                f"Группо-дней попросили {summary['days_asked']}, выделено {summary['days_granted']}.",
                f"{summary['days_asked']} group-days asked for, {summary['days_granted']} granted.",
            )
        )
    return Exit.HARD_FINDINGS if summary["failed"] else Exit.DONE


def country(rows: dict[str, Row]) -> dict[str, object]:
    """Sums over clusters, and a line for each, in order of names: the same however many workers there were."""
    good = {name: row for name, row in rows.items() if not row.error and row.result.get("lawful")}
    figures = ("status", "requests", "granted", "days_asked", "days_granted")

    def total(figure: str) -> int:
        return sum(int(str(row.result[figure])) for row in good.values())

    return {
        "clusters": len(rows),
        "allocated": len(good),
        "failed": len(rows) - len(good),
        "days_asked": total("days_asked"),
        "days_granted": total("days_granted"),
        "rows": [{"name": name, **{f: row.result[f] for f in figures}} for name, row in sorted(good.items())],
        "errors": {n: r.error or str(r.result.get("status")) for n, r in sorted(rows.items()) if n not in good},
    }


def _empty(folder: Path) -> Finding:
    return Finding("networkfile.no_problems", str(folder), {}, Severity.STOPS_SAVING)


def _refused(code: str, folder: Path) -> Finding:
    return Finding(code, str(folder), {}, Severity.STOPS_SAVING)
