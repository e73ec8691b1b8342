"""An MSPSP instance as a term problem: a period is a week, a task a row of weeks that needs people with skills."""

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.element import Precedence, TermElement
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.resources import Person, SkillReading, StaffNeed, TeacherKey
from remeslo.interchange.modeldata import plain_weeks, working_order
from remeslo.interchange.mspsp.instance import MspspInstance, Task


def task_key(number: int) -> ElementKey:
    """The element that stands for a task, from 1."""
    return ElementKey(f"t{number}")


def worker_key(number: int) -> TeacherKey:
    """The person who stands for a worker, from 1."""
    return TeacherKey(f"w{number}")


def as_problem(instance: MspspInstance, *, single: bool = False) -> TermProblem:
    """
    The instance as a problem: as few weeks as possible.

    Tasks of 0 periods are no elements; what they put in order stays in order. ``single``: a worker serves one skill.
    """
    tasks = dict(enumerate(instance.tasks, start=1))
    after = working_order(
        {n for n, task in tasks.items() if task.duration},
        ((n, k) for n, task in tasks.items() for k in task.successors),
    )
    return TermProblem(
        key=instance.name,
        calendar=plain_weeks(sum(t.duration for t in instance.tasks)),
        elements=tuple(_element(n, task, after[n]) for n, task in tasks.items() if task.duration),
        people=tuple(
            Person(key=worker_key(n), title=f"{n}", skills=frozenset(map(str, skills)), weekly_hours=1)
            for n, skills in enumerate(instance.skills_of, start=1)
        ),
        skills=SkillReading.SINGLE if single else SkillReading.MULTI,
        objective=(Objective.WEEKS,),
    )


def _element(number: int, task: Task, after: frozenset[int]) -> TermElement:
    return TermElement(
        key=task_key(number),
        title=f"{number}",
        kind=ElementKind.THEORY,
        hours_min=task.duration,
        hours_wanted=task.duration,
        hours_max=task.duration,
        max_hours_per_week=1,
        whole_weeks=True,
        week_hours=1,
        alone=False,
        staff=tuple(StaffNeed(f"{k}", count) for k, count in enumerate(task.required, start=1) if count),
        after=tuple(Precedence(task_key(n)) for n in sorted(after)),
    )
