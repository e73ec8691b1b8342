"""The same assignment in several ways: ours, a list from top to bottom, one plain CP-SAT model; people who leave."""

from __future__ import annotations

import resource
import time
from collections import Counter
from random import Random
from typing import Any

from benchmarks.published.staffing.learning import learning
from remeslo.core.staffing._cpsat.assign import Lexicon
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.model import Model
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.assign.table import NOBODY, Table
from remeslo.core.staffing.assign.without import without
from remeslo.core.staffing.result import Progress


def ours(problem: AssignmentProblem, limit_s: float, seed: int) -> dict[str, Any]:
    """`solve` with its curve; then five people leave, one at a time; then who learns what, within half the seconds."""
    curve: list[tuple[float, str, int, int]] = []

    def progress(step: Progress) -> None:
        told = (step.stage, step.best or 0, step.bound or 0)
        if not curve or curve[-1][1:] != told:
            curve.append((step.seconds, *told))

    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    result = solve(problem, limit_s=limit_s, seed=seed, progress=progress)
    seconds, used = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF)
    if result.plan is None:
        return {"status": result.status.value, "seconds": seconds}
    found = _judged(problem, result.plan) | {
        "status": result.status.value,
        "seconds": seconds,
        "bounds": list(result.bound),
        "first": curve[0][0] if curve else None,
        "curve": curve[:: max(1, len(curve) // 40)],
        "cpu": used.ru_utime - before.ru_utime,
        "peak_mib": used.ru_maxrss / 1024,
    }
    found["leaving"] = leaving(problem, result.plan, seed)
    return found | {"learning": learning(problem, result.plan, limit_s / 2, seed)}


def leaving(problem: AssignmentProblem, plan: Assignment, seed: int, count: int = 5) -> list[dict[str, Any]]:
    """Seconds and what changes when somebody with duties leaves."""
    people, rows = sorted(set(plan.person_of.values())), []
    for person in Random(seed).sample(people, min(count, len(people))):
        begin = time.perf_counter()
        found = without(problem, plan, person)
        rows.append(
            {
                "seconds": time.perf_counter() - begin,
                "lost": len(found.lost),
                "sole": len(found.sole),
                "uncovered": len(found.uncovered),
                "moved": len(found.moved),
                "overloads": len(found.overloads),
                "proven": found.covered_is_proven and found.moves_are_proven,
            }
        )
    return rows


def by_list(problem: AssignmentProblem, limit_s: float, seed: int) -> dict[str, Any]:
    """From top to bottom: whoever may teach the duty, still has room for it, and has least of the rate so far."""
    begin = time.perf_counter()
    table = Table(problem)
    board = Board(table)
    for d, people in enumerate(table.options):
        if able := [p for p in people if board.fits(d, p)]:
            board.put(d, min(able, key=lambda p: (board.use(d, p), p)))
    seconds = time.perf_counter() - begin
    return _judged(problem, table.plan(board.stand)) | {
        "status": "feasible",
        "seconds": seconds,
        "pairs": table.num_pairs,
    }


def one_model(problem: AssignmentProblem, limit_s: float, seed: int) -> dict[str, Any]:
    """All duties in one CP-SAT model on two cores, objective after objective, from nothing: no first assignment."""
    begin = time.perf_counter()
    table = Table(problem)
    nothing = [NOBODY] * len(table.duties)
    model = Model(table, nothing, range(len(nothing)), problem.objective)
    lexicon = Lexicon(model.linear, model.values(nothing))
    built = time.perf_counter() - begin
    effort = Effort(max(0.1, limit_s - built), None, seed, 2, None)
    order = problem.objective
    least = [lexicon.least(o, effort, share=max(0.4, 1 / (len(order) - n))) for n, o in enumerate(order)]
    seconds = time.perf_counter() - begin
    stand = model.chosen(lexicon.values)
    found = _judged(problem, table.plan(stand))
    return found | {"status": "feasible", "seconds": seconds, "bounds": [x.bound for x in least], "built": built}


def _judged(problem: AssignmentProblem, plan: Assignment) -> dict[str, Any]:
    """Judged by `check` and `score`, whoever made it."""
    findings = check(problem, plan)
    return {
        "values": list(score(problem, plan).by(problem.objective)),
        "broken": sum(f.hard for f in findings),
        "findings": dict(sorted(Counter(f.code for f in findings).items())),
    }


WAYS = {"ours": ours, "one model": one_model, "list": by_list}
