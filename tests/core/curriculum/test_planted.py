"""Every rule broken once, in cases a methodist can read (tests/golden/curriculum/planted.toml)."""

import tomllib
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.core.curriculum.samples import GOLDEN

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan

SHEET = tomllib.loads((GOLDEN / "planted.toml").read_text(encoding="utf-8"))
RULES = {
    "week_max_hours": 36,
    "practice_week_hours": 36,
    "exams_per_year_max": 8,
    "credits_per_year_max": 10,
    "module_exam_last": 1,
    "final_attestation_last": 1,
    "total_hours": 288,
}


def weeks(text):
    """Hours by week index of ``1-3=18 7=12``."""
    found = {}
    for part in text.split():
        span, hours = part.split("=")
        first, _, last = span.partition("-")
        found |= dict.fromkeys(range(int(first) - 1, int(last or first)), int(hours))
    return found


def element(index, row, case):
    kind = ElementKind(row["kind"])
    marks = [AttestationMark(AttestationForm(row["exam"]))] if "exam" in row else []
    if index == "ОП.01":
        marks += [AttestationMark(AttestationForm.EXAM)] * (case.get("exams", 1) - 1)
        marks += [AttestationMark(AttestationForm.GRADED_CREDIT, case.get("joint"))] * case.get("credits", 0)
    window = case.get("window", {}).get(index)
    return TermElement(
        key=ElementKey(index),
        title=row["title"],
        kind=kind,
        hours_min=row["hours"],
        hours_wanted=row["hours"],
        hours_max=row["hours"],
        mandatory_min=row["hours"],
        after=tuple(Precedence(ElementKey(k)) for k in case.get("after", {}).get(index, ())),
        attestations=tuple(marks),
        whole_weeks=kind in (ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.FINAL_ATTESTATION),
        max_hours_per_week=case.get("pace", {}).get(index, 36),
        weeks_allowed=frozenset(w - 1 for w in window) if window else None,
        module=row.get("module"),
        cycle=row["cycle"],
        semester_hours=tuple((s, h) for s, h in case.get("semesters", {}).get(index, ())),
        outcomes=tuple(row.get("outcomes", ())),
    )


def problem_of(case):
    rules = {**RULES, **{k: Fraction(v) for k, v in case.get("rules", {}).items()}}
    return TermProblem(
        key="planted",
        calendar=academic_calendar(2026, (YearLayout(),)),
        elements=module_links([element(i, row, case) for i, row in SHEET["elements"].items()]),
        rules={k: RuleValue(v, "golden", verified=False) for k, v in rules.items()},
        required_outcomes=frozenset(case.get("required", ("З 1", "У 1", "Н 1", "Н 2"))),
    )


def plan_of(case):
    rows = {**SHEET["plan"], **case.get("hours", {})}
    return TermPlan({ElementKey(i): weeks(text) for i, text in rows.items() if text})


@pytest.mark.parametrize("case", SHEET["case"], ids=lambda c: c["title"])
def test_check_finds_what_was_planted_and_nothing_else(case):
    found = check(problem_of(case), plan_of(case))

    assert sorted({f.code for f in found}) == sorted(case["finds"])


def test_a_week_over_the_limit_is_named_with_both_numbers():
    case = next(c for c in SHEET["case"] if c["title"].startswith("37 hours"))

    (over,) = [f for f in check(problem_of(case), plan_of(case)) if f.code == "term.week_over_limit"]

    assert over.where == "week 1"
    assert {37, 36} <= set(over.facts.values())
    assert over.hard


def test_negative_hours_are_found():
    case = SHEET["case"][0]
    plan = plan_of(case)
    broken = TermPlan({**plan.hours, ElementKey("ОП.01"): {**plan.hours[ElementKey("ОП.01")], 9: -2}})

    assert "term.hours_negative" in [f.code for f in check(problem_of(case), broken)]


def test_too_short_a_vacation_is_found():
    problem = problem_of(SHEET["case"][0])
    rules = {**problem.rules, "vacation_weeks_min": RuleValue(12, "golden", verified=False)}
    long_year = academic_calendar(2026, (YearLayout(), YearLayout()))
    final = {**plan_of(SHEET["case"][0]).hours, ElementKey("ГИА"): {60: 36}}

    found = check(replace(problem, rules=rules, calendar=long_year), TermPlan(final))

    assert "term.vacation_too_short" in [f.code for f in found]
