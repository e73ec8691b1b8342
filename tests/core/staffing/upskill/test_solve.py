"""The solver against enumeration and against the judge."""

from itertools import chain, combinations, product

from hypothesis import given, settings
from tests.core.staffing.upskill.small import problems

from remeslo.core.base.findings import any_hard
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
    result = solve(problem, work_limit=5, workers=1)

    assert result.status is Status.OPTIMAL
    assert result.score == best_by_enumeration(problem)
    assert not any_hard(check(problem, result.plan))
    assert score(problem, result.plan) == result.score
    assert [level.gap for level in result.levels] == [0, 0, 0, 0]
