"""Which kind of training a course is: at, below and above each norm; a norm that is missing decides nothing."""

from dataclasses import replace
from datetime import date

import pytest

from remeslo.core.competence.courses.kind import COURSE_NORMS, CourseAim, CourseKind, course_kind
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.rules import COURSE_NORMS as KNOWN
from remeslo.interchange.normpack import builtin

PACK = builtin()["ru-dpo"]
DAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("hours", "aim", "schooled", "kind", "short"),
    (
        (15, CourseAim.UPGRADE, True, CourseKind.ATTENDANCE, 1),
        (15, CourseAim.NEW_ACTIVITY, True, CourseKind.ATTENDANCE, 1),
        (16, CourseAim.UPGRADE, True, CourseKind.REFRESHER, 0),
        (600, CourseAim.UPGRADE, True, CourseKind.REFRESHER, 0),
        (249, CourseAim.NEW_ACTIVITY, True, CourseKind.REFRESHER, 1),
        (250, CourseAim.NEW_ACTIVITY, True, CourseKind.RETRAINING, 0),
        (250, CourseAim.NEW_ACTIVITY, False, CourseKind.TRAINING, 0),
    ),
)
def test_kind_follows_from_hours_aim_and_schooling(
    hours: int, aim: CourseAim, schooled: bool, kind: CourseKind, short: int
) -> None:
    chosen = course_kind(hours=hours, aim=aim, schooled=schooled, book=PACK, day=DAY)

    assert chosen.kind is kind
    assert chosen.reasons[-1].facts["short"] == short
    assert all(r.facts["source"] and r.facts["verified"] is False for r in chosen.reasons)


@pytest.mark.parametrize("key", COURSE_NORMS[:2])
def test_missing_norm_leaves_the_kind_open_and_is_named(key: str) -> None:
    pack = without(key)

    chosen = course_kind(hours=40, aim=CourseAim.UPGRADE, schooled=True, book=pack, day=DAY)

    assert chosen.kind is None
    assert [(r.code, r.facts["norms"]) for r in chosen.reasons] == [("course.no_norm", (key,))]


def test_before_the_first_day_of_a_norm_nothing_is_decided() -> None:
    assert course_kind(hours=40, aim=CourseAim.UPGRADE, schooled=True, book=PACK, day=date(2020, 1, 1)).kind is None


def test_without_the_norm_on_schooling_everybody_may_come() -> None:
    chosen = course_kind(hours=40, aim=CourseAim.UPGRADE, schooled=False, book=without(COURSE_NORMS[2]), day=DAY)

    assert chosen.kind is CourseKind.REFRESHER


def test_norms_of_courses_are_the_same_words_everywhere() -> None:
    assert set(COURSE_NORMS) == KNOWN == set(PACK.norms)


def without(key: str) -> NormPack:
    return replace(PACK, norms={k: n for k, n in PACK.norms.items() if k != key})
