"""One objective after the other: each is made least, then kept while the next is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from remeslo.core.staffing._cpsat.run import Answer, Effort, run
from remeslo.core.staffing._cpsat.upskill import UpskillModel
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.result import Progress, ProgressFn, Status
from remeslo.core.staffing.upskill.options import Options
from remeslo.core.staffing.upskill.problem import UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import Level, Objective

SHARES = {Objective.UNCOVERED: 0.4, Objective.RENEWALS: 0.3, Objective.COST: 0.7, Objective.UNFAIRNESS: 1.0}
"""Of what is left of the effort, for each objective."""
QUESTION = 0.4
"""Of what is left of the effort, for one question to be answered yes or no: no question takes all from the next."""
ALONE = 0.5
"""Of an objective's share, for one worker alone."""


@dataclass(frozen=True)
class Found:
    """The best plan and its levels so far; no plan: whether that is proven impossible."""

    plan: UpskillPlan | None
    levels: tuple[Level, ...]
    impossible: bool = False


def best(problem: UpskillProblem, effort: Effort, progress: ProgressFn | None) -> Iterator[Found]:
    """The plan after each level, at most four; the last one is the answer."""
    model = UpskillModel(Options(problem))
    found = Found(None, ())
    for which in Objective:
        expression = model.objective[which]
        model.cp.minimize(expression)
        answer = _least(model, effort, SHARES[which])
        if answer.status is Status.INFEASIBLE:
            yield Found(None, (), impossible=True)
            return
        if not answer.found:
            yield found
            return
        plan = model.read(answer)
        level = Level(which, _shown(model, which, answer.objective), _shown(model, which, answer.bound), answer.status)
        found = Found(plan, (*found.levels, level))
        if progress is not None:
            progress(Progress(which.value, answer.objective, answer.bound, round(effort.seconds, 1)))
        yield found
        model.cp.add(expression <= answer.objective)
        model.hint(answer)


def _least(model: UpskillModel, effort: Effort, share: float) -> Answer:
    """One worker first, which as a rule is enough; then all of them from where it stopped."""
    first = share if effort.workers == 1 else share * ALONE
    answer = run(model.cp, effort, share=first, alone=True, tight=True)
    if answer.status in (Status.OPTIMAL, Status.INFEASIBLE) or effort.workers == 1:
        return answer
    if answer.found:
        model.hint(answer)
    more = run(model.cp, effort, share=share, tight=True)
    if not more.found or (answer.found and answer.objective < more.objective):
        return answer if answer.found else more
    return more if more.bound >= answer.bound else replace(more, bound=answer.bound)


def can_cover(problem: UpskillProblem, duties: tuple[DutyKey, ...], most: int | None, effort: Effort) -> bool | None:
    """True when a plan covers these open duties and leaves at most so many hours uncovered; ``None``: not known."""
    model = UpskillModel(Options(problem))
    for duty in duties:
        model.cover(duty)
    if most is not None:
        model.cp.add(model.objective[Objective.UNCOVERED] <= most)
    status = run(model.cp, effort, share=QUESTION, alone=True, tight=True).status
    if status is Status.UNKNOWN:
        return None
    return status is not Status.INFEASIBLE


def _shown(model: UpskillModel, which: Objective, value: int) -> Decimal:
    return model.money.back(value) if which is Objective.COST else Decimal(value)
