"""
Time and memory of the whole line on the example cluster, stage by stage, and how they grow with demand and standards.

    python -m benchmarks.micro.line [--factors 1 4 16] [--json] [--write]

Each factor runs in a process of its own, so that peak memory is its own. Stages are told in CPU seconds of all threads,
which a busy machine changes little; the whole also by the clock. ``--write`` adds the table to
benchmarks/results/line.md.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.scaling import scaled

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
RESULTS = ROOT / "benchmarks" / "results" / "line.md"
STAGES = ("import", "write", "read", "encoder", "design", "term", "explain", "documents")


def main() -> int:
    """Runs every factor and prints the table."""
    args = _arguments()
    if args.child is not None:
        print(json.dumps(measure(args.example, args.child)))
        return 0
    rows = [_run(args.example, factor) for factor in args.factors]
    print(json.dumps(rows, indent=1) if args.json else table(rows))
    if args.write:
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(f"\n{table(rows)}\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--example", default="severokamsk")
    parser.add_argument("--factors", nargs="+", type=int, default=[1, 4, 16])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--child", type=int, default=None, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(example: str, factor: int) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.micro.line", "--example", example, "--child", str(factor)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    row: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return row


def measure(example: str, factor: int) -> dict[str, object]:
    """One run of the line at one size: CPU seconds of each stage, peak memory, counts, and the terms found."""
    seconds: dict[str, float] = {}
    begun = time.perf_counter()

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        seconds[name] = round(seconds.get(name, 0.0) + time.process_time() - started, 3)

    with stage("import"):
        from remeslo.core.curriculum.explain import explain
        from remeslo.core.curriculum.solve import solve
        from remeslo.core.line.design import designer
        from remeslo.core.line.outcome import ProgrammeOutcome
        from remeslo.interchange import clusterfile, documents, encoder
    given = clusterfile.read(EXAMPLES / example).cluster
    if given is None:
        raise SystemExit(f"examples/{example} cannot be read")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cluster"
        with stage("write"):
            clusterfile.write(scaled(given, factor), path)
        with stage("read"):
            cluster = clusterfile.read(path).cluster
        if cluster is None:
            raise SystemExit("the scaled cluster cannot be read back")
        with stage("encoder"):
            loaded = encoder.load()
        with stage("design"):
            prepared = designer(cluster, encoder=loaded)
            designed = {o.key: prepared.design(o) for o in cluster.programmes}
        terms = {}
        for key, d in designed.items():
            if d.problem is None or d.design is None:
                continue
            with stage("term"):
                result = solve(d.problem)
            with stage("explain"):
                causes = explain(d.problem, result)
            terms[key] = f"{result.weeks}/{result.bound}"
            outcome = ProgrammeOutcome(key=key, design=d.design, problem=d.problem, result=result, causes=causes)
            out = Path(folder) / "out" / key
            out.mkdir(parents=True)
            with stage("documents"):
                documents.write_all(cluster, outcome, out, language="ru")
    return {
        "factor": factor,
        "standards": len(cluster.standards),
        "statements": sum(1 for s in cluster.standards for _ in s.statements()),
        "cards": len(cluster.demand),
        "seconds": seconds,
        "wall": round(time.perf_counter() - begun, 1),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "terms": terms,
    }


def table(rows: list[dict[str, object]]) -> str:
    """The rows as a Markdown table under a line that names day and machine."""
    columns = ("size", "standards", "statements", "cards", *STAGES, "all", "wall, s", "peak, MiB", "weeks/bound")
    lines = [
        f"{datetime.now(tz=UTC):%Y-%m-%d}, Python {platform.python_version()}, one run each; stages in CPU seconds",
        "",
        f"| {' | '.join(columns)} |",
        "|" + "---|" * len(columns),
    ]
    for row in rows:
        seconds = row["seconds"]
        assert isinstance(seconds, dict)
        cells = [f"{row['factor']}×", row["standards"], row["statements"], row["cards"]]
        cells += [f"{seconds.get(s, 0):.2f}" for s in STAGES]
        terms = row["terms"]
        assert isinstance(terms, dict)
        cells += [f"{sum(seconds.values()):.1f}", row["wall"], row["peak_mib"], ", ".join(terms.values())]
        lines.append("| " + " | ".join(str(c) for c in cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
