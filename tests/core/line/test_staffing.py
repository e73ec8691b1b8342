"""From term plans to duties: every planned hour once for each subgroup, on its own days, with what it asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line import example

from remeslo.core.base.calendar import Holiday, YearLayout, academic_calendar, with_holidays
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, ProgrammeKey
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.staffing import PlannedElement, PlannedProgramme, duties, planned
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Workshop
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import AskedOf, Requirement, TeachingRequirement
from remeslo.core.staffing.skills import SkillKey

P = ProgrammeKey("p")
LAYOUT = YearLayout()
LATHE, TEACHING, SAFETY = (SkillKey(k) for k in ("equipment:lathe", "pedagogy:methods", "industry:safety"))
PRACTICE, THEORY = ElementKey("УП.01"), ElementKey("МДК.01.01")


def cluster(**more: Any) -> Cluster:
    base = {
        "key": "c",
        "name": "c",
        "industry": "i",
        "region": "r",
        "day": date(2026, 9, 1),
        "start_year": 2026,
        "organisations": (
            Organisation(key="a", name="a", role=OrganisationRole.BASE_COLLEGE),
            Organisation(key="b", name="b", role=OrganisationRole.NETWORK_COLLEGE),
            Organisation(key="works", name="w", role=OrganisationRole.ANCHOR_EMPLOYER),
        ),
        "sites": (
            Site(key="a1", organisation="a", name="a"),
            Site(key="b1", organisation="b", name="b"),
            Site(key="w1", organisation="works", name="w"),
        ),
        "workshops": (
            Workshop(key="own", site="a1", name="own", places=10, equipment=("Lathe (4 шт.)",)),
            Workshop(key="shared", site="a1", name="shared", places=13, equipment=("Lathe",), shared=True),
            Workshop(key="plant", site="w1", name="plant", places=30),
        ),
        "groups": (StudentGroup(key="g", organisation="a", programme=P, start_year=2026, size=25),),
    }
    return Cluster(**(base | more))


def programme(hours: dict[ElementKey, dict[int, int]], **more: Any) -> PlannedProgramme:
    elements = (
        PlannedElement(
            key=PRACTICE, title="Практика", kind=ElementKind.TRAINING_PRACTICE, cycle="П", competences=("ПК 1.1",)
        ),
        PlannedElement(key=THEORY, title="Теория", kind=ElementKind.THEORY, cycle="ОП", competences=("ПК 1.1",)),
        PlannedElement(key=ElementKey("ПП.01"), title="На заводе", kind=ElementKind.WORK_PRACTICE, cycle="П"),
        PlannedElement(key=ElementKey("Э"), title="Экзамен", kind=ElementKind.ATTESTATION, cycle="П"),
    )
    calendar = academic_calendar(2026, (LAYOUT, LAYOUT))
    return PlannedProgramme(key=P, elements=elements, calendar=calendar, hours=hours, **more)


def row(needs: dict[SkillKey, int], **more: Any) -> TeachingRequirement:
    return TeachingRequirement(needs=tuple(Requirement(k, n) for k, n in needs.items()), **more)


WEEKS = len(academic_calendar(2026, (LAYOUT, LAYOUT)))
HOURS = st.dictionaries(st.integers(0, WEEKS - 1), st.integers(1, 36), min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(
    hours=st.fixed_dictionaries({PRACTICE: HOURS, THEORY: HOURS}),
    groups=st.lists(st.tuples(st.integers(2025, 2027), st.integers(1, 40)), min_size=1, max_size=3),
    place=st.sampled_from(("own", "shared", "plant", "")),
)
def test_every_planned_hour_is_taught_once_to_each_subgroup_in_its_own_week(
    hours: dict[ElementKey, dict[int, int]], groups: list[tuple[int, int]], place: str
) -> None:
    listed = tuple(
        StudentGroup(key=f"g{n}", organisation="a", programme=P, start_year=y, size=s)
        for n, (y, s) in enumerate(groups)
    )
    rows = (row({LATHE: 3}, element=PRACTICE, workshops=(place,) if place else ()), row({}, element=THEORY))
    scene = cluster(groups=listed, requirements=rows)
    made = duties(scene, [programme(hours)], years=range(2020, 2040)).duties

    assert len({d.key for d in made}) == len(made)
    places = {w.key: w.places for w in scene.workshops}
    found: Counter[tuple[str, str, int, date]] = Counter()
    for d in made:
        for monday, n in d.hours_by_week:
            found[d.group, d.element, d.part, monday] += n
            first = date(d.year, 9, 1)
            assert first - timedelta(days=7) < monday < first + timedelta(days=365)
    wanted: Counter[tuple[str, str, int, date]] = Counter()
    for g in listed:
        start = date(g.start_year, 9, 1)
        monday = start - timedelta(days=start.weekday())
        for element, weeks in hours.items():
            parts = ceil(g.size / places[place]) if place and element == PRACTICE else 1
            for part in range(1, parts + 1):
                for week, n in weeks.items():
                    wanted[g.key, element, part, monday + timedelta(weeks=week)] += n
    assert found == wanted


@settings(max_examples=40, deadline=None)
@given(hours=st.fixed_dictionaries({PRACTICE: HOURS, THEORY: HOURS}), years=st.sets(st.integers(2025, 2029)))
def test_the_years_asked_for_split_the_duties(hours: dict[ElementKey, dict[int, int]], years: set[int]) -> None:
    every = duties(cluster(), [programme(hours)], years=range(2020, 2040)).duties
    some = duties(cluster(), [programme(hours)], years=tuple(years)).duties

    assert some == tuple(d for d in every if d.year in years)


def test_a_duty_asks_what_element_competence_workshop_and_machine_ask_each_skill_once_at_the_highest_level() -> None:
    rows = (
        row({TEACHING: 2, LATHE: 2}, element=PRACTICE, workshops=("own",), machines=("lathe", "press")),
        row({LATHE: 3}, programme=P, competence="ПК 1.1"),
        row({SAFETY: 1}, workshop="own"),
        row({LATHE: 4}, equipment="LATHE (2 шт.)"),
        row({SAFETY: 5}, equipment="press"),
    )
    reading = duties(cluster(requirements=rows), [programme({PRACTICE: {0: 36}})], years=[2026])
    first, *others = reading.duties

    assert [d.part for d in (first, *others)] == [1, 2, 3]
    assert first.needs == (Requirement(LATHE, 4), Requirement(SAFETY, 1), Requirement(TEACHING, 2))
    assert [(a.kind, a.name) for a in first.asked_by if a.requirement.skill == LATHE] == [
        (AskedOf.ELEMENT, "УП.01"),
        (AskedOf.COMPETENCE, "ПК 1.1"),
        (AskedOf.EQUIPMENT, "lathe"),
    ]
    assert first.roles == {StaffRole.MASTER}
    assert (first.workshop, first.site, first.professional) == ("own", "a1", True)
    assert [(f.code, f.where) for f in reading.findings] == [("staffing.requirement_meets_nothing", "press")]


def test_what_a_competence_asks_holds_in_the_professional_cycle_only() -> None:
    rows = (row({}, element=THEORY), row({LATHE: 3}, competence="ПК 1.1"))
    (theory,) = duties(cluster(requirements=rows), [programme({THEORY: {0: 4}})], years=[2026]).duties

    assert theory.needs == ()


def test_a_programmes_own_rows_take_the_place_of_the_common_ones() -> None:
    rows = (
        row({LATHE: 1}, element=THEORY),
        row({LATHE: 2}, element=THEORY, programme=P),
        row({TEACHING: 2}, element=THEORY, programme=P, roles=(StaffRole.MASTER,)),
        row({LATHE: 5}, element=THEORY, programme=ProgrammeKey("other")),
    )
    reading = duties(cluster(requirements=rows), [programme({THEORY: {0: 4}})], years=[2026])

    assert reading.duties[0].needs == (Requirement(LATHE, 2), Requirement(TEACHING, 2))
    assert reading.duties[0].roles == {StaffRole.MASTER}


@pytest.mark.parametrize(
    ("college", "named", "place"),
    [
        ("a", ("shared", "own"), "shared"),
        ("a", ("own", "shared"), "own"),
        ("b", ("own", "shared"), "shared"),
        ("b", ("own",), None),
        ("b", ("plant", "shared"), "plant"),
        ("b", (), None),
    ],
)
def test_a_group_goes_to_its_own_workshop_then_to_what_others_share(
    college: str, named: tuple[str, ...], place: str | None
) -> None:
    group = StudentGroup(key="g", organisation=college, programme=P, start_year=2026, size=5)
    rows = (row({}, element=PRACTICE, workshops=named),)
    (duty,) = duties(cluster(groups=(group,), requirements=rows), [programme({PRACTICE: {0: 36}})], years=[2026]).duties

    assert duty.workshop == place
    assert duty.site == {"own": "a1", "shared": "a1", "plant": "w1", None: f"{college}1"}[place]


def test_practice_at_an_enterprise_and_exams_are_duties_only_where_a_row_says_who_does_them() -> None:
    hours = {ElementKey("ПП.01"): {1: 36}, ElementKey("Э"): {2: 6}}
    said = (row({}, element="ПП.01", roles=(StaffRole.MENTOR,)),)

    assert duties(cluster(), [programme(hours)], years=[2026]).duties == ()
    (one,) = duties(cluster(requirements=said), [programme(hours)], years=[2026]).duties
    assert (one.element, one.roles) == ("ПП.01", {StaffRole.MENTOR})


def test_groups_without_a_plan_and_elements_without_a_row_are_told_once() -> None:
    other = StudentGroup(key="h", organisation="a", programme=ProgrammeKey("q"), start_year=2026, size=5)
    later = replace(other, key="later", start_year=2030)
    scene = cluster(groups=(*cluster().groups, other, later))
    told = duties(scene, [programme({THEORY: {0: 4, 20: 4}})], years=[2026]).findings

    assert [(f.code, f.where) for f in told] == [
        ("staffing.element_without_requirement", "МДК.01.01"),
        ("staffing.group_without_plan", "h"),
    ]


def test_what_the_line_planned_becomes_duties_with_the_design_s_titles() -> None:
    outcome = example.outcome()
    made = planned(example.cluster(), outcome.programmes)

    assert [p.key for p in made] == [o.key for o in outcome.programmes]
    assert {e.title for p in made for e in p.elements} == {
        e.title for o in outcome.programmes if o.design is not None for e in o.design.elements
    }


@given(
    hours=HOURS,
    start=st.integers(2025, 2028),
    days=st.dictionaries(st.dates(date(2026, 8, 24), date(2028, 8, 1)), st.sampled_from([6, 12]), max_size=6),
    week_hours=st.sampled_from([None, 18, 36]),
)
def test_hours_that_a_later_groups_own_holidays_take_from_full_weeks_are_told(
    hours: dict[int, int], start: int, days: dict[date, int], week_hours: int | None
) -> None:
    holidays = tuple(Holiday(day=day, hours=n) for day, n in days.items())
    group = StudentGroup(key="g", organisation="a", programme=P, start_year=start, size=20)
    scene = cluster(groups=(group,), holidays=holidays, requirements=(row({}, element=THEORY),))

    reading = duties(scene, [programme({THEORY: hours}, week_hours=week_hours)], years=range(2020, 2040))

    told = [f.facts for f in reading.findings if f.code == "staffing.holidays_of_another_year"]
    own = with_holidays(academic_calendar(start, (LAYOUT, LAYOUT)), holidays)
    over = [hours.get(w.index, 0) - max(0, (week_hours or 0) - w.hours_lost) for w in own.study if w.hours_lost]
    lost = [n for n in over if n > 0]
    expected = [] if week_hours is None or start == 2026 or not lost else [(len(lost), sum(lost))]
    assert [(f["weeks"], f["hours"]) for f in told] == expected
