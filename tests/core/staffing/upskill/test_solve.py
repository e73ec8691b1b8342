"""The solver against enumeration and against the judge."""

from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations, product

from hypothesis import given, settings
from tests.core.staffing.upskill.small import (
    COLLEGES,
    HOST,
    LATHE,
    METHODS,
    course,
    duty,
    person,
    problem,
    problems,
    session,
)

from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.result import Status
from remeslo.core.staffing.upskill.check import check
from remeslo.core.staffing.upskill.problem import DutyWeek, Going, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import UpskillScore
from remeslo.core.staffing.upskill.score import score
from remeslo.core.staffing.upskill.solve import solve
from remeslo.core.staffing.upskill.standing import Standing

CURABLE = frozenset({"upskill.week_over_limit", "upskill.week_over_limit_beside"})
"""What somebody who stands in may mend; nothing else becomes right by adding to a plan."""


def is_hopeless(problem: UpskillProblem, plan: UpskillPlan) -> bool:
    return any(f.hard and f.code not in CURABLE for f in check(problem, plan))


def every_plan(problem: UpskillProblem, most: list[UpskillScore]):
    """All plans by any goings, any teachers of open duties, anybody for any week; less those that are worse anyway."""
    people = [p.key for p in problem.people]
    goings = [Going(p, s.key) for p in people for s in problem.sessions]
    standing = Standing(problem)
    for goes in chain.from_iterable(combinations(goings, n) for n in range(len(goings) + 1)):
        if is_hopeless(problem, UpskillPlan(goes=frozenset(goes))):
            continue
        away = {(g.person, m) for g in goes for m in problem.session[g.session].mondays}
        for who in product((None, *people), repeat=len(standing.open)):
            teaches = {d.key: p for d, p in zip(standing.open, who, strict=True) if p is not None}
            plan = UpskillPlan(goes=frozenset(goes), teaches=teaches)
            if (most and score(problem, plan) >= most[-1]) or is_hopeless(problem, plan):
                continue
            teacher = {**standing.teacher, **teaches}
            weeks = [
                DutyWeek(d.key, m)
                for d in problem.duties
                for m, _ in d.hours_by_week
                if (teacher.get(d.key), m) in away
            ]
            for stands_in in product((None, *people), repeat=len(weeks)):
                substitutes = {w: p for w, p in zip(weeks, stands_in, strict=True) if p is not None}
                yield UpskillPlan(goes=frozenset(goes), teaches=teaches, substitutes=substitutes)


def best_by_enumeration(problem: UpskillProblem) -> UpskillScore | None:
    best: list[UpskillScore] = []
    for plan in every_plan(problem, best):
        value = score(problem, plan)
        if (not best or value < best[-1]) and not any_hard(check(problem, plan)):
            best.append(value)
    return best[-1] if best else None


@settings(deadline=None, max_examples=40)
@given(problems())
def test_solve_agrees_with_enumeration_and_its_plan_passes_the_check(problem):
    result, best = solve(problem, work_limit=5, workers=1), best_by_enumeration(problem)

    assert result.status is (Status.OPTIMAL if best is not None else Status.INFEASIBLE)
    assert result.score == best
    if result.plan is not None:
        assert not any_hard(check(problem, result.plan))
        assert score(problem, result.plan) == result.score
        assert [level.gap for level in result.levels] == [0, 0, 0, 0]


BUSY = problem(
    people=tuple(person(f"p{n}", hours=12) for n in range(6)),
    duties=(
        *(duty(f"l{n}", {0: 6, 1: 6}) for n in range(6)),
        *(duty(f"d{n}", {3: 4, 4: 4}, Requirement(LATHE, 3)) for n in range(6)),
    ),
    courses=(course("lathe"), course("dear", price=300)),
    sessions=(session("s0", "lathe", 0, places=2), session("s1", "dear", 1, places=3)),
    assignment={DutyKey(f"l{n}"): PersonKey(f"p{n}") for n in range(6)},
)


def test_same_work_and_seed_give_the_same_plan_with_several_workers():
    one, other = (solve(BUSY, work_limit=1.0, workers=3, seed=5) for _ in range(2))

    assert one == other


def test_no_work_at_all_still_gives_a_lawful_plan_without_any_bound():
    accepted = frozenset({Going(PersonKey("p1"), SessionKey("s0"))})
    spare = replace(BUSY, duties=BUSY.duties[6:], assignment={}, accepted=accepted)
    result = solve(spare, work_limit=0.0)

    assert (result.status, result.plan.goes) == (Status.FEASIBLE, accepted)
    assert [level.bound for level in result.levels] == [0, 0, 0, 0]
    assert result.score.uncovered_hours == 48
    assert result.only_accepted
    assert not solve(spare, work_limit=2.0, workers=1).only_accepted


def test_cancelled_solve_gives_what_it_has():
    result = solve(BUSY, cancelled=lambda: True)

    assert result.status is Status.CANCELLED
    assert result.plan == UpskillPlan()


def test_progress_tells_every_objective_in_order():
    told = []
    solve(BUSY, work_limit=2.0, workers=1, progress=told.append)

    assert [p.stage for p in told] == ["uncovered", "renewals", "cost", "unfairness"]


def test_accepted_goings_above_a_limit_are_kept_and_told_and_keep_others_out():
    many = frozenset(Going(PersonKey(f"p{n}"), SessionKey("s0")) for n in range(3))
    crowded = replace(BUSY, accepted=many, away_max={COLLEGES[0]: 0}, budget=Decimal(1))
    result = solve(crowded, work_limit=1.0, workers=1)
    told = {f.code for f in check(crowded, result.plan)}

    assert result.status is Status.OPTIMAL
    assert result.plan.goes == many
    assert {"upskill.no_place", "upskill.away_limit", "upskill.over_budget"} <= told


def test_accepted_going_whose_lessons_nobody_can_give_is_infeasible_and_the_check_says_whose():
    alone = replace(BUSY, accepted=frozenset({Going(PersonKey("p1"), SessionKey("s0"))}), substitution=False)

    assert solve(alone, work_limit=1.0, workers=1).status is Status.INFEASIBLE
    assert [f.facts["person"] for f in check(alone, UpskillPlan(goes=alone.accepted)) if f.hard] == ["Name p1"]


def test_nobody_is_on_two_sessions_in_one_week():
    both = (Requirement(LATHE, 3), Requirement(METHODS, 3))
    clash = replace(
        BUSY,
        duties=(duty("d0", {3: 4}, *both),),
        assignment={},
        courses=(course("lathe"), course("methods", METHODS)),
        sessions=(session("s0", "lathe", 0), session("s1", "methods", 0), session("s2", "methods", 1)),
    )
    apart = solve(clash, work_limit=1.0, workers=1)
    none = solve(replace(clash, sessions=clash.sessions[:2]), work_limit=1.0, workers=1)

    assert {g.session for g in apart.plan.goes} == {"s0", "s2"}
    assert (none.plan.goes, none.score.uncovered_hours) == (frozenset(), 4)


def test_money_is_exact_to_its_smallest_part():
    exact = replace(
        BUSY,
        courses=(course("lathe", price=0), course("dear", price=300)),
        travel={(COLLEGES[0], HOST): Decimal("0.005")},
    )
    result = solve(exact, work_limit=2.0, workers=1)

    assert result.score.cost == score(exact, result.plan).cost == result.levels[2].value
    assert result.score.cost % Decimal("0.005") == 0
