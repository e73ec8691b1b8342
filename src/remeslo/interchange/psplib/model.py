"""An ``.sm`` instance as a term problem: a period is a week, a job a row of whole weeks of one hour each."""

from fractions import Fraction

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.element import Precedence, TermElement
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.resources import Need, Resource, ResourceKey
from remeslo.interchange.modeldata import plain_weeks, working_order
from remeslo.interchange.psplib.instance import Job, PsplibInstance


def job_key(number: int) -> ElementKey:
    """The element that stands for a job."""
    return ElementKey(f"j{number}")


def as_problem(instance: PsplibInstance) -> TermProblem:
    """
    The instance as a problem: as few weeks as possible.

    Jobs of 0 periods are no elements; what they put in order stays in order. The calendar has as many weeks as all
    jobs one after another.
    """
    weeks = sum(j.duration for j in instance.jobs)
    after = working_order(
        {j.number for j in instance.jobs if j.duration},
        ((j.number, k) for j in instance.jobs for k in j.successors),
    )
    return TermProblem(
        key=instance.name,
        calendar=plain_weeks(weeks),
        elements=tuple(_element(j, after[j.number]) for j in instance.jobs if j.duration),
        resources=tuple(
            Resource(key=_resource(k), title=f"R {k + 1}", capacity=c) for k, c in enumerate(instance.capacities)
        ),
        objective=(Objective.WEEKS,),
    )


def _element(job: Job, after: frozenset[int]) -> TermElement:
    return TermElement(
        key=job_key(job.number),
        title=f"{job.number}",
        kind=ElementKind.THEORY,
        hours_min=job.duration,
        hours_wanted=job.duration,
        hours_max=job.duration,
        after=tuple(Precedence(job_key(n)) for n in sorted(after)),
        whole_weeks=True,
        week_hours=1,
        alone=False,
        max_hours_per_week=1,
        needs=tuple(Need(_resource(k), Fraction(r)) for k, r in enumerate(job.requests) if r),
    )


def _resource(number: int) -> ResourceKey:
    return ResourceKey(f"r{number + 1}")
