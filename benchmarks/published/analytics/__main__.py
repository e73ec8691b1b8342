"""
`python -m benchmarks.published.analytics [--write]`: the table of measures of the public degree plans.

Every plan is read, written and read back, measured, and its sums are counted again by walking every path. `--write`
puts the table into benchmarks/results/analytics.md.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.published.analytics.again import walked
from remeslo.core.base.findings import Severity
from remeslo.core.curriculum.analytics import Analysis, analyse
from remeslo.interchange.degreeplan import read_degree_plan, read_degree_plan_file, write_degree_plan

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared/data/degree-plans"
RESULTS = ROOT / "benchmarks/results/analytics.md"
HEAD = """# Curricular analytics, measured

Measured {day} on {machine}, Python {python}. Made by `python -m benchmarks.published.analytics --write`.

{count} degree plans and curricula of ../shared/data/degree-plans (tables of CurricularAnalytics.jl; SOURCES.md there
names repository, commits and licence). {units} courses, {arcs} pairs joined by a requisite. Every file was read without
a finding, written, and read back equal. Blocking, delay and centrality were summed again by walking every path from a
source to a sink ({paths} paths in all): {agree} of {count} agree. Reading took {read:.2f} s, all measures and causes
{measured:.2f} s for all files together, on a machine that was busy with other work.

*blocking*, *delay*, *complexity*, *centrality*: sums over the courses, by the public definitions (arXiv:1811.09676;
complexity of quarter systems times 2/3, each course rounded to tenths). *longest*: courses on a longest path,
corequisites included. *terms*: least by the requisites alone / given in the file. *redundant*: requisites implied by
others, in brackets those that the rule in the source of the public `extraneous_requisites` lists too. *order*:
requisites that the given terms break. ✗: cannot be completed by anyone.

| plan | courses | requisites | blocking | delay | complexity | centrality | longest | terms | redundant | order |
|---|---|---|---|---|---|---|---|---|---|---|
"""
_ORDER = {"analytics.requisite_late", "analytics.not_together", "analytics.choice_late"}


def main(argv: list[str] | None = None) -> int:
    """Runs, prints, and writes when asked to; 1 when a count disagrees, 2 without the data."""
    parser = argparse.ArgumentParser(prog="benchmarks.published.analytics", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write benchmarks/results/analytics.md")
    args = parser.parse_args(argv)
    files = sorted(SHARED.glob("*.csv"))
    if not files:
        print("the public data is not beside the repository (../shared)", file=sys.stderr)
        return 2
    started = time.perf_counter()
    plans = {f.stem: read_degree_plan_file(f) for f in files}
    read = time.perf_counter() - started
    wrong = [name for name, r in plans.items() if r.plan is None or r.findings]
    found = {name: r.plan for name, r in plans.items() if r.plan is not None}
    started = time.perf_counter()
    analyses = {name: analyse(plan.graph) for name, plan in found.items()}
    measured = time.perf_counter() - started
    again = {name: walked(plan.graph) for name, plan in found.items()}
    for name, plan in found.items():
        if read_degree_plan(write_degree_plan(plan), name=f"{name}.csv").plan != plan:
            wrong.append(name)
    differ = [
        name
        for name, a in analyses.items()
        if _sums(a) != (again[name].blocking, again[name].delay, again[name].centrality)
    ]
    text = (
        HEAD.format(
            day=datetime.now(UTC).date(),
            machine=f"{platform.machine()}, {platform.system()}",
            python=platform.python_version(),
            count=len(files),
            units=f"{sum(len(a.graph.units) for a in analyses.values()):,}",
            arcs=f"{sum(a.measures.arcs for a in analyses.values()):,}",
            paths=f"{sum(w.paths for w in again.values()):,}",
            agree=len(analyses) - len(differ),
            read=read,
            measured=measured,
        )
        + "".join(_row(name, a) for name, a in analyses.items())
        + _tail(analyses)
    )
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)
    for name in (*wrong, *differ):
        print(f"wrong: {name}", file=sys.stderr)
    return 1 if wrong or differ else 0


def _sums(a: Analysis) -> tuple[int, int | None, int | None]:
    return a.measures.blocking, a.measures.delay, a.measures.centrality


def _row(name: str, a: Analysis) -> str:
    m = a.measures
    complexity = "—" if m.complexity is None else f"{float(m.complexity):g}"
    longest = a.longest.length if a.longest else "—"
    terms = f"{'✗' if a.least_terms is None else a.least_terms} / {a.graph.num_terms or '—'}"
    idle = f"{len(a.redundant)} ({sum(r.public for r in a.redundant)})"
    broken = sum(f.code in _ORDER for f in a.findings)
    title = name.replace("__", ": ").replace("_", " ")
    cells = (
        title,
        len(a.graph.units),
        m.arcs,
        m.blocking,
        m.delay,
        complexity,
        m.centrality,
        longest,
        terms,
        idle,
        broken,
    )
    return "| " + " | ".join(str(c) for c in cells) + " |\n"


def _tail(analyses: dict[str, Analysis]) -> str:
    """What is impossible, with its cause."""
    lines = ["\n## What cannot be completed\n\n"]
    for name, a in analyses.items():
        for f in a.findings:
            if f.code == "analytics.circle":
                lines.append(f"`{name}`: {f.facts['circle']} (→ before, ⇢ not later, = together).\n")
    hard = sum(any(f.severity >= Severity.STOPS_PUBLISHING for f in a.findings) for a in analyses.values())
    lines.append(
        f"\n{hard} of {len(analyses)} files have a finding that stops publishing (impossible, or a broken order).\n"
    )
    return "".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
