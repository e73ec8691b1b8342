"""
`python -m benchmarks.published.matching [--quick] [--write]`: every method on every task, then speed at 50,000.

Only queries that were not for tuning count. `--quick` takes the first 40 queries of each task and 5,000 statements and
says so; `--write` puts the report into benchmarks/results/matching.md. scikit-learn and bm25s (group `bench`) are
needed for the baselines, the sentence encoder (extra `semantic`) for the rows with meaning; what is missing is left out
by name.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.published.matching import report, scale
from benchmarks.published.matching.methods import (
    Bm25,
    EditDistance,
    EncoderAlone,
    Method,
    Ours,
    Remembering,
    Tfidf,
    TokenSet,
)
from benchmarks.published.matching.metrics import estimates, per_query
from benchmarks.published.matching.tasks import SHARED, tasks
from remeslo.interchange.encoder import load

RESULTS = Path(__file__).resolve().parents[2] / "results/matching.md"
QUICK = 40


def main(argv: list[str] | None = None) -> int:
    """Runs, prints, and writes when asked to."""
    arguments = argparse.ArgumentParser(prog="benchmarks.published.matching", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="40 queries of each task, 5,000 statements")
    arguments.add_argument("--write", action="store_true", help="write benchmarks/results/matching.md")
    args = arguments.parse_args(argv)
    if not SHARED.is_dir():
        print("the public data is not beside the repository (../shared)", file=sys.stderr)
        return 2
    text = "\n".join((head(quick=args.quick), quality(quick=args.quick), speed(quick=args.quick)))
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)
    return 0


def methods() -> tuple[list[Method], list[str]]:
    """The methods that can run here, and what is missing for the others."""
    found: list[Method] = [EditDistance(), TokenSet()]
    missing = [p for p in ("sklearn", "bm25s") if importlib.util.find_spec(p) is None]
    if "sklearn" not in missing:
        found += [Tfidf(), Tfidf(whole=True), Tfidf(char=True)]
    if "bm25s" not in missing:
        found += [Bm25(), Bm25(whole=True)]
    encoder = load()
    if encoder is None:
        return [*found, Ours(None)], [*missing, "the sentence encoder"]
    remembering = Remembering(encoder)
    return [*found, EncoderAlone(remembering), Ours(None), Ours(remembering)], missing


def head(*, quick: bool) -> str:
    """Date, machine, and how to read the tables."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    return report.INTRODUCTION.format(day=day, machine=machine, part=report.QUICK_PART if quick else "")


def quality(*, quick: bool) -> str:
    """A table for each task."""
    ways, missing = methods()
    parts = [f"Left out, because missing here: {', '.join(missing)}.\n"] if missing else []
    for task in tasks():
        asked = task.part(tuned=False)
        asked = asked.first(QUICK) if quick else asked
        rows = []
        for way in ways:
            if getattr(way, "whole", False) and not asked.support:
                continue
            started = time.perf_counter()
            values = per_query(asked, way.scores(asked))
            print(f"{task.name}: {way.name}, {time.perf_counter() - started:.1f} s", file=sys.stderr, flush=True)
            rows.append((way.name, estimates(values, asked.group)))
        parts.append(report.table(asked, rows, tuned=sum(task.tuned)))
    return "\n".join(parts)


def speed(*, quick: bool) -> str:
    """Building, saving, loading and asking an index of 50,000 statements."""
    return report.speed(scale.measure(5_000 if quick else 50_000))


if __name__ == "__main__":
    raise SystemExit(main())
