"""Suggests mentors for trainees: fewest trainee-weeks without one, then fewest groups torn, then the evenest load."""

from remeslo.core.staffing._cpsat.mentors import Found, MentorModel, guides_of
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.mentors.plan import MentorPlan, MentorResult, MentorScore, score
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.result import Status


def solve(
    problem: MentorProblem, *, limit_s: float = 10.0, work_limit: float | None = None, seed: int = 0, workers: int = 1
) -> MentorResult:
    """
    The best plan within the limits; OPTIMAL when each of the three numbers is proven least in its order.

    Parameters
    ----------
    limit_s, work_limit
        Wall seconds, and units of the solver's deterministic time, for everything together.
    """
    effort = Effort(limit_s=limit_s, work=work_limit, seed=seed, workers=workers)
    found = MentorModel(problem).chain(effort) if any(problem.pairs.values()) else Found()
    plan = MentorPlan(guides_of(found))
    reached = score(problem, plan)
    bounds = [*found.bounds, *([0] * (3 - len(found.bounds)))]
    if found.is_proven:
        return MentorResult(Status.OPTIMAL, plan, reached, reached)
    status = Status.FEASIBLE if found.values else Status.UNKNOWN
    return MentorResult(status, plan, reached, MentorScore(*bounds))


def fewest_unguided(problem: MentorProblem, *, limit_s: float = 10.0, work_limit: float | None = None) -> MentorResult:
    """Only the first number is made least: quicker, where nothing else is asked; OPTIMAL when it is proven."""
    if not any(problem.pairs.values()):
        return solve(problem)
    found = MentorModel(problem).chain(Effort(limit_s=limit_s, work=work_limit, workers=1), levels=1)
    plan = MentorPlan(guides_of(found))
    status = Status.OPTIMAL if found.is_proven else Status.FEASIBLE if found.values else Status.UNKNOWN
    return MentorResult(status, plan, score(problem, plan), MentorScore(found.bounds[0] if found.bounds else 0, 0, 0))
