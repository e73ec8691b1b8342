"""Versions are saved once and never change; nobody overwrites anybody in silence."""

import pytest
from django.db import DatabaseError, connection, transaction

from remeslo.web.apps.common.enums import DocumentKind, State
from remeslo.web.apps.common.models import DocumentVersion, LogEntry, VersionedDocument
from remeslo.web.apps.common.models.documents import Immutable
from remeslo.web.apps.common.services.documents import Content, Outdated, digest, publish_version, save_version

pytestmark = pytest.mark.django_db


def content(text: str) -> Content:
    return Content(kind=DocumentKind.PROGRAMME, key="p", title=f"Программа {text}", body={"text": text}, words="Ёлка")


def test_saving_gives_versions_one_after_another_with_author_parent_and_hash(cluster, person):
    author = person("methodist", cluster=cluster, organisation="base")

    first = save_version(cluster, content("a"), by=author)
    second = save_version(cluster, content("b"), by=author, based_on=1)

    assert (first.number, second.number) == (1, 2)
    assert second.parent == first and second.author == author
    assert second.sha256 == digest({"text": "b"})
    assert [v.body for v in second.document.versions.all()] == [{"text": "b"}, {"text": "a"}]


def test_saving_the_same_body_again_gives_the_version_that_is_there(cluster):
    first = save_version(cluster, content("a"), by=None)

    again = save_version(cluster, content("a"), by=None, based_on=1)

    assert again.pk == first.pk and again.document.versions.count() == 1


def test_saving_on_an_older_version_is_refused_and_writes_nothing(cluster):
    save_version(cluster, content("a"), by=None)
    save_version(cluster, content("b"), by=None, based_on=1)

    with pytest.raises(Outdated) as refusal:
        save_version(cluster, content("c"), by=None, based_on=1)

    assert refusal.value.latest.number == 2
    document = VersionedDocument.objects.get(kind=DocumentKind.PROGRAMME, key="p")
    assert document.versions.count() == 2 and document.title == "Программа b"


def test_a_new_document_is_refused_when_somebody_made_it_meanwhile(cluster):
    save_version(cluster, content("a"), by=None, based_on=0)

    with pytest.raises(Outdated):
        save_version(cluster, content("b"), by=None, based_on=0)


def test_publishing_is_an_act_of_its_own(cluster, person):
    author = person("methodist", cluster=cluster, organisation="base")
    version = save_version(cluster, content("a"), by=author)
    assert VersionedDocument.objects.get(pk=version.document_id).state == State.DRAFT

    publish_version(version, by=author)

    document = VersionedDocument.objects.get(pk=version.document_id)
    assert document.state == State.PUBLISHED and document.published_id == version.pk
    save_version(cluster, content("b"), by=author)
    document.refresh_from_db()
    assert document.state == State.DRAFT and document.published_id == version.pk


def test_every_change_is_in_the_log_with_who_and_what(cluster, person):
    author = person("methodist", cluster=cluster, organisation="base")

    publish_version(save_version(cluster, content("a"), by=author), by=author)

    lines = LogEntry.objects.filter(user=author).order_by("id").values_list("action", "subject", "facts")
    assert list(lines) == [
        ("document.saved", "programme:p", {"number": 1}),
        ("document.published", "programme:p", {"number": 1}),
    ]


@pytest.mark.parametrize("change", ["save", "update", "delete", "delete_all"])
def test_a_saved_version_cannot_be_changed_or_deleted(cluster, change):
    version = save_version(cluster, content("a"), by=None)
    acts = {
        "save": version.save,
        "update": lambda: DocumentVersion.objects.update(number=9),
        "delete": version.delete,
        "delete_all": lambda: DocumentVersion.objects.all().delete(),
    }

    with pytest.raises(Immutable):
        acts[change]()


@pytest.mark.parametrize("table", ["common_documentversion", "common_logentry"])
def test_the_database_itself_refuses_an_update(cluster, table):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET id = id")


def test_search_text_folds_letter_case_and_yo(cluster):
    version = save_version(cluster, content("СВАРКА"), by=None)

    assert "сварка" in version.document.folded and "елка" in version.document.folded


def test_the_digest_does_not_depend_on_the_order_of_fields():
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})
    assert digest({"a": [1, 2]}) != digest({"a": [2, 1]})
