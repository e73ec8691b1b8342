"""A `DegreePlan` as a file of Curricular Analytics."""

import csv
import io

from remeslo.core.curriculum.analytics import RequisiteKind
from remeslo.interchange.degreeplan.cells import write_requisites
from remeslo.interchange.degreeplan.plan import DegreeCourse, DegreePlan

COLUMNS = (
    "Course ID",
    "Course Name",
    "Prefix",
    "Number",
    "Prerequisites",
    "Corequisites",
    "Strict-Corequisites",
    "Credit Hours",
    "Institution",
    "Canonical Name",
    "Term",
)


def write_degree_plan(plan: DegreePlan) -> bytes:
    """UTF-8 with CRLF; reading it back gives the same plan."""
    out = io.StringIO()
    table = csv.writer(out)
    head = {
        "Curriculum": plan.curriculum,
        "Degree Plan": plan.degree_plan,
        "Institution": plan.institution,
        "Degree Type": plan.degree_type,
        "System Type": plan.system.value,
        "CIP": plan.cip,
    }
    empty = [""] * (len(COLUMNS) - 2)
    for name, value in head.items():
        table.writerow([name, value, *empty])
    for title, additional in (("Courses", False), ("Additional Courses", True)):
        rows = [c for c in plan.courses if c.additional is additional]
        if rows or not additional:
            table.writerow([title, "", *empty])
            table.writerow(COLUMNS)
            table.writerows(_row(c) for c in rows)
    return out.getvalue().encode()


def _row(course: DegreeCourse) -> list[str]:
    cells = write_requisites(course.requisite)
    return [
        course.key,
        course.name,
        course.prefix,
        course.number,
        *(cells[kind] for kind in (RequisiteKind.PRE, RequisiteKind.CO, RequisiteKind.STRICT)),
        "" if course.credits is None else f"{course.credits:f}",
        course.institution,
        course.canonical,
        "" if course.term is None else str(course.term),
    ]
