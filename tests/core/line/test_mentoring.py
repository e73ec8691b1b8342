"""From a cluster and its plans to mentors: who comes where when, and what the example cluster has planted."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.test_staffing import P, cluster, programme

from remeslo.core.base.calendar import Holiday
from remeslo.core.base.keys import ElementKey, WorkshopKey
from remeslo.core.line.mentoring import mentor_problem, mentoring, placements, places_of
from remeslo.core.staffing.mentors.check import check_mentors
from remeslo.core.staffing.mentors.norms import MentorNorms, mentor_norms
from remeslo.core.staffing.requirement import Requirement, TeachingRequirement
from remeslo.core.staffing.skills import SkillKey
from remeslo.interchange import clusterfile, staffpack
from remeslo.interchange.clusterfile.reader import ClusterReading

PRACTICE = ElementKey("ПП.01")
PRESS = Requirement(SkillKey("equipment:press"), 2)
YEARS = (2026, 2027)


def asked(**more: object) -> TeachingRequirement:
    told = {"element": PRACTICE, "needs": (PRESS,), "workshops": (WorkshopKey("plant"),), **more}
    return TeachingRequirement(**told)  # type: ignore[arg-type]


def norms(day: date = date(2026, 9, 1)) -> MentorNorms:
    return mentor_norms(staffpack.builtin()[staffpack.USUAL], day)


def test_practice_at_a_named_workplace_goes_to_its_enterprise_with_what_it_asks() -> None:
    [p] = placements(cluster(requirements=(asked(),)), [programme({PRACTICE: {1: 36, 2: 36}})], years=YEARS)

    assert (p.organisation, p.workplace, p.trainees, p.needs) == ("works", "plant", 25, (PRESS,))
    assert (p.first, p.last) == (date(2026, 9, 7), date(2026, 9, 18))


def test_trainees_beyond_the_places_may_go_anywhere() -> None:
    small = cluster(requirements=(asked(),))
    small = replace(small, workshops=tuple(replace(w, places=10) if w.key == "plant" else w for w in small.workshops))

    there, anywhere = placements(small, [programme({PRACTICE: {1: 36}})], years=YEARS)

    assert (there.trainees, there.workplace) == (10, "plant")
    assert (anywhere.trainees, anywhere.workplace, anywhere.organisation) == (15, None, None)


def test_a_workshop_of_a_college_is_no_enterprise() -> None:
    [p] = placements(
        cluster(requirements=(asked(workshops=(WorkshopKey("shared"),)),)),
        [programme({PRACTICE: {1: 36}})],
        years=YEARS,
    )

    assert (p.organisation, p.workplace, p.trainees) == (None, None, 25)


@settings(max_examples=40)
@given(st.sets(st.integers(0, 60), max_size=12))
def test_runs_of_weeks_are_the_weeks_of_practice_each_once(weeks: set[int]) -> None:
    plan = programme({PRACTICE: dict.fromkeys(sorted(weeks), 36)})

    found = placements(cluster(), [plan], years=YEARS)

    mondays = [m for p in found for m in p.mondays]
    assert sorted(mondays) == [plan.calendar.weeks[w].monday for w in sorted(weeks)]
    assert all(two.first > one.last for one, two in itertools.pairwise(found))
    assert all((p.last - p.first).days % 7 == 4 for p in found)


def test_only_the_years_that_are_asked_and_only_practice_at_enterprises() -> None:
    plan = programme({PRACTICE: {1: 36, 53: 36}, ElementKey("УП.01"): {3: 36}})

    assert [p.first.year for p in placements(cluster(), [plan], years=(2027,))] == [2027]
    assert placements(cluster(), [plan], years=(2030,)) == ()
    assert placements(cluster(), [replace(plan, key="other")], years=YEARS) == ()
    assert plan.key == P


def test_holidays_of_the_cluster_are_no_working_days() -> None:
    new_year = Holiday(day=date(2027, 1, 1), hours=6)

    calendar = mentoring(cluster(holidays=(new_year,)), norms()).calendar

    assert not calendar.is_working(date(2027, 1, 1))
    assert places_of(cluster())[WorkshopKey("plant")] == 30


@pytest.fixture(scope="module")
def severokamsk() -> ClusterReading:
    return clusterfile.read(Path(__file__).parents[3] / "examples/severokamsk")


def test_the_example_cluster_has_its_overloaded_mentor_and_the_other_slips_found_by_name(
    severokamsk: ClusterReading,
) -> None:
    example = severokamsk.cluster
    assert example is not None

    found = check_mentors(mentoring(example, norms(example.day)), on=example.day)

    assert sorted((f.code, str(f.facts.get("name") or f.facts.get("trainee"))) for f in found) == [
        ("mentor.minor_week", "sit-mp-26-02"),
        ("mentor.no_consent", "Пислегин Юрий Гаврилович"),
        ("mentor.overloaded", "Сырчиков Геннадий Ильич"),
        ("mentor.pay_missing", "Валиева Асия Мансуровна"),
        ("mentor.trainees_left", "Стяжкина Антонина Львовна"),
    ]
    [overloaded] = [f for f in found if f.code == "mentor.overloaded"]
    assert (overloaded.facts["trainees"], overloaded.facts["limit"], overloaded.facts["verified"]) == (7, 5, False)


def test_mentors_of_the_example_are_full_with_what_stands_already(severokamsk: ClusterReading) -> None:
    example = severokamsk.cluster
    assert example is not None

    problem = mentor_problem(example, (), norms(example.day))

    assert problem.taken(problem.mentors[-1].key, example.day) == 0
    assert max(problem.taken(m.key, date(2027, 6, 21)) for m in problem.mentors) == 7
