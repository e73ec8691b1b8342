"""Beginning a programme: who may, what rubbish comes to, which edition of a re-issued standard is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.studio.sitting import NOW, studio_cluster

FIELDS: dict[str, Any] = {
    "title": "Сварщик, второй набор",
    "state_standard": "15.01.99",
    "base": "ooo",
    "qualification": "",
    "norms": "",
    "head": "",
}


def url(name: str = "new", **parts: str) -> str:
    return reverse(f"studio:{name}", kwargs={"cluster": "small", **parts})


@pytest.fixture
def college(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="base")


def fields(client: Client, **changed: Any) -> dict[str, Any]:
    """What the page offers first, with changes."""
    form = client.get(url()).context["form"]
    first = {name: form.fields[name].choices[0][0] for name in ("state_standard", "norms")}
    heads = [value for value, _ in form.fields["head"].choices if value] if "head" in form.fields else []
    return {**FIELDS, **first, "head": heads[0] if heads else "", **changed}


def test_page_is_for_those_who_build_programmes(
    college: Client, signed_in: Callable[..., Client], cluster: Any
) -> None:
    employer = signed_in("employer", cluster=cluster, organisation="turbines")

    assert college.get(url()).status_code == 200
    assert employer.get(url()).status_code == 403
    assert employer.post(url(), FIELDS).status_code == 403
    assert employer.post(url("bring", key="welder"), {"cards": ["card-valves"]}).status_code == 403
    assert signed_in().get(url()).status_code == 404


def test_rubbish_is_refused_and_nothing_is_begun(college: Client, turbines: Any) -> None:
    from remeslo.web.apps.common.models import VersionedDocument

    before = VersionedDocument.objects.count()
    for name, value in (
        ("title", ""),
        ("title", "x" * 5000),
        ("state_standard", "99.99.99"),
        ("state_standard", "15.01.99@нет"),
        ("base", "rubbish"),
        ("norms", "rubbish"),
        ("school", "rubbish"),
        ("cards", ["no such card"]),
        ("occupational_standards", ["99.999"]),
        ("head", "99999999999999999999"),
    ):
        assert college.post(url(), fields(college, **{name: value})).status_code == 400, (name, value)
    assert VersionedDocument.objects.count() == before


def test_programme_names_the_edition_where_its_code_alone_could_mean_another(
    college: Client, turbines: Any, cluster: Any
) -> None:
    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import state_standard_content

    old = studio_cluster().state_standards[0]
    new = replace(old, order_number="900", approved=date(2026, 8, 1))

    assert college.post(url(), fields(college)).status_code == 302
    save_version(cluster, state_standard_content(new), by=None, at=NOW, publish=True)
    assert college.post(url(), fields(college, state_standard=old.code)).status_code == 400
    assert college.post(url(), fields(college, state_standard=new.edition)).status_code == 302

    outlines = VersionedDocument.objects.filter(cluster=cluster, kind="outline", key__startswith="15-01-99-")
    named = dict(outlines.values_list("key", "latest__body__state_standard"))
    assert named == {"15-01-99-1": "15.01.99", "15-01-99-2": new.edition}
