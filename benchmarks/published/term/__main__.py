"""
`python -m benchmarks.published.term FILE... --limit-s N --json`: published scheduling instances, solved and judged.

`--all FOLDER` runs every instance of a folder like ../shared/bench in processes of their own, PyJobShop's in turn with
ours where it can state the problem (`--peer PYTHON` of an environment with it). Runs are appended to a file one by
one: with `--resume` what is there is not run again; `--table` only tells the table; `--write` also writes it.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from benchmarks.published.term import BEGAN
from benchmarks.published.term.instances import NotAnInstance, load
from benchmarks.published.term.known import known, published
from benchmarks.published.term.run import OURS, PEER, Run, run_ours, run_peer, solve_case
from benchmarks.published.term.table import markdown
from remeslo.interchange.sentences import say

ROOT = Path(__file__).resolve().parents[3]
RUNS = ROOT / "var" / "benchmarks" / "term" / "runs.jsonl"
TABLE = ROOT / "benchmarks" / "results" / "term.md"
CAUSES = ROOT / "benchmarks" / "results" / "term-causes.md"


def main() -> int:
    """0; 1 when a run ended without a lawful plan; 2 when a file cannot be read."""
    args = _arguments()
    if args.realistic:
        return _realistic(args)
    if args.causes:
        return _causes(args)
    return _many(args) if args.all or args.table else _files(args)


def _realistic(args: argparse.Namespace) -> int:
    """Time to proof of realistic programmes."""
    from benchmarks.published.term.realistic_report import RESULTS, report

    text = report(limit_s=args.limit_s, workers=args.workers, note=args.note)
    print(text)
    if args.write:
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(f"# Term: realistic programmes\n\n{text}\n", encoding="utf-8")
    return 0


def _causes(args: argparse.Namespace) -> int:
    """Causes and prices of realistic programmes, their claims solved again; 1 when one is contradicted."""
    from benchmarks.published.term.confirmed import confirmed, table
    from benchmarks.published.term.realistic_report import realistic_problems

    rows, wrong = [], 0
    for name, problem in realistic_problems():
        rows.append(confirmed(name, problem, limit_s=args.limit_s))
        wrong += len(rows[-1].wrong)
        print("\n".join([list(table(rows))[-1], *(f"  contradicted: {w}" for w in rows[-1].wrong)]), flush=True)
    text = "\n".join([f"# Term: causes and prices solved again\n\n{args.note}\n".strip(), "", *table(rows)])
    if args.write:
        CAUSES.write_text(text + "\n", encoding="utf-8")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.published.term", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=".sm, .mzn, .dat, .dzn")
    parser.add_argument("--limit-s", type=float, default=60.0, metavar="N", help="seconds an instance (60)")
    parser.add_argument("--workers", type=int, default=8, metavar="N", help="threads of CP-SAT, also of the peer's (8)")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--single", action="store_true", help="MSPSP: a worker serves one skill of a task")
    parser.add_argument("--realistic", action="store_true", help="generated programmes, samples, example cluster")
    parser.add_argument("--causes", action="store_true", help="their cause sets and prices, each claim solved again")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every instance of a folder like ../shared/bench")
    parser.add_argument("--families", nargs="+", metavar="FAMILY", help="with --all: only these (j30, gbac ...)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="with --all: each N-th instance of a family")
    parser.add_argument("--peer", type=Path, metavar="PYTHON", help="with --all: interpreter that has PyJobShop")
    parser.add_argument("--budget-min", type=float, default=70.0, metavar="N", help="begin nothing after so long (70)")
    parser.add_argument("--runs", type=Path, default=RUNS, metavar="FILE", help="where runs are kept")
    parser.add_argument("--resume", action="store_true", help="keep the runs that are there")
    parser.add_argument("--table", action="store_true", help="only the table of the runs that are there")
    parser.add_argument("--write", action="store_true", help="write benchmarks/results/term.md")
    parser.add_argument("--note", default="", help="machine, load: what the table says of its making")
    args = parser.parse_args()
    if not (args.files or args.all or args.table or args.realistic or args.causes):
        parser.error("name files, or --all FOLDER, or --table")
    return args


def _files(args: argparse.Namespace) -> int:
    """The files one after another in this process."""
    told, status, began = [], 0, time.monotonic()
    for path in args.files:
        try:
            case = load(path, single=args.single)
        except NotAnInstance as refusal:
            for finding in refusal.findings:
                print(say(finding, "en"), file=sys.stderr)
            told.append({"instance": path.name, "status": "unreadable", "value": None, "bound": 0, "seconds": 0.0})
            status = 2
            continue
        one = solve_case(case, limit_s=args.limit_s, seed=args.seed, workers=args.workers, began=began)
        told.append(one)
        status = max(status, 0 if one["value"] is not None or one["status"] == "infeasible" else 1)
        if not args.json:
            print("{instance}: {status}, value {value}, bound {bound}, {seconds} s".format(**one), flush=True)
        began = time.monotonic()
    if args.json:
        print(json.dumps(told, indent=1))
    return status


def _many(args: argparse.Namespace) -> int:
    """All instances, ours and the peer's in turn."""
    runs = _read(args.runs) if args.resume or args.table else []
    if args.all:
        args.runs.parent.mkdir(parents=True, exist_ok=True)
        if not args.resume:
            args.runs.unlink(missing_ok=True)
        runs = _make(args, runs)
    if args.json:
        print(json.dumps([json.loads(r.as_json()) for r in runs], indent=1))
    else:
        print(markdown(runs, known()))
    if args.write:
        _write(runs, args.note)
    return 1 if any(r.solver == OURS and r.value is None for r in runs) else 0


def _make(args: argparse.Namespace, runs: list[Run]) -> list[Run]:
    have = {(r.family, r.instance, r.solver) for r in runs if r.limit_s == args.limit_s}
    made = list(runs)
    seen: dict[str, int] = {}
    for number, (family, path) in enumerate(published(args.all)):
        seen[family] = seen.get(family, 0) + 1
        if (args.families and family not in args.families) or (seen[family] - 1) % args.every:
            continue
        solvers = (OURS, PEER) if number % 2 else (PEER, OURS)
        for solver in solvers:
            if time.monotonic() - BEGAN > 60 * args.budget_min:
                print("the time is over: go on with --resume", file=sys.stderr)
                return made
            if (family, path.name, solver) in have or (solver == PEER and args.peer is None):
                continue
            one = _one(args, family, path, solver)
            if one is not None:
                made.append(one)
                with args.runs.open("a", encoding="utf-8") as stream:
                    stream.write(one.as_json() + "\n")
                print(one.as_json(), file=sys.stderr, flush=True)
    return made


def _one(args: argparse.Namespace, family: str, path: Path, solver: str) -> Run | None:
    if solver == OURS:
        return run_ours(path, family, limit_s=args.limit_s, workers=args.workers)
    return run_peer(path, family, limit_s=args.limit_s, workers=args.workers, python=args.peer)


def _read(path: Path) -> list[Run]:
    if not path.exists():
        return []
    return [Run.from_json(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write(runs: list[Run], note: str) -> None:
    dates = sorted({r.date for r in runs})
    commits = ", ".join(dict.fromkeys(r.commit for r in runs))
    loads = [r.load for r in runs]
    head = [
        "# Published scheduling instances as term problems",
        "",
        f"{' to '.join(dict.fromkeys((dates[0], dates[-1])))}, {len(runs)} runs, commits {commits}. {note}".strip(),
        f"Load average of the machine when runs ended: {min(loads):.1f} to {max(loads):.1f} on two cores.",
        "",
        "Each run is a process of its own on two cores. Seconds and limit count, on both sides, from when the "
        "libraries are loaded: ours from the reading of the file, PyJobShop's from the building of its model. Both may "
        "use the same "
        "number of CP-SAT workers (8). Our values are those that `check` and the family's own cost function confirm; "
        "✓ = proven optimal. Gaps are (value - best known) / best known. Best known values: PSPLIB from "
        "../shared/bench/rcpsp, the others from [known.toml](../published/term/known.toml); *open* ones may be beaten.",
        "",
    ]
    TABLE.write_text("\n".join(head) + "\n" + markdown(runs, known()), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
