"""The example cluster: everything taught has a requirement, and what was planted is found by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from remeslo.core.base.keys import ElementKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.design import Designed, designer
from remeslo.core.line.staffing import PROFESSIONAL, PlannedElement, PlannedProgramme, duties, study_years
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.gaplist import gaps, gaps_of_people
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.single import expiring, single_points
from remeslo.interchange import clusterfile

WEEK = 36
Scene = tuple[Cluster, tuple[Duty, ...], Rights, list[str]]


def one_after_another(designed: Designed) -> PlannedProgramme:
    """No plan anybody would teach by: the professional cycles first, then the rest, 36 hours a week."""
    assert designed.design is not None and designed.problem is not None
    calendar = designed.problem.calendar
    weeks = [w.index for w in calendar.study]
    hours: dict[ElementKey, dict[int, int]] = {}
    taught = 0
    for e in sorted(designed.design.elements, key=lambda e: (e.cycle != PROFESSIONAL, e.cycle != "ОП")):
        for _ in range(e.hours_min):
            own = hours.setdefault(e.index, {})
            own[weeks[taught // WEEK]] = own.get(weeks[taught // WEEK], 0) + 1
            taught += 1
    elements = tuple(
        PlannedElement(key=e.index, title=e.title, kind=e.kind, cycle=e.cycle, competences=e.competences)
        for e in designed.design.elements
    )
    return PlannedProgramme(key=designed.design.key, elements=elements, calendar=calendar, hours=hours)


@pytest.fixture(scope="module")
def scene() -> Scene:
    cluster = clusterfile.read(Path(__file__).parents[3] / "examples/severokamsk").cluster
    assert cluster is not None
    made = designer(cluster)
    plans = [one_after_another(made.design(outline)) for outline in cluster.programmes]
    reading = duties(cluster, plans, years=study_years(cluster))
    codes = [f"{f.code} {f.where}" for f in reading.findings]
    return cluster, reading.duties, Rights(cluster.staff, cluster.qualifications), codes


def test_every_element_that_is_taught_has_a_requirement_and_every_row_a_duty(scene: Scene) -> None:
    _, made, _, codes = scene

    assert len(made) > 300
    assert codes == []
    assert all(d.needs for d in made)


def test_nobody_may_teach_what_was_left_open_and_a_course_of_the_catalogue_gives_each_need(scene: Scene) -> None:
    cluster, made, rights, _ = scene
    found = gaps(made, rights)

    needs = {g.requirement for g in found}
    assert {n.skill for n in needs if n is not None} == {
        "equipment:hydraulic-stand",
        "equipment:heat-line",
        "subject:digital-diagnostics",
    }
    given = {g.skill: g.level for course in cluster.courses for g in course.gives}
    assert all(n is not None and given[n.skill] >= n.level for n in needs)
    able = {p.person for p in gaps_of_people(made, rights, most_lacks=1)}
    assert {n.person for g in found for n in g.nearest} <= able


def test_people_on_whom_a_subject_hangs_are_found_by_name(scene: Scene) -> None:
    cluster, made, rights, _ = scene
    name = {p.key: p.name.split()[0] for p in cluster.staff}
    found = {name[p.person]: p.skills for p in single_points(made, rights)}

    assert found["Верхоланцев"] == ("subject:rolling",)
    assert found["Юферева"] == ("subject:furnaces",)
    assert found["Голдобин"] == ("subject:electrical",)
    assert "subject:robotics" in found["Пантелеева"]


def test_papers_that_run_out_are_found_with_their_day(scene: Scene) -> None:
    cluster, made, rights, _ = scene
    name = {p.key: p.name.split()[0] for p in cluster.staff}
    found = expiring(made, rights, day=cluster.day, until=date(2027, 8, 31))
    lost = {(name[e.person], e.skill, e.until) for e in found if e.duties}

    assert ("Нуриахметов", "pedagogy:first-aid", date(2027, 2, 28)) in lost
    assert ("Бабушкин", "pedagogy:first-aid", date(2026, 12, 18)) in lost
