"""A table with a header of its own: columns suggested, named by a person, read, saved."""

import pytest
from django.urls import reverse
from tests.web.frameworks.test_uploading import preview, save

from remeslo.web.apps.common.enums import DocumentKind, Role
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.frameworks.models import MappedSheet
from remeslo.web.apps.registry.values import version_value

pytestmark = pytest.mark.django_db
KNOWN = "Код;Наименование;Описание\nA;Варить;Дугой\nB;Резать;Газом\n".encode()
OWN = "Номер;Чему учим;Цех\n1;Варить трубы;первый\n2;Резать листы;второй\n".encode()


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def sheet_url(page, position=0):
    return reverse(
        "frameworks:sheet", kwargs={"cluster": "small", "pk": page.context["upload"].pk, "position": position}
    )


def roles(page):
    return {c.header: c.role for c in page.context["form"].columns}


def test_columns_that_the_header_tells_are_chosen_already(methodist):
    page = preview(methodist, ("skills.csv", KNOWN))

    assert page.context["preview"].may_save
    assert roles(methodist.get(sheet_url(page))) == {"Код": "code", "Наименование": "text", "Описание": "description"}


def test_a_table_nobody_knows_is_read_once_its_columns_are_named(methodist):
    page = preview(methodist, ("own.csv", OWN))
    assert not page.context["preview"].may_save and len(page.context["sheets"]) == 1

    methodist.post(
        sheet_url(page), {"title": "Наше", "version": "1", "role-0": "code", "role-1": "text", "role-2": "group"}
    )

    page = methodist.get(reverse("frameworks:preview", kwargs={"cluster": "small", "pk": page.context["upload"].pk}))
    [(offer, _uses)] = page.context["offers"]
    assert offer.value.title == "Наше" and {"Варить трубы", "Резать листы"} <= {i.text for i in offer.value.items}
    save(methodist, page)
    assert version_value(VersionedDocument.objects.get(kind=DocumentKind.FRAMEWORK).latest).version == "1"


def test_naming_again_replaces_the_earlier_reading(methodist):
    page = preview(methodist, ("own.csv", OWN))
    for column in ("role-1", "role-2"):
        methodist.post(sheet_url(page), {"title": "Наше", "version": "1", column: "text"})

    page = methodist.get(reverse("frameworks:preview", kwargs={"cluster": "small", "pk": page.context["upload"].pk}))
    [(offer, _uses)] = page.context["offers"]
    assert {i.text for i in offer.value.items} == {"первый", "второй"}
    assert roles(methodist.get(sheet_url(page)))["Цех"] == "text"


def test_without_a_column_of_statements_nothing_is_read(methodist):
    page = preview(methodist, ("own.csv", OWN))

    answer = methodist.post(sheet_url(page), {"role-0": "code", "role-1": "nonsense"})

    assert answer.status_code == 400 and MappedSheet.objects.get().mapping == {}


def test_another_row_can_be_the_header(methodist):
    page = preview(methodist, ("own.csv", b"Our list\n" + OWN))

    shown = methodist.post(sheet_url(page), {"look": "1", "header_at": "1"})

    assert [c.header for c in shown.context["form"].columns] == ["Номер", "Чему учим", "Цех"]


def test_a_table_is_its_authors_alone(methodist, signed_in, cluster):
    page = preview(methodist, ("own.csv", OWN))

    assert signed_in(Role.METHODIST, cluster=cluster, organisation="net").get(sheet_url(page)).status_code == 404
    assert methodist.get(sheet_url(page, 7)).status_code == 404


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "form", "kind"),
    [
        ("profstandarts/ProfessionalStandarts_102.xml", "profstandart", "standard"),
        ("case-and-badges/case-samples/Ordering.json", "case", "framework"),
        ("case-and-badges/case-spreadsheets/spreadsheet_import_sample.xlsx", "case_sheet", "framework"),
    ],
)
def test_published_files_are_recognised_and_offered(methodist, shared, path, form, kind):
    file = shared / "data" / path

    page = preview(methodist, (file.name, file.read_bytes()))

    assert [r.form for r in page.context["preview"].readings] == [form]
    assert {o.kind.value for o, _uses in page.context["offers"]} == {kind}
