"""
Tries a norm pack on its example plans, without any solver: what `check` says against what the example expects.

`try_examples` is what a pack editor calls after each change; `example_findings` says what came out otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from remeslo.core.base.calendar import AcademicCalendar, academic_calendar
from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.exampleplan import ExampleElement, ExamplePlan
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import Precedence, TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.rules import Rule, check_group_sizes, rules_from_pack

HOURS_IN_A_WEEK = 24 * 7
"""Pace of every element: an example states none, so that only the pack's weekly limit binds."""


@dataclass(frozen=True, slots=True)
class ExampleVerdict:
    """What a pack says of an example: all findings and the calendar weeks that the plan takes."""

    example: ExamplePlan
    findings: tuple[Finding, ...]
    weeks: int

    @property
    def accepted(self) -> bool:
        """True when nothing hard was found."""
        return not any_hard(self.findings)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes found, each once, sorted."""
        return tuple(sorted({f.code for f in self.findings}))

    @property
    def as_expected(self) -> bool:
        """True when verdict, codes and, where asked, the weeks are those of the example."""
        e = self.example
        same_term = e.term_weeks is None or e.term_weeks == self.weeks
        return self.accepted == e.accepted and self.codes == tuple(sorted(set(e.findings))) and same_term


def try_examples(pack: NormPack) -> tuple[ExampleVerdict, ...]:
    """The verdict on every example of a pack, in their order."""
    return tuple(try_example(pack, example) for example in pack.examples)


def try_example(pack: NormPack, example: ExamplePlan) -> ExampleVerdict:
    """What the pack says of one example plan."""
    problem = example_problem(pack, example)
    plan = example_plan(example, problem.calendar)
    group = {"1": example.group_size} if example.group_size else {}
    found = (*check(problem, plan), *check_group_sizes(group, pack, example.day))
    return ExampleVerdict(example, found, plan.weeks)


def example_findings(verdicts: Iterable[ExampleVerdict], *, pack: str) -> list[Finding]:
    """What came out otherwise than the examples say; a pack without examples is told as a warning."""
    listed = tuple(verdicts)
    if not listed:
        return [Finding("norms.no_examples", pack, {"pack": pack}, Severity.WARNING)]
    return [_differs(v, f"{pack}: example {n}") for n, v in enumerate(listed, start=1) if not v.as_expected]


def example_problem(pack: NormPack, example: ExamplePlan) -> TermProblem:
    """The term problem of an example under a pack: fixed hours, no customary order beyond what the pack asks."""
    minima = {rule: example.minima.get(rule, 0) for rule in _MINIMA}
    rules = rules_from_pack(
        pack,
        day=example.day,
        kind=example.kind,
        base=example.base,
        total_hours=example.total_hours,
        practice_hours_min=minima[Rule.PRACTICE_HOURS_MIN],
        disciplines_hours_min=minima[Rule.DISCIPLINES_HOURS_MIN],
        final_attestation_hours_min=minima[Rule.FINAL_ATTESTATION_HOURS_MIN],
        standard=example.source,
        standard_verified=example.source_verified,
        regular_years=example.regular_years,
    )
    calendar = example_calendar(example)
    elements = tuple(_element(e, calendar) for e in example.elements)
    return TermProblem(key=example.title_en, calendar=calendar, elements=elements, rules=rules)


def example_plan(example: ExamplePlan, calendar: AcademicCalendar) -> TermPlan:
    """The hours of an example by week index."""
    return TermPlan({ElementKey(e.index): _hours(e, calendar) for e in example.elements})


def example_calendar(example: ExamplePlan) -> AcademicCalendar:
    """The example's courses, beginning in the week of its day, whatever day of the year that is."""
    calendar = academic_calendar(example.day.year, example.years)
    if not len(calendar):
        return calendar
    shift = _monday(example.day) - calendar.weeks[0].monday
    return AcademicCalendar(tuple(replace(w, monday=w.monday + shift) for w in calendar))


_MINIMA = (Rule.PRACTICE_HOURS_MIN, Rule.DISCIPLINES_HOURS_MIN, Rule.FINAL_ATTESTATION_HOURS_MIN)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _hours(e: ExampleElement, calendar: AcademicCalendar) -> dict[int, int]:
    study = set(calendar.positions)
    hours: dict[int, int] = {}
    for span in e.weeks:
        for week in range(span.first - 1, span.last):
            if span.first == span.last or week in study or week >= len(calendar):
                hours[week] = hours.get(week, 0) + span.hours
    return hours


def _element(e: ExampleElement, calendar: AcademicCalendar) -> TermElement:
    volume = max(1, sum(_hours(e, calendar).values()))
    return TermElement(
        key=ElementKey(e.index),
        title=e.title,
        kind=e.kind,
        hours_min=volume,
        hours_wanted=volume,
        hours_max=volume,
        mandatory_min=max(0, volume - e.variative),
        after=tuple(Precedence(ElementKey(k)) for k in e.after),
        attestations=e.attestations,
        whole_weeks=e.whole_weeks,
        max_hours_per_week=HOURS_IN_A_WEEK,
        module=e.module,
    )


def _differs(v: ExampleVerdict, where: str) -> Finding:
    e, found = v.example, set(v.codes)
    facts: dict[str, object] = {"title_ru": e.title_ru, "title_en": e.title_en}
    if v.accepted and not e.accepted:
        return Finding("norms.example_accepted", where, {**facts, "expected": tuple(sorted(e.findings))})
    if e.accepted and not v.accepted:
        hard = tuple(sorted({f.code for f in v.findings if f.hard}))
        return Finding("norms.example_rejected", where, {**facts, "found": hard})
    if found != set(e.findings):
        missing, extra = tuple(sorted(set(e.findings) - found)), tuple(sorted(found - set(e.findings)))
        return Finding("norms.example_findings_differ", where, {**facts, "missing": missing, "extra": extra})
    return Finding("norms.example_term_differs", where, {**facts, "expected": e.term_weeks, "found": v.weeks})
