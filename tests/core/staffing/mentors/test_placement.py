"""Which trainees still need a mentor."""

from dataclasses import replace

import pytest
from tests.core.staffing.mentors.scene import day, mentorship

from remeslo.core.base.findings import ProblemError
from remeslo.core.staffing.mentors.placement import Placement, unguided

AT_LINE = Placement(
    key="g/pp/line", trainees=3, first=day(0), last=day(11), group="g", organisation="works", workplace="line"
)
ANYWHERE = Placement(key="g/pp", trainees=2, first=day(0), last=day(11), group="g")


def of(*pupils, **more):
    return mentorship(pupils=pupils, **{"group": "g", "workplace": "line", "last": 11, **more})


@pytest.mark.parametrize(
    ("standing", "left"),
    [
        ((), [3, 2]),
        ((of("a", "b"),), [1, 2]),
        ((of("a", "b", "c"),), [2]),
        ((of("a", "b", "c", "d"),), [1]),
        ((of("a", workplace="other"),), [3, 1]),
        ((of("a", workplace=None),), [2, 2]),
        ((of("a", group="another"),), [3, 2]),
        ((of("a", last=10),), [3, 2]),
        ((of("a"), replace(of("a"), key="n2", mentor="m2")), [2, 2]),
    ],
)
def test_trainees_with_a_mentor_for_all_days_are_taken_off_once(standing, left):
    assert [p.trainees for p in unguided((AT_LINE, ANYWHERE), standing)] == left


def test_a_trainee_counts_again_in_a_later_practice():
    later = replace(ANYWHERE, key="g/pp/2", first=day(20), last=day(31))

    assert [p.trainees for p in unguided((ANYWHERE, later), (of("a", last=40),))] == [1, 1]


@pytest.mark.parametrize("wrong", [{"trainees": 0}, {"last": day(-1)}])
def test_a_placement_of_nobody_or_no_days_is_refused(wrong):
    with pytest.raises(ProblemError):
        replace(AT_LINE, **wrong)
