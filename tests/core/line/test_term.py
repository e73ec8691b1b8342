"""From a design and its cluster to the term problem: what the folder says binds, what it does not say does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.line import example

from remeslo.core.base.calendar import Holiday, academic_calendar, with_holidays
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, SiteKey, WorkshopKey
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import EntryBase, StateStandard, TermOption
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.resources import Need
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.fixed import fixed_problem
from remeslo.core.line.supplies import supply_findings
from remeslo.core.line.term import term_problem
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Workshop
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.interchange.normpack import builtin

DESIGN = next(p.design for p in example.outcome().programmes if p.design is not None)
PACK = builtin()["ru-spo-worker-2021"]
COLLEGE, OTHER, PLANT = OrganisationKey("college"), OrganisationKey("other"), OrganisationKey("plant")
FIRST = DESIGN.elements[0].index
DAY = date(2026, 9, 1)


def outline(**said: Any) -> ProgrammeOutline:
    """The example's programme; what its first element says besides."""
    elements = tuple(
        OutlineElement(
            index=e.index, title=e.title, kind=e.kind, cycle=e.cycle, hours_min=e.hours_min, hours_max=e.hours_max
        )
        for e in DESIGN.elements
    )
    return ProgrammeOutline(
        key=DESIGN.key,
        title=DESIGN.title,
        state_standard=DESIGN.state_standard,
        base=DESIGN.base,
        qualification="",
        norms=PACK.key,
        elements=(replace(elements[0], **said), *elements[1:]),
    )


def cluster(*, sizes: Sequence[tuple[OrganisationKey, int]] = ((COLLEGE, 24),), **said: Any) -> Cluster:
    """Two colleges and a plant: ``lathes`` of the college for itself, ``mills`` shared, ``corner`` of the plant."""
    roles = {
        COLLEGE: OrganisationRole.BASE_COLLEGE,
        OTHER: OrganisationRole.NETWORK_COLLEGE,
        PLANT: OrganisationRole.ANCHOR_EMPLOYER,
    }
    rooms = (("lathes", COLLEGE, 12, False), ("mills", COLLEGE, 6, True), ("corner", PLANT, 4, False))
    return replace(
        example.cluster(),
        start_year=2026,
        organisations=tuple(Organisation(key=k, name=k, role=role) for k, role in roles.items()),
        sites=tuple(Site(key=SiteKey(k), organisation=k, name=k) for k in roles),
        workshops=tuple(
            Workshop(key=WorkshopKey(k), site=SiteKey(o), name=k.upper(), places=n, shared=shared)
            for k, o, n, shared in rooms
        ),
        staff=(
            StaffMember(
                key=PersonKey("t1"), organisation=COLLEGE, name="N. N.", role=StaffRole.TEACHER, weekly_hours=4
            ),
        ),
        groups=tuple(
            StudentGroup(key=GroupKey(f"g{n}"), organisation=o, programme=DESIGN.key, start_year=2026, size=size)
            for n, (o, size) in enumerate(sizes)
        ),
        programmes=(outline(**said),),
    )


def problem(**said: Any) -> TermProblem:
    return term_problem(DESIGN, cluster(**said), PACK)


def test_folder_that_names_nothing_gives_the_problem_of_a_folder_without_workshops_staff_and_groups() -> None:
    bare = replace(cluster(), workshops=(), staff=(), groups=(), sites=(), programmes=())

    assert problem() == term_problem(DESIGN, bare, PACK)
    assert problem().resources == ()
    assert all(e.weeks_allowed is None and not e.needs for e in problem().elements)
    assert supply_findings(cluster().programmes[0], cluster()) == []


def test_workshop_that_an_element_names_has_its_places_for_a_week_of_the_norms() -> None:
    made = problem(workshops=("lathes",))

    (resource,) = made.resources
    assert (resource.key, resource.title, resource.capacity) == ("workshop.lathes", "LATHES", 12)
    assert made.by_key[FIRST].needs == (Need(resource.key, Fraction(24, 36)),)
    assert [e.key for e in made.elements if e.needs] == [FIRST]


@given(size=st.integers(1, 60), hours=st.integers(1, 36))
def test_group_of_so_many_fits_into_a_workshop_exactly_when_its_hours_of_seats_do(size: int, hours: int) -> None:
    made = problem(workshops=("lathes",), sizes=((COLLEGE, size),))
    plan = TermPlan({FIRST: {0: hours}})

    over = [f for f in check(made, plan) if f.code == "term.resource_over_capacity"]

    assert bool(over) == (size * hours > 12 * 36)


def test_group_divides_among_several_workshops_by_their_places() -> None:
    made = problem(workshops=("lathes", "mills", "lathes"))

    assert {n.resource: n.per_hour for n in made.by_key[FIRST].needs} == {
        "workshop.lathes": Fraction(24 * 12, 18 * 36),
        "workshop.mills": Fraction(24 * 6, 18 * 36),
    }


@pytest.mark.parametrize(
    ("workshop", "size"),
    [("lathes", 20), ("mills", 30), ("corner", 30)],
    ids=["a college's own: its own group", "shared: the largest of all", "an employer's: the largest of all"],
)
def test_largest_group_that_may_use_a_workshop_stands_for_all(workshop: str, size: int) -> None:
    made = problem(workshops=(workshop,), sizes=((COLLEGE, 18), (OTHER, 30), (COLLEGE, 20)))

    assert [n.per_hour for n in made.by_key[FIRST].needs] == [Fraction(size, 36)]


@pytest.mark.parametrize("sizes", [(), ((OTHER, 25),)], ids=["no group", "only a group that may not"])
def test_workshop_that_no_group_may_use_binds_nothing_and_is_told(sizes: Sequence[tuple[OrganisationKey, int]]) -> None:
    made = cluster(workshops=("lathes",), sizes=sizes)

    found = supply_findings(made.programmes[0], made)

    assert term_problem(DESIGN, made, PACK).resources == ()
    assert [(f.code, f.where, f.facts["workshops"], f.hard) for f in found] == [
        ("programme.workshop_without_group", FIRST, ("lathes",), False)
    ]


def test_teacher_that_an_element_names_has_weekly_hours_and_no_name() -> None:
    made = problem(teacher="t1")

    (resource,) = made.resources
    assert (resource.key, resource.title, resource.capacity) == ("teacher.t1", "", 4)
    assert made.by_key[FIRST].needs == (Need(resource.key),)
    assert "N. N." not in repr(made)


def test_term_grows_where_a_teacher_has_few_hours() -> None:
    free, bound = (replace(p, rules={}, required_outcomes=frozenset()) for p in (problem(), problem(teacher="t1")))
    without, scarce = (solve(p, work_limit=2, workers=1) for p in (free, bound))

    assert without.weeks is not None and scarce.weeks is not None and scarce.plan is not None
    assert scarce.weeks > without.weeks
    assert max(scarce.plan.hours[FIRST].values()) <= 4


def test_element_lies_only_in_the_weeks_that_it_names_and_the_calendar_reaches_them() -> None:
    near, far = problem(weeks=((3, 5), (9, 9))), problem(weeks=((210, 215),))

    assert near.by_key[FIRST].weeks_allowed == {2, 3, 4, 8}
    assert near.calendar == problem().calendar
    assert len(far.calendar) == 5 * 52


def test_holidays_take_hours_from_their_study_weeks_and_nothing_else() -> None:
    days = (date(2026, 11, 4), date(2026, 11, 5), date(2027, 1, 7), date(2020, 5, 1))
    made = replace(cluster(), holidays=tuple(Holiday(day=d, hours=6) for d in days))

    calendar = term_problem(DESIGN, made, PACK).calendar

    assert {w.monday: w.hours_lost for w in calendar if w.hours_lost} == {date(2026, 11, 2): 12}
    assert [replace(w, hours_lost=0) for w in calendar] == list(problem().calendar)


@given(st.lists(st.tuples(st.dates(date(2026, 8, 20), date(2027, 9, 10)), st.integers(1, 12)), max_size=8))
def test_hours_lost_are_the_sum_of_the_holidays_in_study_weeks(given_days: list[tuple[date, int]]) -> None:
    plain = academic_calendar(2026, (example.cluster().layout,))

    calendar = with_holidays(plain, [Holiday(day=d, hours=h) for d, h in given_days])

    study = [w.monday for w in plain.study]
    inside = [h for d, h in given_days if any(0 <= (d - m).days < 7 for m in study)]
    assert sum(w.hours_lost for w in calendar) == sum(inside)


def test_hours_a_year_bind_for_the_years_of_the_standards_term() -> None:
    state = StateStandard(
        code=DESIGN.state_standard,
        title="t",
        kind=DESIGN.kind,
        qualification="",
        activities=(),
        general=(),
        disciplines=(),
        terms=(
            TermOption(base=DESIGN.base, months=42, total_hours=5000),
            TermOption(base=DESIGN.base, months=24, total_hours=4000),
        ),
        order_number="",
        approved=None,
    )
    long = replace(DESIGN, total_hours=5000)
    made = replace(cluster(), state_standards=(state,))
    german = builtin()["de-dual"]

    assert term_problem(long, made, german).rules[Rule.DISCIPLINES_HOURS_MIN].amount == 1680
    assert Rule.DISCIPLINES_HOURS_MIN not in term_problem(replace(DESIGN, total_hours=1), made, german).rules
    assert Rule.DISCIPLINES_HOURS_MIN not in term_problem(long, made, PACK).rules


@pytest.mark.parametrize(("key", "study", "breaks"), [("de-dual", 47, 5), ("ch-dual", 47, 5), (PACK.key, 41, 11)])
def test_bare_table_has_the_year_of_its_own_pack(key: str, study: int, breaks: int) -> None:
    table = [
        OutlineElement(
            index=ElementKey("A"),
            title="A",
            kind=ElementKind.THEORY,
            cycle="A",
            hours_min=90,
            hours_max=90,
            weeks=((60, 70),),
        )
    ]

    made = fixed_problem("table", table, builtin()[key], day=DAY, base=EntryBase.BASIC_GENERAL)

    course = made.calendar.of_course(1)
    assert (sum(w.is_study for w in course), sum(not w.is_study for w in course)) == (study, breaks)
    assert bool(made.calendar.winter_of_course(1)) == (key == PACK.key)
    assert made.by_key[ElementKey("A")].weeks_allowed == frozenset(range(59, 70))
    assert len(made.calendar) >= 2 * 52
    codes = {f.code for f in solve(made, work_limit=1, workers=1).findings}
    assert not codes & {"term.vacation_too_short", "term.vacation_too_long", "term.winter_vacation_too_short"}


@pytest.mark.parametrize(("years", "binds"), [(0, None), (3, 1440)])
def test_bare_table_is_held_to_hours_a_year_when_its_years_are_given(years: int, binds: int | None) -> None:
    table = [
        OutlineElement(index=ElementKey("A"), title="A", kind=ElementKind.THEORY, cycle="A", hours_min=90, hours_max=90)
    ]

    made = fixed_problem("table", table, builtin()["de-dual"], day=DAY, regular_years=years)

    value = made.rules.get(Rule.DISCIPLINES_HOURS_MIN)
    assert (value.amount if value else None) == binds
