"""Every rule of mentorships: kept, broken by one, and told by name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.staffing.mentors.scene import MONDAY, NORMS, day, mentor, mentoring, mentorship

from remeslo.core.base.findings import Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.check import check_mentors
from remeslo.core.staffing.mentors.load import loads, peaks
from remeslo.core.staffing.mentors.terms import withdrawal
from remeslo.core.staffing.mentors.work import DayAtWork, age
from remeslo.core.staffing.mentorship import EndedBy, Trainee
from remeslo.core.staffing.people import StaffRole

LATER = day(30)


def codes(given_, on=LATER):
    return [f.code for f in check_mentors(given_, on=on)]


def found(given_, code, on=LATER):
    [finding] = [f for f in check_mentors(given_, on=on) if f.code == code]
    return finding


def test_a_lawful_mentorship_has_no_findings():
    assert codes(mentoring(mentorship(hours_by_week=36))) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"consent": None}, "mentor.no_consent"),
        ({"consent": day(1)}, "mentor.consent_late"),
        ({"content": " "}, "mentor.content_missing"),
        ({"form": ""}, "mentor.form_missing"),
        ({"pay": None}, "mentor.pay_missing"),
        ({"pay": Decimal(0)}, "mentor.pay_missing"),
        ({"pupils": ()}, "mentor.no_trainees"),
        ({"who": "stranger"}, "mentor.unknown"),
    ],
)
def test_check_names_what_a_mentorship_lacks(changed, code):
    assert codes(mentoring(mentorship(**changed))) == [code]


def test_consent_on_the_first_day_is_not_late():
    assert codes(mentoring(mentorship(consent=day(0)))) == []


def test_a_mentorship_that_has_not_begun_only_warns_of_missing_consent():
    finding = found(mentoring(mentorship(consent=None)), "mentor.no_consent", on=day(-1))

    assert (finding.severity, finding.facts["name"]) == (Severity.WARNING, "Name m1")


def test_late_consent_tells_the_days_that_are_not_covered():
    finding = found(mentoring(mentorship(consent=day(4))), "mentor.consent_late")

    assert (finding.facts["consent"], finding.facts["first"], finding.facts["days"]) == (day(4), day(0), 4)


def test_a_teacher_who_guides_is_told_as_such():
    teacher = replace(mentor("m1"), role=StaffRole.TEACHER)

    assert codes(mentoring(mentorship(), people=(teacher,))) == ["mentor.not_mentor"]


# --- notice


def ended(notice, last, by=EndedBy.MENTOR):
    return mentorship(ended_on=day(last), ended_by=by, notice_on=day(notice))


@pytest.mark.parametrize(
    ("notice", "last", "given_days"),
    [(0, 3, None), (0, 2, 2), (4, 9, None), (4, 8, 2), (5, 9, None), (0, 0, 0), (3, 1, 0)],
)
def test_three_working_days_lie_between_notice_and_the_last_day(notice, last, given_days):
    """Day 0 is a Monday, day 4 a Friday."""
    short = [f for f in check_mentors(mentoring(ended(notice, last)), on=day(60)) if f.code == "mentor.notice_short"]

    assert [f.facts["days"] for f in short] == ([] if given_days is None else [given_days])


def test_a_holiday_of_the_cluster_makes_the_notice_longer():
    given_ = mentoring(ended(0, 3), holidays=[day(2)])

    finding = found(given_, "mentor.notice_short")

    assert (finding.facts["days"], finding.facts["limit"], finding.facts["earliest"]) == (2, 3, day(4))


def test_the_employer_is_bound_by_the_same_notice():
    assert found(mentoring(ended(0, 1, EndedBy.EMPLOYER)), "mentor.notice_short").facts["by"] is EndedBy.EMPLOYER


@given(st.integers(-20, 80), st.sets(st.integers(-20, 90).map(day), max_size=8))
def test_withdrawal_on_the_day_it_allows_is_lawful_and_a_day_earlier_is_not(notice, holidays):
    whole = mentorship(last=40)
    given_ = mentoring(holidays=holidays)
    last = withdrawal(whole, notice=day(notice), norms=NORMS, calendar=given_.calendar)

    def findings(n):
        early = replace(whole, ended_on=n, ended_by=EndedBy.MENTOR, notice_on=day(notice))
        return "mentor.notice_short" in codes(replace(given_, mentorships=(early,)))

    assert not findings(last)
    earlier = date.fromordinal(last.toordinal() - 1)
    # a mentorship that did not begin may end on any day before its first
    assert findings(earlier) or last == day(-1)


def test_trainees_of_a_mentor_who_withdraws_are_named_until_somebody_takes_them():
    left = mentorship(pupils=("a", "b"), ended_on=day(10), ended_by=EndedBy.MENTOR, notice_on=day(0))
    taken = mentorship("n2", "m2", ("b",), first=11)

    finding = found(mentoring(left, taken), "mentor.trainees_left")

    assert (finding.facts["trainees"], finding.facts["day"], finding.facts["last"]) == (("a",), day(11), day(60))
    assert codes(mentoring(left, mentorship("n2", "m2", ("a", "b"), first=11))) == []


# --- load


def test_an_overloaded_mentor_is_named_with_the_days_and_both_numbers():
    three = mentorship("n1", pupils=("a", "b", "c"), last=20)
    more = mentorship("n2", pupils=("d",), first=10, last=30)

    finding = found(mentoring(three, more), "mentor.overloaded")

    told = ("name", "trainees", "limit", "first", "last", "days", "mentorships", "verified")
    assert [finding.facts[k] for k in told] == [
        "Name m1",
        4,
        3,
        day(10),
        day(20),
        11,
        ("n1", "n2"),
        True,
    ]


def test_an_early_end_frees_the_mentor():
    three = mentorship("n1", pupils=("a", "b", "c"), ended_on=day(9), ended_by=EndedBy.EMPLOYER, notice_on=day(0))
    more = mentorship("n2", pupils=("d", "a", "b"), first=10)

    assert "mentor.overloaded" not in codes(mentoring(three, more))


SPANS = st.lists(
    st.tuples(st.sampled_from("mn"), st.integers(0, 12), st.integers(0, 12), st.sets(st.sampled_from("abcdef"))),
    max_size=7,
)


@given(SPANS)
def test_loads_agree_with_a_count_day_by_day(spans):
    made = [
        mentorship(f"k{n}", who, tuple(sorted(pupils)), first=first, last=first + length)
        for n, (who, first, length, pupils) in enumerate(spans)
    ]
    stretches = loads(made)

    for who in "mn":
        for n in range(26):
            there = {t.key for m in made if m.mentor == who and m.first <= day(n) <= m.last for t in m.trainees}
            told = [s for s in stretches if s.mentor == who and s.first <= day(n) <= s.last]
            assert [set(s.trainees) for s in told] == ([there] if there else [])
    assert {p: s.num_trainees for p, s in peaks(stretches).items()} == {
        PersonKey(who): max(s.num_trainees for s in stretches if s.mentor == who)
        for who in {s.mentor for s in stretches}
    }


def test_hours_a_week_beyond_those_set_aside_are_a_warning():
    two = (mentorship("n1", mentor_hours=6), mentorship("n2", pupils=("b",), mentor_hours=7))

    finding = found(mentoring(*two, people=(mentor(weekly_hours=12),)), "mentor.hours_over")

    assert (finding.facts["hours"], finding.facts["limit"], finding.hard) == (13, 12, False)


def test_absence_a_full_workplace_and_two_mentors_are_told():
    one = mentorship("n1", pupils=("a", "b"), workplace="line")
    two = mentorship("n2", "m2", pupils=("b", "c"), workplace="line")
    away = Absence(person=PersonKey("m1"), first=day(-5), last=day(3))

    given_ = mentoring(one, two, places={"line": 2}, absences=(away,))

    assert sorted(codes(given_)) == ["mentor.absent", "mentor.place_full", "mentor.trainee_twice"]
    assert found(given_, "mentor.absent").facts["last"] == day(3)
    assert found(given_, "mentor.place_full").facts["trainees"] == 3
    assert found(given_, "mentor.trainee_twice").facts["trainees"] == ("b",)


# --- minors


def born(years, on=MONDAY):
    return on.replace(year=on.year - years)


@pytest.mark.parametrize(
    ("years", "hours", "code"),
    [
        (15, 24, None),
        (15, 25, "mentor.minor_week"),
        (16, 35, None),
        (16, 36, "mentor.minor_week"),
        (17, 36, "mentor.minor_week"),
        (18, 40, None),
        (18, 41, "mentor.week_hours"),
    ],
)
def test_hours_a_week_are_limited_by_age(years, hours, code):
    """One whole week from the birthday on."""
    given_ = mentoring(mentorship(last=5, hours_by_week=hours, born=born(years)))

    assert codes(given_) == ([] if code is None else [code])


def test_a_birthday_inside_the_week_binds_only_the_days_before_it():
    """Sixteen on Thursday: 24 hours hold for Monday to Wednesday, 35 for the whole week."""
    turns = born(16, on=day(3))
    six_days = [DayAtWork(trainee="a", on=day(n), minutes=Fraction(5 * 60)) for n in range(6)]

    assert codes(mentoring(mentorship(born=turns), days=tuple(six_days))) == []
    longer = [replace(d, minutes=Fraction(6 * 60)) for d in six_days]
    findings = check_mentors(mentoring(mentorship(born=turns), days=tuple(longer)), on=day(30))
    assert [(f.code, f.facts["under"], f.facts["hours"]) for f in findings] == [
        ("mentor.minor_day", 16, 6),
        ("mentor.minor_week", 18, 36),
    ]
    assert findings[0].facts["times"] == 3


def test_an_hour_of_practice_has_the_minutes_of_the_norm():
    """36 hours of 45 minutes are 27 by the clock: too many before sixteen, few enough after."""
    academic = replace(NORMS, hour_minutes=45)

    assert codes(mentoring(mentorship(last=5, hours_by_week=36, born=born(15)), norms=academic)) == [
        "mentor.minor_week"
    ]
    assert codes(mentoring(mentorship(last=5, hours_by_week=36, born=born(16)), norms=academic)) == []


def test_night_work_of_a_minor_is_told_and_of_an_adult_not():
    night = DayAtWork(trainee="a", on=day(1), minutes=Fraction(120), night=True)

    assert codes(mentoring(mentorship(born=born(17)), days=(night,))) == ["mentor.minor_night"]
    assert codes(mentoring(mentorship(born=born(18)), days=(night,))) == []


def test_a_trainee_of_unknown_age_is_named_and_judged_as_of_age():
    assert codes(mentoring(mentorship(last=5, hours_by_week=41, born=None))) == [
        "mentor.age_unknown",
        "mentor.week_hours",
    ]


def test_hours_of_two_workplaces_add_up_and_those_of_two_mentors_at_one_do_not():
    one = mentorship("n1", last=5, hours_by_week=20, workplace="a", born=born(15))

    def other(workplace):
        return replace(one, key="n2", workplace=workplace)

    assert codes(mentoring(one, other("a"))) == []
    assert codes(mentoring(one, other("b"))) == ["mentor.minor_day", "mentor.minor_week"]


@given(st.dates(date(2000, 1, 1), date(2012, 12, 31)), st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_age_grows_by_one_on_the_birthday_and_only_then(birth, on):
    trainee = Trainee(key="a", born=birth)
    before = date.fromordinal(on.toordinal() - 1)
    is_birthday = (on.month, on.day) == (birth.month, birth.day)
    leapling = (birth.month, birth.day) == (2, 29) and (on.month, on.day) == (3, 1) and before.day == 28

    assert age(trainee, on) - age(trainee, before) == (is_birthday or leapling)
