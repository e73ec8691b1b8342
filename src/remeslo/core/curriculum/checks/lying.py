"""Rules on how an element lies in its weeks: vacations, windows, pace, whole weeks in one row, one week."""

from collections.abc import Iterator
from itertools import pairwise

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.problem import TermElement
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.shapes import is_one_sitting, practice_week_hours


def check_places(placed: Placed) -> Iterator[Finding]:
    """Hours lie in study weeks, inside the element's window and pace; weeks it dislikes are warned of."""
    weeks = placed.problem.calendar.weeks
    for e in placed.problem.elements:
        for week, hours in placed.ahead(e.key).items():
            facts = {"element": e.key, "title": e.title, "week": week + 1, "hours": hours}
            if not weeks[week].is_study:
                yield Finding("term.hours_in_vacation", e.key, facts)
            elif e.weeks_allowed is not None and week not in e.weeks_allowed:
                yield Finding("term.hours_outside_window", e.key, facts)
            elif week in e.weeks_disliked:
                yield Finding("term.week_disliked", e.key, facts, Severity.WARNING)
            if hours > e.max_hours_per_week:
                yield Finding("term.pace_over_limit", e.key, {**facts, "limit": e.max_hours_per_week})


def check_whole_weeks(placed: Placed) -> Iterator[Finding]:
    """Whole-week elements: full weeks in one row; what lies in one week is not torn apart."""
    for e in placed.problem.elements:
        ahead = placed.ahead(e.key)
        if e.whole_weeks:
            yield from _full_weeks(placed, e)
            yield from _in_one_row(placed, e)
        elif is_one_sitting(placed.problem, e) and len(ahead) > 1:
            weeks = tuple(w + 1 for w in ahead)
            code = "term.one_week_split" if e.one_week else "term.attestation_split"
            yield Finding(code, e.key, {"element": e.key, "title": e.title, "weeks": weeks})


def _full_weeks(placed: Placed, e: TermElement) -> Iterator[Finding]:
    expected = practice_week_hours(placed.problem, e)
    rule = placed.problem.rules.get(Rule.PRACTICE_WEEK_HOURS) if e.week_hours is None else None
    how = Severity.STOPS_PUBLISHING if rule is None or rule.hard else Severity.WARNING
    for week, hours in placed.ahead(e.key).items():
        if hours != expected:
            facts = {"element": e.key, "title": e.title, "week": week + 1, "hours": hours, "expected": expected}
            yield Finding("term.practice_part_week", e.key, facts, how)


def _in_one_row(placed: Placed, e: TermElement) -> Iterator[Finding]:
    for earlier, later in pairwise(placed.ahead(e.key)):
        if placed.position(later) - placed.position(earlier) > 1:
            facts = {"element": e.key, "title": e.title, "week": earlier + 1, "next_week": later + 1}
            yield Finding("term.practice_interrupted", e.key, facts)
