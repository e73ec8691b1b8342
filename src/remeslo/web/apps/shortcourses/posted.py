"""A course as a form sends it, and back into the form's fields."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.keys import OrganisationKey, ProgrammeKey, WorkshopKey
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.courses.kind import CourseAim
from remeslo.core.line.courses.course import CourseExam, CourseGroup, ShortCourse, ShortCourseKey
from remeslo.interchange.sentences import label
from remeslo.web.apps.programmes.queries import Planned

LISTS = ("outcomes", "competences", "elements", "modules", "taken_in")
MOST_CODES = 2_000
_WORKSHOP = "workshop."
_MOST_HOURS = 168
EXAM_INDEX = label("short_course.exam_index", "ru")
"""Index of a course's final attestation in its plan; a code, the same in both languages."""


def choice_of(data: QueryDict) -> CourseChoice:
    """What is ticked."""
    ticked: dict[str, Any] = {name: tuple(dict.fromkeys(data.getlist(name)[:MOST_CODES])) for name in LISTS}
    return CourseChoice(**ticked, with_repeats=bool(data.get("with_repeats")))


def course_of(
    filled: Mapping[str, Any], data: QueryDict, found: Planned, key: ShortCourseKey, language: str
) -> ShortCourse:
    """The course of what `CourseForm` cleaned and of what is ticked."""
    first, last = filled["break_first"], filled["break_last"]
    breaks = ((first, last),) if first and last else ()
    return ShortCourse(
        key=key,
        title=filled["title"],
        organisation=OrganisationKey(filled["holder"]),
        programme=ProgrammeKey(found.document.key),
        version=found.version.number,
        choice=choice_of(data),
        group=CourseGroup(
            size=filled["size"],
            start=filled["start"],
            pace=filled["pace"],
            breaks=breaks,
            schooled=filled["schooled"],
        ),
        exam=CourseExam(
            index=EXAM_INDEX,
            title=label("short_course.exam_title", "en" if language == "en" else "ru"),
            hours=filled["exam_hours"],
            form=AttestationForm(filled["exam_form"]),
        ),
        aim=CourseAim(filled["aim"]),
        workshops=_workshops(data, found),
        note=filled["note"],
    )


def _workshops(data: QueryDict, found: Planned) -> tuple[tuple[WorkshopKey, int], ...]:
    """Hours a week that are given for workshops of the cluster; blank fields and slips of the pen say nothing."""
    given = []
    for workshop in found.cluster.workshops:
        text = data.get(f"{_WORKSHOP}{workshop.key}", "").strip()
        if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= _MOST_HOURS:
            given.append((workshop.key, int(text)))
    return tuple(given)


def initial_of(course: ShortCourse) -> dict[str, Any]:
    """The form's fields of a saved course."""
    first, last = course.group.breaks[0] if course.group.breaks else (None, None)
    return {
        "title": course.title,
        "holder": course.organisation,
        "start": course.group.start.isoformat(),
        "size": course.group.size,
        "pace": course.group.pace,
        "schooled": course.group.schooled,
        "aim": course.aim.value,
        "exam_hours": course.exam.hours,
        "exam_form": course.exam.form.value,
        "break_first": first.isoformat() if first else "",
        "break_last": last.isoformat() if last else "",
        "note": course.note,
    }


def workshop_hours(course: ShortCourse | None, data: QueryDict | None) -> Mapping[str, str]:
    """What stands in the fields of the workshops."""
    if data is not None:
        return {k.removeprefix(_WORKSHOP): str(data[k])[:4] for k in data if k.startswith(_WORKSHOP)}
    return {k: str(hours) for k, hours in course.workshops} if course is not None else {}
