"""People with rights to the duties of the small timetable, as staffing sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.web.conftest import small_cluster
from tests.web.timetables.semester import WEEKS, problem

from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.interchange.staffpack import USUAL, builtin
from remeslo.web.apps.staffplans.scene import Scene


def scene_with(*people: str) -> Scene:
    """Teachers of the base college; each may teach every duty."""
    value = small_cluster()
    staff = tuple(
        StaffMember(key=key, organisation="base", name=f"Учитель {key}", role=StaffRole.TEACHER) for key in people
    )
    lessons = {x.duty: x for x in problem().lessons}
    duties = tuple(
        Duty(
            key=key,
            programme=x.programme,
            element=x.element,
            group=x.groups[0],
            organisation=x.organisation,
            year=2026,
            hours_by_week=tuple((w, 2) for w in WEEKS),
        )
        for key, x in lessons.items()
    )
    return Scene(
        value=replace(value, staff=staff),
        digest="",
        day=date(2026, 9, 1),
        people=staff,
        duties=duties,
        qualifications=(),
        absences=(),
        courses=(),
        sessions=(),
        skills={},
        norms=builtin()[USUAL].on(date(2026, 9, 1)),
    )
