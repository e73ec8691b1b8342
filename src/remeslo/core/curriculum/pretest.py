"""Impossibility by name, before any search: each finding here is certain, whatever a solver would try."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import Earliest, earliest, lower_bound
from remeslo.core.curriculum.checks.years import vacation_findings
from remeslo.core.curriculum.groups import group_views
from remeslo.core.curriculum.items import Item
from remeslo.core.curriculum.links import all_links, circle
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule, amount, severity
from remeslo.core.curriculum.shapes import hours_range, practice_week_hours, week_limit
from remeslo.core.curriculum.volumes import PARTS, part, shared_part, total

BESIDE_THE_WEEKS = frozenset(
    {
        "term.outcome_missing",
        "term.vacation_too_short",
        "term.vacation_too_long",
        "term.winter_vacation_too_short",
    }
)
"""Findings that no placing of hours mends or makes worse: the shortest term is computed all the same."""


_PART_NAMES = {
    Rule.PRACTICE_HOURS_MIN: "practice",
    Rule.DISCIPLINES_HOURS_MIN: "disciplines",
    Rule.FINAL_ATTESTATION_HOURS_MIN: "final_attestation",
}


def pretest(problem: TermProblem) -> list[Finding]:
    """
    Why no lawful plan can exist, and what every plan would have against it.

    Empty does not promise a plan; a hard finding promises that `check` would have something hard against any plan.
    """
    found = [*_statement(problem), *_outcomes(problem)]
    if any(f.hard and f.code not in BESIDE_THE_WEEKS for f in found):
        return found
    found += _elements(problem)
    for _, view in group_views(problem):
        found += _totals(view)
    certain = {e.key for e in problem.elements if not e.optional}
    links = [k for k in all_links(problem, soft=False) if k.before in certain and k.after in certain]
    ring = circle([e.key for e in problem.elements], links)
    if ring:
        found.append(Finding("term.precedence_cycle", ring[0], {"cycle": ring, "length": len(ring) - 1}))
    if not any(f.hard and f.code not in BESIDE_THE_WEEKS for f in found):
        found += _places(Axis(problem))
    return found


def blocks(finding: Finding) -> bool:
    """True when there is nothing to search for."""
    return finding.hard and finding.code not in BESIDE_THE_WEEKS


def _statement(problem: TermProblem) -> Iterator[Finding]:
    """Elements, weeks, and rules that mean something."""
    if not problem.elements:
        yield Finding("term.no_elements", problem.key, {"problem": problem.key})
    if not problem.calendar.study:
        yield Finding("term.no_study_weeks", problem.key, {"problem": problem.key})
    for rule in (Rule.WEEK_MAX_HOURS, Rule.PRACTICE_WEEK_HOURS):
        value = amount(problem, rule)
        if value is not None and value < 1:
            yield Finding("term.rule_not_positive", rule, {"rule": rule.value, "amount": value})


def _outcomes(problem: TermProblem) -> Iterator[Finding]:
    taught = {o for e in problem.elements for o in e.outcomes}
    for outcome in sorted(problem.required_outcomes - taught - problem.recognised):
        yield Finding("term.outcome_missing", outcome, {"outcome": outcome})


def _elements(problem: TermProblem) -> Iterator[Finding]:
    semesters = set(problem.calendar.semesters)
    for e in problem.elements:
        if e.optional or e.key in problem.done:
            continue
        if e.whole_weeks:
            yield from _whole_weeks(problem, e)
        if e.semester_hours:
            yield from _fixed(e, semesters)


def _whole_weeks(problem: TermProblem, e: TermElement) -> Iterator[Finding]:
    week, limit = practice_week_hours(problem, e), week_limit(problem)
    facts = {"element": e.key, "title": e.title, "week_hours": week}
    if e.hours_max // week * week < e.hours_min:
        yield Finding("term.practice_hours_not_whole_weeks", e.key, {**facts, "min": e.hours_min, "max": e.hours_max})
    most = e.max_hours_per_week if limit is None else min(limit, e.max_hours_per_week)
    if week > most:
        yield Finding("term.practice_week_over_limit", e.key, {**facts, "limit": most})
    for semester, hours in e.semester_hours:
        if hours % week:
            numbers = {"semester": semester, "hours": hours}
            yield Finding("term.practice_hours_not_whole_weeks", e.key, {**facts, **numbers})


def _fixed(e: TermElement, semesters: set[int]) -> Iterator[Finding]:
    facts = {"element": e.key, "title": e.title}
    together = sum(h for _, h in e.semester_hours)
    if not e.hours_min <= together <= e.hours_max:
        numbers = {"hours": together, "min": e.hours_min, "max": e.hours_max}
        yield Finding("term.fixed_hours_out_of_range", e.key, {**facts, **numbers})
    for semester, hours in e.semester_hours:
        if hours < 0:
            yield Finding("term.hours_negative", e.key, {**facts, "semester": semester, "hours": hours})
        elif semester not in semesters and hours:
            numbers = {"semester": semester, "hours": hours, "semesters": len(semesters)}
            yield Finding("term.fixed_semester_unknown", e.key, {**facts, **numbers})


def _totals(problem: TermProblem) -> Iterator[Finding]:
    """Sums of the elements' ranges against the total, the minima of parts, the mandatory share."""

    def low(e: TermElement) -> int:
        return 0 if e.optional else hours_range(problem, e)[0]

    def high(e: TermElement) -> int:
        return hours_range(problem, e)[1]

    least, most = total(problem.elements, low), total(problem.elements, high)
    closes = amount(problem, Rule.TOTAL_HOURS)
    if closes is not None:
        how = severity(problem, Rule.TOTAL_HOURS)
        if least > closes:
            facts = {"hours": least, "expected": closes, "difference": least - closes}
            yield Finding("term.minima_above_total", "", facts, how)
        if most < closes:
            facts = {"hours": most, "expected": closes, "difference": closes - most}
            yield Finding("term.maxima_below_total", "", facts, how)
    for rule in PARTS:
        minimum = amount(problem, rule)
        reachable = total(part(problem, rule), high)
        if minimum is not None and reachable < minimum:
            numbers = {"part": _PART_NAMES[rule], "hours": reachable, "min": minimum}
            yield Finding("term.part_minimum_unreachable", "", numbers, severity(problem, rule))
    share = amount(problem, Rule.MANDATORY_SHARE_MAX)
    if share is not None:
        mandatory = sum(e.mandatory_min for e in shared_part(problem) if not e.optional)
        together = total(shared_part(problem), high)
        if mandatory > share * together:
            facts = {"mandatory": mandatory, "hours": together, "max": share}
            yield Finding("term.mandatory_share_unreachable", "", facts, severity(problem, Rule.MANDATORY_SHARE_MAX))


def _places(axis: Axis) -> Iterator[Finding]:
    """Windows, semesters of a fixed curriculum, yearly limits, the length of the calendar."""
    when = earliest(axis)
    stuck = [axis.items[i] for i in sorted(when.stuck)]
    yield from (_stuck(axis, item, when) for item in stuck)
    yield from _overloaded_semesters(axis)
    yield from _too_many_sittings(axis)
    bound = lower_bound(axis)
    if bound.places > len(axis.weeks) and not stuck:
        facts = {"weeks": bound.places, "available": len(axis.weeks), "by": bound.by}
        yield Finding("term.calendar_too_short", axis.problem.key, facts)
    elif not stuck:
        yield from _vacations(axis, bound.places)


def _stuck(axis: Axis, item: Item, when: Earliest) -> Finding:
    """The window is too short by itself, or only after what must come before."""
    alone = item.weeks(item.low)
    longest = _longest_row(item.allowed) if item.whole or item.sitting else len(item.allowed)
    facts = {
        "element": item.element.key,
        "title": item.element.title,
        "needed": alone,
        "available": longest,
        "hours": item.low * axis.unit,
    }
    if item.element.weeks_allowed is None and item.pinned is None and longest >= alone:
        return Finding("term.element_beyond_calendar", item.element.key, facts)
    if longest < alone:
        return Finding("term.window_too_short", item.element.key, facts)
    week = axis.weeks[min(when.first[item.number], len(axis.weeks) - 1)].index + 1
    return Finding("term.window_too_early", item.element.key, {**facts, "week": week})


def _longest_row(places: tuple[int, ...]) -> int:
    best = here = 0
    for n, p in enumerate(places):
        here = here + 1 if n and places[n - 1] == p - 1 else 1
        best = max(best, here)
    return best


def _overloaded_semesters(axis: Axis) -> Iterator[Finding]:
    for s in axis.spans:
        pinned = [(i, i.pinned.get(s.semester, 0)) for i in axis.items if i.pinned and i.certain]
        units = max(sum(n for i, n in pinned if g in i.groups) for g in range(len(axis.rooms)))
        room = axis.capacity * (s.stop - s.start)
        if units > room:
            facts = {"semester": s.semester, "hours": units * axis.unit, "limit": room * axis.unit}
            yield Finding("term.fixed_semester_overloaded", f"semester {s.semester}", facts)


def _too_many_sittings(axis: Axis) -> Iterator[Finding]:
    courses = len({s.course for s in axis.spans})
    for limit in axis.year_limits:
        count = sum(1 for group in limit.groups if any(axis.items[i].certain for i in group))
        if count > limit.limit * courses:
            exams = limit.rule is Rule.EXAMS_PER_YEAR_MAX
            code = "term.exams_over_all_years" if exams else "term.credits_over_all_years"
            yield Finding(code, "", {"count": count, "limit": limit.limit, "courses": courses})


def _vacations(axis: Axis, places: int) -> Iterator[Finding]:
    """Vacations of the courses that every plan goes through."""
    last = axis.weeks[max(0, places - 1)].course
    for course in sorted({s.course for s in axis.spans if s.course < last}):
        yield from vacation_findings(axis.problem, course, None)
