"""The pages of subscriptions: who sees them, the secret shown once, what failed said kindly, everything logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.webhooks.conftest import NOW

from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.services import subscribing
from remeslo.web.apps.webhooks.services.delivering import deliver_one
from remeslo.web.apps.webhooks.signing import secret_of

pytestmark = pytest.mark.django_db
FORM = {"name": "ERP", "url": "https://hooks.example.org/remeslo", "kind": ["fact.confirmed", "job.finished"]}


@pytest.fixture
def administrator(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("administrator", cluster=cluster)


@pytest.fixture
def row(cluster: Any) -> Subscription:
    told = {"name": "ERP", "url": FORM["url"], "kinds": ["fact.disputed"]}
    return subscribing.subscribe(cluster, by=None, at=NOW, **told)[0]  # type: ignore[arg-type]


def url(name: str, row: Any = None, **more: Any) -> str:
    parts = {"key": row.key} if row is not None else {}
    return reverse(f"webhooks:{name}", kwargs={"cluster": "small", **parts, **more})


def test_secret_of_a_new_subscription_is_shown_once(administrator: Client) -> None:
    made = administrator.post(url("list"), FORM)

    row = Subscription.objects.get()
    secret = secret_of(row.key, row.nonce)
    assert (row.name, row.url, row.kinds) == ("ERP", FORM["url"], ["job.finished", "fact.confirmed"])
    assert secret in made.text and "no-store" in made["Cache-Control"]
    assert secret not in administrator.get(url("list")).text + administrator.get(url("subscription", row)).text
    assert LogEntry.objects.filter(action="webhook.made").count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"url": "http://hooks.example.org/"}, "begins with https://"),
        ({"url": "https://127.0.0.1/"}, "private network"),
        ({"kind": []}, "at least one kind"),
        ({"name": " "}, "Name the program"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    administrator: Client, wrong: dict[str, Any], words: str
) -> None:
    answer = administrator.post(url("list"), {**FORM, **wrong})

    assert answer.status_code == 400 and words in answer.text
    assert not Subscription.objects.exists()
    assert ({**FORM, **wrong})["url"] in answer.text


def test_change_pause_new_secret_ping_and_end_are_logged_acts(administrator: Client, row: Subscription) -> None:
    before = secret_of(row.key, row.nonce)
    administrator.post(url("subscription", row), {**FORM, "name": "1С"})
    rotated = administrator.post(url("rotate", row))
    administrator.post(url("ping", row))
    now = Subscription.objects.get()
    after = secret_of(now.key, now.nonce)

    assert (now.name, now.state) == ("1С", "off") and Delivery.objects.get().kind == "ping"
    assert before != after and after in rotated.text and before not in rotated.text
    assert "The former secret signs until" in rotated.text
    administrator.post(url("end", row))
    assert administrator.get(url("subscription", row)).status_code == 404
    acts = set(LogEntry.objects.filter(action__startswith="webhook.").values_list("action", flat=True))
    assert acts == {f"webhook.{a}" for a in ("made", "changed", "rotated", "pinged", "ended")}


def test_failing_address_is_told_kindly_with_the_answers_status(
    administrator: Client, subscribed: Any, receiver: Any, act: Any
) -> None:
    receiver.statuses = [503]
    act()
    deliver_one(timezone.now() + timedelta(seconds=1))
    page = administrator.get(url("subscription", subscribed)).text
    assert "503" in page and "The answer is no success" in page and "have not been taken since" in page

    Subscription.objects.update(state="failed")
    page = administrator.get(url("subscription", subscribed)).text
    assert "Nothing is broken here" in page and "switched off: no answer for long" in page


def test_delivery_is_sent_again_from_the_page(administrator: Client, row: Subscription, act: Any) -> None:
    act()
    Delivery.objects.update(state="given_up", tries=12)
    one = Delivery.objects.get()

    page = administrator.get(url("subscription", row)).text
    assert url("again", row, number=one.pk) in page
    administrator.post(url("again", row, number=one.pk))
    one.refresh_from_db()
    assert (one.state, one.tries) == ("waiting", 0)
    assert administrator.post(url("again", row, number=one.pk + 1)).status_code == 404


@pytest.mark.parametrize("role", ["cluster_manager", "methodist", "employer"])
def test_others_of_the_cluster_may_not_and_strangers_find_nothing(
    signed_in: Callable[..., Client], cluster: Any, row: Subscription, role: str
) -> None:
    member, stranger = signed_in(role, cluster=cluster, organisation="base"), signed_in()

    for name in ("list", "subscription"):
        address = url(name) if name == "list" else url(name, row)
        assert (member.get(address).status_code, stranger.get(address).status_code) == (403, 404)
    assert member.post(url("end", row)).status_code == 403
    assert Subscription.objects.get().state == "on"


@pytest.mark.parametrize("num_rows", (1, 6))
def test_pages_take_as_many_queries_however_many_rows(
    administrator: Client,
    cluster: Any,
    row: Subscription,
    act: Any,
    num_rows: int,
    django_assert_max_num_queries: Any,
) -> None:
    for n in range(num_rows):
        act(f"f-{n}")
        subscribing.subscribe(cluster, name=f"p{n}", url=str(FORM["url"]), kinds=["job.finished"], by=None, at=NOW)
    administrator.get(url("list"))

    with django_assert_max_num_queries(8):
        administrator.get(url("list"))
    with django_assert_max_num_queries(8):
        administrator.get(url("subscription", row))


def test_page_speaks_russian(administrator: Client, row: Subscription) -> None:
    page = administrator.get(url("subscription", row), headers={"accept-language": "ru"}).text

    assert "Отправить пробное сообщение" in page and "Send a test message" not in page
