"""Uploading standards: a preview first, hostile files told clearly, nothing saved half."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.conftest import WELDING, small_cluster

from remeslo.interchange.profstandart import write
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry, VersionedDocument
from remeslo.web.apps.frameworks.models import Upload
from remeslo.web.apps.registry.snapshot import cluster_value

pytestmark = pytest.mark.django_db
UPLOAD = "/c/small/standards/upload/"
NEWER = replace(
    WELDING,
    order_number="99н",
    approved=date(2026, 3, 1),
    generalised=(
        replace(
            WELDING.generalised[0],
            functions=(
                replace(
                    WELDING.generalised[0].functions[0],
                    actions=("Подготовка кромок под сварку", "Сварка корня шва", "Зачистка шва"),
                    knowledge=("Свойства сталей",),
                ),
                replace(WELDING.generalised[0].functions[1], code="A/03.2", name="Термообработка шва"),
            ),
        ),
    ),
)
OTHER = replace(WELDING, code="99.003", title="Дефектоскопист (учебный пример)")


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def xml(*standards):
    return write(standards)


def send(client, *files):
    """Upload (name, bytes) pairs."""
    return client.post(UPLOAD, {"files": [SimpleUploadedFile(name, data) for name, data in files]})


def preview(client, *files):
    """The page that the upload leads to."""
    response = send(client, *files)
    assert response.status_code == 302, response.text
    return client.get(response["Location"])


def save(client, page, *editions):
    wanted = [f"standard:{e}" for e in editions]
    chosen = wanted or [o.key for o, _uses in page.context["offers"] if o.may_save]
    return client.post(
        reverse("frameworks:save", kwargs={"cluster": "small", "pk": page.context["upload"].pk}), {"chosen": chosen}
    )


def test_uploading_shows_what_would_change_and_saves_nothing(methodist, cluster):
    page = preview(methodist, ("new.xml", xml(NEWER)), ("other.xml", xml(OTHER)))

    arrivals = {o.content.key: o.arrival.value for o, _uses in page.context["offers"]}
    assert arrivals == {NEWER.edition: "new_edition", OTHER.edition: "new"}
    assert cluster_value(cluster) == small_cluster()
    for words in ("<ins>Зачистка шва</ins>", "<del>Виды дефектов шва</del>", "Термообработка шва"):
        assert words in page.text


def test_counts_read_are_shown_against_counts_in_the_file(methodist):
    page = preview(methodist, ("new.xml", xml(NEWER)))

    [reading] = page.context["preview"].readings
    counts = {c.kind: (c.read, c.found) for c in reading.counts}
    assert counts["labour_actions"] == ("3", "3") and all(c.agrees for c in reading.counts)


def test_the_preview_says_who_leans_on_the_standard(methodist):
    [(_offer, uses)] = preview(methodist, ("new.xml", xml(NEWER))).context["offers"]

    assert [title for _key, title in uses.programmes] == ["Сварщик"]
    assert [job for _key, job in uses.cards] == ["Сварщик ёмкостей"] and len(uses.state) == 1


def test_saving_brings_the_chosen_standards_in_and_keeps_the_rest_out(methodist, cluster):
    page = preview(methodist, ("both.xml", xml(NEWER, OTHER)))

    response = save(methodist, page, OTHER.edition)

    assert response.status_code == 302
    assert cluster_value(cluster).standards == (WELDING, OTHER)
    assert LogEntry.objects.get(action="upload.saved").facts == {"count": 1, "keys": [OTHER.edition]}


def test_the_newest_edition_becomes_the_one_that_references_mean(methodist, cluster):
    save(methodist, preview(methodist, ("new.xml", xml(replace(NEWER, approved=date(2026, 8, 1))))))

    page = methodist.get("/c/small/standards/")

    states = {r.document.key: r.in_force for r in page.context["rows"]}
    assert states == {WELDING.edition: False, "99.002@99н-2026-08-01": True}


def test_the_same_file_again_changes_nothing(methodist, cluster):
    page = preview(methodist, ("same.xml", xml(WELDING)))

    assert not page.context["preview"].may_save
    save(methodist, page, WELDING.edition)
    assert cluster_value(cluster) == small_cluster()
    assert VersionedDocument.objects.get(key=WELDING.edition).versions.count() == 1


def test_the_same_edition_with_another_content_becomes_its_next_version(methodist, cluster):
    changed = replace(WELDING, title="Сварщик (исправлено)")

    save(methodist, preview(methodist, ("fix.xml", xml(changed))))

    assert cluster_value(cluster).standards == (changed,)
    assert VersionedDocument.objects.get(key=WELDING.edition).versions.count() == 2


def test_two_files_that_tell_one_edition_differently_are_not_saved(methodist, cluster):
    page = preview(methodist, ("a.xml", xml(OTHER)), ("b.xml", xml(replace(OTHER, purpose="Иначе"))))

    assert not page.context["preview"].may_save
    save(methodist, page, OTHER.edition)
    assert cluster_value(cluster) == small_cluster()


def test_an_upload_is_saved_once(methodist, cluster):
    page = preview(methodist, ("other.xml", xml(OTHER)))
    save(methodist, page)

    save(methodist, page)

    assert LogEntry.objects.filter(action="upload.saved").count() == 1


def test_editions_that_were_not_in_the_upload_cannot_be_saved(methodist, cluster):
    page = preview(methodist, ("other.xml", xml(OTHER)))

    save(methodist, page, "99.999@1н-2020-01-01")

    assert cluster_value(cluster) == small_cluster()


def bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e9;</x>'.encode()


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", content)
    return out.getvalue()


HOSTILE = {
    "empty": b"",
    "broken": xml(OTHER)[:-200],
    "bomb": bomb(),
    "outside": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "other vocabulary": b"<html><body>hello</body></html>",
    "binary": bytes(range(256)) * 50,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "zip": zipped(b"<x>" + b" " * 1_000_000 + b"</x>"),
    "deep": b"<a>" * 100_000 + b"</a>" * 100_000,
    "wrong encoding": xml(OTHER).replace(b"utf-8", b"koi8-r").replace(b"UTF-8", b"koi8-r")[:3000],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_clearly_and_nothing_of_it_is_saved(methodist, cluster, name):
    page = preview(methodist, (f"{name}.xml", HOSTILE[name]))

    assert page.status_code == 200 and page.context["preview"].findings
    assert not page.context["preview"].may_save
    assert "root:" not in page.text and "Traceback" not in page.text
    assert cluster_value(cluster) == small_cluster()


def test_good_files_are_offered_beside_a_hostile_one(methodist, cluster):
    page = preview(methodist, ("bad.xml", HOSTILE["bomb"]), ("good.xml", xml(OTHER)))

    save(methodist, page)

    assert cluster_value(cluster).standards == (WELDING, OTHER)


def test_a_name_of_a_file_is_never_read_as_markup(methodist):
    page = preview(methodist, ("<img src=x onerror=alert(1)>.xml", b"<x/>"))

    assert "<img src=x" not in page.text


def test_more_than_the_limit_is_refused_in_words_and_not_kept(methodist, settings):
    settings.UPLOAD_LIMIT_BYTES = 100_000

    response = send(methodist, ("a.xml", b"x" * 60_000), ("b.xml", b"x" * 60_000))

    assert response.status_code == 413 and "larger than allowed" in response.text
    assert not Upload.objects.exists()


def test_no_file_and_too_many_files_are_refused_in_words(methodist):
    assert "at least one file" in methodist.post(UPLOAD).text
    assert "At most 200 files" in send(methodist, *((f"{n}.xml", b"<x/>") for n in range(201))).text
    assert not Upload.objects.exists()


def test_an_upload_is_its_authors_alone(methodist, signed_in, cluster, other_cluster):
    page = preview(methodist, ("other.xml", xml(OTHER)))
    url = reverse("frameworks:preview", kwargs={"cluster": "small", "pk": page.context["upload"].pk})
    colleague = signed_in(Role.METHODIST, cluster=cluster, organisation="net")
    elsewhere = signed_in(Role.METHODIST, cluster=other_cluster, organisation="net")

    assert colleague.get(url).status_code == elsewhere.get(url).status_code == 404
    assert save(colleague, page).status_code == 404


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.DEPUTY_DIRECTOR, Role.MINISTRY_OFFICIAL])
def test_those_without_the_right_cannot_upload(signed_in, cluster, role):
    reader = signed_in(role, cluster=cluster, organisation="valves")

    assert send(reader, ("other.xml", xml(OTHER))).status_code == 403
    assert not Upload.objects.exists()


def test_an_undecided_upload_waits_on_today_until_it_is_thrown_away(methodist):
    page = preview(methodist, ("other.xml", xml(OTHER)))
    assert "Decide on what was uploaded" in methodist.get("/c/small/").text

    methodist.post(reverse("frameworks:discard", kwargs={"cluster": "small", "pk": page.context["upload"].pk}))

    assert "Decide on what was uploaded" not in methodist.get("/c/small/").text
