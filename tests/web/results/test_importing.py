"""Facts of a sheet: previewed, own ones only, entered once; the ledger learns them today."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.keys import OrganisationKey
from remeslo.interchange import factsheet
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.results.kinds import kinds
from remeslo.web.apps.results.models import FactRow

pytestmark = pytest.mark.django_db
IMPORT = "/c/small/results/import/"


def practice(key, by="base", **more):
    values = {"element": "ПП.01", "employer": "turbines", "hours": 36, **more}
    day = date(2026, 5, 5)
    return Fact(
        key=FactKey(key), kind="practice", subject=f"L-{key}", on=day, known=day, by=OrganisationKey(by), values=values
    )


def send(client, *facts, name="facts.xlsx"):
    data = factsheet.write(facts, kinds=kinds())
    return client.post(IMPORT, {"files": SimpleUploadedFile(name, data), "speaker": "base"})


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def enter(client, *facts, **more):
    answer = send(client, *facts)
    assert answer.status_code == 302, answer.text
    pk = client.get(answer["Location"]).context["upload"].pk
    url = reverse("results:import_save", kwargs={"cluster": "small", "pk": pk})
    return client.post(url, {"speaker": "base", **more})


def test_a_sheet_is_previewed_and_nothing_is_entered(methodist):
    page = methodist.get(send(methodist, practice("a"), practice("b", by="net"))["Location"])

    assert [(o.change.fact.key, o.may_save) for o in page.context["offers"]] == [("a", True), ("b", False)]
    assert not FactRow.objects.exists()


def test_own_facts_are_entered_known_from_today_and_the_other_side_is_asked(methodist, house):
    enter(methodist, practice("a"), practice("b", by="net"))

    row = FactRow.objects.get()
    assert (row.key, row.known, row.on) == ("a", timezone.localdate(), date(2026, 5, 5))
    assert (row.by, row.other, row.college) == (house("base"), house("turbines"), house("base"))


def test_a_confirmation_cannot_come_by_sheet(methodist, stated):
    row = stated()
    day = timezone.localdate()
    word = Fact(
        key=FactKey("c"),
        kind="confirmation",
        subject=row.key,
        on=day,
        known=day,
        by=OrganisationKey("base"),
        values={"confirmed": True},
    )

    enter(methodist, word)

    assert [r.kind for r in FactRow.objects.all()] == ["practice"]


def test_another_organisations_fact_cannot_be_corrected_by_sheet(methodist, stated):
    from dataclasses import replace

    row = stated(by="net")

    enter(methodist, replace(practice("x", hours=1), subject=row.subject, corrects=FactKey(row.key)))

    assert FactRow.objects.count() == 1


def test_the_same_sheet_twice_enters_nothing_twice(methodist):
    enter(methodist, practice("a"))
    page = methodist.get(send(methodist, practice("a"))["Location"])

    assert [o.change.kind.value for o in page.context["offers"]] == ["same"]
    enter(methodist, practice("a"))
    assert FactRow.objects.count() == 1


def test_the_same_practice_under_another_key_is_told_and_entered_only_when_asked(methodist):
    enter(methodist, practice("a"))
    from dataclasses import replace

    twin = replace(practice("b"), subject="L-a")
    enter(methodist, twin)
    assert FactRow.objects.count() == 1

    enter(methodist, twin, duplicates="1")

    assert FactRow.objects.count() == 2


def test_rubbish_is_told_and_entered_nowhere(methodist):
    for name, data in (("a.xlsx", b"PK\x03\x04 broken"), ("b.csv", b"\x00\xff\x00"), ("c.xlsx", b"")):
        answer = methodist.post(IMPORT, {"files": SimpleUploadedFile(name, data), "speaker": "base"})
        if answer.status_code == 302:
            assert methodist.get(answer["Location"]).context["reading"].hard
        else:
            assert answer.status_code == 400
    assert not FactRow.objects.exists()


def test_somebody_elses_upload_is_not_there(methodist, signed_in, cluster):
    location = send(methodist, practice("a"))["Location"]
    colleague = signed_in(Role.METHODIST, cluster=cluster, organisation="base")

    assert colleague.get(location).status_code == 404


def test_the_empty_form_is_read_back_as_a_form_without_facts(methodist):
    form = methodist.get(IMPORT + "form.xlsx")

    assert form.status_code == 200 and form.content[:2] == b"PK"
