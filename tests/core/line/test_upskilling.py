"""Two years of the example cluster: who learns what, solved, proven and judged."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.line.test_staffing_example import one_after_another

from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import designer
from remeslo.core.line.staffing import duties, study_years
from remeslo.core.line.upskilling import journeys, upskill_problem
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.result import Status
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.upskill.check import check
from remeslo.core.staffing.upskill.policy import UpskillPolicy
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import Objective, UpskillResult
from remeslo.core.staffing.upskill.score import score
from remeslo.core.staffing.upskill.solve import solve
from remeslo.interchange import clusterfile

UNTIL = date(2028, 7, 1)
POLICY = UpskillPolicy(hour_price=Decimal(600), way_hour_price=Decimal(400), away_max=3)
NORMS = StaffNorms(
    rate_hours=720,
    week_hours_max=36,
    practitioner_share_min=Decimal("0.25"),
    practitioner_years=3,
    renewal_years=3,
    refresher_hours_min=16,
    retraining_hours_min=250,
    mentor_trainees_max=5,
    notice_working_days=3,
    minor_week_hours_under_16=24,
    minor_week_hours_16_17=35,
    minor_day_hours_under_16=5,
    minor_day_hours_16_17=7,
)


def first_come(made: tuple[Duty, ...], cluster: Cluster) -> dict[DutyKey, PersonKey]:
    """An assignment for tests: each duty to whoever may teach it and has the most hours left in its weeks."""
    rights = Rights(cluster.staff, cluster.qualifications)
    limit = {p.key: p.weekly_hours for p in cluster.staff}
    taken: Counter[tuple[PersonKey, date]] = Counter()
    found = {}
    for duty in sorted(made, key=lambda d: (len(rights.eligible(d)), d.first, d.key)):
        room = {
            p: min(limit[p] - taken[p, monday] - hours for monday, hours in duty.hours_by_week)
            for p in rights.eligible(duty)
        }
        best = max(sorted(room), key=lambda p: room[p], default=None)
        if best is not None and room[best] >= 0:
            found[duty.key] = best
            taken.update({(best, monday): hours for monday, hours in duty.hours_by_week})
    return found


@pytest.fixture(scope="module")
def cluster() -> Cluster:
    found = clusterfile.read(Path(__file__).parents[3] / "examples/severokamsk").cluster
    assert found is not None
    return found


@pytest.fixture(scope="module")
def problem(cluster: Cluster) -> UpskillProblem:
    made = designer(cluster)
    plans = [one_after_another(made.design(outline)) for outline in cluster.programmes]
    taught = duties(cluster, plans, years=study_years(cluster, 2)).duties
    return upskill_problem(
        cluster, taught, first_come(taught, cluster), NORMS, day=cluster.day, until=UNTIL, policy=POLICY
    )


@pytest.fixture(scope="module")
def result(problem: UpskillProblem) -> UpskillResult:
    return solve(problem, work_limit=1.0, workers=1)


def test_two_years_are_planned_with_proof_and_the_plan_passes_the_check(problem, result) -> None:
    empty = score(problem, UpskillPlan())
    proven = {level.objective for level in result.levels if level.status is Status.OPTIMAL}

    assert result.plan is not None and result.score is not None
    assert not any_hard(check(problem, result.plan))
    assert score(problem, result.plan) == result.score
    assert {Objective.UNCOVERED, Objective.RENEWALS} <= proven
    assert all(level.gap >= 0 for level in result.levels)
    assert result.score.uncovered_hours < empty.uncovered_hours
    assert result.score.missed_renewals < empty.missed_renewals == len(problem.renewals)


def test_accepted_goings_stay_when_it_is_planned_again(cluster, problem, result) -> None:
    some = frozenset(sorted(result.plan.goes)[:3])
    later = upskill_problem(
        cluster,
        problem.duties,
        problem.assignment,
        NORMS,
        day=cluster.day,
        until=UNTIL,
        policy=POLICY,
        accepted=(*some, Going(PersonKey("nobody"), sorted(some)[0].session)),
    )

    assert later.accepted == some
    assert not any_hard(check(later, result.plan))


def test_journeys_cost_the_way_there_and_back_in_both_directions(cluster) -> None:
    prices = journeys(cluster, Decimal(60))
    minutes = {frozenset((way.one, way.other)): way.minutes for way in cluster.ways}
    owner = {s.key: s.organisation for s in cluster.sites}
    nearest: dict[frozenset[OrganisationKey], int] = {}
    for sites, n in minutes.items():
        pair = frozenset(owner[s] for s in sites)
        nearest[pair] = min(n, nearest.get(pair, n))

    assert prices == {
        (a, b): Decimal(2 * nearest[frozenset((a, b))])
        for pair in nearest
        if len(pair) == 2
        for a in pair
        for b in pair - {a}
    }
    assert journeys(cluster, Decimal(0)) == {}
