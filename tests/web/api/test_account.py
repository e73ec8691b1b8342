"""The page of the own tokens: made for a purpose, shown once, revoked; nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from remeslo.web.api.models import ApiToken
from remeslo.web.apps.common.models import LogEntry

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


NEW = "семь раз отмерь 7"


@pytest.fixture
def held(cluster: Any) -> Any:
    """Somebody with a password, a second factor and two tokens, one of them withdrawn before."""
    from django.utils import timezone

    from remeslo.web.api.services.tokens import make_token, revoke_token
    from remeslo.web.apps.common.models import Membership, SecondFactor, User

    user = User.objects.create_user(username="token-holder", name="Хозяин", password="прежний пароль 7")
    Membership.objects.create(cluster=cluster, user=user, role="employer")
    SecondFactor.objects.create(user=user, secret="A" * 32, confirmed_at=timezone.now())
    rows = [make_token(user, name=n, scopes=["demand:read"], days=9, at=timezone.now())[0] for n in ("ERP", "old")]
    revoke_token(rows[1], by=user, at=timezone.now())
    return user


def in_force_of(user: Any) -> int:
    from django.utils import timezone

    from remeslo.web.api.services.tokens import in_force

    return in_force(user.api_tokens.all(), timezone.now()).count()


@pytest.mark.parametrize(
    ("sent", "left"),
    [
        ({"tokens": "1"}, 0),
        ({}, 1),
        ({"tokens": "1", "password": "не тот"}, 1),
    ],
    ids=["ticked", "unticked", "wrong"],
)
def test_a_new_password_withdraws_tokens_unless_they_may_stay(held: Any, sent: dict[str, str], left: int) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(held)
    page = client.get("/account/password/").text

    client.post("/account/password/", {"password": "прежний пароль 7", "new": NEW, "again": NEW, **sent})

    assert 'name="tokens" value="1" checked' in page
    assert in_force_of(held) == left
    revoked = LogEntry.objects.filter(action="token.revoked").exclude(facts__name="old")
    assert [e.facts["name"] for e in revoked] == ["ERP"] * (1 - left)


def test_a_reset_second_factor_withdraws_tokens(held: Any, signed_in: Callable[..., Client], cluster: Any) -> None:
    administrator = signed_in("administrator", cluster=cluster)
    seat = held.memberships.get()

    administrator.post(f"/c/{cluster.key}/access/{seat.pk}/second-factor/")

    assert in_force_of(held) == 0
    entry = LogEntry.objects.exclude(facts__name="old").get(action="token.revoked")
    assert entry.user == administrator.user  # type: ignore[attr-defined]
