"""Cards from a workbook: preview first, own cards only, nothing saved half."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.conftest import TURBINES_CARD, VALVES_CARD, small_cluster

from remeslo.interchange import cardsheet
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry, VersionedDocument
from remeslo.web.apps.frameworks.models import Upload
from remeslo.web.apps.registry.snapshot import cluster_value

pytestmark = pytest.mark.django_db
IMPORT = "/c/small/demand/import/"
CHANGED = replace(TURBINES_CARD, job="Сварщик ёмкостей и труб")
NEW = replace(VALVES_CARD, key="valves-09", job="Сборщик арматуры")


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def send(client, data, name="cards.xlsx"):
    return client.post(IMPORT, {"files": SimpleUploadedFile(name, data)})


def preview(client, *cards):
    answer = send(client, cardsheet.write(cards))
    assert answer.status_code == 302, answer.text
    return client.get(answer["Location"])


def save(client, page, *keys, **more):
    url = reverse("demand:import_save", kwargs={"cluster": "small", "pk": page.context["upload"].pk})
    return client.post(url, {"chosen": keys or [o.card.key for o in page.context["offers"]], **more})


def test_a_workbook_is_previewed_card_by_card_and_nothing_is_saved(methodist, cluster):
    page = preview(methodist, CHANGED, VALVES_CARD, NEW)

    kinds = {o.card.key: (o.kind.value, o.may_save) for o in page.context["offers"]}
    assert kinds == {"card-turbines": ("changed", True), "card-valves": ("same", False), "valves-09": ("new", True)}
    assert "<ins>труб</ins>" in page.text or "и труб" in page.text
    assert cluster_value(cluster) == small_cluster()


def test_counts_of_rows_stand_beside_what_was_read(methodist):
    counts = preview(methodist, CHANGED, NEW).context["sheet"].counts

    assert (counts.card_rows, counts.cards, counts.requirement_rows, counts.requirements) == (2, 2, 3, 3)


def test_chosen_cards_are_saved_as_next_versions_and_published_only_when_asked(methodist, cluster):
    save(methodist, preview(methodist, CHANGED, NEW), "card-turbines")

    document = VersionedDocument.objects.get(key="card-turbines")
    assert (document.title, document.latest.number, document.published.number) == (CHANGED.job, 2, 1)
    assert not VersionedDocument.objects.filter(key="valves-09").exists()
    assert LogEntry.objects.get(action="cards.imported").facts == {"count": 1}

    save(methodist, preview(methodist, NEW), publish="1")
    assert VersionedDocument.objects.get(key="valves-09").published is not None


def test_an_employer_saves_own_cards_only_and_learns_nothing_of_others(signed_in, cluster):
    partner = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")

    page = preview(partner, CHANGED, replace(VALVES_CARD, job="Контролёр"), replace(NEW, employer="turbines"))

    refused = {o.card.key: o.refused for o in page.context["offers"]}
    assert refused == {"card-turbines": True, "card-valves": False, "valves-09": True}
    assert "ТАЙНОЕ требование" not in "".join(line.label for o in page.context["offers"] for line in o.lines)
    save(partner, page)
    assert VersionedDocument.objects.get(key="card-turbines").latest.number == 1
    assert VersionedDocument.objects.get(key="card-valves").title == "Контролёр"


def test_a_card_changed_meanwhile_is_not_overwritten(methodist, cluster):
    page = preview(methodist, CHANGED)
    save(methodist, preview(methodist, replace(TURBINES_CARD, job="Другое")))

    answer = save(methodist, page)

    assert VersionedDocument.objects.get(key="card-turbines").latest.number in (2, 3)
    assert answer.status_code == 302


def test_an_upload_is_its_authors_saved_once_and_may_be_thrown_away(methodist, signed_in, cluster):
    page = preview(methodist, NEW)
    colleague = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)
    assert save(colleague, page).status_code == 404

    save(methodist, page)
    save(methodist, page)
    assert LogEntry.objects.filter(action="cards.imported").count() == 1

    save(methodist, preview(methodist, NEW), discard="1")
    assert Upload.objects.filter(saved_at=None).count() == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 rubbish", b"\x00" * 500, b"<x/>", b"a;b;c\n1;2;3"])
def test_rubbish_is_told_in_words_and_kept_nowhere(methodist, data):
    answer = send(methodist, data)

    assert answer.status_code == 400 and "finding" in answer.text
    assert not Upload.objects.exists()


def test_more_than_the_limit_and_no_file_are_refused(methodist, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000
    assert send(methodist, b"x" * 5000).status_code == 413
    assert methodist.post(IMPORT).status_code == 400


def test_the_cards_one_may_write_come_as_a_workbook_that_reads_back(signed_in, cluster):
    partner = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")

    data = partner.get("/c/small/demand/workbook/cards.xlsx").content

    assert cardsheet.read(data, name="x").cards == (VALVES_CARD,)
    assert partner.get("/c/small/demand/workbook/form.xlsx").status_code == 200
    assert partner.get("/c/small/demand/workbook/other.xlsx").status_code == 404


@pytest.mark.parametrize("role", [Role.MINISTRY_OFFICIAL, Role.DEPUTY_DIRECTOR])
def test_those_who_write_no_cards_import_none(signed_in, cluster, role):
    reader = signed_in(role, cluster=cluster)

    assert reader.get(IMPORT).status_code == send(reader, b"x").status_code == 404
    assert reader.get("/c/small/demand/workbook/cards.xlsx").status_code == 404
