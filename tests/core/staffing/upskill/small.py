"""Small upskilling problems for tests: a few people, duties, courses and sessions around one winter."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, ProgrammeKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, CourseKey, CourseModule, Session, SessionKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey
from remeslo.core.staffing.upskill.problem import Going, Renewal, UpskillProblem

MONDAY = date(2027, 1, 4)
DAY = date(2027, 1, 4)
LATHE, METHODS = SkillKey("equipment:lathe"), SkillKey("pedagogy:methods")
COLLEGES = (OrganisationKey("east"), OrganisationKey("west"))
HOST = OrganisationKey("works")


def week(n: int) -> date:
    """Monday of week n, 0 the first that can be planned."""
    return MONDAY + timedelta(weeks=n)


def person(key: str, *, college: int = 0, hours: int = 18, role: StaffRole = StaffRole.TEACHER) -> StaffMember:
    return StaffMember(
        key=PersonKey(key), organisation=COLLEGES[college], name=f"Name {key}", role=role, weekly_hours=hours
    )


def duty(key: str, weeks: dict[int, int], *needs: Requirement, college: int = 0) -> Duty:
    return Duty(
        key=DutyKey(key),
        programme=ProgrammeKey("turner"),
        element=ElementKey("МДК.01.01"),
        group=GroupKey("g1"),
        organisation=COLLEGES[college],
        year=2026,
        hours_by_week=tuple((week(n), hours) for n, hours in sorted(weeks.items())),
        title=f"Duty {key}",
        needs=needs,
    )


def course(
    key: str, skill: SkillKey = LATHE, *, price: int = 100, level: int = 3, months: int | None = None, **more: object
) -> Course:
    values = {"module": CourseModule.PRODUCTION, "hours": 36, "host": HOST, **more}
    return Course(
        key=CourseKey(key),
        title=f"Course {key}",
        gives=(Requirement(skill, level),),
        price=Decimal(price),
        valid_months=months,
        **values,  # type: ignore[arg-type]
    )


def session(key: str, course: str, first: int, *, weeks: int = 1, places: int = 1, hours: int = 36) -> Session:
    """A session from the Monday of a week to the Friday of its last one, with the same hours in each week."""
    mondays = tuple(week(first + n) for n in range(weeks))
    return Session(
        key=SessionKey(key),
        course=CourseKey(course),
        first=mondays[0],
        last=mondays[-1] + timedelta(days=4),
        places=places,
        hours_by_week=tuple((m, hours) for m in mondays),
    )


def paper(who: str, skill: SkillKey, *, level: int = 3, since: int = -50, until: int | None = None) -> Qualification:
    """A paper from the Monday of a week to the Sunday before the Monday of another."""
    return Qualification(
        key=QualificationKey(f"{who}/{skill}/{since}/{level}"),
        person=PersonKey(who),
        skill=skill,
        level=level,
        since=week(since),
        until=None if until is None else week(until) - timedelta(days=1),
    )


def going(who: str, session: str) -> Going:
    return Going(PersonKey(who), SessionKey(session))


def problem(**fields: object) -> UpskillProblem:
    return UpskillProblem(**{"day": DAY, "people": (), "duties": (), **fields})  # type: ignore[arg-type]


@st.composite
def problems(draw: st.DrawFn) -> UpskillProblem:
    """
    Two or three people who have lessons while courses are held, one or two duties after them that ask for more.

    Courses stand in a chain or side by side; everything that can limit a plan is there now and then.
    """
    people = tuple(
        person(f"p{n}", college=draw(st.sampled_from((0, 0, 1))), hours=draw(st.sampled_from((6, 12, 12))))
        for n in range(draw(st.sampled_from((2, 2, 3))))
    )
    keys = tuple(p.key for p in people)
    lessons = tuple(_lessons(draw, n) for n in range(len(people)))
    open_ = tuple(_asking(draw, n) for n in range(draw(st.integers(1, 2))))
    chained = draw(st.booleans())
    courses = (
        course(
            "lathe",
            LATHE,
            price=draw(st.sampled_from((100, 250))),
            months=draw(st.sampled_from((None, None, 1))),
            hours=draw(st.sampled_from((20, 36))),
            needs_before=(Requirement(METHODS, 2),) if chained else (),
        ),
        course("methods", METHODS, price=70, level=2, hours=20),
    )
    names = draw(st.sampled_from((("methods", "lathe"), ("methods", "lathe"), ("lathe",), ("lathe", "lathe"))))
    sessions = tuple(_session(draw, n, name) for n, name in enumerate(names))
    papers = tuple(
        paper(p, skill, level=draw(st.sampled_from((2, 3))), until=draw(st.sampled_from((None, None, 3, 4))))
        for p in keys
        for skill in (LATHE, METHODS)
        if draw(st.integers(0, 3)) == 0
    )
    return problem(
        people=people,
        duties=lessons + open_,
        qualifications=papers,
        courses=courses,
        sessions=sessions,
        assignment={
            **{d.key: p for d, p in zip(lessons, keys, strict=True)},
            **{d.key: draw(st.sampled_from(keys)) for d in open_ if draw(st.integers(0, 2)) == 0},
        },
        renewals=tuple(
            Renewal(person=p, due=week(draw(st.integers(1, 4))), by=frozenset({CourseKey("methods")}))
            for p in keys[:1]
            if draw(st.booleans())
        ),
        refused=frozenset({Going(keys[0], sessions[0].key)} if draw(st.integers(0, 5)) == 0 else ()),
        accepted=frozenset({Going(keys[-1], sessions[-1].key)} if draw(st.integers(0, 5)) == 0 else ()),
        across=draw(st.sampled_from((True, True, False))),
        substitution=draw(st.sampled_from((True, True, True, False))),
        hour_price=Decimal(draw(st.sampled_from((0, 5)))),
        travel={(COLLEGES[0], HOST): Decimal("7.50"), (COLLEGES[0], COLLEGES[1]): Decimal(3)},
        budget=draw(st.sampled_from((None, None, Decimal(120), Decimal(300)))),
        away_max=draw(st.sampled_from(({}, {}, {COLLEGES[0]: 1}))),
        year_hours_max=draw(st.sampled_from((None, None, 12))),
        absences=tuple(
            Absence(person=keys[-1], first=week(n), last=week(n))
            for n in (draw(st.integers(0, 4)),)
            if draw(st.integers(0, 4)) == 0
        ),
    )


def _lessons(draw: st.DrawFn, n: int) -> Duty:
    """Lessons that everybody may give, while courses are held."""
    first = draw(st.integers(0, 1))
    weeks = {first + k: draw(st.sampled_from((2, 4, 6))) for k in range(draw(st.integers(1, 2)))}
    return duty(f"l{n}", weeks, college=draw(st.sampled_from((0, 0, 1))))


def _asking(draw: st.DrawFn, n: int) -> Duty:
    """Lessons that ask for skills, as a rule after the courses."""
    first = draw(st.integers(1, 4))
    weeks = {first + k: draw(st.sampled_from((2, 4, 6))) for k in range(draw(st.integers(1, 2)))}
    both = (Requirement(LATHE, 3), Requirement(METHODS, 2))
    needs = draw(st.sampled_from((both[:1], both[:1], both[1:], both)))
    return duty(f"d{n}", weeks, *needs, college=draw(st.sampled_from((0, 0, 1))))


def _session(draw: st.DrawFn, n: int, name: str) -> Session:
    return session(
        f"s{n}",
        name,
        n + draw(st.integers(-1 if n == 0 else 0, 1)),
        weeks=draw(st.sampled_from((1, 1, 2))),
        places=draw(st.integers(1, 2)),
        hours=draw(st.sampled_from((12, 26, 30, 36))),
    )
