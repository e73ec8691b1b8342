"""Terms by the packs' arithmetic, against a golden table and against plans laid in real calendars."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.curriculum.samples import GOLDEN

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.norms import Norm, NormPack, NormValue, NoValueInForce
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.rules import rules_from_pack
from remeslo.core.curriculum.terms import term_row, term_table
from remeslo.interchange.normpack import builtin

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads((GOLDEN / "terms.toml").read_text(encoding="utf-8"))
CASES, DIFFERENCES = TABLE["case"], TABLE["difference"]
DAY = date(2026, 9, 1)


def titles(cases: list[dict[str, Any]]) -> list[str]:
    return [c["title"] for c in cases]


def row_of(case: dict[str, Any]) -> dict[str, object]:
    row = term_row(
        builtin()[case["pack"]],
        case["years"],
        day=case["day"],
        vacation_weeks=case.get("given", {}).get("vacation"),
    )
    return {"weeks": row.weeks, "vacation": row.vacation_weeks, "hours": row.hours, "verified": row.verified}


@pytest.mark.parametrize("case", CASES, ids=titles(CASES))
def test_term_of_a_pack_is_the_one_of_the_golden_table(case: dict[str, Any]) -> None:
    assert row_of(case) == case["expect"]


@pytest.mark.parametrize("case", DIFFERENCES, ids=titles(DIFFERENCES))
def test_entry_bases_differ_by_the_hours_that_the_pack_names(case: dict[str, Any]) -> None:
    pack, day = builtin()[case["pack"]], case["day"]
    short, long = (term_row(pack, years, day=day).hours for years in case["years"])

    assert long - short == pack.on("base_difference_hours", day).amount == 1476


def test_golden_table_has_every_term_that_the_packs_know() -> None:
    known = {(r.weeks, r.hours) for pack in builtin().values() for r in term_table(pack, day=DAY)}

    assert known == {(c["expect"]["weeks"], c["expect"]["hours"]) for c in CASES if "given" not in c}


@pytest.mark.parametrize("case", CASES, ids=titles(CASES))
def test_term_is_as_long_in_a_calendar_filled_with_its_hours(case: dict[str, Any]) -> None:
    pack, expect = builtin()[case["pack"]], case["expect"]
    problem, plan = filled(pack, case["years"], expect["vacation"], expect["hours"], case["day"])
    codes = {f.code for f in check(problem, plan) if f.hard}

    assert plan.weeks == expect["weeks"]
    assert plan.of(ElementKey("ГИА")) + plan.of(ElementKey("ОП")) == expect["hours"]
    assert codes == set()


def filled(pack: NormPack, years: int, vacation: int, hours: int, day: date) -> tuple[TermProblem, TermPlan]:
    """A programme that fills every study week of its calendar, under the pack's rules, closing to the term's hours."""
    calendar = academic_calendar(day.year, layouts(years, vacation))
    study = [w.index for w in calendar.study]
    kind = "worker" if "worker" in pack.key else "specialist"
    rules = rules_from_pack(pack, day=day, kind=kind, base="ooo", total_hours=hours)
    final = int(rules["final_attestation_hours_min"].amount)
    share = rules["mandatory_share_max"].amount if "mandatory_share_max" in rules else Fraction(1)
    taught = hours - final
    placed = {"ОП": study[: taught // 36], "ГИА": study[taught // 36 :]}
    kinds = {"ОП": ElementKind.THEORY, "ГИА": ElementKind.FINAL_ATTESTATION}
    elements = tuple(
        TermElement(
            key=ElementKey(key),
            title=key,
            kind=kinds[key],
            hours_min=36 * len(weeks),
            hours_wanted=36 * len(weeks),
            hours_max=36 * len(weeks),
            mandatory_min=int(share * 36 * len(weeks)),
        )
        for key, weeks in placed.items()
    )
    plan = TermPlan({ElementKey(key): dict.fromkeys(weeks, 36) for key, weeks in placed.items()})
    return TermProblem("term", calendar, elements, rules), plan


def layouts(years: int, vacation: int) -> tuple[YearLayout, ...]:
    """Years whose vacations add up: two weeks in the last one's winter, the rest over the others, longest first."""
    others = years - 1
    rest = vacation - 2
    shares = [rest // others + (n < rest % others) for n in range(others)] if others else []
    return (*(YearLayout(spring=52 - 17 - weeks) for weeks in shares), YearLayout())


def pack_of(**amounts: int) -> NormPack:
    norms = {
        key: Norm(key=key, unit="u", title_ru="н", title_en="n", values=(NormValue(DAY, Decimal(amount), "act", True),))
        for key, amount in amounts.items()
    }
    return NormPack(key="p", title_ru="п", title_en="p", country="XX", norms=norms)


@given(st.integers(1, 8), st.integers(30, 60), st.integers(10, 60), st.integers(1, 60), st.integers(0, 9))
def test_row_follows_the_formula_for_any_pack(years: int, year: int, final: int, hours: int, vacation: int) -> None:
    pack = pack_of(year_weeks=year, final_year_weeks=final, week_max_hours=hours)
    pack = replace(pack, norms={**pack.norms, f"term_vacation_weeks.y{years}": pack_of(v=vacation).norms["v"]})

    (row,) = term_table(pack, day=DAY)

    assert row.weeks - year * (years - 1) == final
    assert row.hours == hours * row.weeks - hours * vacation
    assert row.verified


def test_row_without_a_norm_is_no_row_and_says_which_norm() -> None:
    pack = pack_of(year_weeks=52, final_year_weeks=43, week_max_hours=36)

    with pytest.raises(NoValueInForce, match=r"term_vacation_weeks\.y2"):
        term_row(pack, 2, day=DAY)
    assert term_row(pack, 2, day=DAY, vacation_weeks=13).hours == 2952
    assert term_table(pack, day=DAY) == ()
    assert term_table(builtin()["de-dual"], day=DAY) == ()
