"""From duties to lessons: all hours, in rooms that suit, where and in which shift they were granted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.college import WEEKS, cluster, duty

from remeslo.core.base.calendar import Holiday
from remeslo.core.base.elements import ElementKind
from remeslo.core.line.network.booking import Booking
from remeslo.core.line.weekly.lessons import week_problem
from remeslo.core.line.weekly.rules import PAIR_HOURS, PRACTICE_DAY
from remeslo.core.line.weekly.supply import semester_weeks
from remeslo.core.network.terms import OpenHours, UseTerms, Weekday
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.people import StaffMember, StaffRole

RULES = {PRACTICE_DAY: 6}
PRACTICE = {"kind": ElementKind.TRAINING_PRACTICE, "workshop": "lathes", "site": "b1", "subgroups": 2}


def read(*duties, here=None, **more):
    return week_problem(here or cluster(), duties, weeks=WEEKS, rules=RULES, **more)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 36), min_size=1, max_size=4).filter(any),
    st.sampled_from(({}, PRACTICE | {"part": 1}, {"kind": ElementKind.LABORATORY, "workshop": "lathes"})),
)
def test_lessons_hold_the_hours_of_a_duty_and_what_makes_no_pair_is_told(hours, more):
    made = read(duty("g/УП/s1", tuple(hours), **more))
    lost = sum(f.facts["hours"] for f in made.findings if f.code == "week.half_pair")
    held = sum(PAIR_HOURS * x.pairs * len(x.weeks) for x in made.problem.lessons) if made.problem else 0

    assert held + lost == sum(hours)


def test_keys_rooms_and_sizes_of_lessons_come_from_their_duty():
    lessons = read(duty(hours=(4, 4, 2, 2))).problem.lessons

    assert [x.key for x in lessons] == ["g/МДК/s1#1", "g/МДК/s1#2"]
    assert [x.weeks for x in lessons] == [WEEKS, WEEKS[:2]]
    assert {(x.size, x.rooms) for x in lessons} == {(25, ("large", "lab"))}


def test_a_room_kept_for_a_subject_is_for_it_alone():
    sport, lab = duty("g/С/s1", title="Sport"), duty("g/Л/s1", kind=ElementKind.LABORATORY)

    rooms = {x.duty: x.rooms for x in read(sport, lab).problem.lessons}

    assert rooms == {"g/С/s1": ("gym",), "g/Л/s1": ("lab", "large")}


def test_practice_is_whole_days_of_each_subgroup_where_and_when_it_was_granted():
    first, second = (duty(f"g/УП/s1/p{n}", (36, 36), part=n, **PRACTICE) for n in (1, 2))
    granted = {first.key: Booking(duty=first.key, place="lathes", shift=2)}

    made = read(first, second, bookings=granted)

    of_first = [x for x in made.problem.lessons if x.part == 1]
    assert [(x.pairs, x.whole_day, x.weeks) for x in of_first] == [(3, True, WEEKS[:2])] * 6
    assert {(x.rooms, x.shift, x.size) for x in of_first} == {(("lathes",), 2, 13)}
    assert {(x.rooms, x.shift, x.size) for x in made.problem.lessons if x.part == 2} == {((), None, 12)}
    assert [f.code for f in made.findings] == ["week.nothing_granted"]


def test_hours_in_a_workshop_are_one_stay_a_day():
    made = read(duty("g/Л/s1", (10,), kind=ElementKind.LABORATORY, workshop="lathes"))

    assert sorted(x.pairs for x in made.problem.lessons) == [2, 3]


def test_a_week_with_a_holiday_has_lessons_of_its_own():
    off = Holiday(day=WEEKS[1] + timedelta(days=2), hours=6)

    made = read(duty(), here=cluster(holidays=(off,)))

    assert Counter(x.weeks for x in made.problem.lessons) == {(WEEKS[0], *WEEKS[2:]): 2, (WEEKS[1],): 2}
    assert made.problem.holidays == {off.day}


def test_more_whole_days_than_the_week_has_are_told():
    off = Holiday(day=WEEKS[0], hours=6)

    made = read(duty("g/УП/s1", (36,), **PRACTICE), here=cluster(holidays=(off,)))

    (found,) = made.findings
    assert (found.code, found.hard, found.facts["wanted"], found.facts["days"]) == ("week.days_lacking", True, 6, 5)


def test_opening_hours_close_a_workshop_pair_by_pair_or_keep_it_for_somebody():
    rows = (
        OpenHours(workshop="lathes", days=(Weekday.MONDAY,), shifts=(1,)),
        OpenHours(workshop="lathes", days=(Weekday.TUESDAY,), shifts=(2,), user="b"),
    )
    here = cluster(open_hours=rows, use_terms=(UseTerms(workshop="lathes", parallel=2),))

    (room,) = (r for r in read(duty(), here=here).problem.rooms if r.key == "lathes")

    assert room.parallel == 2
    week = [(d, n) for d in range(6) for n in range(1, 5) if not room.shut(WEEKS[0], d, n, "a")]
    assert week == [(0, 1), (0, 2), (0, 3)]
    assert not room.shut(WEEKS[0], 1, 4, "b")


def test_absences_become_days_away_and_the_assignment_names_the_teacher():
    staff = (StaffMember(key="t", organisation="a", name="T", role=StaffRole.TEACHER, weekly_hours=10),)
    ill = Absence(person="t", first=WEEKS[0] + timedelta(days=5), last=WEEKS[1])

    made = read(duty(), here=cluster(staff=staff, absences=(ill,)), person_of={"g/МДК/s1": "t"})

    (person,) = made.problem.people
    assert person.away == {(WEEKS[0], 5), (WEEKS[0], 6), (WEEKS[1], 0)}
    assert {x.teacher for x in made.problem.lessons} == {"t"}


@pytest.mark.parametrize(("here", "code"), [({"bells": ()}, "week.no_bells"), ({"groups": cluster().groups}, None)])
def test_a_cluster_without_bells_has_no_week(here, code):
    made = read(duty(), here=cluster(**here))

    assert [f.code for f in made.findings] == ([code] if code else [])
    assert (made.problem is None) == bool(code)


def test_weeks_without_hours_have_no_problem_and_others_are_left_out():
    later = replace(duty(), hours_by_week=((WEEKS[-1] + timedelta(weeks=5), 4),))

    made = read(later)

    assert (made.problem, [f.code for f in made.findings]) == (None, ["week.no_lessons"])


def test_semesters_are_those_of_the_layout():
    autumn, spring = (semester_weeks(cluster(), 2026, half) for half in (1, 2))

    assert (len(autumn), len(spring)) == (17, 24)
    assert autumn[0] == WEEKS[0]
    assert spring[0] == autumn[-1] + timedelta(weeks=3)
