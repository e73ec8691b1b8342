"""The form of a fact: every problem at once, evidence kept safely, nothing entered twice."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.results.models import Evidence, FactRow
from remeslo.web.apps.results.services.evidence import safe_name

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 \xd0\xbf\xd1\x80\xd0\xb8\xd0\xba\xd0\xb0\xd0\xb7"


def url(name, **parts):
    return reverse(f"results:{name}", kwargs={"cluster": "small", **parts})


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def typed(**more):
    return {
        "kind": "practice",
        "speaker": "base",
        "subject": "L-1",
        "on": "2026-10-30",
        "element": "ПП.01",
        "employer": "turbines",
        "hours": "72",
        **more,
    }


def test_a_fact_is_entered_and_the_enterprise_is_asked(methodist, house):
    answer = methodist.post(url("new"), typed())

    row = FactRow.objects.get()
    assert answer["Location"] == url("fact", key=row.key)
    assert (row.by, row.other, row.college, row.author) == (
        house("base"),
        house("turbines"),
        house("base"),
        methodist.user,
    )
    assert row.values["hours"] == ["int", 72] and row.on == date(2026, 10, 30)


def test_every_problem_is_told_at_once_and_nothing_is_entered(methodist):
    answer = methodist.post(url("new"), typed(hours="много", on="", subject="", employer="", since="вчера"))

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"hours", "on", "subject", "employer", "since"}
    assert not FactRow.objects.exists()


def test_a_number_out_of_bounds_is_refused_by_the_kind(methodist):
    answer = methodist.post(url("new"), typed(hours="9999"))

    assert answer.status_code == 400 and [f.code for f in answer.context["form"].found] == ["fact.value_range"]


def test_the_same_practice_again_leads_to_the_first(methodist):
    methodist.post(url("new"), typed())

    answer = methodist.post(url("new"), typed(element="пп.01 "))

    assert answer.status_code == 400 and answer.context["form"].twin == FactRow.objects.get().key


def test_nobody_speaks_for_another_organisation(methodist):
    answer = methodist.post(url("new"), typed(speaker="net"))

    assert answer.status_code == 400 and "speaker" in answer.context["form"].errors


def test_a_correction_through_the_form_keeps_the_reason_and_shows_what_changed(methodist, stated):
    row = stated()

    answer = methodist.post(url("correct", key=row.key), typed(hours="36", correction_reason="Ошибка табеля"))

    page = methodist.get(answer["Location"])
    assert "Ошибка табеля" in page.text and "<del>72</del>" in page.text and "<ins>36</ins>" in page.text


def test_the_form_is_filled_with_what_the_agreement_says_already(methodist, stated):
    stated(kind="target_contract", subject="L-7", form="target")

    page = methodist.get(url("new"), {"kind": "practice", "subject": "L-7"})

    assert {f.name: f.text for f in page.context["fields"]}["employer"] == "turbines"


def test_evidence_is_kept_by_its_bytes_and_given_as_a_download_to_the_parties_only(methodist, signed_in, cluster):
    methodist.post(url("new"), typed(files=SimpleUploadedFile("../при\x00каз.exe", PDF)))
    file = Evidence.objects.get()

    answer = methodist.get(url("evidence", sha256=file.sha256))

    assert answer.content == PDF and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment") and ".pdf" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
    mentor = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    other = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")
    assert mentor.get(url("evidence", sha256=file.sha256)).status_code == 200
    assert other.get(url("evidence", sha256=file.sha256)).status_code == 404


@pytest.mark.parametrize("data", [b"", b"MZ\x90 program", b"<html><script>", b"PK\x03\x04 no office file"])
def test_what_is_no_known_kind_of_paper_is_not_kept_and_the_fact_not_entered(methodist, data):
    answer = methodist.post(url("new"), typed(files=SimpleUploadedFile("a.pdf", data)))

    assert answer.status_code == 400 and "files" in answer.context["form"].errors
    assert not Evidence.objects.exists() and not FactRow.objects.exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("..\\..\\a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("", "file"),
        ("...", "file"),
    ],
)
def test_names_of_files_lose_folders_and_letters_that_mislead(name, expected):
    assert safe_name(name) == expected
