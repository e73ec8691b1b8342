"""
`python -m benchmarks.published.timetable`: solve, judge, compare.

Runs are appended to a file one by one, so that a long table can be made in pieces: with `--resume` a run that is there
already (same instance, seed and limit) is not made again, and the table is of all runs in the file.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.published.timetable.known import BENCH, find, known, name_of
from benchmarks.published.timetable.plot import curves
from benchmarks.published.timetable.run import Run, run
from benchmarks.published.timetable.table import markdown, means, rows

ROOT = Path(__file__).resolve().parents[3]
RESULTS = ROOT / "var" / "benchmarks" / "timetable"
TABLE = ROOT / "benchmarks" / "results" / "timetable.md"
FAMILIES = {"itc2019": "ITC-2019", "cbctt": "CB-CTT"}


def main() -> int:
    """Makes the runs and tells the table; 1 when a run ended without a lawful timetable."""
    args = _arguments()
    args.results.mkdir(parents=True, exist_ok=True)
    records = args.results / "runs.jsonl"
    done = _read(records) if args.resume or args.table else []
    if not args.resume and not args.table:
        records.unlink(missing_ok=True)
    made = done if args.table else [*done, *_make(args, records, done)]
    if args.json:
        print(json.dumps(_summary(made), indent=1))
    else:
        print(markdown(made, known()))
    if args.write:
        _write(made, args.note)
    if args.plot:
        args.plot.write_text(curves(made), encoding="utf-8")
    return 0 if made and all(r.lawful for r in made) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.published.timetable", description=__doc__)
    parser.add_argument("--instances", nargs="+", default=list(FAMILIES), metavar="NAME|FILE", help="or itc2019, cbctt")
    parser.add_argument("--limit-s", nargs="+", type=float, default=[60.0], metavar="N", help="seconds a run (60)")
    parser.add_argument("--seeds", type=int, default=5, metavar="N", help="seeds 1 to N (5)")
    parser.add_argument("--first-seed", type=int, default=1, metavar="N")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="FOLDER", help="runs.jsonl and the solutions")
    parser.add_argument("--resume", action="store_true", help="keep the runs that are there")
    parser.add_argument("--table", action="store_true", help="only the table of the runs that are there")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the table to benchmarks/results/timetable.md")
    parser.add_argument("--note", default="", help="machine, load: what the table says of its making")
    parser.add_argument("--plot", type=Path, default=None, metavar="SVG", help="draw cost over time")
    return parser.parse_args()


def _make(args: argparse.Namespace, records: Path, done: list[Run]) -> list[Run]:
    """Seed by seed over all instances, so that a table cut short has every instance."""
    subprocess.run([sys.executable, "-m", "remeslo.cli.main", "timetable", "prepare"], stdout=sys.stderr, check=False)
    have = {(r.instance, r.seed, r.limit_s) for r in done}
    paths = [find(name) for given in args.instances for name in _names(given)]
    made: list[Run] = []
    for limit_s in args.limit_s:
        for seed in range(args.first_seed, args.first_seed + args.seeds):
            for path in paths:
                if (name_of(path), seed, limit_s) in have:
                    continue
                one = run(path, seed=seed, limit_s=limit_s, folder=args.results, workers=args.workers)
                with records.open("a", encoding="utf-8") as stream:
                    stream.write(one.as_json() + "\n")
                made.append(one)
                print(_told(one), file=sys.stderr, flush=True)
    return made


def _names(given: str) -> list[str]:
    family = FAMILIES.get(given)
    if family is None:
        return [given]
    names = [k.name for k in known().values() if k.family == family]
    present = [n for n in names if (BENCH / given).is_dir()]
    if not present:
        raise SystemExit(f"the instances of {given} do not lie in {BENCH}")
    return present


def _told(r: Run) -> str:
    best = known().get(r.instance)
    ratio = f"{r.total / best.best:.3f}" if best and best.best and r.total is not None and r.lawful else "—"
    cost = "none" if r.total is None else f"{r.total} hard {r.hard}"
    return (
        f"{time.strftime('%H:%M:%S')} {r.instance} seed {r.seed} {r.limit_s:g} s: {cost} ratio {ratio} "
        f"first {r.first_s} s, wall {r.wall_s} s, cpu {r.cpu_s} s, {r.peak_mib} MiB, load {r.load}"
    )


def _read(records: Path) -> list[Run]:
    if not records.exists():
        return []
    return [Run.from_json(line) for line in records.read_text(encoding="utf-8").splitlines() if line.strip()]


def _summary(made: list[Run]) -> dict[str, object]:
    limits = sorted({r.limit_s for r in made})
    tables = {limit: rows(made, known(), limit) for limit in limits}
    return {
        "rows": [r.as_json() for found in tables.values() for r in found],
        "means": [
            {"limit_s": limit, "family": family, **means(found, family)}
            for limit, found in tables.items()
            for family in FAMILIES.values()
        ],
    }


def _write(made: list[Run], note: str) -> None:
    dates = sorted({r.date for r in made})
    commits = ", ".join(dict.fromkeys(r.commit for r in made))
    loads = [r.load for r in made]
    head = [
        "# Timetables: published instances",
        "",
        f"{' to '.join(dict.fromkeys((dates[0], dates[-1])))}, {len(made)} runs, commits {commits}. {note}".strip(),
        f"Load average of the machine when runs began: {min(loads):.1f} to {max(loads):.1f} on two cores.",
        "",
        "Each run is the command `remeslo timetable solve` in a process of its own on two cores; the limit counts from "
        "the start of the process to its end, reading included; the kernels were compiled before (`remeslo timetable "
        "prepare`). Costs are of the file on disk, judged by `check` and `score`. Best known costs, their sources, the "
        "peers' figures: "
        "[known.toml](../published/timetable/known.toml).",
        "",
    ]
    TABLE.write_text("\n".join(head) + "\n" + markdown(made, known()), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
