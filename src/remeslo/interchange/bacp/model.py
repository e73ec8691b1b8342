"""A BACP instance as a term problem: a period is a week, a course lies in one week, the fullest week is made least."""

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.element import Precedence, TermElement
from remeslo.core.curriculum.problem import Objective, RuleValue, TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.interchange.bacp.instance import BacpInstance
from remeslo.interchange.modeldata import plain_weeks

_SOURCE = "CSPLib 30"


def course_key(number: int) -> ElementKey:
    """The element that stands for a course, from 1."""
    return ElementKey(f"c{number}")


def as_problem(instance: BacpInstance) -> TermProblem:
    """The instance as a problem; limits on load and on courses are weekly rules."""
    before: dict[int, list[int]] = {}
    for first, then in instance.prerequisites:
        before.setdefault(then, []).append(first)
    limits = {
        Rule.WEEK_MIN_HOURS: instance.load_min,
        Rule.WEEK_MAX_HOURS: instance.load_max,
        Rule.ELEMENTS_PER_WEEK_MIN: instance.courses_min,
        Rule.ELEMENTS_PER_WEEK_MAX: instance.courses_max,
    }
    return TermProblem(
        key=instance.name,
        calendar=plain_weeks(instance.periods),
        elements=tuple(
            TermElement(
                key=course_key(n),
                title=f"{n}",
                kind=ElementKind.THEORY,
                hours_min=load,
                hours_wanted=load,
                hours_max=load,
                max_hours_per_week=load,
                one_week=True,
                after=tuple(Precedence(course_key(k)) for k in before.get(n, ())),
            )
            for n, load in enumerate(instance.credits, start=1)
        ),
        rules={rule: RuleValue(n, _SOURCE, verified=True) for rule, n in limits.items()},
        objective=(Objective.PEAK,),
    )
