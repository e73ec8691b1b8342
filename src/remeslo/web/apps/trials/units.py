"""One unit of every norm and resource of a problem made looser: the questions of a price list."""

from collections.abc import Iterator

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.whatif.change import Aspect, Change

UNITS: dict[Rule, int] = {
    Rule.WEEK_MAX_HOURS: 1,
    Rule.EXAMS_PER_YEAR_MAX: 1,
    Rule.CREDITS_PER_YEAR_MAX: 1,
    Rule.TOTAL_HOURS: -36,
    Rule.PRACTICE_HOURS_MIN: -36,
    Rule.DISCIPLINES_HOURS_MIN: -36,
    Rule.FINAL_ATTESTATION_HOURS_MIN: -36,
}
"""A unit of each rule, in the direction that makes it weaker."""


def unit_changes(problem: TermProblem) -> Iterator[Change]:
    """One unit each: rules, a vacation week, a place, a teacher, a week of a window, a module recognised."""
    for rule, unit in UNITS.items():
        held = problem.rules.get(rule)
        if held is not None and held.amount + unit > 0:
            yield Change(Aspect.RULE, rule.value, by=unit)
    if any(not w.is_study for w in problem.calendar):
        yield Change(Aspect.VACATION, by=-1)
    for resource in problem.resources:
        yield Change(Aspect.RESOURCE, resource.key, by=1)
    for skill in sorted({n.skill for e in problem.elements for n in e.staff}):
        yield Change(Aspect.SKILL, skill, by=1)
    for e in problem.elements:
        if e.weeks_allowed is not None:
            yield Change(Aspect.WINDOW, e.key, by=1)
    for module in dict.fromkeys(e.module for e in problem.elements if e.module):
        yield Change(Aspect.RECOGNISE, module)
    if any(e.whole_weeks and e.kind is not ElementKind.FINAL_ATTESTATION for e in problem.elements):
        yield Change(Aspect.WHOLE_WEEKS)
    if any(e.semester_hours for e in problem.elements):
        yield Change(Aspect.CURRICULUM)
