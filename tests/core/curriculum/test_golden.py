"""Planted violations, as data: each is found by name, with its place and numbers, and nothing else is."""

import csv
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.core.curriculum.samples import GOLDEN, sample

import remeslo.core.curriculum.checks as checks
from remeslo.core.base.calendar import AcademicCalendar
from remeslo.core.base.elements import AttestationForm, AttestationMark
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Choice, LinkKind, Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.resources import Need, Person, Resource, ResourceKey, StaffNeed, TeacherKey
from remeslo.core.curriculum.result import TermPlan

CASES: list[dict[str, Any]] = tomllib.loads((GOLDEN / "violations.toml").read_text(encoding="utf-8"))["case"]
Hours = dict[str, dict[int, int]]
LISTED = (
    *("set", "move", "swap", "window", "pace", "range", "after", "starts_after", "part_after", "soon_after"),
    *("joint_credit", "disliked", "resource", "person", "staff", "given", "ways"),
)
"""Verbs whose arguments are lists, in the order in which they are done."""


def plan_of_sample_a() -> Hours:
    """The lawful calendar: hours by element and week, weeks from 1."""
    with (GOLDEN / "sample_a_plan.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["index"]]
    return {row["index"]: {int(w): int(h) for w, h in row.items() if w != "index" and h} for row in rows}


@dataclass
class Changed:
    """A problem and a calendar with the changes of a case."""

    problem: TermProblem
    hours: Hours
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def set(self, element: str, week: int, hours: int) -> None:
        self.hours.setdefault(element, {})[week] = hours

    def move(self, element: str, week: int, to: int) -> None:
        self.hours[element][to] = self.hours[element].get(to, 0) + self.hours[element].pop(week)

    def swap(self, one: int, other: int) -> None:
        for weeks in self.hours.values():
            here, there = weeks.pop(one, 0), weeks.pop(other, 0)
            weeks.update({w: h for w, h in ((one, there), (other, here)) if h})

    def drop(self, element: str) -> None:
        del self.hours[element]

    def exams(self, element: str) -> None:
        self._mark(element, AttestationForm.EXAM)

    def credits(self, element: str) -> None:
        self._mark(element, AttestationForm.GRADED_CREDIT)

    def joint_credit(self, element: str, name: str) -> None:
        self._mark(element, AttestationForm.GRADED_CREDIT, name)

    def window(self, element: str, weeks: list[int]) -> None:
        self._each(element, lambda e: replace(e, weeks_allowed=frozenset(w - 1 for w in weeks)))

    def pace(self, element: str, hours: int) -> None:
        self._each(element, lambda e: replace(e, max_hours_per_week=hours))

    def range(self, element: str, low: int, high: int) -> None:
        self._each(element, lambda e: replace(e, hours_min=low, hours_wanted=low, hours_max=high))

    def after(self, element: str, before: str) -> None:
        self._each(element, lambda e: replace(e, after=(*e.after, Precedence(ElementKey(before)))))

    def starts_after(self, element: str, before: str, lag: int) -> None:
        link = Precedence(ElementKey(before), LinkKind.START_START, lag)
        self._each(element, lambda e: replace(e, after=(*e.after, link)))

    def part_after(self, element: str, before: str, share: str, lag: int) -> None:
        link = Precedence(ElementKey(before), LinkKind.PARTIAL, lag, Fraction(share))
        self._each(element, lambda e: replace(e, after=(*e.after, link)))

    def soon_after(self, element: str, before: str, longest: int) -> None:
        link = Precedence(ElementKey(before), LinkKind.FINISH_START, 0, max_lag_weeks=longest)
        self._each(element, lambda e: replace(e, after=(*e.after, link)))

    def disliked(self, element: str, weeks: list[int]) -> None:
        self._each(element, lambda e: replace(e, weeks_disliked=frozenset(w - 1 for w in weeks)))

    def one_week(self, element: str) -> None:
        self._each(element, lambda e: replace(e, one_week=True))

    def resource(self, key: str, capacity: int, elements: list[str]) -> None:
        self.problem = replace(self.problem, resources=(Resource(key=ResourceKey(key), title=key, capacity=capacity),))
        for element in elements:
            self._each(element, lambda e: replace(e, needs=(Need(ResourceKey(key)),)))

    def person(self, key: str, skill: str, hours: int) -> None:
        new = Person(key=TeacherKey(key), skills=frozenset({skill}), weekly_hours=hours)
        self.problem = replace(self.problem, people=(*self.problem.people, new))

    def staff(self, element: str, skill: str, count: int) -> None:
        self._each(element, lambda e: replace(e, staff=(StaffNeed(skill, count),)))

    def given(self, element: str, person: str) -> None:
        self.people[element] = (*self.people.get(element, ()), person)

    def ways(self, name: str, ways: list[list[str]]) -> None:
        choice = Choice(name, tuple(frozenset(ElementKey(k) for k in way) for way in ways))
        for element in choice.elements:
            self._each(element, lambda e: replace(e, optional=True))
        self.problem = replace(self.problem, ways=(choice,))

    def done_before(self, week: int) -> None:
        taught = {k: {w - 1: h for w, h in weeks.items() if w < week} for k, weeks in self.hours.items()}
        done = {ElementKey(k): weeks for k, weeks in taught.items() if weeks}
        self.problem = replace(self.problem, done=done, from_week=week - 1)

    def require(self, outcome: str) -> None:
        self.problem = replace(self.problem, required_outcomes=self.problem.required_outcomes | {outcome})

    def shorter_vacation(self, first: int, last: int) -> None:
        weeks = [
            replace(w, semester=2 * w.course) if first <= w.index + 1 <= last else w for w in self.problem.calendar
        ]
        self.problem = replace(self.problem, calendar=AcademicCalendar(tuple(weeks)))

    def rules(self, values: Mapping[str, str]) -> None:
        new = {key: RuleValue(_number(value), "golden", False) for key, value in values.items()}
        self.problem = replace(self.problem, rules={**self.problem.rules, **new})

    def plan(self) -> TermPlan:
        hours = {ElementKey(k): {w - 1: h for w, h in weeks.items()} for k, weeks in self.hours.items()}
        return TermPlan(hours, {ElementKey(k): tuple(TeacherKey(p) for p in given) for k, given in self.people.items()})

    def _mark(self, element: str, form: AttestationForm, joint: str | None = None) -> None:
        self._each(element, lambda e: replace(e, attestations=(*e.attestations, AttestationMark(form, joint))))

    def _each(self, key: str, change: Callable[[TermElement], TermElement]) -> None:
        elements = tuple(change(e) if e.key == key else e for e in self.problem.elements)
        assert elements != self.problem.elements, f"{key}: the change changes nothing"
        self.problem = replace(self.problem, elements=elements)


def changed(case: Mapping[str, Any]) -> Changed:
    """Sample A with its calendar and the changes of a case."""
    done = Changed(sample("a", fixed=True), plan_of_sample_a())
    for argument in case.get("done_before", ()):
        done.done_before(argument)
    for verb in LISTED:
        for arguments in case.get(verb, ()):
            getattr(done, verb)(*arguments)
    for verb in ("drop", "exams", "credits", "require", "one_week"):
        for argument in case.get(verb, ()):
            getattr(done, verb)(argument)
    for arguments in case.get("shorter_vacation", ()):
        done.shorter_vacation(*arguments)
    if "rules" in case:
        done.rules(case["rules"])
    return done


def test_check_has_nothing_against_the_calendar_of_sample_a() -> None:
    plan = Changed(sample("a", fixed=True), plan_of_sample_a())

    assert check(plan.problem, plan.plan()) == []
    assert plan.plan().weeks == 95


@pytest.mark.parametrize("case", CASES, ids=[c["title"] for c in CASES])
def test_check_names_a_planted_violation_with_its_place_and_numbers(case: dict[str, Any]) -> None:
    done = changed(case)

    findings = check(done.problem, done.plan())

    if "code" not in case:
        assert findings == []
        return
    expected = {key: _fact(value) for key, value in case["facts"].items()}
    shown = [(f.code, f.where, {k: f.facts.get(k) for k in expected}) for f in findings]
    assert (case["code"], case["where"], expected) in shown
    hard = {f.code for f in findings if f.hard} | {case["code"]}
    assert hard == {case["code"], *case.get("also", ())}


def test_every_finding_of_check_has_a_golden_case() -> None:
    folder = Path(checks.__file__).parent
    sources = "".join(p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.py")))

    assert set(re.findall(r"\"(term\.[a-z_]+)\"", sources)) == {c["code"] for c in CASES if "code" in c}


def test_every_key_of_a_golden_case_is_one_that_the_test_reads() -> None:
    verbs = {name for name in vars(Changed) if not name.startswith("_")} - {"plan", "problem", "hours", "people"}

    assert {key for case in CASES for key in case} - verbs == {"title", "code", "where", "facts", "also"}


def _fact(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return _number(value) if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) else value


def _number(text: str) -> int | Fraction:
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact
