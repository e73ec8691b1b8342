"""A small enterprise for the tests of mentors: builders with everything lawful unless said otherwise."""

from datetime import date, timedelta
from decimal import Decimal

from remeslo.core.base.keys import OrganisationKey, PersonKey, WorkshopKey
from remeslo.core.staffing.mentors.check import Mentoring
from remeslo.core.staffing.mentors.norms import AgeHours, Limit, MentorNorms
from remeslo.core.staffing.mentors.workdays import working_days
from remeslo.core.staffing.mentorship import Mentorship, MentorshipKey, Trainee
from remeslo.core.staffing.people import StaffMember, StaffRole

MONDAY = date(2026, 9, 7)
NORMS = MentorNorms(
    trainees_max=Limit(Decimal(3), "norm of the test", True),
    notice_days=Limit(Decimal(3), "norm of the test", True),
    week_hours=Limit(Decimal(40)),
    ages=(
        AgeHours(16, Limit(Decimal(24)), Limit(Decimal(5))),
        AgeHours(18, Limit(Decimal(35)), Limit(Decimal(7))),
    ),
)


def day(n):
    """Day ``n`` after the first Monday."""
    return MONDAY + timedelta(days=n)


def mentor(key="m1", works="works", **more):
    return StaffMember(
        key=PersonKey(key), organisation=OrganisationKey(works), name=f"Name {key}", role=StaffRole.MENTOR, **more
    )


def trainees(*keys, born=date(2000, 1, 1)):
    return tuple(Trainee(key=k, born=born) for k in keys)


def mentorship(key="n1", who="m1", pupils=("a",), first=0, last=60, born=date(2000, 1, 1), **more):
    """A lawful one from day ``first`` to day ``last``."""
    told = {
        "consent": day(first - 10),
        "content": "threads",
        "form": "one to one",
        "pay": Decimal(5000),
        **more,
    }
    return Mentorship(
        key=MentorshipKey(key),
        mentor=PersonKey(who),
        trainees=trainees(*pupils, born=born),
        first=day(first),
        last=day(last),
        **told,
    )


def mentoring(*mentorships, people=None, holidays=(), norms=NORMS, places=None, **more):
    return Mentoring(
        mentorships=mentorships,
        people=people if people is not None else (mentor("m1"), mentor("m2")),
        norms=norms,
        calendar=working_days(holidays),
        places={WorkshopKey(k): n for k, n in (places or {}).items()},
        **more,
    )
