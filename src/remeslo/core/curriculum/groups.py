"""Groups of a problem: who takes what, and the problem as each group by itself sees it."""

from dataclasses import replace

from remeslo.core.base.keys import GroupKey
from remeslo.core.curriculum.problem import TermElement, TermProblem


def takes(element: TermElement, group: GroupKey) -> bool:
    """True when a group takes an element; an element that names no group is for all of them."""
    return not element.groups or group in element.groups


def group_views(problem: TermProblem) -> tuple[tuple[GroupKey | None, TermProblem], ...]:
    """
    The problem of each group: its elements and its rules. One view, the problem itself, where there are no groups.

    A view is for rules on weeks, years and sums; links to elements of other groups, ways and a previous plan are left
    to the whole problem.
    """
    if not problem.groups:
        return ((None, problem),)
    return tuple((g.key, _view(problem, g.key)) for g in problem.groups)


def _view(problem: TermProblem, key: GroupKey) -> TermProblem:
    group = next(g for g in problem.groups if g.key == key)
    elements = tuple(e for e in problem.elements if takes(e, key))
    own = {e.key for e in elements}
    return replace(
        problem,
        elements=tuple(replace(e, groups=(), after=tuple(p for p in e.after if p.before in own)) for e in elements),
        rules={**problem.rules, **group.rules},
        groups=(),
        ways=(),
        previous=None,
        done={k: weeks for k, weeks in problem.done.items() if k in own},
    )
