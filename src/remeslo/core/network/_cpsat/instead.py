"""Who would be refused in the place of a request that is refused now."""

from dataclasses import replace

from remeslo.core.network._cpsat.model import AllocationModel
from remeslo.core.network._cpsat.run import Effort, run
from remeslo.core.network.choices import possible_grants
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation, Objective, Status


def refused_instead(
    problem: AllocationProblem, allocation: Allocation, key: RequestKey, effort: Effort
) -> tuple[RequestKey, ...] | None:
    """
    Requests granted now that lose when this one is granted: least refused, then fewest grants changed.

    ``None``: it cannot be granted at all, or it was not found out within the effort.
    """
    stated = replace(problem, previous=allocation.grants)
    model = AllocationModel(stated, possible_grants(stated))
    if key not in model.options:
        return None
    model.grant(key)
    found = None
    for which in (Objective.REFUSED, Objective.CHANGED):
        expression = model.objective(which, {})
        model.cp.minimize(expression)
        model.hint(found or allocation)
        answer = run(model.cp, effort, share=0.7)
        if not answer.found:
            break
        found = model.read(answer)
        model.cp.add(expression <= answer.objective)
        if answer.status is not Status.OPTIMAL:
            break
    if found is None:
        return None
    return tuple(r.key for r in problem.requests if r.key in allocation.grants and r.key not in found.grants)
