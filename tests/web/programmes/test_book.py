"""The document of a programme from the pages: who may have it, a college's own template, what a broken one is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from remeslo.interchange.programmebook import starter_template

pytestmark = pytest.mark.usefixtures("planned")


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def gears(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("employer", cluster=cluster, organisation="gears")


def _url(name: str, **parts: Any) -> str:
    return reverse(f"programmes:{name}", kwargs={"cluster": "example", **parts})


def _changed(old: str, new: str) -> bytes:
    """The default template with other words in its text."""
    made = BytesIO()
    with ZipFile(BytesIO(starter_template("en"))) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace(old, new))
    return made.getvalue()


def _upload(client: Client, data: bytes, name: str = "наш бланк.docx") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(_url("book_templates"), {"language": "en", "files": file})


def _text(data: bytes) -> str:
    return ZipFile(BytesIO(data)).read("word/document.xml").decode()


def test_book_is_for_those_who_read_every_request(methodist: Client, gears: Client) -> None:
    found = methodist.get(_url("book", key="mach-operator"))

    assert found.headers["Content-Disposition"] == 'attachment; filename="mach-operator-book.docx"'
    assert "МДК.01.01" in _text(found.content)
    assert gears.get(_url("book", key="mach-operator")).status_code == 404
    page = methodist.get(_url("term", key="mach-operator")).content.decode()
    assert _url("book", key="mach-operator") in page
    assert _url("book", key="mach-operator") not in gears.get(_url("term", key="mach-operator")).content.decode()


def test_own_template_makes_the_book_until_the_default_is_taken_back(methodist: Client, cluster: Any) -> None:
    answer = _upload(methodist, _changed(">General<", ">Our college in general<"))

    assert answer.status_code == 302
    book = _url("book", key="mach-operator")
    assert "Our college in general" in _text(methodist.get(book).content)
    assert "наш бланк.docx" in methodist.get(_url("book_templates")).content.decode()
    methodist.post(_url("book_template_default"), {"language": "en"})
    assert "Our college in general" not in _text(methodist.get(book).content)
    kept = methodist.get(_url("book_template_file", language="en", number=1))
    assert "Our college in general" in _text(kept.content)
    actions = _log(cluster)
    assert actions[-2:] == ["template.saved", "template.default_taken"]


def _log(cluster: Any) -> list[str]:
    from remeslo.web.apps.common.models import LogEntry

    return list(LogEntry.objects.filter(cluster=cluster).order_by("pk").values_list("action", flat=True))


def test_broken_template_is_refused_with_the_place_and_nothing_is_kept(methodist: Client) -> None:
    from remeslo.web.apps.programmes.models import BookTemplate

    answer = _upload(methodist, _changed("{{curriculum}}", "{{curiculum}}"))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "curiculum" in page and "curriculum" in page
    assert not BookTemplate.objects.exists()


def test_only_those_who_build_programmes_change_the_template(gears: Client) -> None:
    from remeslo.web.apps.programmes.models import BookTemplate

    assert _upload(gears, starter_template("en")).status_code == 403
    assert gears.post(_url("book_template_default"), {"language": "en"}).status_code == 403
    assert gears.get(_url("book_templates")).status_code == 200
    assert not BookTemplate.objects.exists()


def test_same_template_again_makes_no_version(methodist: Client) -> None:
    from remeslo.web.apps.programmes.models import BookTemplate

    _upload(methodist, starter_template("en"))
    _upload(methodist, starter_template("en"))

    assert [t.number for t in BookTemplate.objects.all()] == [1]


def test_stored_template_never_changes(methodist: Client) -> None:
    from django.db import DatabaseError, connection, transaction

    _upload(methodist, starter_template("en"))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_booktemplate SET name = 'x'")


@pytest.mark.parametrize("data", (b"", b"PK\x05\x06" + bytes(18), b"no archive"))
def test_rubbish_is_refused_in_words(data: bytes, methodist: Client) -> None:
    assert _upload(methodist, data).status_code == 400
