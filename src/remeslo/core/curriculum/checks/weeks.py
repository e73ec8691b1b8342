"""Rules on single weeks: the weekly limit, vacations, windows, pace, whole-week practice."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.problem import TermElement
from remeslo.core.curriculum.rules import Rule, severity
from remeslo.core.curriculum.shapes import is_one_sitting, practice_week_hours, week_limit


def check_load(placed: Placed) -> Iterator[Finding]:
    """load(week) <= week_max_hours; a study week before the last one that is not full is a warning."""
    limit = week_limit(placed.problem)
    if limit is None:
        return
    for week, hours in sorted(placed.load.items()):
        if hours > limit:
            facts = {"week": week + 1, "hours": hours, "limit": limit}
            yield Finding(
                "term.week_over_limit", f"week {week + 1}", facts, severity(placed.problem, Rule.WEEK_MAX_HOURS)
            )
    yield from _not_full(placed, limit)


def check_places(placed: Placed) -> Iterator[Finding]:
    """Hours lie in study weeks, inside the element's window, and do not exceed its pace."""
    weeks = placed.problem.calendar.weeks
    for e in placed.problem.elements:
        for week, hours in placed.hours.get(e.key, {}).items():
            facts = {"element": e.key, "title": e.title, "week": week + 1, "hours": hours}
            if not weeks[week].is_study:
                yield Finding("term.hours_in_vacation", e.key, facts)
            elif e.weeks_allowed is not None and week not in e.weeks_allowed:
                yield Finding("term.hours_outside_window", e.key, facts)
            if hours > e.max_hours_per_week:
                yield Finding("term.pace_over_limit", e.key, {**facts, "limit": e.max_hours_per_week})


def check_whole_weeks(placed: Placed) -> Iterator[Finding]:
    """Whole-week elements: full weeks, theirs alone, in one row; an attestation that fits into a week lies in one."""
    for e in placed.problem.elements:
        if e.key not in placed.hours:
            continue
        if e.whole_weeks:
            yield from _full_weeks(placed, e)
            yield from _alone(placed, e)
            yield from _in_one_row(placed, e)
        elif is_one_sitting(placed.problem, e) and len(placed.hours[e.key]) > 1:
            weeks = tuple(w + 1 for w in placed.hours[e.key])
            yield Finding("term.attestation_split", e.key, {"element": e.key, "title": e.title, "weeks": weeks})


def _full_weeks(placed: Placed, e: TermElement) -> Iterator[Finding]:
    expected = practice_week_hours(placed.problem, e)
    rule = placed.problem.rules.get(Rule.PRACTICE_WEEK_HOURS)
    how = Severity.STOPS_PUBLISHING if rule is None or rule.hard else Severity.WARNING
    for week, hours in placed.hours[e.key].items():
        if hours != expected:
            facts = {"element": e.key, "title": e.title, "week": week + 1, "hours": hours, "expected": expected}
            yield Finding("term.practice_part_week", e.key, facts, how)


def _alone(placed: Placed, e: TermElement) -> Iterator[Finding]:
    for week, hours in placed.hours[e.key].items():
        if placed.load[week] > hours:
            others = tuple(k for k, weeks in placed.hours.items() if k != e.key and week in weeks)
            facts = {
                "element": e.key,
                "title": e.title,
                "week": week + 1,
                "others": others,
                "hours": placed.load[week] - hours,
            }
            yield Finding("term.practice_week_shared", e.key, facts)


def _in_one_row(placed: Placed, e: TermElement) -> Iterator[Finding]:
    for earlier, later in pairwise(placed.hours[e.key]):
        if placed.position(later) - placed.position(earlier) > 1:
            facts = {"element": e.key, "title": e.title, "week": earlier + 1, "next_week": later + 1}
            yield Finding("term.practice_interrupted", e.key, facts)


def _not_full(placed: Placed, limit: int) -> Iterator[Finding]:
    """One warning for each row of study weeks with the same number of hours unused."""
    practice = {w for e in placed.problem.elements if e.whole_weeks for w in placed.hours.get(e.key, {})}
    inner = [w.index for w in placed.problem.calendar.study if w.index < placed.end and w.index not in practice]

    def row(item: tuple[int, int]) -> tuple[int, int]:
        place, week = item
        return placed.position(week) - place, limit - placed.load.get(week, 0)

    short = [w for w in inner if placed.load.get(w, 0) < limit]
    for (_, unused), items in groupby(enumerate(short), row):
        weeks = [week for _, week in items]
        facts = {"week": weeks[0] + 1, "last_week": weeks[-1] + 1, "unused": unused, "limit": limit}
        where = f"week {weeks[0] + 1}" if len(weeks) == 1 else f"weeks {weeks[0] + 1}-{weeks[-1] + 1}"
        yield Finding("term.week_not_full", where, facts, Severity.WARNING)
