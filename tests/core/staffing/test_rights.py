"""Who may teach: on every day, by whatever papers together; a lack says what, when and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.staffing import anyday
from tests.core.staffing.anyday import MONDAY, SKILLS, duty, paper, person, staffing

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.qualification import held
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.rights import LackReason, Rights, may_teach
from remeslo.core.staffing.skills import Skill, SkillKey, SkillKind, kind_of

LATHE = SKILLS[0]
NEED = (Requirement(LATHE, 3),)


@settings(max_examples=80, deadline=None)
@given(scene=staffing())
def test_rights_agree_with_a_look_at_every_single_day(scene: tuple[tuple[Duty, ...], Rights]) -> None:
    duties, rights = scene
    for d in duties:
        oracle = {p.key for p in rights.people if anyday.may(p, d, rights.qualifications)}

        assert rights.eligible(d) == oracle
        for p in rights.people:
            lacks = rights.lacks(p, d)
            assert (lacks == ()) == (p.key in oracle) == rights.may(p.key, d)
            assert lacks == may_teach(p, d, rights.qualifications)


@settings(max_examples=80, deadline=None)
@given(scene=staffing())
def test_a_lack_names_its_first_unbroken_stretch_of_days(scene: tuple[tuple[Duty, ...], Rights]) -> None:
    duties, rights = scene
    for d in duties:
        for p in rights.people:
            for lack in rights.lacks(p, d):
                if lack.reason is LackReason.ROLE:
                    assert p.role not in d.roles
                    continue
                assert lack.skill is not None and lack.from_day is not None and lack.to_day is not None
                need = Requirement(lack.skill, lack.need_level)
                held_on = {day: anyday.has(rights.qualifications, p.key, need, day) for day in anyday.days(d)}
                missing = [day for day, is_held in held_on.items() if not is_held]
                assert lack.from_day == missing[0]
                stretch = [missing[0] + timedelta(days=n) for n in range((lack.to_day - lack.from_day).days + 1)]
                assert stretch == missing[: len(stretch)]
                assert stretch[-1] == d.last or held_on[stretch[-1] + timedelta(days=1)]
                assert lack.have_level < lack.need_level


@settings(max_examples=80, deadline=None)
@given(scene=staffing(), day=anyday.DAYS)
def test_held_gives_the_best_level_in_force_on_a_day(scene: tuple[tuple[Duty, ...], Rights], day: date) -> None:
    rights = scene[1]
    levels = held(rights.qualifications, day)

    for p in rights.people:
        for skill in SKILLS:
            owned = [n for n in (1, 2, 3) if anyday.has(rights.qualifications, p.key, Requirement(skill, n), day)]
            oracle = max(owned, default=0)
            assert levels.get(p.key, {}).get(skill, 0) == oracle == rights.level(p.key, skill, day)


@pytest.mark.parametrize(
    ("papers", "reason", "from_day"),
    [
        ([], LackReason.NEVER_HELD, 0),
        ([("q", 0, None, 2)], LackReason.LEVEL, 0),
        ([("q", 1, None, 3)], LackReason.NOT_IN_FORCE, 0),
        ([("q", 0, 11, 3)], LackReason.NOT_IN_FORCE, 12),
        ([("a", 0, 5, 3), ("b", 7, None, 3)], LackReason.NOT_IN_FORCE, 6),
    ],
)
def test_a_lack_tells_never_too_low_or_not_in_force(
    papers: list[tuple[str, int, int | None, int]], reason: LackReason, from_day: int
) -> None:
    two_weeks = duty("d", [0, 1], NEED)
    own = [
        paper(k, "p", LATHE, MONDAY + timedelta(days=s), None if u is None else MONDAY + timedelta(days=u), level)
        for k, s, u, level in papers
    ]
    (lack,) = may_teach(person("p"), two_weeks, own)

    assert (lack.reason, lack.from_day) == (reason, MONDAY + timedelta(days=from_day))


def test_papers_that_touch_carry_a_right_on_and_a_break_between_weeks_counts() -> None:
    first, last = MONDAY, MONDAY + timedelta(days=5)
    touching = [paper("a", "p", LATHE, first, last), paper("b", "p", LATHE, last + timedelta(days=1), None)]

    assert may_teach(person("p"), duty("d", [0, 1], NEED), touching) == ()
    assert may_teach(person("p"), duty("d", [0], NEED), touching[:1]) == ()
    assert may_teach(person("p"), duty("d", [0, 4], NEED), touching[:1]) != ()


def test_the_wrong_role_is_told_beside_what_else_is_lacking() -> None:
    lacks = may_teach(person("p", StaffRole.MENTOR), duty("d", [0], NEED), [])

    assert [lack.reason for lack in lacks] == [LackReason.ROLE, LackReason.NEVER_HELD]


@given(st.sampled_from(SkillKind))
def test_a_skill_has_the_kind_of_its_key(kind: SkillKind) -> None:
    assert Skill(key=SkillKey(f"{kind}:x"), title="x").kind is kind


@pytest.mark.parametrize("key", ["", "lathe", "machine:lathe", "equipment:", "equipment: "])
def test_a_key_without_kind_or_name_is_no_skill(key: str) -> None:
    with pytest.raises(ProblemError, match="KIND:NAME"):
        kind_of(SkillKey(key))
