"""The question itself: what the term becomes when the problem is changed so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remeslo.core.curriculum.limits import Limits
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import CancelledFn, ProgressFn, Status, TermPlan, TermResult
from remeslo.core.curriculum.solve import answer
from remeslo.core.curriculum.whatif.apply import apply_all
from remeslo.core.curriculum.whatif.change import Change, Decider
from remeslo.core.curriculum.whatif.differences import PlanDifference, differences
from remeslo.core.curriculum.whatif.law import decides_all


@dataclass(frozen=True, slots=True)
class WhatIf:
    """
    Answer to a what-if.

    Parameters
    ----------
    problem
        The problem as changed; ``result.plan`` is a plan of it, judged by `check`.
    base, result
        Answers before and after.
    weeks_saved
        Weeks before less weeks after; ``None`` when one of them has no plan.
    proven
        True when both terms are proven shortest, so that ``weeks_saved`` is exact.
    decides
        The hardest of those who would have to agree.
    difference
        What changed in the plan; ``None`` when one of the two has no plan.
    """

    changes: tuple[Change, ...]
    problem: TermProblem
    base: TermResult
    result: TermResult
    weeks_saved: int | None
    proven: bool
    decides: Decider
    difference: PlanDifference | None

    @property
    def lawful(self) -> bool:
        """False: information only, never a plan to offer."""
        return self.decides.is_lawful


def what_if(
    problem: TermProblem,
    changes: Iterable[Change],
    *,
    base: TermResult | None = None,
    weeks_only: bool = False,
    limit_s: float = 30.0,
    work_limit: float | None = None,
    seed: int = 0,
    workers: int = 8,
    progress: ProgressFn | None = None,
    cancelled: CancelledFn | None = None,
) -> WhatIf:
    """
    The new shortest term and what changed against the base plan.

    Where several plans are as short, one close to the base plan is preferred, unless the problem has a previous plan of
    its own. ``base`` is the result of the problem itself, solved first when not given. Changes are made one by one.
    ``weeks_only``: the term and its proof as always, but a plan that is only lawful, not made customary and even: much
    sooner. Limits are as in `solve`, for each of the solves. Raises ChangeRefused where a change means nothing here.
    """
    wanted = tuple(changes)
    changed = apply_all(problem, wanted)
    limits = Limits(limit_s, work_limit, seed, workers, progress, cancelled)
    before = answer(problem, limits, weeks_only=weeks_only) if base is None else base
    after = answer(_close_to(changed, before.plan), limits, weeks_only=weeks_only)
    both = before.plan is not None and after.plan is not None
    return WhatIf(
        changes=wanted,
        problem=changed,
        base=before,
        result=after,
        weeks_saved=before.weeks - after.weeks if before.weeks is not None and after.weeks is not None else None,
        proven=both and before.status is Status.OPTIMAL and after.status is Status.OPTIMAL,
        decides=decides_all(problem, wanted),
        difference=differences(before.plan, after.plan) if before.plan and after.plan else None,
    )


def _close_to(changed: TermProblem, plan: TermPlan | None) -> TermProblem:
    """The changed problem with the base plan as the one to stay close to."""
    if plan is None or changed.previous is not None:
        return changed
    keys = changed.by_key
    return replace(changed, previous=TermPlan({k: weeks for k, weeks in plan.hours.items() if k in keys}))
