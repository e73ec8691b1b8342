"""Short courses made and planned: which hours they take, how long they last, which workshops hold them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence.courses.designs import choices, design, designs, element

from remeslo.core.base.calendar import Holiday
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, OrganisationKey, OutcomeKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.courses.closure import cut
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.statestandard import EntryBase
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.result import Status, TermResult
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.courses.course import CourseExam, CourseGroup, ShortCourse, ShortCourseKey
from remeslo.core.line.courses.make import MadeCourse, make_course
from remeslo.core.line.courses.parts import course_parts
from remeslo.core.line.lessons import lessons_of
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Workshop
from remeslo.interchange.normpack import builtin

COLLEGE = OrganisationKey("college")
MONDAY = date(2026, 10, 5)
PAIR = st.shared(designs(), key="design")
THREE = design(
    [
        element("a", 10, first=["x", "y"]),
        element("b", 6, first=["z"], uses=["x"], after=["a"]),
    ]
)


def outcome(programme: ProgrammeDesign) -> ProgrammeOutcome:
    return ProgrammeOutcome(key=programme.key, design=programme, problem=None, result=None)


def course(choice: CourseChoice, *, size: int = 10, pace: int = 4, exam: int = 2, **group: object) -> ShortCourse:
    return ShortCourse(
        key=ShortCourseKey("c"),
        title="course",
        organisation=COLLEGE,
        programme=ProgrammeKey("p"),
        choice=choice,
        group=CourseGroup(size=size, start=MONDAY, pace=pace, **group),  # type: ignore[arg-type]
        exam=CourseExam(index="fa", title="final attestation", hours=exam),
    )


def cluster(
    *workshops: Workshop, named: dict[str, tuple[str, ...]] | None = None, days: tuple[Holiday, ...] = ()
) -> Cluster:
    outline = ProgrammeOutline(
        key=ProgrammeKey("p"),
        title="programme",
        state_standard="s",
        base=EntryBase.BASIC_GENERAL,
        qualification="q",
        norms="n",
        elements=tuple(
            OutlineElement(
                index=e.index,
                title=e.title,
                kind=e.kind,
                cycle="P",
                hours_min=e.hours_min,
                hours_max=e.hours_max,
                workshops=tuple(WorkshopKey(w) for w in (named or {}).get(e.index, ())),
            )
            for e in THREE.elements
        ),
    )
    return Cluster(
        key="c",
        name="cluster",
        industry="",
        region="",
        day=MONDAY,
        start_year=2026,
        organisations=(Organisation(key=COLLEGE, name="College", role=OrganisationRole.BASE_COLLEGE),),
        sites=(Site(key=SiteKey("s"), organisation=COLLEGE, name="site"),),
        workshops=workshops,
        programmes=(outline,),
        holidays=days,
    )


def make(asked: ShortCourse, place: Cluster | None = None, programme: ProgrammeDesign = THREE) -> MadeCourse:
    return make_course(asked, outcome(programme), place or cluster(), builtin()["ru-dpo"])


def planned(made: MadeCourse) -> TermResult:
    assert made.problem is not None, [f.code for f in made.findings]
    return solve(made.problem, work_limit=2, workers=1)


@settings(max_examples=60)
@given(PAIR, st.data())
def test_part_takes_the_hours_that_teach_what_is_wanted_and_no_others(
    programme: ProgrammeDesign, data: st.DataObject
) -> None:
    made = cut(programme, data.draw(choices(programme)))
    cuts = {c.element.index: c for c in made.parts}

    for part in course_parts(made, None):
        mine = cuts[part.element]
        lessons = lessons_of(mine.element, {0: mine.element.hours_wanted})
        wanted = {*mine.first, *mine.repeats}
        taken = {h for first, last in part.lessons for h in range(first, last + 1)}
        teaching = {h for h in range(1, lessons.total + 1) if wanted & set(lessons.of_hours(h, h))}
        assert taken == (set(range(1, lessons.total + 1)) if mine.whole else teaching)
        assert [part.lesson(n) for n in range(1, part.hours + 1)] == sorted(taken)
        with pytest.raises(LookupError):
            part.lesson(part.hours + 1)


@settings(max_examples=15)
@given(PAIR, st.data())
def test_plan_of_a_course_passes_the_check_and_is_not_below_its_hours(
    programme: ProgrammeDesign, data: st.DataObject
) -> None:
    made = make(course(data.draw(choices(programme)), pace=data.draw(st.integers(2, 8))), programme=programme)
    if made.problem is None:
        assert made.findings
        return

    result = planned(made)

    assert result.status is Status.OPTIMAL
    assert result.plan is not None
    assert result.weeks is not None
    assert [f for f in check(made.problem, result.plan) if f.hard] == []
    assert result.weeks * made.course.group.pace >= made.hours
    last = max(result.plan.hours[ElementKey("fa")])
    assert all(max(weeks) <= last for weeks in result.plan.hours.values())


def test_course_takes_the_lessons_of_its_outcome_and_its_attestation() -> None:
    made = make(course(CourseChoice(outcomes=(OutcomeKey("y"),))))

    assert [(p.element, p.hours, p.of, p.lessons) for p in made.parts] == [("a", 5, 10, ((6, 10),))]
    assert made.hours == 7
    assert planned(made).weeks == 2


@pytest.mark.parametrize(("size", "free", "weeks"), ((4, None, 2), (8, None, 5), (8, 2, 10)))
def test_small_workshop_holds_the_term(size: int, free: int | None, weeks: int) -> None:
    """4 places for 5 hours a week: 8 learners have 2 hours each, and 1 where it is free for 2 hours only."""
    shop = Workshop(key=WorkshopKey("w"), site=SiteKey("s"), name="shop", places=4)
    asked = course(CourseChoice(elements=(ElementKey("a"),)), size=size, pace=5, exam=0)
    if free is not None:
        asked = replace(asked, workshops=((WorkshopKey("w"), free),))

    made = make(asked, cluster(shop, named={"a": ("w",)}))

    assert planned(made).weeks == weeks


def test_workshop_of_an_enterprise_serves_everybody() -> None:
    shop = Workshop(key=WorkshopKey("w"), site=SiteKey("p"), name="shop", places=10)
    plant = Organisation(key=OrganisationKey("plant"), name="Plant", role=OrganisationRole.ANCHOR_EMPLOYER)
    place = cluster(shop, named={"a": ("w",)})
    site = Site(key=SiteKey("p"), organisation=plant.key, name="plant's site")

    made = make(
        course(CourseChoice(elements=(ElementKey("a"),))),
        replace(place, organisations=(*place.organisations, plant), sites=(*place.sites, site)),
    )

    assert made.problem is not None
    assert [r.key for r in made.problem.resources] == ["workshop.w"]


def test_workshop_of_another_college_is_told_and_not_counted() -> None:
    shop = Workshop(key=WorkshopKey("w"), site=SiteKey("s"), name="shop", places=1)
    asked = replace(course(CourseChoice(elements=(ElementKey("a"),))), organisation=OrganisationKey("plant"))
    plant = Organisation(key=OrganisationKey("plant"), name="Plant", role=OrganisationRole.ANCHOR_EMPLOYER)
    place = cluster(shop, named={"a": ("w",)})

    made = make(asked, replace(place, organisations=(*place.organisations, plant)))

    assert "course.workshop_closed" in [f.code for f in made.findings]
    assert made.problem is not None
    assert made.problem.resources == ()


def test_weeks_of_a_break_and_hours_of_a_holiday_are_left_out() -> None:
    asked = course(
        CourseChoice(elements=(ElementKey("a"),)), exam=0, breaks=((date(2026, 10, 14), date(2026, 10, 15)),)
    )
    holiday = Holiday(day=date(2026, 10, 7), hours=9)

    made = make(asked, cluster(days=(holiday,)))
    result = planned(made)

    assert result.plan is not None
    assert result.plan.in_week(0) <= 3, "a quarter of a full week is lost, so 1 of 4 hours"
    assert result.plan.in_week(1) == 0
    assert result.weeks == 4


def test_what_is_taken_in_begins_before_what_uses_it() -> None:
    programme = design([element("a", 4, first=["x"]), element("b", 4, first=["z"], uses=["x"])])
    asked = course(CourseChoice(outcomes=(OutcomeKey("z"),), taken_in=(OutcomeKey("x"),)), exam=0)

    result = planned(make(asked, programme=programme))

    assert result.plan is not None
    assert min(result.plan.hours[ElementKey("a")]) <= min(result.plan.hours[ElementKey("b")])


@pytest.mark.parametrize(
    ("change", "code"),
    (
        ({"choice": CourseChoice()}, "course.nothing_chosen"),
        ({"choice": CourseChoice(elements=(ElementKey("?"),))}, "course.unknown_choice"),
        ({"organisation": OrganisationKey("?")}, "course.unknown_organisation"),
        ({"workshops": ((WorkshopKey("?"), 2),)}, "course.unknown_workshop"),
        ({"exam": CourseExam(index="fa", title="", hours=5)}, "course.exam_over_pace"),
        ({"exam": CourseExam(index="a", title="", hours=1)}, "course.exam_index_taken"),
        ({"group": CourseGroup(size=1, start=MONDAY, pace=40)}, "course.pace_over_week"),
    ),
)
def test_course_that_cannot_be_is_told_why(change: dict[str, object], code: str) -> None:
    asked = replace(course(CourseChoice(elements=(ElementKey("a"),))), **change)  # type: ignore[arg-type]

    assert code in [f.code for f in make(asked).findings if f.hard]


def test_programme_without_a_design_and_missing_pack_are_told() -> None:
    asked = course(CourseChoice(elements=(ElementKey("a"),)))

    assert [f.code for f in make_course(asked, None, cluster(), None).findings] == ["course.no_programme"]
    assert "course.no_norm_pack" in [f.code for f in make_course(asked, outcome(THREE), cluster(), None).findings]


@pytest.mark.parametrize("wrong", ({"size": 0}, {"pace": 61}, {"breaks": ((MONDAY, date(2026, 10, 1)),)}))
def test_group_out_of_bounds_is_no_group(wrong: dict[str, object]) -> None:
    with pytest.raises(ProblemError):
        replace(CourseGroup(size=1, start=MONDAY, pace=1), **wrong)  # type: ignore[arg-type]
