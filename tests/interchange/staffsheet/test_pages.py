"""Pages for people: texts stay texts, numbers can be summed, days sorted; invented data is marked."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.course import Course, CourseModule, Session
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import Skill
from remeslo.core.staffing.upskill.problem import DutyWeek, Going, UpskillPlan, UpskillProblem
from remeslo.interchange.sentences import label
from remeslo.interchange.staffsheet import Page, book_of, matrix_page, upskill_pages

MONDAY = date(2026, 9, 7)


def opened(data):
    return openpyxl.load_workbook(BytesIO(data))


def test_cells_keep_their_kind_and_nothing_is_a_formula():
    rows = [["=1+1", 5, Decimal("1500.50"), date(2026, 9, 1), None, ""]]
    page = Page(title="a" * 40, heads=tuple((h, 10) for h in "abcdef"), rows=rows)

    data = book_of([page], title="t", language="ru")

    sheet = opened(data).active
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [c.value for c in cells[:3]] == ["=1+1", 5, 1500.5]
    assert cells[3].value.date() == date(2026, 9, 1)
    assert [c.data_type for c in cells[:3]] == ["s", "n", "n"]
    assert sheet.title == "a" * 31
    assert data == book_of([page], title="t", language="ru")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_invented_data_is_marked_above_the_table_and_on_paper(language):
    page = Page(title="p", heads=(("h", 5),), rows=[["x"]])

    marked = opened(book_of([page], title="t", language=language, illustrative=True)).active
    plain = opened(book_of([page], title="t", language=language)).active

    assert marked["A1"].value == label("word.illustrative", language)
    assert label("word.illustrative", language) in marked.oddFooter.left.text
    assert plain["A1"].value == "h"


def scene():
    people = tuple(
        StaffMember(key=PersonKey(k), organisation=OrganisationKey("college"), name=f"Name {k}", role=StaffRole.TEACHER)
        for k in ("a", "b")
    )
    return Cluster(
        key="c",
        name="Cluster",
        industry="",
        region="",
        day=MONDAY,
        start_year=2026,
        staff=people,
        skills=(Skill(key="subject:pumps", title="Pumps"),),
        qualifications=(
            Qualification(key="q", person="a", skill="subject:pumps", level=4, since=MONDAY),
            Qualification(key="r", person="b", skill="pedagogy:x", level=2, since=date(2020, 1, 1), until=MONDAY),
        ),
        courses=(
            Course(
                key="k",
                title="Course",
                module=CourseModule.PRODUCTION,
                gives=(Requirement("subject:pumps", 3),),
                hours=20,
                host="works",
                price=Decimal(100),
            ),
        ),
        sessions=(Session(key="s", course="k", first=MONDAY, last=date(2026, 9, 18), places=1),),
    )


def test_the_matrix_has_the_best_level_in_force_on_the_day():
    page = matrix_page(scene(), on=MONDAY, language="en")
    later = matrix_page(scene(), on=date(2026, 9, 8), language="en")

    assert [h for h, _ in page.heads[3:]] == ["Pumps", "pedagogy:x"]
    assert [r[3:] for r in page.rows] == [[4, None], [None, 2]]
    assert [h for h, _ in later.heads[3:]] == ["Pumps"]


def test_the_plan_is_a_calendar_of_people_and_weeks_with_who_stands_in():
    cluster = scene()
    lessons = Duty(
        key="g/e/s1",
        programme="p",
        element="e",
        group="g",
        organisation="college",
        year=2026,
        hours_by_week=((MONDAY, 6), (date(2026, 9, 14), 4)),
    )
    problem = UpskillProblem(
        day=MONDAY,
        people=cluster.staff,
        duties=(lessons,),
        courses=cluster.courses,
        sessions=cluster.sessions,
        assignment={lessons.key: PersonKey("a")},
    )
    week = DutyWeek(lessons.key, lessons.first)
    plan = UpskillPlan(goes=frozenset({Going("a", "s")}), substitutes={week: PersonKey("b")})

    goes, calendar, substitutes, teaches = upskill_pages(cluster, problem, plan, language="en")

    assert goes.rows[0][:3] == ["Name a", "college", "Course"]
    assert goes.rows[0][-1] == date(2026, 9, 19)
    assert [h for h, _ in calendar.heads[2:]] == ["26-09-07", "26-09-14"]
    assert calendar.rows == [["Name a", "college", 10, 10]]
    assert substitutes.rows[0][:3] == [lessons.first, "Name a", "Name b"]
    assert teaches.rows == []
