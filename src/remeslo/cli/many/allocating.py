"""The job of allocating one cluster's year: a problem's text in, grants and figures out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from remeslo.core.base.findings import any_hard
from remeslo.core.network.check import check
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation
from remeslo.core.network.score import shares
from remeslo.core.network.solve import solve
from remeslo.interchange.networkfile.problem import problem_of
from remeslo.interchange.values import from_json, to_json

NO_WALL_LIMIT: Final = 10**6
"""Seconds; with a limit of work the clock must not cut a plan short, or two runs would differ."""


def payload(path: Path, *, work_limit: float, seed: int) -> dict[str, object]:
    """What a job needs: it is sent along, so that workers need not see the same disk."""
    return {"name": path.name, "text": path.read_text(encoding="utf-8"), "work_limit": work_limit, "seed": seed}


def allocate(given: Mapping[str, object]) -> Mapping[str, object]:
    """
    Grants, status, values and bounds; the same payload gives the same answer on any machine.

    One worker of the solver a job, since jobs run beside each other. Raises ValueError where the text is no problem.
    """
    problem = parsed(str(given["text"]), str(given["name"]))
    result = solve(
        problem,
        limit_s=NO_WALL_LIMIT,
        work_limit=float(str(given["work_limit"])),
        seed=int(str(given["seed"])),
        workers=1,
    )
    if result.allocation is None or result.score is None:
        return {"status": result.status.value, "findings": sorted({f.code for f in result.findings if f.hard})}
    found = shares(problem, result.allocation)
    return {
        "status": result.status.value,
        "lawful": not any_hard(check(problem, result.allocation)),
        "requests": len(problem.requests),
        "granted": len(result.allocation.grants),
        "days_asked": sum(s.asked for s in found),
        "days_granted": sum(s.granted for s in found),
        "score": to_json(result.score),
        "bounds": {name: str(bound) for name, bound in result.bounds.items()},
        "allocation": to_json(result.allocation),
    }


def parsed(text: str, name: str) -> AllocationProblem:
    """The problem of a file's text; raises ValueError."""
    problem, findings = problem_of(text, name)
    if problem is None:
        raise ValueError("; ".join(f"{f.where}: {f.code} {dict(f.facts)}" for f in findings))
    return problem


def allocation_of(result: Mapping[str, object]) -> Allocation | None:
    """The grants of a result; ``None`` where there are none."""
    data = result.get("allocation")
    return None if data is None else from_json(Allocation, data)
