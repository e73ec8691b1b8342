"""Rules and facts of a problem made weaker, one at a time: the what-ifs that `explain` confirms by solving again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from remeslo.core.base.calendar import AcademicCalendar, academic_calendar
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.attestations import LIMITED
from remeslo.core.curriculum.links import is_final, is_module_exam
from remeslo.core.curriculum.problem import RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, amount, binds
from remeslo.core.curriculum.shapes import practice_week_hours, week_limit
from remeslo.core.curriculum.volumes import PARTS

Change = Callable[[TermProblem], TermProblem]


@dataclass(frozen=True)
class Relaxation:
    """
    One thing made weaker.

    Parameters
    ----------
    rule
        A key of `Rule`, or ``precedence``, ``window``, ``pace``, ``curriculum``, ``whole_weeks``, ``calendar``.
    where
        Place: an element, a course; empty for the whole problem.
    lawful
        False: the norms do not allow it; shown as information only.
    """

    rule: str
    where: str
    lawful: bool
    change: Change
    facts: Mapping[str, object] = field(default_factory=dict)


def by_one_step(problem: TermProblem, weeks: int) -> Iterator[Relaxation]:
    """Each rule weaker by one unit (an hour, a week, an exam), each link, window and pace limit gone; for ``weeks``."""
    yield from _week_limit(problem)
    yield from _vacation_week(problem, weeks)
    yield from _week_of_hours(problem)
    for rule in LIMITED:
        value = amount(problem, rule)
        if value is not None:
            yield _rule(problem, rule, value + 1)
    for rule in (*PARTS, Rule.MANDATORY_SHARE_MAX):
        if amount(problem, rule) is not None:
            yield _without(problem, rule)
    yield from _facts_gone(problem)


def without_curriculum(problem: TermProblem, relaxation: Relaxation) -> tuple[Relaxation, ...]:
    """The relaxation together with giving up hours fixed by semester, where there are any."""
    if relaxation.rule == "curriculum" or not any(e.semester_hours for e in problem.elements):
        return ()
    facts = {**relaxation.facts, "together": ("curriculum",)}
    return (replace(relaxation, change=_both(relaxation.change, _unpinned), facts=facts),)


def removals(problem: TermProblem) -> Iterator[Relaxation]:
    """Each rule, link, window and limit gone: for a problem without a plan, in the order in which to doubt them."""
    yield from _facts_gone(problem)
    yield from _longer_calendar(problem)
    for rule in (Rule.TOTAL_HOURS, *PARTS, Rule.MANDATORY_SHARE_MAX, *LIMITED):
        if amount(problem, rule) is not None:
            yield _without(problem, rule)
    if week_limit(problem) is not None:
        yield _without(problem, Rule.WEEK_MAX_HOURS)
    yield from _minima(problem)


def _facts_gone(problem: TermProblem) -> Iterator[Relaxation]:
    """What the college or the employer may change: fixed semesters, windows, pace, order, whole weeks."""
    if any(e.semester_hours for e in problem.elements):
        yield Relaxation("curriculum", "", True, _unpinned)
    for e in problem.elements:
        if e.weeks_allowed is not None:
            facts = {"title": e.title, "weeks": len(e.weeks_allowed)}
            yield Relaxation("window", e.key, True, _one(e.key, lambda x: replace(x, weeks_allowed=None)), facts)
        limit = week_limit(problem)
        if not e.whole_weeks and limit is not None and e.max_hours_per_week < limit:
            change = _one(e.key, lambda x, n=limit: replace(x, max_hours_per_week=n))  # type: ignore[misc]
            facts = {"title": e.title, "from": e.max_hours_per_week, "to": limit}
            yield Relaxation("pace", e.key, True, change, facts)
    yield from _order(problem)
    if any(e.whole_weeks for e in problem.elements):
        change = _each(lambda e: e if is_final(e) else replace(e, whole_weeks=False))
        yield Relaxation("whole_weeks", "", True, change)


def _unpinned(problem: TermProblem) -> TermProblem:
    return _each(lambda e: replace(e, semester_hours=()))(problem)


def _order(problem: TermProblem) -> Iterator[Relaxation]:
    """The two switch rules with the links that say the same, then every other link."""
    if binds(problem, Rule.FINAL_ATTESTATION_LAST) or any(is_final(e) and e.after for e in problem.elements):
        change = _both(_drop(Rule.FINAL_ATTESTATION_LAST), _each(lambda e: replace(e, after=()) if is_final(e) else e))
        yield Relaxation(Rule.FINAL_ATTESTATION_LAST, "", False, change)
    if binds(problem, Rule.MODULE_EXAM_LAST) or any(is_module_exam(e) and e.after for e in problem.elements):
        change = _both(_drop(Rule.MODULE_EXAM_LAST), _each(lambda e: replace(e, after=()) if is_module_exam(e) else e))
        yield Relaxation(Rule.MODULE_EXAM_LAST, "", False, change)
    for e in problem.elements:
        if is_final(e) or is_module_exam(e):
            continue
        for before in dict.fromkeys(p.before for p in e.after):
            facts = {"title": e.title, "before": before, "before_title": problem.by_key[before].title}
            yield Relaxation("precedence", e.key, True, _one(e.key, _unlinked(before)), facts)


def _unlinked(before: ElementKey) -> Callable[[TermElement], TermElement]:
    return lambda e: replace(e, after=tuple(p for p in e.after if p.before != before))


def _week_limit(problem: TermProblem) -> Iterator[Relaxation]:
    limit = week_limit(problem)
    if limit is not None:
        yield _rule(problem, Rule.WEEK_MAX_HOURS, limit + 1)


def _vacation_week(problem: TermProblem, weeks: int) -> Iterator[Relaxation]:
    """The first summer week of the first course that the term goes through becomes a study week."""
    calendar = problem.calendar
    for course in calendar.courses:
        vacation = [w for w in calendar.of_course(course) if not w.is_study and w.index < weeks]
        winter = {w.index for w in calendar.winter_of_course(course)}
        summer = [w for w in vacation if w.index not in winter]
        if not summer:
            continue
        least = amount(problem, Rule.VACATION_WEEKS_MIN)
        count = sum(1 for w in calendar.of_course(course) if not w.is_study)
        facts = {"course": course, "from": count, "to": count - 1}
        lawful = least is not None and count - 1 >= least
        change = _studying(summer[0].index)
        yield Relaxation(Rule.VACATION_WEEKS_MIN, f"course {course}", lawful, change, facts)
        return


def _studying(index: int) -> Change:
    def change(problem: TermProblem) -> TermProblem:
        weeks = list(problem.calendar.weeks)
        before = [w.semester for w in weeks[:index] if w.semester is not None]
        weeks[index] = replace(weeks[index], semester=before[-1] if before else 1)
        return replace(problem, calendar=AcademicCalendar(tuple(weeks)))

    return change


def _week_of_hours(problem: TermProblem) -> Iterator[Relaxation]:
    """One week's hours fewer in total, wherever they are taken."""
    closes, week = amount(problem, Rule.TOTAL_HOURS), week_limit(problem)
    if week is None:
        return
    least = sum(e.hours_min for e in problem.elements)
    before = int(closes) if closes is not None else least
    fewer = _each(lambda e: _fewer(problem, e, week))
    facts = {"from": before, "to": before - week}
    if closes is None:
        yield Relaxation("hours_min", "", False, fewer, facts)
    else:
        total = RuleValue(before - week, problem.rules[Rule.TOTAL_HOURS].source, False)
        yield Relaxation(Rule.TOTAL_HOURS, "", False, _both(_set(Rule.TOTAL_HOURS, total), fewer), facts)


def _fewer(problem: TermProblem, e: TermElement, hours: int) -> TermElement:
    """The element may lose so many hours, mandatory ones too."""
    step = practice_week_hours(problem, e) if e.whole_weeks else 1
    least = max(min(step, e.hours_min), e.hours_min - hours)
    return replace(e, hours_min=least, mandatory_min=max(0, min(e.mandatory_min, least)))


def _minima(problem: TermProblem) -> Iterator[Relaxation]:
    """Least hours of every element down to a unit."""
    change = _each(lambda e: replace(e, hours_min=practice_week_hours(problem, e) if e.whole_weeks else 1))
    yield Relaxation("hours_min", "", False, change)


def _longer_calendar(problem: TermProblem) -> Iterator[Relaxation]:
    """One course more, laid out like the first."""

    def change(p: TermProblem) -> TermProblem:
        weeks = p.calendar.weeks
        extra = academic_calendar(weeks[0].monday.year, ()).weeks
        courses = len(p.calendar.courses)
        first = p.calendar.of_course(p.calendar.courses[0])
        shift = len(weeks)
        extra = tuple(
            replace(
                w,
                index=shift + n,
                monday=weeks[-1].monday + (w.monday - first[0].monday) + (weeks[1].monday - weeks[0].monday),
                course=w.course + courses,
                semester=None if w.semester is None else w.semester + 2 * courses,
            )
            for n, w in enumerate(first)
        )
        return replace(p, calendar=AcademicCalendar((*weeks, *extra)))

    if len(problem.calendar) > 1:
        courses = len(problem.calendar.courses)
        yield Relaxation("calendar", "", True, change, {"from": courses, "to": courses + 1})


def _rule(problem: TermProblem, rule: Rule, value: int | Fraction) -> Relaxation:
    old = problem.rules[rule]
    new = RuleValue(value, old.source, old.verified, old.hard)
    return Relaxation(rule, "", not old.hard, _set(rule, new), {"from": old.amount, "to": value})


def _without(problem: TermProblem, rule: Rule) -> Relaxation:
    old = problem.rules[rule]
    return Relaxation(rule, "", not old.hard, _drop(rule), {"from": old.amount})


def _set(rule: Rule, value: RuleValue) -> Change:
    return lambda p: replace(p, rules={**p.rules, rule: value})


def _drop(rule: Rule) -> Change:
    return lambda p: replace(p, rules={k: v for k, v in p.rules.items() if k != rule})


def _each(change: Callable[[TermElement], TermElement]) -> Change:
    return lambda p: replace(p, elements=tuple(change(e) for e in p.elements))


def _one(key: ElementKey, change: Callable[[TermElement], TermElement]) -> Change:
    return _each(lambda e: change(e) if e.key == key else e)


def _both(first: Change, second: Change) -> Change:
    return lambda p: second(first(p))
