"""Suggested mentors: against every possible plan, against the checker; shortage and causes."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.staffing.mentors.scene import day, mentor, mentorship

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.explain import MentorCause, explain
from remeslo.core.staffing.mentors.placement import Placement, PlacementKey
from remeslo.core.staffing.mentors.plan import MentorPlan, check, score
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.mentors.shortage import mentor_weeks, shortages
from remeslo.core.staffing.mentors.solve import solve
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.result import Status
from remeslo.core.staffing.skills import SkillKey

WORK = 5
THREADS = Requirement(SkillKey("equipment:threads"), 3)


def placement(key, trainees, first=0, last=4, works="works", needs=()):
    organisation = None if works is None else OrganisationKey(works)
    return Placement(
        key=PlacementKey(key),
        trainees=trainees,
        first=day(first),
        last=day(last),
        organisation=organisation,
        needs=needs,
    )


def paper(who, level=3, until=None):
    return Qualification(
        key=QualificationKey(f"q-{who}-{level}"),
        person=PersonKey(who),
        skill=THREADS.skill,
        level=level,
        since=day(-100),
        until=until,
    )


@st.composite
def problems(draw):
    mentors = draw(st.integers(1, 3))
    placements = [
        placement(
            f"p{n}",
            draw(st.integers(1, 3)),
            first := draw(st.integers(0, 20)),
            first + draw(st.integers(0, 20)),
            draw(st.sampled_from(["works", "other", None])),
            (THREADS,) if draw(st.booleans()) else (),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    people = tuple(mentor(f"m{n}", draw(st.sampled_from(["works", "works", "other"]))) for n in range(mentors))
    papers = tuple(paper(p.key, draw(st.integers(2, 4))) for p in people if draw(st.booleans()))
    away = tuple(
        Absence(person=p.key, first=day(n := draw(st.integers(0, 20))), last=day(n + draw(st.integers(0, 5))))
        for p in people
        if draw(st.booleans())
    )
    standing = (mentorship("old", "m0", ("x",), first=draw(st.integers(0, 10)), last=15),) * draw(st.integers(0, 1))
    return MentorProblem(
        placements=tuple(placements),
        people=people,
        trainees_max=draw(st.integers(1, 3)),
        qualifications=papers,
        mentorships=standing,
        absences=away,
    )


def best_by_enumeration(problem):
    """Every number of trainees of every placement with every mentor, judged by the checker."""
    pairs = [(p.key, m.key) for p in problem.placements for m in problem.mentors if m.key in problem.pairs[p.key]]
    most = [range(min(problem.placement_of[p].trainees, problem.trainees_max) + 1) for p, _ in pairs]
    plans = (MentorPlan({pair: n for pair, n in zip(pairs, ns, strict=True) if n}) for ns in product(*most))
    return min(score(problem, plan) for plan in plans if not any(f.hard for f in check(problem, plan)))


@settings(max_examples=40)
@given(problems())
def test_solve_agrees_with_enumeration_and_its_plan_passes_the_check(problem):
    result = solve(problem, work_limit=WORK)

    assert result.status is Status.OPTIMAL
    assert [f for f in check(problem, result.plan) if f.hard] == []
    assert score(problem, result.plan) == result.score == result.bound == best_by_enumeration(problem)


def test_solve_keeps_a_group_together_and_evens_the_load():
    problem = MentorProblem(
        placements=(placement("p", 2), placement("q", 2)), people=(mentor("a"), mentor("b")), trainees_max=4
    )

    result = solve(problem, work_limit=WORK)

    assert sorted(result.plan.guides.values()) == [2, 2]
    assert len({m for _, m in result.plan.guides}) == 2


@pytest.mark.parametrize(
    ("people", "papers", "away", "needs", "cause", "saved"),
    [
        ([("a", "elsewhere")], [], [], (), MentorCause.NOBODY, 2),
        ([("a", "works")], [], [], (THREADS,), MentorCause.SKILL, 2),
        ([("a", "works")], [], [("a", 0, 10)], (), MentorCause.ABSENT, 2),
        ([("a", "works")], [], [], (), MentorCause.FULL, 1),
    ],
)
def test_explain_names_the_cause_and_what_it_costs(people, papers, away, needs, cause, saved):
    problem = MentorProblem(
        placements=(placement("p", 3, needs=needs),),
        people=tuple(mentor(*p) for p in people),
        trainees_max=2,
        qualifications=tuple(papers),
        absences=tuple(Absence(person=PersonKey(p), first=day(b), last=day(e)) for p, b, e in away),
    )

    causes = explain(problem, solve(problem, work_limit=WORK), work_limit=WORK)

    assert [(c.cause, c.saved, c.proven) for c in causes] == [(cause, saved, True)]


def test_explain_says_nothing_when_everybody_has_a_mentor():
    problem = MentorProblem(placements=(placement("p", 2),), people=(mentor("a"),), trainees_max=2)

    assert explain(problem, solve(problem, work_limit=WORK)) == ()


def test_a_paper_that_runs_out_during_the_practice_does_not_count():
    problem = MentorProblem(
        placements=(placement("p", 1, needs=(THREADS,)),),
        people=(mentor("a"),),
        trainees_max=2,
        qualifications=(paper("a", until=day(3)),),
    )

    assert solve(problem, work_limit=WORK).score.unguided == 1


def test_a_plan_made_by_hand_is_judged_by_the_same_rules():
    problem = MentorProblem(
        placements=(placement("p", 2), placement("q", 3, works="other")),
        people=(mentor("a"), mentor("b", "other")),
        trainees_max=3,
    )
    plan = MentorPlan(
        {
            ("p", "a"): 4,
            ("q", "a"): 1,
            ("q", "b"): 1,
            ("nowhere", "a"): 1,
        }
    )

    assert sorted(f.code for f in check(problem, plan)) == [
        "mentor.plan_obstacle",
        "mentor.plan_overloaded",
        "mentor.plan_too_many",
        "mentor.plan_unguided",
        "mentor.plan_unknown",
    ]


def test_shortage_counts_trainees_times_weeks_and_mentors_to_find():
    """Ten trainees for two weeks, then twelve more in the second: two mentors of five each."""
    coming = (placement("p", 10, 0, 11), placement("q", 12, 7, 11))

    weeks = mentor_weeks(coming, (mentor("a"), mentor("b")), trainees_max=5)
    [short] = shortages(weeks, trainees_max=5)

    assert [(w.trainees, w.capacity, w.short) for w in weeks] == [(10, 10, 0), (22, 10, 12)]
    assert (short.trainee_weeks, short.mentors, short.worst.monday) == (12, 3, day(7))


def test_trainees_without_an_enterprise_are_set_against_what_the_others_leave():
    coming = (placement("p", 4), placement("q", 7, works=None))
    people = (mentor("a"), mentor("b"), mentor("c", "other"))
    away = (Absence(person=PersonKey("b"), first=day(0), last=day(4)),)

    everywhere, works = mentor_weeks(coming, people, trainees_max=5, absences=away)

    assert (works.capacity, works.short) == (5, 0)
    assert (everywhere.capacity, everywhere.short) == (6, 1)


def test_trainees_beyond_the_places_of_a_workplace_are_counted():
    coming = (
        Placement(key="p", trainees=9, first=day(0), last=day(4), organisation="works", workplace="line"),
        Placement(key="q", trainees=3, first=day(0), last=day(4), organisation="works", workplace="line"),
    )

    [week] = mentor_weeks(coming, (mentor("a"),), trainees_max=20, places={"line": 8})

    assert (week.places, week.beyond_places, week.short) == (8, 4, 0)
    assert shortages([week], trainees_max=20)[0].beyond_places == 4


def test_weeks_of_a_placement_are_those_it_touches():
    assert placement("p", 1, first=5, last=8).mondays == (day(0), day(7))
    assert placement("p", 1).first == date(2026, 9, 7)
