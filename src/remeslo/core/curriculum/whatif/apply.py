"""Changes made in a problem; nothing is solved here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.links import is_final, is_module_exam
from remeslo.core.curriculum.problem import RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.shapes import practice_week_hours
from remeslo.core.curriculum.whatif.change import Aspect, Change, ChangeRefused
from remeslo.core.curriculum.whatif.recognise import recognise
from remeslo.core.curriculum.whatif.resources import change_person, change_resource, change_skill, changed_units
from remeslo.core.curriculum.whatif.weeks import longer_calendar, vacations


def apply_all(problem: TermProblem, changes: Iterable[Change]) -> TermProblem:
    """The problem after all changes, one after the other; raises ChangeRefused."""
    for change in changes:
        problem = apply(problem, change)
    return problem


def apply(problem: TermProblem, change: Change) -> TermProblem:
    """The problem after one change; raises ChangeRefused where it means nothing in this problem."""
    return _MAKERS[change.aspect](problem, change)


def _rule(problem: TermProblem, change: Change) -> TermProblem:
    """Another value, or none; hours taken from the total may be taken from any element."""
    if change.key not in set(Rule):
        raise ChangeRefused("whatif.unknown_rule", key=change.key, known=tuple(Rule))
    now = problem.rules.get(change.key)
    if change.key in _ORDER_RULES and change.is_gone:
        return _without_order(problem, Rule(change.key))
    if now is None and change.to is None:
        raise ChangeRefused("whatif.rule_absent", rule=change.key, known=tuple(problem.rules))
    if change.is_gone:
        return replace(problem, rules={k: v for k, v in problem.rules.items() if k != change.key})
    value = change.value(now.amount if now else 0)
    if value < 0:
        raise ChangeRefused("whatif.below_zero", text=change.key, value=value)
    changed = RuleValue(value, now.source if now else "", False, now.hard if now else True)
    rules = {**problem.rules, change.key: changed}
    if change.key == Rule.TOTAL_HOURS and now is not None and value < now.amount:
        fewer = int(now.amount - value)
        elements = tuple(_fewer(problem, e, fewer) for e in problem.elements)
        return replace(problem, rules=rules, elements=elements)
    if change.key == Rule.WEEK_MAX_HOURS and now is not None and value > now.amount:
        return replace(problem, rules=rules, elements=_same_practice_weeks(problem))
    return replace(problem, rules=rules)


_ORDER_RULES: Mapping[Rule, Callable[[TermElement], bool]] = {
    Rule.FINAL_ATTESTATION_LAST: is_final,
    Rule.MODULE_EXAM_LAST: is_module_exam,
}


def _without_order(problem: TermProblem, rule: Rule) -> TermProblem:
    """Without the rule and without the links that say the same."""
    elements = (replace(e, after=()) if _ORDER_RULES[rule](e) else e for e in problem.elements)
    rules = {k: v for k, v in problem.rules.items() if k != rule}
    return replace(problem, rules=rules, elements=tuple(elements))


def _same_practice_weeks(problem: TermProblem) -> tuple[TermElement, ...]:
    """Whole weeks of practice keep the hours they have now, also where only the weekly limit says how many."""
    return tuple(
        replace(e, week_hours=practice_week_hours(problem, e)) if e.whole_weeks else e for e in problem.elements
    )


def _fewer(problem: TermProblem, e: TermElement, hours: int) -> TermElement:
    """The element may lose so many hours, mandatory ones too."""
    step = practice_week_hours(problem, e) if e.whole_weeks else 1
    least = max(min(step, e.hours_min), e.hours_min - hours)
    return replace(e, hours_min=least, mandatory_min=max(0, min(e.mandatory_min, least)))


def _hours(problem: TermProblem, change: Change) -> TermProblem:
    """Least hours; the wanted and most hours follow where they would be less."""
    e = _element(problem, change.key)
    least = 1 if change.is_gone else _positive(change, e.hours_min)
    wanted, most = max(least, e.hours_wanted), max(least, e.hours_max)
    mandatory = min(e.mandatory_min, least)
    return _with(problem, replace(e, hours_min=least, hours_wanted=wanted, hours_max=most, mandatory_min=mandatory))


def _pace(problem: TermProblem, change: Change) -> TermProblem:
    e = _element(problem, change.key)
    pace = e.hours_max if change.is_gone else _positive(change, e.max_hours_per_week)
    return _with(problem, replace(e, max_hours_per_week=pace))


def _window(problem: TermProblem, change: Change) -> TermProblem:
    """Weeks next to those allowed are opened, vacations not counted; or all weeks."""
    e = _element(problem, change.key)
    if e.weeks_allowed is None:
        raise ChangeRefused("whatif.no_window", element=e.key)
    if change.is_gone:
        return _with(problem, replace(e, weeks_allowed=None))
    if change.to is not None:
        raise ChangeRefused("whatif.by_only", text=f"{change.aspect}:{change.key}")
    wider, study = changed_units(change, 0), problem.calendar.study
    inside = [place for place, week in enumerate(study) if week.index in e.weeks_allowed]
    near = {p for place in inside for p in range(place - wider, place + wider + 1) if 0 <= p < len(study)}
    return _with(problem, replace(e, weeks_allowed=e.weeks_allowed | {study[p].index for p in near}))


def _link(problem: TermProblem, change: Change) -> TermProblem:
    before, _, after = change.key.partition(">")
    e = _element(problem, after)
    kept = tuple(p for p in e.after if p.before != before)
    if len(kept) == len(e.after) or not change.is_gone:
        raise ChangeRefused("whatif.no_link", before=before, after=after)
    return _with(problem, replace(e, after=kept))


def _whole_weeks(problem: TermProblem, change: Change) -> TermProblem:
    chosen = {_element(problem, change.key).key} if change.key else {e.key for e in problem.elements}
    elements = (replace(e, whole_weeks=False) if e.key in chosen else e for e in problem.elements)
    return replace(problem, elements=tuple(elements))


def _curriculum(problem: TermProblem, _: Change) -> TermProblem:
    return replace(problem, elements=tuple(replace(e, semester_hours=()) for e in problem.elements))


def _recognise(problem: TermProblem, change: Change) -> TermProblem:
    keys = {e.key for e in problem.elements if change.key in (e.key, e.module)}
    if not keys:
        raise ChangeRefused("whatif.unknown_element", element=change.key)
    return recognise(problem, frozenset(keys))


def _vacation(problem: TermProblem, change: Change) -> TermProblem:
    courses = problem.calendar.courses
    if change.key and change.key not in {str(c) for c in courses}:
        raise ChangeRefused("whatif.unknown_course", course=change.key, known=courses)
    for course in [int(change.key)] if change.key else courses:
        now = sum(1 for w in problem.calendar.of_course(course) if not w.is_study)
        problem = vacations(problem, course, 0 if change.is_gone else changed_units(change, now))
    return problem


def _calendar(problem: TermProblem, change: Change) -> TermProblem:
    for _ in range(changed_units(change, 0)):
        problem = longer_calendar(problem)
    return problem


def _positive(change: Change, now: int) -> int:
    """The new value in whole units, > 0."""
    return max(1, changed_units(change, now))


def _element(problem: TermProblem, key: str) -> TermElement:
    found = problem.by_key.get(ElementKey(key))
    if found is None:
        raise ChangeRefused("whatif.unknown_element", element=key)
    return found


def _with(problem: TermProblem, element: TermElement) -> TermProblem:
    return replace(problem, elements=tuple(element if e.key == element.key else e for e in problem.elements))


_MAKERS: Mapping[Aspect, Callable[[TermProblem, Change], TermProblem]] = {
    Aspect.RULE: _rule,
    Aspect.VACATION: _vacation,
    Aspect.RESOURCE: change_resource,
    Aspect.PERSON: change_person,
    Aspect.SKILL: change_skill,
    Aspect.RECOGNISE: _recognise,
    Aspect.HOURS: _hours,
    Aspect.PACE: _pace,
    Aspect.WINDOW: _window,
    Aspect.LINK: _link,
    Aspect.WHOLE_WEEKS: _whole_weeks,
    Aspect.CURRICULUM: _curriculum,
    Aspect.CALENDAR: _calendar,
}
