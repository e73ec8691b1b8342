"""A GBAC instance as a term problem: a curriculum is a group, a course is an element that its groups take together."""

from collections.abc import Iterator

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.element import Precedence, TermElement
from remeslo.core.curriculum.problem import Group, Objective, RuleValue, TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.interchange.gbac.instance import GbacInstance
from remeslo.interchange.modeldata import plain_weeks

_SOURCE = "CSPLib 64"


def course_key(number: int) -> ElementKey:
    """The element that stands for a course, from 1."""
    return ElementKey(f"c{number}")


def as_problem(instance: GbacInstance) -> TermProblem:
    """The instance as a problem: every group's load as even as possible, as few courses as possible where unwanted."""
    limits = {
        Rule.ELEMENTS_PER_WEEK_MIN: instance.courses_min,
        Rule.ELEMENTS_PER_WEEK_MAX: instance.courses_max,
    }
    return TermProblem(
        key=instance.name,
        calendar=plain_weeks(instance.periods),
        elements=tuple(_elements(instance)),
        groups=tuple(Group(key=_group(q)) for q in range(len(instance.curricula))),
        rules={rule: RuleValue(n, _SOURCE, verified=True) for rule, n in limits.items()},
        objective=(Objective.BALANCE,),
    )


def _elements(instance: GbacInstance) -> Iterator[TermElement]:
    before: dict[int, list[int]] = {}
    disliked: dict[int, set[int]] = {}
    groups: dict[int, list[GroupKey]] = {}
    for first, then in instance.precedences:
        before.setdefault(then, []).append(first)
    for course, period in instance.undesirable:
        disliked.setdefault(course, set()).add(period - 1)
    for q, courses in enumerate(instance.curricula):
        for course in courses:
            groups.setdefault(course, []).append(_group(q))
    for n, load in enumerate(instance.loads, start=1):
        yield TermElement(
            key=course_key(n),
            title=f"{n}",
            kind=ElementKind.THEORY,
            hours_min=load,
            hours_wanted=load,
            hours_max=load,
            max_hours_per_week=load,
            one_week=True,
            weeks_disliked=frozenset(disliked.get(n, ())),
            groups=tuple(groups[n]),
            after=tuple(Precedence(course_key(k)) for k in before.get(n, ())),
        )


def _group(number: int) -> GroupKey:
    return GroupKey(f"q{number + 1}")
