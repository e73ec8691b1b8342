"""Small assignment problems, few enough duties and people that every assignment can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.assign.check import check
from remeslo.core.staffing.assign.problem import USUAL, AssignmentProblem, Objective, Policy
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey

MONDAY = date(2026, 9, 7)
LATHE, DRAWING = SkillKey("equipment:lathe"), SkillKey("subject:drawing")
NORTH, SOUTH = OrganisationKey("north"), OrganisationKey("south")
TOWN, HILL = SiteKey("town"), SiteKey("hill")
ALL_ROLES = frozenset({StaffRole.TEACHER, StaffRole.MASTER})


def norms(**changes: object) -> StaffNorms:
    """Round invented norms, small enough that small problems meet them."""
    values: dict[str, object] = {
        "rate_hours": 40,
        "week_hours_max": 30,
        "practitioner_share_min": Decimal("0.25"),
        "practitioner_years": 3,
        "renewal_years": 3,
        "refresher_hours_min": 16,
        "retraining_hours_min": 250,
        "mentor_trainees_max": 5,
        "notice_working_days": 3,
        "minor_week_hours_under_16": 24,
        "minor_week_hours_16_17": 35,
        "minor_day_hours_under_16": 5,
        "minor_day_hours_16_17": 7,
    }
    return StaffNorms(**(values | changes))  # type: ignore[arg-type]


def person(key: str, *, college: OrganisationKey = NORTH, **more: object) -> StaffMember:
    """A teacher with 18 hours a week and one rate, if nothing else is said."""
    given: dict[str, object] = {"role": StaffRole.TEACHER, "name": key.title()} | more
    return StaffMember(key=PersonKey(key), organisation=college, **given)  # type: ignore[arg-type]


def duty(
    key: str,
    hours: tuple[int, ...] = (10,),
    *,
    week: int = 0,
    element: str = "",
    group: str = "g",
    college: OrganisationKey = NORTH,
    year: int = 2026,
    **more: object,
) -> Duty:
    """A duty with so many hours in each week from ``week`` on; 0 leaves a week out."""
    first = MONDAY.replace(year=year) + timedelta(weeks=week)
    first -= timedelta(days=first.weekday())
    weeks = tuple((first + timedelta(weeks=n), h) for n, h in enumerate(hours) if h)
    given: dict[str, object] = {"needs": (), "roles": ALL_ROLES} | more
    return Duty(
        key=DutyKey(key),
        programme=ProgrammeKey("p"),
        element=ElementKey(element or key),
        group=GroupKey(group),
        organisation=college,
        year=year,
        hours_by_week=weeks,
        **given,  # type: ignore[arg-type]
    )


def paper(who: str, skill: SkillKey, level: int = 3, *, since: date = date(2020, 1, 1), until: date | None = None):
    """A qualification."""
    key = QualificationKey(f"{who}/{skill}/{since}")
    return Qualification(key=key, person=PersonKey(who), skill=skill, level=level, since=since, until=until)


def problem(people: list[StaffMember], duties: list[Duty], **more: object) -> AssignmentProblem:
    """A problem with round norms; anybody may teach what needs nothing."""
    given: dict[str, object] = {"qualifications": (), "norms": norms()} | more
    return AssignmentProblem(people=tuple(people), duties=tuple(duties), **given)  # type: ignore[arg-type]


def plan(problem: AssignmentProblem, **person_of: str) -> Assignment:
    """An assignment by keyword; all other duties are told of as uncovered."""
    given = {DutyKey(d): PersonKey(p) for d, p in person_of.items()}
    return Assignment(given, tuple(d.key for d in problem.duties if d.key not in given))


@st.composite
def problems(
    draw: st.DrawFn, *, most_duties: int = 5, most_people: int = 3, objective: tuple[Objective, ...] = USUAL
) -> AssignmentProblem:
    """Two colleges, two sites, two skills, two study years; papers that run out, absences, pins, habits."""
    names = ["ann", "bob", "cyd"][: draw(st.integers(1, most_people))]
    people = [
        person(
            name,
            college=draw(st.sampled_from([NORTH, NORTH, SOUTH])),
            weekly_hours=draw(st.sampled_from([6, 12, 18, 36])),
            rate=draw(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("1.5")])),
            industry_from=draw(st.sampled_from([None, None, date(2015, 1, 1), date(2025, 1, 1)])),
            home=draw(st.sampled_from([None, TOWN, HILL])),
            role=draw(st.sampled_from([StaffRole.TEACHER, StaffRole.TEACHER, StaffRole.MASTER])),
        )
        for name in names
    ]
    papers = [
        paper(name, skill, draw(st.integers(2, 4)), until=draw(st.sampled_from([None, None, date(2026, 9, 20)])))
        for name in names
        for skill in (LATHE, DRAWING)
        if draw(st.sampled_from([True, True, True, False]))
    ]
    duties = [_duty(draw, n) for n in range(draw(st.integers(1, most_duties)))]
    keys = [d.key for d in duties]
    absent = draw(st.booleans()) and Absence(
        person=PersonKey(names[0]), first=MONDAY + timedelta(days=draw(st.integers(-3, 12))), last=date(2026, 9, 20)
    )
    minutes = draw(st.sampled_from([None, 20, 60, 150]))
    somebody = st.sampled_from([*names, "gone"])
    pinned = draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(names), max_size=1))
    return problem(
        people,
        duties,
        qualifications=tuple(papers),
        absences=(absent,) if absent else (),
        previous=draw(st.dictionaries(st.sampled_from(keys), somebody, max_size=2)),
        present=draw(st.dictionaries(st.sampled_from(keys), somebody, max_size=3)),
        travel={} if minutes is None else {(TOWN, HILL): minutes},
        pinned=pinned if draw(st.integers(0, 3)) == 0 else {},
        forbidden=frozenset(draw(st.sets(st.tuples(st.sampled_from(keys), st.sampled_from(names)), max_size=1))),
        objective=objective,
        policy=Policy(
            missed_share_max=draw(st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1)])),
            reach_min=draw(st.sampled_from([None, 90])),
            day_hours=draw(st.sampled_from([4, 8])),
        ),
    )


def _duty(draw: st.DrawFn, n: int) -> Duty:
    needs = draw(st.sampled_from([(), (Requirement(LATHE, 2),), (Requirement(LATHE, 3), Requirement(DRAWING, 1))]))
    element = draw(st.sampled_from(["e", f"e{n}"]))
    return duty(
        f"d{n}",
        tuple(draw(st.lists(st.sampled_from([4, 6, 9, 12, 14]), min_size=1, max_size=3))),
        week=draw(st.integers(0, 2)),
        element=element,
        semester=n + 1,
        college=draw(st.sampled_from([NORTH, NORTH, SOUTH])),
        year=draw(st.sampled_from([2026, 2026, 2026, 2027])),
        professional=draw(st.booleans()),
        site=draw(st.sampled_from([None, TOWN, HILL])),
        needs=needs,
        roles=draw(st.sampled_from([ALL_ROLES, frozenset({StaffRole.TEACHER})])),
    )


def lawful(problem: AssignmentProblem) -> Iterator[Assignment]:
    """Every assignment that breaks no rule."""
    bare = AssignmentProblem(
        people=problem.people,
        duties=problem.duties,
        qualifications=problem.qualifications,
        norms=problem.norms,
        absences=problem.absences,
        travel=problem.travel,
        forbidden=problem.forbidden,
        policy=problem.policy,
    )
    choices: list[list[PersonKey | None]] = []
    for d in problem.duties:
        alone = [p.key for p in problem.people if not _broken(bare, {d.key: p.key})]
        choices.append([None, *alone] if d.key not in problem.pinned else [problem.pinned[d.key]])
    for people in product(*choices):
        person_of = {d.key: p for d, p in zip(problem.duties, people, strict=True) if p is not None}
        if not _broken(problem, person_of):
            yield Assignment(person_of, tuple(d.key for d in problem.duties if d.key not in person_of))


def _broken(problem: AssignmentProblem, person_of: dict[DutyKey, PersonKey]) -> bool:
    left = tuple(d.key for d in problem.duties if d.key not in person_of)
    return any(f.hard for f in check(problem, Assignment(person_of, left)))


def best(problem: AssignmentProblem) -> tuple[int, ...] | None:
    """The best score over every lawful assignment; ``None`` when there is none."""
    return min((score(problem, a).by(problem.objective) for a in lawful(problem)), default=None)
