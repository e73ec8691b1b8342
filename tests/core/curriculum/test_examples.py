"""Packs tried on their example plans: as expected for all built-in ones, and told when a norm is changed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.exampleplan import ExamplePlan, WeekHours
from remeslo.core.curriculum.examples import example_calendar, example_findings, try_example, try_examples
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.rules import GROUP_SIZE_MAX, HOURS_A_YEAR, Rule
from remeslo.interchange.normpack import builtin
from remeslo.interchange.sentences import say

CODES = {
    Rule.WEEK_MAX_HOURS: "term.week_over_limit",
    Rule.PRACTICE_WEEK_HOURS: "term.practice_part_week",
    Rule.EXAMS_PER_YEAR_MAX: "term.exams_over_limit",
    Rule.CREDITS_PER_YEAR_MAX: "term.credits_over_limit",
    Rule.VACATION_WEEKS_MIN: "term.vacation_too_short",
    Rule.VACATION_WEEKS_MAX: "term.vacation_too_long",
    Rule.WINTER_VACATION_WEEKS_MIN: "term.winter_vacation_too_short",
    Rule.DISCIPLINES_HOURS_MIN: "term.disciplines_below_minimum",
    Rule.PRACTICE_HOURS_MIN: "term.practice_below_minimum",
    Rule.FINAL_ATTESTATION_HOURS_MIN: "term.final_attestation_below_minimum",
    Rule.MANDATORY_SHARE_MAX: "term.mandatory_share_over_limit",
    Rule.FINAL_ATTESTATION_LAST: "term.final_attestation_not_last",
    Rule.MODULE_EXAM_LAST: "term.module_exam_not_last",
    GROUP_SIZE_MAX: "norms.group_too_large",
}
"""What breaking a norm is told as."""

PLANS = [pytest.param(pack, e, id=f"{pack.key}: {e.title_en}") for pack in builtin().values() for e in pack.examples]
WORKER = builtin()["ru-spo-worker-2021"]


@pytest.mark.parametrize(("pack", "example"), PLANS)
def test_pack_says_of_its_example_what_the_example_expects(pack: NormPack, example: ExamplePlan) -> None:
    verdict = try_example(pack, example)

    assert (verdict.accepted, verdict.codes) == (example.accepted, tuple(sorted(example.findings)))
    assert verdict.weeks == (example.term_weeks or verdict.weeks)
    assert verdict.as_expected


@pytest.mark.parametrize("key", sorted(builtin()))
def test_every_norm_of_a_pack_that_a_plan_can_break_is_broken_by_an_example(key: str) -> None:
    pack = builtin()[key]
    rules = {HOURS_A_YEAR.get(k, k) for k in pack.norms}
    broken = {code for e in pack.examples for code in e.findings}

    assert {CODES[r] for r in rules if r in CODES} <= broken
    assert any(e.accepted and not e.findings for e in pack.examples)


def with_norm(pack: NormPack, key: str, amount: int) -> NormPack:
    norm = pack.norms[key]
    values = tuple(replace(v, amount=Decimal(amount)) for v in norm.values)
    return replace(pack, norms={**pack.norms, key: replace(norm, values=values)})


@pytest.mark.parametrize(
    ("key", "amount", "codes"),
    (
        ("week_max_hours", 37, {"norms.example_accepted", "norms.example_findings_differ"}),
        ("week_max_hours", 35, {"norms.example_rejected", "norms.example_findings_differ"}),
        ("exams_per_year_max", 9, {"norms.example_accepted"}),
        ("group_size_max", 27, {"norms.example_accepted"}),
        ("vacation_weeks_min", 12, {"norms.example_rejected", "norms.example_findings_differ"}),
    ),
)
def test_changed_norm_is_told_by_the_examples_it_changes(key: str, amount: int, codes: set[str]) -> None:
    findings = example_findings(try_examples(with_norm(WORKER, key, amount)), pack=WORKER.key)

    assert {f.code for f in findings} <= codes
    assert next(iter(sorted(codes))) in {f.code for f in findings}
    assert all(f.hard and f.where.startswith("ru-spo-worker-2021: example ") for f in findings)
    assert all(str(say(f, "ru")) and str(say(f, "en")) for f in findings)


def test_example_with_another_term_is_told_with_both_numbers() -> None:
    example = next(e for e in WORKER.examples if e.term_weeks == 95)
    pack = replace(WORKER, examples=(replace(example, term_weeks=96),))

    (finding,) = example_findings(try_examples(pack), pack="p")

    assert (finding.code, finding.facts["expected"], finding.facts["found"]) == ("norms.example_term_differs", 96, 95)


def test_pack_without_examples_is_told_as_a_warning_and_one_that_keeps_its_word_is_not() -> None:
    (finding,) = example_findings(try_examples(replace(WORKER, examples=())), pack="p")

    assert (finding.code, finding.hard) == ("norms.no_examples", False)
    assert example_findings(try_examples(WORKER), pack="p") == []


def test_calendar_of_an_example_begins_in_the_week_of_its_day() -> None:
    example = builtin()["de-dual"].examples[0]

    calendar = example_calendar(example)

    assert calendar.weeks[0].monday <= example.day < calendar.weeks[1].monday
    assert [w.index for w in calendar] == list(range(104))


def test_stretch_of_weeks_leaves_vacations_free_and_a_single_week_means_itself() -> None:
    example = WORKER.examples[0]
    (first, *_) = example.elements
    across = replace(first, weeks=(WeekHours(16, 21, 30),))
    inside = replace(first, weeks=(WeekHours(18, 18, 30),))

    stretch = try_example(WORKER, replace(example, elements=(across,)))
    single = try_example(WORKER, replace(example, elements=(inside,)))

    assert "term.hours_in_vacation" not in stretch.codes
    assert "term.hours_in_vacation" in single.codes


@pytest.mark.parametrize("span", ((0, 3, 36), (4, 3, 36), (1, 3, 0)))
def test_weeks_that_cannot_be_are_refused(span: tuple[int, int, int]) -> None:
    with pytest.raises(ProblemError):
        WeekHours(*span)
