"""From a pack to the rules of a problem."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from remeslo.core.curriculum.norms import Norm, NormPack, NormValue, NoValueInForce
from remeslo.core.curriculum.rules import Rule, check_group_sizes, rules_from_pack
from remeslo.interchange.normpack import builtin

DAY = date(2026, 9, 1)


def norm(key: str, *values: tuple[str, str], hard: bool = True) -> Norm:
    dated = tuple(NormValue(date.fromisoformat(day), Decimal(amount), f"act of {day}", True) for day, amount in values)
    return Norm(key=key, unit="u", title_ru="н", title_en="n", values=dated, hard=hard)


def pack(*norms: Norm) -> NormPack:
    return NormPack(key="p", title_ru="п", title_en="p", country="XX", norms={n.key: n for n in norms})


def test_rules_take_the_value_in_force_on_the_day_with_its_source() -> None:
    dated = pack(norm("week_max_hours", ("2020-01-01", "54"), ("2025-09-01", "36")))

    before = rules_from_pack(dated, day=date(2025, 8, 31), kind="worker", base="ooo")
    after = rules_from_pack(dated, day=date(2025, 9, 1), kind="worker", base="ooo")

    assert (before["week_max_hours"].amount, before["week_max_hours"].source) == (54, "act of 2020-01-01")
    assert (after["week_max_hours"].amount, after["week_max_hours"].source) == (36, "act of 2025-09-01")


def test_rules_leave_out_a_norm_that_is_not_yet_in_force() -> None:
    late = pack(norm("week_max_hours", ("2030-01-01", "30")))

    assert rules_from_pack(late, day=DAY, kind="worker", base="ooo") == {}
    with pytest.raises(NoValueInForce):
        late.on("week_max_hours", DAY)


@pytest.mark.parametrize(
    ("kind", "base", "amount"),
    (("worker", "ooo", 1), ("worker", "soo", 2), ("specialist", "ooo", 3), ("specialist", "soo", 4)),
)
def test_rules_take_the_most_qualified_norm(kind: str, base: str, amount: int) -> None:
    since = "2020-01-01"
    qualified = pack(
        norm("exams_per_year_max.worker.ooo", (since, "1")),
        norm("exams_per_year_max.worker", (since, "2")),
        norm("exams_per_year_max.ooo", (since, "3")),
        norm("exams_per_year_max", (since, "4")),
    )

    assert rules_from_pack(qualified, day=DAY, kind=kind, base=base)["exams_per_year_max"].amount == amount


def test_rules_of_the_standard_bind_where_they_ask_for_more_than_the_pack() -> None:
    rules = rules_from_pack(
        builtin()["ru-spo-specialist-2021"],
        day=DAY,
        kind="specialist",
        base="ooo",
        total_hours=4428,
        practice_hours_min=900,
        final_attestation_hours_min=36,
        standard="15.02.16",
        standard_verified=True,
    )

    assert (rules[Rule.TOTAL_HOURS].amount, rules[Rule.TOTAL_HOURS].source) == (4428, "15.02.16")
    assert rules[Rule.PRACTICE_HOURS_MIN].verified
    assert rules[Rule.FINAL_ATTESTATION_HOURS_MIN].amount == 216, "the pack asks for more"
    assert Rule.DISCIPLINES_HOURS_MIN not in rules


def test_rules_of_the_built_in_packs_are_exact_and_marked_as_the_sheet_marks_them() -> None:
    worker = rules_from_pack(builtin()["ru-spo-worker-2021"], day=DAY, kind="worker", base="ooo")
    specialist = rules_from_pack(builtin()["ru-spo-specialist-2021"], day=DAY, kind="specialist", base="ooo")

    assert worker[Rule.MANDATORY_SHARE_MAX].amount == Fraction(4, 5)
    assert specialist[Rule.MANDATORY_SHARE_MAX].amount == Fraction(7, 10)
    assert {rule for rule, value in specialist.items() if value.verified} == {Rule.MANDATORY_SHARE_MAX}
    assert not any(value.verified for value in worker.values())
    assert (
        set(worker)
        == set(specialist)
        == set(Rule)
        - {
            Rule.TOTAL_HOURS,
            Rule.PRACTICE_HOURS_MIN,
            Rule.DISCIPLINES_HOURS_MIN,
            Rule.WEEK_MIN_HOURS,
            Rule.ELEMENTS_PER_WEEK_MIN,
            Rule.ELEMENTS_PER_WEEK_MAX,
            Rule.HOLIDAY_HOURS_RECOVERED,
        }
    )


@pytest.mark.parametrize("hard", (True, False))
def test_group_above_the_limit_is_named_with_both_numbers(hard: bool) -> None:
    groups = pack(norm("group_size_max", ("2020-01-01", "25"), hard=hard))

    findings = check_group_sizes({"А-1": 25, "А-2": 27}, groups, DAY)

    assert [(f.code, f.where, f.facts["size"], f.facts["limit"]) for f in findings] == [
        ("norms.group_too_large", "А-2", 27, 25)
    ]
    assert findings[0].hard is hard
    assert check_group_sizes({"А-2": 27}, replace(groups, norms={}), DAY) == []


@pytest.mark.parametrize(
    ("years", "hours"), [(0, None), (2, 960), (Fraction(7, 2), 1680), (Fraction(1, 7), 69), (Fraction(22, 12), 880)]
)
def test_hours_a_year_bind_for_so_many_years_and_are_rounded_up(years: int | Fraction, hours: int | None) -> None:
    rules = rules_from_pack(builtin()["de-dual"], day=DAY, kind="worker", base="ooo", regular_years=years)

    value = rules.get(Rule.DISCIPLINES_HOURS_MIN)
    assert (value.amount if value else None) == hours
