"""
Time to proof of realistic programmes: the ten of `realistic`, samples A and B, the example cluster, and growth.

`python -m benchmarks.published.term --realistic [--limit-s N] [--workers N] [--write] [--note TEXT]`
"""

import platform
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.published.term.realistic import TEN, programme
from remeslo.core.base.findings import any_hard
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Progress, Status
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.design import designer
from remeslo.interchange import clusterfile, encoder

ROOT = Path(__file__).resolve().parents[3]
RESULTS = ROOT / "benchmarks" / "results" / "term-realistic.md"
GROWTH = ((20, 1), (40, 1), (60, 2), (100, 2), (200, 3), (300, 4), (400, 4))
"""Elements and years of the growth table; seed 100."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A programme solved: seconds until the plan met the bound (``None``: it did not), and all seconds."""

    name: str
    elements: int
    courses: int
    status: Status
    weeks: int | None
    bound: int
    by: str
    lawful: bool
    to_proof: float | None
    seconds: float
    cpu: float


def timed(name: str, problem: TermProblem, *, limit_s: float, workers: int) -> Timed:
    """One solve, judged by `check`; the clock begins before the bounds are computed."""
    began, cpu = time.perf_counter(), time.process_time()
    proof: list[float] = []

    def tell(p: Progress) -> None:
        if p.best is not None and p.bound is not None and p.best <= p.bound and not proof:
            proof.append(time.perf_counter() - began)

    result = solve(problem, limit_s=limit_s, workers=workers, progress=tell)
    return Timed(
        name=name,
        elements=len(problem.elements),
        courses=len(problem.calendar.courses) - 1,
        status=result.status,
        weeks=result.weeks,
        bound=result.bound,
        by=result.bound_by,
        lawful=result.plan is not None and not any_hard(check(problem, result.plan)),
        to_proof=proof[0] if proof and result.status is Status.OPTIMAL else None,
        seconds=time.perf_counter() - began,
        cpu=time.process_time() - cpu,
    )


def realistic_problems() -> Iterator[tuple[str, TermProblem]]:
    """The ten programmes, the two samples, the programmes of the example cluster."""
    for seed, elements, years in TEN:
        problem = programme(seed, elements=elements, years=years)
        yield problem.key, problem
    yield from _samples()
    yield from _cluster()


def growth_problems() -> Iterator[tuple[str, TermProblem]]:
    """From 20 to 400 elements, from one to four years."""
    for elements, years in GROWTH:
        problem = programme(100, elements=elements, years=years)
        yield problem.key, problem


def _samples() -> Iterator[tuple[str, TermProblem]]:
    sys.path.insert(0, str(ROOT))
    from tests.core.curriculum.samples import sample

    for name in ("a", "b"):
        yield f"sample {name.upper()}", sample(name, fixed=False)


def _cluster() -> Iterator[tuple[str, TermProblem]]:
    cluster = clusterfile.read(ROOT / "examples" / "severokamsk").cluster
    if cluster is None:
        raise SystemExit("the example cluster cannot be read")
    prepared = designer(cluster, encoder=encoder.load())
    for outline in cluster.programmes:
        problem = prepared.design(outline).problem
        if problem is not None:
            yield f"severokamsk {outline.key}", problem


def report(*, limit_s: float, workers: int, note: str) -> str:
    """Both tables as Markdown, under a line that says when and where."""
    head = (
        f"{datetime.now(tz=UTC):%Y-%m-%d}, Python {platform.python_version()}, limit {limit_s:g} s, one run each, "
        f"{workers} interleaved workers. {note}".strip()
    )
    rows = [timed(name, p, limit_s=limit_s, workers=workers) for name, p in realistic_problems()]
    growth = [timed(name, p, limit_s=limit_s, workers=workers) for name, p in growth_problems()]
    return "\n".join([head, "", *_table(rows), "", *_summary(rows), "", "Growth:", "", *_table(growth)])


def _table(rows: Iterable[Timed]) -> Iterator[str]:
    yield "| programme | elements | years | status | weeks | bound | by | check clean | to proof, s | all, s | CPU, s |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for r in rows:
        proof = "-" if r.to_proof is None else f"{r.to_proof:.1f}"
        yield (
            f"| {r.name} | {r.elements} | {r.courses} | {r.status} | {r.weeks} | {r.bound} | {r.by} "
            f"| {'yes' if r.lawful else 'no'} | {proof} | {r.seconds:.1f} | {r.cpu:.1f} |"
        )


def _summary(rows: list[Timed]) -> Iterator[str]:
    proofs = [r.to_proof for r in rows if r.to_proof is not None]
    yield f"Proven optimal: {len(proofs)} of {len(rows)}."
    if proofs:
        yield f"Time to proof: median {statistics.median(proofs):.1f} s, worst {max(proofs):.1f} s."
