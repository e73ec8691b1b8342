"""A person leaves: what breaks, and the mend, against every assignment of small problems."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.staffing.assign.small import LATHE, best, duty, paper, person, plan, problem, problems

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.solve import solve
from remeslo.core.staffing.assign.without import mending_of, without
from remeslo.core.staffing.requirement import Requirement

NEEDS = {"needs": (Requirement(LATHE, 2),)}


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_the_mend_leaves_as_little_uncovered_and_changes_as_little_as_enumeration(small, data) -> None:
    stands = solve(small, limit_s=60, workers=1).plan
    assume(stands is not None and stands.person_of)
    who = data.draw(st.sampled_from(sorted(set(stands.person_of.values()))))
    day = data.draw(st.sampled_from([None, date(2026, 9, 15)]))

    found = without(small, stands, who, from_day=day, limit_s=60)

    mending = mending_of(small, stands, who, day)
    expected = best(mending)
    assert expected is not None
    assert (found.score.uncovered, found.score.changes) == expected[:2]
    assert found.covered_is_proven
    assert found.moves_are_proven
    assert not any(f.hard for f in check(mending, found.plan))
    assert {c.duty for c in found.moved if c.before} <= {d for d, p in stands.person_of.items() if p != who or day}


def test_without_names_what_only_that_person_may_teach() -> None:
    cluster = problem(
        [person("ann"), person("bob")],
        [duty("turning", **NEEDS), duty("history", week=1)],
        qualifications=(paper("ann", LATHE),),
    )

    found = without(cluster, plan(cluster, turning="ann", history="ann"), "ann")

    assert found.lost == ("turning", "history")
    assert found.sole == found.uncovered == ("turning",)
    assert [(c.duty, c.after) for c in found.takeovers] == [("turning", None), ("history", "bob")]
    assert not found.moved


def test_without_moves_somebody_else_when_only_so_all_is_covered() -> None:
    cluster = problem(
        [person("ann"), person("bob", weekly_hours=10), person("cyd", weekly_hours=10)],
        [duty("turning", **NEEDS), duty("history")],
        qualifications=(paper("ann", LATHE), paper("bob", LATHE)),
    )

    found = without(cluster, plan(cluster, turning="ann", history="bob"), "ann")

    assert found.score.uncovered == 0
    assert [(c.duty, c.before, c.after) for c in found.moved] == [("history", "bob", "cyd")]
    assert found.moves_are_proven


def test_without_tells_who_would_teach_above_the_rate() -> None:
    cluster = problem([person("ann"), person("bob")], [duty("a", (10, 10, 10)), duty("b", (5, 5, 5), week=4)])

    found = without(cluster, plan(cluster, a="ann", b="bob"), "ann")

    assert [(o.person, o.before, o.after) for o in found.overloads] == [("bob", 0, 5)]


def test_duties_that_end_before_the_last_day_stay() -> None:
    cluster = problem([person("ann"), person("bob")], [duty("early"), duty("late", week=5)])

    found = without(cluster, plan(cluster, early="ann", late="ann"), "ann", from_day=date(2026, 9, 21))

    assert found.lost == ("late",)
    assert found.plan.person_of == {"early": "ann", "late": "bob"}


def test_without_refuses_strangers_and_assignments_that_break_rules() -> None:
    cluster = problem([person("ann", weekly_hours=5)], [duty("a")])

    with pytest.raises(ProblemError, match="zoe"):
        without(cluster, plan(cluster), "zoe")
    with pytest.raises(ProblemError, match="week_over"):
        without(cluster, plan(cluster, a="ann"), "ann")
