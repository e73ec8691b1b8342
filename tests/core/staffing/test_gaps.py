"""Gaps, single points and expiring papers against a look at every person and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from tests.core.staffing import anyday
from tests.core.staffing.anyday import COLLEGES, MONDAY, SKILLS, duty, paper, person, staffing

from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.gaplist import gaps, gaps_of_people, untaught
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.single import expiring, single_points

LATHE, MILL, _ = SKILLS
Scene = tuple[tuple[Duty, ...], Rights]


def nobody(duties: tuple[Duty, ...], rights: Rights) -> set[str]:
    return {d.key for d in duties if not any(anyday.may(p, d, rights.qualifications) for p in rights.people)}


@settings(max_examples=60, deadline=None)
@given(scene=staffing())
def test_the_gaps_name_just_the_duties_that_nobody_may_teach(scene: Scene) -> None:
    duties, rights = scene
    oracle = nobody(duties, rights)

    assert {d.key for d in untaught(duties, rights)} == oracle
    for by_college in (False, True):
        found = gaps(duties, rights, by_college=by_college)
        assert {key for g in found for key in g.duties} == oracle
        for g in found:
            own = [d for d in duties if d.key in g.duties]
            assert g.hours == sum(d.hours for d in own)
            assert g.first_needed == min(d.first for d in own)
            assert [g.organisation] * len(own) == [d.organisation if by_college else None for d in own]


@settings(max_examples=60, deadline=None)
@given(scene=staffing())
def test_a_gap_names_a_need_exactly_when_nobody_of_a_fitting_role_holds_it(scene: Scene) -> None:
    duties, rights = scene
    by_key = {d.key: d for d in duties}
    told = {(key, g.requirement) for g in gaps(duties, rights) for key in g.duties}

    def lacking(d: Duty, need: Requirement) -> bool:
        fitting = [p for p in rights.people if p.role in d.roles]
        return not any(
            all(anyday.has(rights.qualifications, p.key, need, day) for day in anyday.days(d)) for p in fitting
        )

    for key in nobody(duties, rights):
        d = by_key[key]  # type: ignore[index]
        needs = [n for n in d.needs if lacking(d, n)]
        assert {need for k, need in told if k == key} == set(needs or [None])


@settings(max_examples=60, deadline=None)
@given(scene=staffing())
def test_whoever_learns_what_the_list_says_may_teach_what_it_opens(scene: Scene) -> None:
    duties, rights = scene
    by_key = {d.key: d for d in duties}
    people = {p.key: p for p in rights.people}
    for gap in gaps_of_people(duties, rights):
        learnt = tuple(
            paper(f"new{n}", gap.person, need.skill, MONDAY - timedelta(days=400), None, need.level)
            for n, need in enumerate(gap.lacks)
        )
        opened = {
            key
            for key in nobody(duties, rights)
            if anyday.may(people[gap.person], by_key[key], rights.qualifications + learnt)  # type: ignore[index]
        }
        assert set(gap.opens) == opened
        assert gap.hours == sum(by_key[k].hours for k in gap.opens)


@settings(max_examples=60, deadline=None)
@given(scene=staffing())
def test_single_points_are_the_duties_that_break_when_one_person_leaves(scene: Scene) -> None:
    duties, rights = scene
    told = {(point.person, key) for point in single_points(duties, rights) for key in point.duties}
    before = nobody(duties, rights)
    broken = set()
    for leaver in rights.people:
        rest = Rights(tuple(p for p in rights.people if p != leaver), rights.qualifications)
        broken |= {(leaver.key, key) for key in nobody(duties, rest) - before}

    assert told == broken


@settings(max_examples=60, deadline=None)
@given(scene=staffing())
def test_an_expiring_paper_names_what_its_person_would_teach_if_it_went_on(scene: Scene) -> None:
    duties, rights = scene
    day, until = MONDAY, MONDAY + timedelta(days=30)
    told = {e.qualification: e for e in expiring(duties, rights, day=day, until=until)}
    in_time = {q.key: q for q in rights.qualifications if q.until is not None and day <= q.until <= until}

    assert set(told) == set(in_time)
    people = {p.key: p for p in rights.people}
    empty = nobody(duties, rights)
    for key, q in in_time.items():
        longer: tuple[Qualification, ...] = tuple(
            replace(o, until=None) if o.key == key else o for o in rights.qualifications
        )
        who = people[q.person]
        lost = {d.key for d in duties if anyday.may(who, d, longer) and not anyday.may(who, d, rights.qualifications)}
        assert set(told[key].duties) == lost
        assert set(told[key].sole) == lost & empty


def test_the_college_of_a_gap_is_that_of_the_group_and_the_nearest_lack_least() -> None:
    needs = (Requirement(LATHE, 3), Requirement(MILL, 2))
    duties = (
        duty("a", [0], needs, organisation=COLLEGES[1]),
        duty("b", [1], needs[:1], organisation=COLLEGES[0]),
        duty("c", [1], needs[1:], organisation=COLLEGES[0]),
    )
    people = (person("old", StaffRole.TEACHER), person("far"), person("near"))
    own = (
        paper("q", "old", LATHE, MONDAY, None),
        paper("r", "near", MILL, MONDAY - timedelta(days=1), None, 2),
    )
    lathe, *more = gaps(duties, Rights(people, own))

    assert more == []
    assert (lathe.requirement, lathe.duties, lathe.holders) == (needs[0], ("a", "b"), ("old",))
    assert [(n.person, n.lacks) for n in lathe.nearest] == [("near", needs[:1]), ("far", needs)]
    assert [g.organisation for g in gaps(duties, Rights(people, own), by_college=True)] == [COLLEGES[1], COLLEGES[0]]


def test_a_duty_whose_needs_no_one_person_holds_together_is_a_gap_without_a_requirement() -> None:
    needs = (Requirement(LATHE, 3), Requirement(MILL, 3))
    own = (paper("q", "a", LATHE, MONDAY, None), paper("r", "b", MILL, MONDAY, None))
    (gap,) = gaps((duty("d", [0], needs),), Rights((person("a"), person("b")), own))

    assert (gap.requirement, gap.duties) == (None, ("d",))
    assert {n.person: n.lacks for n in gap.nearest} == {"a": needs[1:], "b": needs[:1]}
