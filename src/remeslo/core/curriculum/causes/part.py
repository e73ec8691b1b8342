"""Named parts of a term problem: what a cause set is made of, and what can be left out of a problem."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.links import is_final, is_module_exam
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, binds
from remeslo.core.curriculum.shapes import week_limit


class PartKind(StrEnum):
    """
    Kinds of parts, those first that a person would rather be told.

    RULE: a hard rule (the two order rules with the links that say the same). VACATION: vacation weeks of a course.
    HOLIDAYS: hours lost to public holidays. RESOURCE, SKILL: a shared resource, people with a skill. CURRICULUM: hours
    fixed by semester. WINDOW: an element's allowed weeks. WHOLE_WEEKS: that it lies in whole weeks. ELEMENT: that it is
    taught at all. PACE: its most hours in a week. LINK: that one waits for another (key ``before>after``).
    """

    RULE = "rule"
    VACATION = "vacation"
    HOLIDAYS = "holidays"
    RESOURCE = "resource"
    SKILL = "skill"
    CURRICULUM = "curriculum"
    WINDOW = "window"
    WHOLE_WEEKS = "whole_weeks"
    ELEMENT = "element"
    PACE = "pace"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name; ``key`` is empty where the kind says all."""

    kind: PartKind
    key: str = ""


ORDER_RULES = (Rule.FINAL_ATTESTATION_LAST, Rule.MODULE_EXAM_LAST)

BACKGROUND_RULES = frozenset(
    {
        Rule.PRACTICE_WEEK_HOURS,
        Rule.VACATION_WEEKS_MIN,
        Rule.VACATION_WEEKS_MAX,
        Rule.WINTER_VACATION_WEEKS_MIN,
        Rule.HOLIDAY_HOURS_RECOVERED,
    }
)
"""Rules that are never left out: what a whole week is; rules on vacations, whose weeks are parts themselves."""

LEAST_RULES = frozenset({Rule.WEEK_MIN_HOURS, Rule.ELEMENTS_PER_WEEK_MIN})
"""Rules that become harder with fewer elements: where one binds, elements are not left out."""


def parts(problem: TermProblem, weeks: int) -> tuple[Part, ...]:
    """Every part that can bear on a term of fewer than ``weeks`` weeks, in the order of `PartKind`."""
    return tuple(_parts(problem, weeks))


def order_rule(element: TermElement) -> Rule | None:
    """The order rule under which all links into this element count."""
    if is_final(element):
        return Rule.FINAL_ATTESTATION_LAST
    return Rule.MODULE_EXAM_LAST if is_module_exam(element) else None


def pace_may_bind(problem: TermProblem, e: TermElement) -> bool:
    """True when an element has more hours than it may have in a week, and is not in whole weeks or one sitting."""
    return not e.whole_weeks and e.kind is not ElementKind.ATTESTATION and e.max_hours_per_week < e.hours_max


def _parts(problem: TermProblem, weeks: int) -> Iterator[Part]:
    yield from (Part(PartKind.RULE, r) for r in _rules(problem))
    calendar = problem.calendar
    for course in calendar.courses:
        if any(not w.is_study and problem.from_week <= w.index < weeks for w in calendar.of_course(course)):
            yield Part(PartKind.VACATION, str(course))
    if any(w.hours_lost for w in calendar) and not binds(problem, Rule.HOLIDAY_HOURS_RECOVERED):
        yield Part(PartKind.HOLIDAYS)
    needed = {n.resource for e in problem.elements for n in e.needs}
    yield from (Part(PartKind.RESOURCE, r.key) for r in problem.resources if r.key in needed)
    yield from (Part(PartKind.SKILL, s) for s in sorted({n.skill for e in problem.elements for n in e.staff}))
    if any(e.semester_hours for e in problem.elements):
        yield Part(PartKind.CURRICULUM)
    yield from (Part(PartKind.WINDOW, e.key) for e in problem.elements if e.weeks_allowed is not None)
    yield from (Part(PartKind.WHOLE_WEEKS, e.key) for e in problem.elements if e.whole_weeks)
    if not LEAST_RULES & _binding(problem):
        yield from (Part(PartKind.ELEMENT, e.key) for e in problem.elements)
    yield from (Part(PartKind.PACE, e.key) for e in problem.elements if pace_may_bind(problem, e))
    for e in problem.elements:
        if order_rule(e) is None:
            for before in dict.fromkeys(p.before for p in e.after):
                yield Part(PartKind.LINK, f"{before}>{e.key}")


def _rules(problem: TermProblem) -> Iterator[Rule]:
    hard = _binding(problem)
    for rule in Rule:
        linked = rule in ORDER_RULES and any(e.after and order_rule(e) is rule for e in problem.elements)
        if rule not in BACKGROUND_RULES and (
            linked or (rule in hard and (rule not in ORDER_RULES or binds(problem, rule)))
        ):
            yield rule


def _binding(problem: TermProblem) -> frozenset[str]:
    """Hard rules of the problem or of one of its groups."""
    own = {key for key, value in problem.rules.items() if value.hard}
    return frozenset(own | {key for g in problem.groups for key, value in g.rules.items() if value.hard})


def limit_of(problem: TermProblem, e: TermElement) -> int:
    """Hours that a week could hold of an element without a pace of its own."""
    limit = week_limit(problem)
    return e.hours_max if limit is None else limit
