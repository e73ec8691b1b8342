"""The page of the own tokens: made for a purpose, shown once, revoked; nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from remeslo.web.api.models import ApiToken

TOKEN = re.compile(r"rmsl_[0-9a-f]{8}_[\w-]{43}")


@pytest.fixture
def employer(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("employer", cluster=cluster, organisation="turbines")


def make(client: Client, **more: Any) -> Any:
    given = {"name": "ERP", "scope": ["demand:read"], "cluster": "small", "days": "30", **more}
    return client.post(reverse("api_tokens:list"), given)


def test_token_is_shown_once_and_works_until_it_is_revoked(employer: Client) -> None:
    made = make(employer)
    text = TOKEN.search(made.text)
    assert text is not None and "shown only this once" in made.text
    row = ApiToken.objects.get()
    program = Client(headers={"authorization": f"Bearer {text[0]}"})
    assert program.get("/api/v1/clusters/small/demand/cards").status_code == 200

    listed = employer.get(reverse("api_tokens:list")).text
    assert "ERP" in listed and row.prefix in listed and TOKEN.search(listed) is None
    employer.post(reverse("api_tokens:revoke", kwargs={"pk": row.pk}))

    assert program.get("/api/v1/clusters/small/demand/cards").status_code == 401
    assert "revoked" in employer.get(reverse("api_tokens:list")).text


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scope": []}, {"scope": ["everything"]}, {"days": "9999"}, {"cluster": "other"}]
)
def test_token_without_what_it_needs_is_not_made(employer: Client, wrong: dict[str, Any]) -> None:
    assert make(employer, **wrong).status_code == 400
    assert ApiToken.objects.count() == 0


def test_token_of_somebody_else_is_neither_seen_nor_revoked(
    employer: Client, signed_in: Callable[..., Client], cluster: Any
) -> None:
    make(employer)
    other = signed_in("administrator", cluster=cluster)
    row = ApiToken.objects.get()

    assert row.prefix not in other.get(reverse("api_tokens:list")).text
    assert other.post(reverse("api_tokens:revoke", kwargs={"pk": row.pk})).status_code == 404
    row.refresh_from_db()
    assert row.revoked_at is None


def test_roles_without_the_right_have_no_such_page(signed_in: Callable[..., Client], cluster: Any) -> None:
    teacher = signed_in("teacher", cluster=cluster, organisation="base")

    assert teacher.get(reverse("api_tokens:list")).status_code == 403
    assert "/account/tokens/" not in teacher.get(f"/c/{cluster.key}/").text


def test_page_speaks_both_languages(employer: Client, signed_in: Callable[..., Client], cluster: Any) -> None:
    russian = signed_in("employer", cluster=cluster, organisation="valves", language="ru")

    assert "Tokens for programs" in employer.get(reverse("api_tokens:list")).text
    assert "Токены для программ" in russian.get(reverse("api_tokens:list")).text
