"""What can be made weaker unit by unit in a problem, and which parts of the problem that touches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.attestations import LIMITED, sittings
from remeslo.core.curriculum.causes.part import ORDER_RULES, Part, PartKind, order_rule, pace_may_bind
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, amount
from remeslo.core.curriculum.shapes import practice_week_hours, week_limit
from remeslo.core.curriculum.volumes import PARTS
from remeslo.core.curriculum.whatif.change import Aspect, Change

_FAR = 10
"""Units after which a lever without an end of its own is looked at no further."""
_ENDLESS = frozenset({Rule.WEEK_MAX_HOURS, Rule.TOTAL_HOURS, *PARTS})
_SHARE_STEP = Fraction(1, 20)
_PACE_STEP = 2


@dataclass(frozen=True)
class Lever:
    """
    Something that can be made weaker.

    Parameters
    ----------
    step
        What one unit adds (takes, where negative); ``None``: there is only one step, it is gone.
    most
        Units after which it is looked at no further.
    ends
        True: after ``most`` units more cannot help.
    touches
        Parts of the problem that it weakens; every other part stays as it is.
    """

    aspect: Aspect
    key: str
    step: int | Fraction | None
    most: int
    touches: frozenset[Part]
    facts: Mapping[str, object] = field(default_factory=dict)
    ends: bool = True

    def change(self, units: int) -> Change:
        """The change of so many units, > 0."""
        return Change(self.aspect, self.key, by=None if self.step is None else self.step * units)


def levers(problem: TermProblem, weeks: int, *, every_element: bool = False) -> tuple[Lever, ...]:
    """All levers for a term of ``weeks`` weeks; of elements outside modules recognised only with ``every_element``."""
    return (
        *_rules(problem),
        *_vacations(problem, weeks),
        *_resources(problem),
        *_people(problem),
        *_shapes(problem),
        *_windows(problem),
        *_paces(problem),
        *_links(problem),
        *_recognised(problem, every_element=every_element),
    )


def _rules(problem: TermProblem) -> Iterator[Lever]:
    elements = frozenset(Part(PartKind.ELEMENT, e.key) for e in problem.elements)
    week = week_limit(problem) or max((e.max_hours_per_week for e in problem.elements), default=1)
    steps: dict[Rule, tuple[int | Fraction | None, int]] = {
        Rule.WEEK_MAX_HOURS: (1, _FAR),
        Rule.ELEMENTS_PER_WEEK_MAX: (1, len(problem.elements)),
        Rule.WEEK_MIN_HOURS: (-1, int(amount(problem, Rule.WEEK_MIN_HOURS) or 0)),
        Rule.ELEMENTS_PER_WEEK_MIN: (-1, int(amount(problem, Rule.ELEMENTS_PER_WEEK_MIN) or 0)),
        Rule.MANDATORY_SHARE_MAX: (
            _SHARE_STEP,
            1 + int((1 - (amount(problem, Rule.MANDATORY_SHARE_MAX) or 1)) / _SHARE_STEP),
        ),
        **{rule: (1, sum(s.rule is rule for s in sittings(problem))) for rule in LIMITED},
        **{
            rule: (-week, min(_FAR, int(amount(problem, rule) or 0) // week - 1)) for rule in (Rule.TOTAL_HOURS, *PARTS)
        },
        **dict.fromkeys(ORDER_RULES, (None, 1)),
    }
    for rule, (step, most) in steps.items():
        value = problem.rules.get(rule)
        linked = rule in ORDER_RULES and any(e.after and order_rule(e) is rule for e in problem.elements)
        if (value is None and not linked) or most < 1:
            continue
        facts: dict[str, object] = {} if value is None else {"from": value.amount, "verified": value.verified}
        touched = frozenset({Part(PartKind.RULE, rule)})
        if rule is Rule.TOTAL_HOURS:
            touched |= elements
        yield Lever(Aspect.RULE, rule, step, most, touched, facts, ends=rule not in _ENDLESS)


def _vacations(problem: TermProblem, weeks: int) -> Iterator[Lever]:
    calendar = problem.calendar
    for course in calendar.courses:
        free = [w for w in calendar.of_course(course) if not w.is_study]
        if any(problem.from_week <= w.index < weeks for w in free):
            touched = frozenset({Part(PartKind.VACATION, str(course))})
            yield Lever(Aspect.VACATION, str(course), -1, len(free), touched, {"course": course, "from": len(free)})


def _resources(problem: TermProblem) -> Iterator[Lever]:
    for r in problem.resources:
        takes = [n.per_hour * _week_hours(problem, e) for e in problem.elements for n in e.needs if n.resource == r.key]
        if takes:
            facts = {"title": r.title, "from": r.capacity}
            most = max(1, ceil(sum(takes)) - r.capacity)
            yield Lever(Aspect.RESOURCE, r.key, 1, most, frozenset({Part(PartKind.RESOURCE, r.key)}), facts)


def _people(problem: TermProblem) -> Iterator[Lever]:
    wanted = sorted({n.skill for e in problem.elements for n in e.staff})
    for skill in wanted:
        count = sum(skill in p.skills for p in problem.people)
        most = len(problem.elements)
        yield Lever(Aspect.SKILL, skill, 1, most, frozenset({Part(PartKind.SKILL, skill)}), {"from": count})
    for p in problem.people:
        touched = frozenset(Part(PartKind.SKILL, s) for s in p.skills & set(wanted))
        if touched:
            facts = {"title": p.title, "from": p.weekly_hours}
            all_ = sum(_week_hours(problem, e) for e in problem.elements if p.skills & {n.skill for n in e.staff})
            yield Lever(Aspect.PERSON, p.key, 1, max(1, all_ - p.weekly_hours), touched, facts)


def _week_hours(problem: TermProblem, e: TermElement) -> int:
    """Most hours of an element in a week."""
    return practice_week_hours(problem, e) if e.whole_weeks else min(e.hours_max, e.max_hours_per_week)


def _shapes(problem: TermProblem) -> Iterator[Lever]:
    if any(e.semester_hours for e in problem.elements):
        yield Lever(Aspect.CURRICULUM, "", None, 1, frozenset({Part(PartKind.CURRICULUM)}))
    whole = frozenset(Part(PartKind.WHOLE_WEEKS, e.key) for e in problem.elements if e.whole_weeks)
    if whole:
        yield Lever(Aspect.WHOLE_WEEKS, "", None, 1, whole)


def _windows(problem: TermProblem) -> Iterator[Lever]:
    for e in problem.elements:
        if e.weeks_allowed is not None:
            open_ = sum(w.index in e.weeks_allowed for w in problem.calendar.study)
            facts = {"title": e.title, "from": open_}
            most = len(problem.calendar.study) if open_ else 0
            if most:
                yield Lever(Aspect.WINDOW, e.key, 1, most, frozenset({Part(PartKind.WINDOW, e.key)}), facts)


def _paces(problem: TermProblem) -> Iterator[Lever]:
    limit = week_limit(problem)
    for e in problem.elements:
        most = e.hours_max if limit is None else min(e.hours_max, limit)
        if pace_may_bind(problem, e) and e.max_hours_per_week < most:
            units = -(-(most - e.max_hours_per_week) // _PACE_STEP)
            facts = {"title": e.title, "from": e.max_hours_per_week}
            yield Lever(Aspect.PACE, e.key, _PACE_STEP, units, frozenset({Part(PartKind.PACE, e.key)}), facts)


def _links(problem: TermProblem) -> Iterator[Lever]:
    for e in problem.elements:
        if order_rule(e) is None:
            for before in dict.fromkeys(p.before for p in e.after):
                facts = {"element": e.key, "title": e.title, "before": before}
                facts["before_title"] = problem.by_key[before].title
                key = f"{before}>{e.key}"
                yield Lever(Aspect.LINK, key, None, 1, frozenset({Part(PartKind.LINK, key)}), facts)


def _recognised(problem: TermProblem, *, every_element: bool) -> Iterator[Lever]:
    """Modules, then elements outside modules; attestations are recognised with what they attest."""
    never = (ElementKind.ATTESTATION, ElementKind.FINAL_ATTESTATION)
    sums = frozenset(Part(PartKind.RULE, r) for r in (Rule.TOTAL_HOURS, Rule.MANDATORY_SHARE_MAX, *PARTS))
    modules = dict.fromkeys(e.module for e in problem.elements if e.module and e.kind is not never[1])
    names = [*modules, *(e.key for e in problem.elements if every_element and not e.module and e.kind not in never)]
    for name in names:
        chosen = [e for e in problem.elements if name in (e.key, e.module)]
        touched = sums | {Part(kind, e.key) for e in chosen for kind in PartKind}
        links = {Part(PartKind.LINK, f"{p.before}>{e.key}") for e in problem.elements for p in e.after}
        facts: dict[str, object] = {"hours": sum(e.hours_wanted for e in chosen), "elements": len(chosen)}
        if len(chosen) == 1:
            facts["title"] = chosen[0].title
        if len(chosen) < len(problem.elements):
            yield Lever(Aspect.RECOGNISE, name, None, 1, touched | links, facts)
