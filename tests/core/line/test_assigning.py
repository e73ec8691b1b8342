"""From a cluster to the assignment problem: what is not of the cluster is left out, ways are known both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.core.staffing.anyday import MONDAY, SKILLS, duty, paper, person
from tests.core.staffing.assign.small import norms

from remeslo.core.base.keys import OrganisationKey, PersonKey, SiteKey
from remeslo.core.line.assigning import assignment_problem, travel
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Way
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.assign.problem import MENDING, USUAL
from remeslo.core.staffing.duty import DutyKey

ONE, OTHER = SiteKey("s1"), SiteKey("s2")
ANN = PersonKey("ann")
CLUSTER = Cluster(
    key="c",
    name="c",
    industry="i",
    region="r",
    day=date(2026, 9, 1),
    start_year=2026,
    staff=(person("ann", college=OrganisationKey("o")),),
    ways=(Way(one=OTHER, other=ONE, minutes=40), Way(one=ONE, other=OTHER, minutes=25)),
    qualifications=(paper("q", "ann", SKILLS[0], MONDAY, None),),
)
LESSONS = duty("d", [0], ())
STRANGER, GONE = PersonKey("eve"), DutyKey("gone")


def test_of_two_ways_the_shorter_is_known_whichever_way_one_asks() -> None:
    problem = assignment_problem(CLUSTER, [LESSONS], norms())

    assert travel(CLUSTER) == {(ONE, OTHER): 25}
    assert problem.minutes(ONE, OTHER) == problem.minutes(OTHER, ONE) == 25


def test_pairs_of_people_and_duties_that_are_not_there_are_left_out() -> None:
    pairs = {LESSONS.key: ANN, GONE: ANN}
    problem = assignment_problem(CLUSTER, [LESSONS], norms(), previous=pairs, present={LESSONS.key: STRANGER})

    assert problem.previous == {LESSONS.key: ANN}
    assert (problem.present, problem.objective) == ({}, USUAL)


def test_with_a_known_assignment_the_fewest_changes_come_first() -> None:
    assert assignment_problem(CLUSTER, [LESSONS], norms(), present={LESSONS.key: ANN}).objective == MENDING


def test_papers_to_come_and_absences_of_the_clusters_people_count() -> None:
    more = paper("new", "ann", SKILLS[1], MONDAY, None)
    away = tuple(Absence(person=p, first=MONDAY, last=MONDAY) for p in (ANN, STRANGER))
    problem = assignment_problem(replace(CLUSTER, absences=away), [LESSONS], norms(), more=[more])

    assert [q.key for q in problem.qualifications] == ["q", "new"]
    assert problem.absences == away[:1]
