"""Why this person and not that one, why nobody: each answer against every assignment of small problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.staffing.assign.small import LATHE, SOUTH, TOWN, best, duty, paper, person, plan, problem, problems

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import SiteKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.assign.explain import Why, why_nobody, why_not
from remeslo.core.staffing.assign.grants import GrantKind
from remeslo.core.staffing.assign.problem import Objective, Policy
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import Requirement

TURNING = {"needs": (Requirement(LATHE, 3),)}


@settings(max_examples=60, deadline=None)
@given(problems(most_duties=4), st.data())
def test_why_not_says_what_enumeration_with_that_person_says(small, data) -> None:
    result = solve(small, limit_s=60, workers=1)
    assume(result.plan is not None)
    asked = data.draw(st.sampled_from(small.duties))
    who = data.draw(st.sampled_from(small.people)).key
    assume(asked.key not in small.pinned)

    told = why_not(small, result.plan, asked.key, who, limit_s=60)

    forced = best(replace(small, pinned={**small.pinned, asked.key: who}))
    if told.why in (Why.NO_RIGHT, Why.OBSTACLE, Why.NO_ROOM):
        assert forced is None
        return
    assert forced is not None
    worse = [(o, f - v) for o, f, v in zip(small.objective, forced, result.objective, strict=True) if f != v]
    assert told.proven
    if told.why is Why.AS_GOOD:
        assert not worse
    else:
        assert (told.why, (told.objective, told.by)) == (Why.WORSE, worse[0])


def test_why_not_names_the_lack_before_anything_is_solved() -> None:
    cluster = problem([person("ann"), person("bob")], [duty("d", **TURNING)], qualifications=(paper("bob", LATHE, 2),))

    told = why_not(cluster, plan(cluster), "d", "bob")

    assert told.why is Why.NO_RIGHT
    assert [(lack.skill, lack.need_level, lack.have_level) for lack in told.lacks] == [(LATHE, 3, 2)]


def test_why_not_says_that_continuity_would_break() -> None:
    cluster = problem([person("ann"), person("bob")], [duty("d")], previous={"d": "ann"})
    stands = solve(cluster, limit_s=60, workers=1).plan

    told = why_not(cluster, stands, "d", "bob")

    assert (told.why, told.objective, told.by, told.proven) == (Why.WORSE, Objective.CONTINUITY, 1, True)


def test_why_nobody_names_the_nearest_to_be_taught_first_and_no_master_for_a_teachers_duty() -> None:
    cluster = problem(
        [person("ann"), person("bob"), person("max", role=StaffRole.MASTER)],
        [duty("d", **TURNING, roles=frozenset({StaffRole.TEACHER}))],
        qualifications=(paper("bob", LATHE, 2), paper("max", LATHE, 4)),
    )

    causes = why_nobody(cluster, plan(cluster), "d")

    assert [(c.grant.kind, c.grant.person, c.saved) for c in causes] == [
        (GrantKind.SKILL, "bob", 10),
        (GrantKind.SKILL, "ann", 10),
    ]
    assert causes[0].grant.needs == (Requirement(LATHE, 3),)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"forbidden": frozenset({("d", "ann")})}, GrantKind.LEAVE),
        ({"absences": (Absence(person="ann", first=date(2026, 9, 7), last=date(2026, 9, 19)),)}, GrantKind.PRESENCE),
        (
            {"travel": {(TOWN, SiteKey("far")): 200}, "policy": Policy(reach_min=90)},
            GrantKind.REACH,
        ),
    ],
)
def test_why_nobody_finds_what_keeps_the_one_who_has_the_right(more, kind) -> None:
    cluster = problem(
        [person("ann", home=TOWN, weekly_hours=30)],
        [duty("d", site=SiteKey("far"), college=SOUTH, **TURNING)],
        qualifications=(paper("ann", LATHE),),
        **more,
    )

    causes = why_nobody(cluster, plan(cluster), "d")

    assert [(c.grant.kind, c.saved) for c in causes] == [(kind, 10)]


def test_why_nobody_counts_the_hours_of_a_week_that_are_lacking() -> None:
    cluster = problem([person("ann", weekly_hours=15)], [duty("a", (14,)), duty("b", (9,))])

    causes = why_nobody(cluster, plan(cluster, a="ann"), "b")

    assert [(c.grant.kind, c.grant.hours, c.saved) for c in causes] == [(GrantKind.HOURS, 8, 9)]


def test_questions_about_strangers_are_refused() -> None:
    cluster = problem([person("ann")], [duty("a")])

    with pytest.raises(ProblemError, match="zoe"):
        why_not(cluster, plan(cluster), "a", "zoe")
