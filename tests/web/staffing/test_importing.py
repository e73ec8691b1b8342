"""Sheets of people: previewed, own things only, entered once; the export gives back what the import takes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.staffing.house import staffed

from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification
from remeslo.interchange import staffsheet
from remeslo.interchange.staffsheet import StaffBook
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.staffing.models import QualificationRow, StaffEvent

pytestmark = pytest.mark.django_db
IMPORT = "/c/small/people/import/"
NEW = StaffMember(key="p9", organisation="net", name="Новая Инна", role=StaffRole.TEACHER)


@pytest.fixture
def methodist(signed_in, house):
    return signed_in(Role.METHODIST, cluster=house, organisation="net")


def send(client, book, name="staff.xlsx"):
    data = staffsheet.write(book)
    answer = client.post(IMPORT, {"files": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.text
    return client.get(answer["Location"])


def save(client, page):
    return client.post(f"{IMPORT}{page.context['upload'].pk}/save/")


def paper(person, **more):
    return Qualification(key=f"x-{person}", person=person, skill="subject:welding", since=date(2026, 1, 1), **more)


def test_a_sheet_is_previewed_own_things_only_and_then_entered_once(methodist, house):
    before = cluster_value(house)
    other = replace(staffed().staff[0], name="Чужое Имя")
    book = StaffBook(people=(NEW, other), qualifications=(paper("p9"), paper("p2")))

    page = send(methodist, book)

    assert [(o.change.value.key, o.may_save) for o in page.context["offers"]] == [
        ("p9", True),
        ("p1", False),
        ("x-p9", True),
        ("x-p2", True),
    ]
    assert cluster_value(house) == before, "nothing is entered before the author says so"
    save(methodist, page)
    save(methodist, page)
    value = cluster_value(house)
    assert NEW in value.staff and value.staff[0].name == staffed().staff[0].name
    assert {q.key for q in value.qualifications} == {"q-lathe", "q-weld", "x-p9", "x-p2"}
    assert StaffEvent.objects.filter(kind="qualification.entered").count() == 2


def test_papers_of_the_neighbours_and_their_courses_are_not_ours_to_change(methodist, house):
    course = replace(staffed().courses[0], price=Decimal(1))
    book = StaffBook(qualifications=(replace(staffed().qualifications[0], level=5),), courses=(course,))

    page = send(methodist, book)

    assert not any(o.may_save for o in page.context["offers"])
    assert save(methodist, page).status_code == 302 and cluster_value(house) == staffed()


def test_a_paper_that_a_certificate_gave_is_not_changed_by_a_sheet(signed_in, house, certified):
    college = signed_in(Role.METHODIST, cluster=house, organisation="base")
    row = QualificationRow.objects.get(certificate=certified)
    value = next(q for q in cluster_value(house).qualifications if q.key == row.key)

    page = send(college, StaffBook(qualifications=(replace(value, level=5, until=None),)))

    assert [o.may_save for o in page.context["offers"]] == [False]


def test_the_export_holds_the_own_people_only_and_is_read_back_as_the_same(methodist):
    answer = methodist.get("/c/small/people/export.xlsx")

    book = staffsheet.read([("staff.xlsx", answer.content)]).book
    assert [p.key for p in book.people] == ["p2"] and [q.key for q in book.qualifications] == ["q-weld"]
    page = send(methodist, book)
    assert {o.change.change.value for o in page.context["offers"]} == {"same"}


def test_rubbish_is_told_and_entered_nowhere(methodist, house):
    for name, data in (("a.xlsx", b"PK\x03\x04 broken"), ("b.csv", b"\x00\xff\x00"), ("c.xlsx", b"")):
        answer = methodist.post(IMPORT, {"files": SimpleUploadedFile(name, data)})
        if answer.status_code == 302:
            assert methodist.get(answer["Location"]).context["reading"].findings
        else:
            assert answer.status_code == 400
    assert cluster_value(house) == staffed()


def test_somebody_elses_upload_is_not_there(methodist, signed_in, house):
    page = send(methodist, StaffBook(people=(NEW,)))
    colleague = signed_in(Role.METHODIST, cluster=house, organisation="net")

    assert colleague.get(f"{IMPORT}{page.context['upload'].pk}/").status_code == 404
    assert colleague.get(f"{IMPORT}form.xlsx").content[:2] == b"PK"
