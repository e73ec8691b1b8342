"""A problem of which only some parts are left: what none of them asks for, nobody asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from remeslo.core.base.calendar import AcademicCalendar
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.causes.part import (
    BACKGROUND_RULES,
    LEAST_RULES,
    Part,
    PartKind,
    limit_of,
    order_rule,
    pace_may_bind,
)
from remeslo.core.curriculum.groups import group_views
from remeslo.core.curriculum.problem import Choice, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, amount
from remeslo.core.curriculum.shapes import practice_week_hours
from remeslo.core.curriculum.volumes import PARTS, part, total
from remeslo.core.curriculum.whatif.weeks import studying

_FILLING = {
    Rule.PRACTICE_HOURS_MIN: ElementKind.WORK_PRACTICE,
    Rule.DISCIPLINES_HOURS_MIN: ElementKind.THEORY,
    Rule.FINAL_ATTESTATION_HOURS_MIN: ElementKind.FINAL_ATTESTATION,
    Rule.TOTAL_HOURS: ElementKind.THEORY,
}


def only(problem: TermProblem, kept: frozenset[Part], weeks: int) -> TermProblem:
    """
    The problem with these parts alone, to be answered within the first ``weeks`` calendar weeks.

    An element that is left out takes no time, keeps nothing waiting and counts as recognised. Where a rule on sums is
    kept, its hours remain to be taught by something, in any week and order: an element made up for that. So every plan
    of the whole problem gives one of this, and "impossible" here is a proof that it is impossible there.
    """
    open_ = [
        w.index
        for w in problem.calendar
        if not w.is_study and problem.from_week <= w.index < weeks and not _keeps_vacation(kept, w.course)
    ]
    problem = studying(_wider_windows(problem, open_), open_)
    gone = _gone(problem, kept)
    elements = tuple(_element(problem, e, kept, gone) for e in problem.elements if e.key not in gone)
    left = replace(
        problem,
        calendar=_calendar(problem, kept, weeks),
        elements=elements,
        rules=_rules(problem.rules, kept),
        groups=tuple(replace(g, rules=_rules(g.rules, kept)) for g in problem.groups),
        recognised=problem.recognised | {o for e in problem.elements if e.key in gone for o in e.outcomes},
        ways=tuple(Choice(c.key, tuple(w - gone for w in c.ways)) for c in problem.ways),
        done={k: hours for k, hours in problem.done.items() if k not in gone},
        previous=None,
    )
    return replace(left, elements=(*elements, *_fillers(left, Axis(problem).unit))) if gone else left


def _keeps_vacation(kept: frozenset[Part], course: int) -> bool:
    return Part(PartKind.VACATION, str(course)) in kept


def _wider_windows(problem: TermProblem, open_: list[int]) -> TermProblem:
    """Weeks that become study weeks belong to every window that lies on both sides of them: rows stay rows."""
    runs: list[list[int]] = []
    for index in open_:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])

    def widened(e: TermElement) -> TermElement:
        allowed = e.weeks_allowed
        if allowed is None:
            return e
        between = {i for run in runs for i in run if run[0] - 1 in allowed and run[-1] + 1 in allowed}
        return replace(e, weeks_allowed=allowed | between) if between else e

    return replace(problem, elements=tuple(widened(e) for e in problem.elements)) if runs else problem


def _gone(problem: TermProblem, kept: frozenset[Part]) -> frozenset[ElementKey]:
    bound = {key for rules in (problem.rules, *(g.rules for g in problem.groups)) for key, v in rules.items() if v.hard}
    if LEAST_RULES & bound:
        return frozenset()
    return frozenset(e.key for e in problem.elements if Part(PartKind.ELEMENT, e.key) not in kept)


def _element(problem: TermProblem, e: TermElement, kept: frozenset[Part], gone: frozenset[ElementKey]) -> TermElement:
    pace = e.max_hours_per_week
    whole = e.whole_weeks and Part(PartKind.WHOLE_WEEKS, e.key) in kept
    if (e.whole_weeks and not whole) or (pace_may_bind(problem, e) and Part(PartKind.PACE, e.key) not in kept):
        limit = limit_of(problem, e) if Part(PartKind.RULE, Rule.WEEK_MAX_HOURS) in kept else e.hours_max
        pace = max(pace, limit)
    rule = order_rule(e)
    ordered = rule is not None and Part(PartKind.RULE, rule) in kept
    after = tuple(
        p
        for p in e.after
        if p.before not in gone
        and (ordered if rule is not None else Part(PartKind.LINK, f"{p.before}>{e.key}") in kept)
    )
    return replace(
        e,
        after=after,
        whole_weeks=whole,
        week_hours=practice_week_hours(problem, e) if whole else e.week_hours,
        max_hours_per_week=pace,
        weeks_allowed=e.weeks_allowed if Part(PartKind.WINDOW, e.key) in kept else None,
        semester_hours=e.semester_hours if Part(PartKind.CURRICULUM) in kept else (),
        needs=tuple(n for n in e.needs if Part(PartKind.RESOURCE, n.resource) in kept),
        staff=tuple(n for n in e.staff if Part(PartKind.SKILL, n.skill) in kept),
    )


def _rules(rules: Mapping[str, RuleValue], kept: frozenset[Part]) -> dict[str, RuleValue]:
    return {
        key: value
        for key, value in rules.items()
        if key in BACKGROUND_RULES or not value.hard or Part(PartKind.RULE, key) in kept
    }


def _calendar(problem: TermProblem, kept: frozenset[Part], weeks: int) -> AcademicCalendar:
    inside = problem.calendar.weeks[:weeks]
    if Part(PartKind.HOLIDAYS) in kept:
        return AcademicCalendar(inside)
    return AcademicCalendar(tuple(replace(w, hours_lost=0) for w in inside))


def _fillers(left: TermProblem, unit: int) -> Iterator[TermElement]:
    """What the kept rules on sums still ask for when elements are left out, for each group."""
    for number, (group, view) in enumerate(group_views(left)):
        elements = list(view.elements)
        for rule in (*PARTS, Rule.TOTAL_HOURS):
            asked = amount(view, rule)
            if asked is None:
                continue
            now = replace(view, elements=tuple(elements))
            counted = elements if rule is Rule.TOTAL_HOURS else part(now, rule)
            sure = total((e for e in counted if not e.optional), lambda e: e.hours_min)
            if sure + unit <= asked:
                most = -(-int(asked) // unit) * unit
                filler = _filler(f"+{rule}.{number}", _FILLING[rule], unit, most, group)
                elements.append(filler)
                yield filler


def _filler(key: str, kind: ElementKind, least: int, most: int, group: GroupKey | None) -> TermElement:
    return TermElement(
        key=ElementKey(key),
        title=key,
        kind=kind,
        hours_min=least,
        hours_wanted=least,
        hours_max=most,
        max_hours_per_week=most,
        groups=() if group is None else (group,),
    )
