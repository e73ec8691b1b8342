"""From term plans to requests, and back: every practice asked once, granted weeks become the groups' weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.line.network.scenes import PLANT, SHOP, briefed, cluster, outcome

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.check import check as check_term
from remeslo.core.line.network.allocate import allocate_year
from remeslo.core.line.network.applied import apply, unlawful
from remeslo.core.line.network.requests import BY_THE_HOUR, allocation_problem
from remeslo.core.network.check import check
from remeslo.core.network.place import Condition
from remeslo.core.network.request import Grant
from remeslo.core.network.result import Allocation
from remeslo.core.network.terms import NetworkContract, PartnerQuota
from remeslo.core.staffing.requirement import TeachingRequirement

MONDAY = date(2026, 8, 31)


def test_each_practice_is_asked_once_in_parts_that_fit() -> None:
    reading = allocation_problem(cluster(), (outcome(),), 2026)

    asked = {r.key: (r.partner, r.size, r.places, r.together) for r in reading.problem.requests}
    assert asked == {
        "g0/УП.01/s1": ("a", 25, ("shop",), ""),
        "g0/ПП.01/s1/p1": ("a", 13, ("plant",), "g0/ПП.01/s1"),
        "g0/ПП.01/s1/p2": ("a", 12, ("plant",), "g0/ПП.01/s1"),
        "g1/УП.01/s1": ("b", 25, ("shop",), ""),
        "g1/ПП.01/s1/p1": ("b", 13, ("plant",), "g1/ПП.01/s1"),
        "g1/ПП.01/s1/p2": ("b", 12, ("plant",), "g1/ПП.01/s1"),
    }
    shop = reading.problem.request_of["g0/УП.01/s1"]
    assert [(b.week, b.days) for b in shop.patterns[0].blocks] == [(3, 6)]
    assert [p.moved for p in shop.patterns] == [0, 1, 1, 1, 1]


def test_without_moves_the_weeks_are_those_of_the_term_plan() -> None:
    reading = allocation_problem(cluster(), (outcome(),), 2026, moves=False)

    assert {len(r.patterns) for r in reading.problem.requests} == {1}


def test_another_year_asks_nothing_of_a_programme_of_one_year() -> None:
    assert allocation_problem(cluster(), (outcome(),), 2027).problem.requests == ()


def test_a_practice_without_a_place_is_told() -> None:
    bare = replace(cluster(), requirements=())

    findings = allocation_problem(bare, (outcome(),), 2026).findings

    assert [(f.code, f.where) for f in findings] == [
        ("network.practice_without_place", "g0/УП.01"),
        ("network.practice_without_place", "g1/УП.01"),
    ]


def test_lessons_by_the_hour_are_gathered_by_partner_place_and_half_year() -> None:
    rows = (*cluster().requirements, TeachingRequirement(element="МДК.01", workshops=("shop",)))

    reading = allocation_problem(replace(cluster(4), requirements=rows), (outcome(),), 2026)

    hourly = [r for r in reading.problem.requests if r.key.startswith(BY_THE_HOUR)]
    assert {r.partner for r in hourly} == {"a", "b"}
    of_a = [r for r in hourly if r.partner == "a"]
    assert sum(b.days for r in of_a for b in r.patterns[0].blocks) == 2 * 4 * 6  # two groups, four weeks of 36 hours
    assert all(b.days <= 6 for r in hourly for b in r.patterns[0].blocks)


@pytest.mark.parametrize(
    ("since", "holds"), [(MONDAY, {Condition.BRIEFING}), (MONDAY + timedelta(weeks=3), set())], ids=["then", "later"]
)
def test_a_condition_counts_when_it_is_met_before_the_earliest_week(since: date, holds: set[Condition]) -> None:
    reading = allocation_problem(briefed(cluster(), since=since), (outcome(),), 2026)

    assert reading.problem.request_of["g0/ПП.01/s1/p1"].holds == holds


def test_a_quota_of_a_contract_that_nobody_signed_is_left_out_and_told() -> None:
    contract = NetworkContract(key="1", owner="a", partner="b", first=MONDAY, last=date(2027, 6, 30))
    quota = PartnerQuota(
        key="q", partner="b", workshops=("shop",), first=MONDAY, last=date(2027, 6, 30), days=6, contract="1"
    )
    unsigned = replace(cluster(), contracts=(contract,), quotas=(quota,))
    signed = replace(unsigned, contracts=(replace(contract, signed=MONDAY),))

    before, after = (allocation_problem(c, (outcome(),), 2026) for c in (unsigned, signed))

    assert (before.problem.quotas, before.problem.needs_quota) == ((), frozenset())
    assert [f.code for f in before.findings] == ["network.contract_unsigned"]
    assert [(q.first, q.last, q.days) for q in after.problem.quotas] == [(0, 43, 6)]
    assert after.problem.needs_quota == {"a"}


def test_grants_that_nobody_asks_for_any_more_are_left_out() -> None:
    gone = {"gone": Grant("shop", 1, 0), "g0/УП.01/s1": Grant("shop", 1, 0)}

    problem = allocation_problem(cluster(), (outcome(),), 2026, previous=gone).problem

    assert set(problem.previous) == {"g0/УП.01/s1"}


def test_a_year_is_allocated_and_the_groups_weeks_stay_lawful() -> None:
    made = cluster(4)

    year = allocate_year(made, (outcome(),), 2026, limit_s=20)

    assert year.result.allocation is not None and year.applied is not None
    assert not [f for f in check(year.reading.problem, year.result.allocation) if f.hard]
    shop = [g for k, g in year.result.allocation.grants.items() if SHOP in k]
    assert len({g.pattern for g in shop}) == 4, "one workshop, one shift: each group in a week of its own"
    problem = outcome().problem
    assert problem is not None
    for plan in year.applied.plans.values():
        assert not [f for f in check_term(problem, plan) if f.hard]
    assert not year.applied.findings


def test_duties_follow_the_grants() -> None:
    made = cluster(2)
    reading = allocation_problem(made, (outcome(),), 2026)
    grants = {"g1/УП.01/s1": Grant("shop", 1, 1)}

    applied = apply(made, (outcome(),), reading, Allocation(grants))

    weeks = {d.group: d.hours_by_week for d in applied.duties if d.kind is ElementKind.TRAINING_PRACTICE}
    assert weeks["g0"] == ((MONDAY + timedelta(weeks=3), 36),)
    assert weeks["g1"] == ((MONDAY + timedelta(weeks=2), 36),)
    assert set(applied.plans) == {"g1"}
    assert PLANT in applied.plans["g1"].hours


def test_exchanges_that_do_not_go_together_are_told() -> None:
    made = cluster(1)
    reading = allocation_problem(made, (outcome(),), 2026)
    into_one_week = {"g0/УП.01/s1": Grant("shop", 1, 1), "g0/ПП.01/s1/p1": Grant("plant", 1, 2)}

    applied = apply(made, (outcome(),), reading, Allocation(into_one_week))

    ways = reading.exchanges
    assert ways["g0/УП.01/s1"][1][0][1] == ways["g0/ПП.01/s1/p1"][2][0][1], "the scene offers both the same week"
    assert [(f.code, f.where, f.hard) for f in applied.findings] == [("network.moves_break_plan", "g0", True)]
    assert unlawful(made, (outcome(),), reading, Allocation(into_one_week)) == {"g0"}
    assert not unlawful(made, (outcome(),), reading, Allocation({"g0/УП.01/s1": Grant("shop", 1, 1)}))
