"""Ways of allocating a year: ours, a list from top to bottom, and one plain model."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from remeslo.core.base.findings import any_hard
from remeslo.core.network._cpsat.model import AllocationModel
from remeslo.core.network._cpsat.run import Effort, run
from remeslo.core.network.changes import Asked, Change, Closed, QuotaWithdrawn
from remeslo.core.network.check import check
from remeslo.core.network.choices import possible_grants
from remeslo.core.network.explain import explain
from remeslo.core.network.firstcome import first_come
from remeslo.core.network.mend import mend
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation, Objective
from remeslo.core.network.score import score
from remeslo.core.network.solve import solve

SHOWN = (Objective.REFUSED, Objective.UNFAIR, Objective.AWAY, Objective.UNEVEN, Objective.MOVED)
WEIGHTS = {Objective.REFUSED: 10**6, Objective.AWAY: 1, Objective.MOVED: 1}
"""Of the one plain model: days refused before everything, then minutes and weeks moved."""
MID_YEAR = 20
"""The week in which something happens."""


def ours(problem: AllocationProblem, limit_s: float, seed: int) -> dict[str, Any]:
    """Objective after objective; then what happens in mid-year, and every refusal explained."""
    began = time.perf_counter()
    result = solve(problem, limit_s=limit_s, seed=seed)
    seconds = time.perf_counter() - began
    if result.allocation is None:
        return {"error": f"no allocation: {result.status}"}
    bounds = {o.value: float(result.bounds.get(o.value, 0)) for o in SHOWN}
    found = measured(problem, result.allocation) | {"seconds": seconds, "bounds": bounds, "status": result.status.value}
    return found | {"mended": mended(problem, result.allocation, seed), "why": explained(problem, result.allocation)}


def listed(problem: AllocationProblem, limit_s: float, seed: int) -> dict[str, Any]:
    """First come, first served: in the order of requests, each the nearest that is left."""
    began = time.perf_counter()
    allocation = first_come(problem)
    return measured(problem, allocation) | {"seconds": time.perf_counter() - began}


def plain(problem: AllocationProblem, limit_s: float, seed: int) -> dict[str, Any]:
    """All rules in one CP-SAT model, every day stated, one weighted sum, no beginning."""
    began = time.perf_counter()
    model = AllocationModel(problem, possible_grants(problem))
    model.cells.tighten(list(model.cells.scattered))
    model.cp.minimize(sum(weight * model.objective(which, {}) for which, weight in WEIGHTS.items()))
    answer = run(model.cp, Effort(limit_s, None, seed), share=1.0)
    if not answer.found:
        return {"error": f"no allocation: {answer.status}"}
    return measured(problem, model.read(answer)) | {"seconds": time.perf_counter() - began}


def measured(problem: AllocationProblem, allocation: Allocation) -> dict[str, Any]:
    """Objectives, and what the judge says."""
    value = score(problem, allocation)
    return {
        "values": {o.value: float(value.value(o)) for o in SHOWN},
        "broken": any_hard(check(problem, allocation)),
    }


def mended(problem: AllocationProblem, allocation: Allocation, seed: int) -> list[dict[str, Any]]:
    """A workshop that breaks for two weeks, a quota withdrawn, a request from a college: each from week 20 on."""
    rows = []
    for name, change in happenings(problem, allocation).items():
        began = time.perf_counter()
        found = mend(problem, allocation, change, since=MID_YEAR, limit_s=8.0, seed=seed)
        seconds = time.perf_counter() - began
        lawful = found.result.allocation is not None and not any_hard(check(found.problem, found.result.allocation))
        lost = sum(c.after is None for c in found.changes)
        rows.append(
            {"what": name, "changes": len(found.changes), "lost": lost, "proven": found.proven, "seconds": seconds}
            | {"broken": not lawful}
        )
    return rows


def happenings(problem: AllocationProblem, allocation: Allocation) -> dict[str, Change]:
    """The place that is used most from week 20 on, the quota of whoever uses most, the largest request once more."""
    later: Counter[Any] = Counter()
    users: Counter[Any] = Counter()
    for key, grant in allocation.grants.items():
        request = problem.request_of[key]
        for block in request.patterns[grant.pattern].blocks:
            if MID_YEAR <= block.week <= MID_YEAR + 1:
                later[grant.place] += block.days
            if block.week >= MID_YEAR and problem.place_of[grant.place].owner in problem.needs_quota:
                users[request.partner] += block.days
    found: dict[str, Change] = {}
    if later:
        found["workshop closed for two weeks"] = Closed(later.most_common(1)[0][0], MID_YEAR, MID_YEAR + 1)
    if users:
        partner = users.most_common(1)[0][0]
        quota = next(q for q in problem.quotas if q.partner == partner and q.last >= MID_YEAR)
        found["quota withdrawn"] = QuotaWithdrawn(quota.key, MID_YEAR)
    movable = [r for r in problem.requests if r.patterns[0].blocks[0].week >= MID_YEAR and not r.together]
    if movable:
        largest = max(movable, key=lambda r: (r.days, r.key))
        found["one request more"] = Asked(replace(largest, key=RequestKey("more"), title="one more"))
    return found


def explained(problem: AllocationProblem, allocation: Allocation) -> dict[str, Any]:
    """Every refusal explained: how many, of how many causes, in how long."""
    refused = [r.key for r in problem.requests if r.key not in allocation.grants]
    began, longest, causes, together = time.perf_counter(), 0.0, 0, 0
    for key in refused:
        at = time.perf_counter()
        found = explain(problem, allocation, key)
        longest = max(longest, time.perf_counter() - at)
        causes += len(found.causes)
        together += not found.each_alone
    seconds = time.perf_counter() - began
    return {"refused": len(refused), "causes": causes, "together": together, "longest": longest, "seconds": seconds}


WAYS: dict[str, Callable[[AllocationProblem, float, int], dict[str, Any]]] = {
    "ours": ours,
    "list": listed,
    "one model": plain,
}
