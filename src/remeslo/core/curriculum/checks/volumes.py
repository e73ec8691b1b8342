"""Rules on hours: ranges, the fixed curriculum, the total, minima of parts, the mandatory share, outcomes."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.problem import TermElement
from remeslo.core.curriculum.rules import Rule, amount, severity
from remeslo.core.curriculum.shapes import hours_range
from remeslo.core.curriculum.volumes import PARTS, mandatory_share, part, total

_CODES = {
    Rule.PRACTICE_HOURS_MIN: "term.practice_below_minimum",
    Rule.DISCIPLINES_HOURS_MIN: "term.disciplines_below_minimum",
    Rule.FINAL_ATTESTATION_HOURS_MIN: "term.final_attestation_below_minimum",
}


def check_ranges(placed: Placed) -> Iterator[Finding]:
    """hours_min <= hours <= hours_max; hours by semester as the curriculum fixes them."""
    for e in placed.problem.elements:
        if e.key not in placed.hours:
            continue
        hours = placed.total(e)
        low, high = hours_range(placed.problem, e)
        if not low <= hours <= high:
            facts = {"element": e.key, "title": e.title, "hours": hours, "min": low, "max": high}
            yield Finding("term.hours_out_of_range", e.key, facts)
        if e.semester_hours:
            yield from _semesters(placed, e)


def _semesters(placed: Placed, e: TermElement) -> Iterator[Finding]:
    """Semesters that are not over when planning begins."""
    weeks = placed.problem.calendar.weeks
    open_ = {w.semester for w in weeks if w.index >= placed.problem.from_week}
    expected = dict(e.semester_hours)
    found: dict[int, int] = {}
    for week, n in placed.hours[e.key].items():
        semester = weeks[week].semester
        if semester is not None:
            found[semester] = found.get(semester, 0) + n
    for semester in sorted({*expected, *found}):
        here, fixed = found.get(semester, 0), expected.get(semester, 0)
        if here != fixed and (semester in open_ or not placed.problem.from_week):
            facts = {"element": e.key, "title": e.title, "semester": semester, "hours": here, "expected": fixed}
            yield Finding("term.semester_hours_differ", e.key, facts)


def check_totals(placed: Placed) -> Iterator[Finding]:
    """The total closes exactly; each part reaches its minimum; the mandatory part does not exceed its share."""
    problem = placed.problem
    closes = amount(problem, Rule.TOTAL_HOURS)
    together = total(problem.elements, placed.total)
    if closes is not None and together != closes:
        facts = {"hours": together, "expected": closes, "difference": together - closes}
        yield Finding("term.total_hours_differ", "", facts, severity(problem, Rule.TOTAL_HOURS))
    for rule in PARTS:
        least = amount(problem, rule)
        hours = total(part(problem, rule), placed.total)
        if least is not None and hours < least:
            yield Finding(_CODES[rule], "", {"hours": hours, "min": least}, severity(problem, rule))
    most, share = amount(problem, Rule.MANDATORY_SHARE_MAX), mandatory_share(problem, placed.total)
    if most is not None and share is not None and share > most:
        facts = {"share": share, "max": most}
        yield Finding("term.mandatory_share_over_limit", "", facts, severity(problem, Rule.MANDATORY_SHARE_MAX))


def check_outcomes(placed: Placed) -> Iterator[Finding]:
    """Every required outcome is first taught in an element that has hours, or is recognised."""
    taught = {o for e in placed.problem.elements if e.key in placed.hours for o in e.outcomes}
    for outcome in sorted(placed.problem.required_outcomes - taught - placed.problem.recognised):
        yield Finding("term.outcome_missing", outcome, {"outcome": outcome})
