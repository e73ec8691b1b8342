"""What arrives at a real receiver: signatures, tries after failures, timeouts, nothing followed, new secrets."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.web.webhooks.conftest import NOW
from tests.web.webhooks.receiver import Receiver

from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.webhooks import transport
from remeslo.web.apps.webhooks.enums import EventKind
from remeslo.web.apps.webhooks.events import EVENTS
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.services import delivering, subscribing
from remeslo.web.apps.webhooks.services.delivering import deliver_one, forget_old, pause, take
from remeslo.web.apps.webhooks.signing import secret_of

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=30)


def due_at(row: Delivery) -> datetime:
    """When it may be tried next."""
    row.refresh_from_db()
    held = row.subscription.held_until if row.subscription_id else None
    one = Subscription.objects.get(pk=row.subscription_id)
    return max(row.next_at, one.held_until or held or row.next_at)


def signed(secret: str, headers: dict[str, str], body: bytes) -> str:
    """The signature as the standard describes it, worked out apart from the program."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    text = headers["webhook-id"].encode() + b"." + headers["webhook-timestamp"].encode() + b"." + body
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def test_act_arrives_once_signed_with_keys_of_things_and_no_names(
    subscribed: Any, receiver: Receiver, act: Any, cluster: Any
) -> None:
    entry = act("f-7", name="Иванова Анна", remark="не пришла", reason="болезнь")

    assert deliver_one() and not deliver_one()

    ((headers, body),) = receiver.came
    row, told = Delivery.objects.get(), json.loads(body)
    assert (row.state, row.status, row.tries, row.entry) == ("sent", 204, 1, entry)
    assert headers["webhook-signature"] == signed(secret_of(subscribed.key, subscribed.nonce), headers, body)
    assert headers["content-type"] == "application/json" and headers["host"] == f"127.0.0.1:{receiver.port}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    assert told == {
        "id": str(row.key),
        "event": "fact.disputed",
        "at": entry.at.isoformat(),
        "cluster": cluster.key,
        "entry": entry.pk,
        "act": "fact.disputed",
        "subject": {"kind": "fact", "key": "f-7"},
        "facts": {"kind": "practice"},
    }


def test_only_what_was_asked_for_of_the_own_cluster_is_told(subscribed: Any, act: Any, cluster: Any) -> None:
    from remeslo.web.apps.common.models import Cluster
    from remeslo.web.apps.common.services.log import record

    other = Cluster.objects.create(key="other", name="Другой", start_year=2026, day=NOW.date())
    record("fact.disputed", by=None, cluster=other, subject="fact:x")
    record("fact.disputed", by=None, subject="fact:y")
    record("fact.recorded", by=None, cluster=cluster, subject="fact:z")
    record("names.shown", by=None, cluster=cluster, subject="learner:L-1")
    assert not Delivery.objects.exists()

    subscribing.change(subscribed, name="ERP", url=subscribed.url, kinds=["fact.disputed"], is_on=False, by=None)
    act()
    assert not Delivery.objects.exists(), "paused"


def test_act_that_is_taken_back_leaves_nothing_to_send(subscribed: Any, act: Any) -> None:
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        act()
        raise ZeroDivisionError

    assert not Delivery.objects.exists()


@pytest.mark.parametrize("status", (500, 503, 404, 429, 302, 307))
def test_refused_delivery_is_tried_again_with_the_same_key_and_a_new_signature(
    subscribed: Any, receiver: Receiver, act: Any, status: int
) -> None:
    receiver.statuses = [status, 200]
    receiver.location = "https://127.0.0.1:1/elsewhere"
    act()
    now = Delivery.objects.get().made_at

    assert deliver_one(now) and not deliver_one(now)
    row = Delivery.objects.get()
    assert (row.state, row.status, row.tries) == ("waiting", status, 1)
    assert row.problem == ("redirect" if status < 400 else "status")
    assert timedelta(seconds=10) <= row.next_at - now <= timedelta(seconds=20)
    assert deliver_one(due_at(row))

    row.refresh_from_db()
    first, second = (headers for headers, _body in receiver.came)
    assert (row.state, row.status, row.tries) == ("sent", 200, 2)
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-signature"] != second["webhook-signature"]
    assert Subscription.objects.get().failing_since is None


def test_pauses_double_with_chance_up_to_six_hours() -> None:
    for tries in range(1, 13):
        whole = min(6 * 3600, 20 * 2 ** (tries - 1))
        found = [pause(tries).total_seconds() for _ in range(20)]
        assert all(whole / 2 <= p <= whole for p in found) and len(set(found)) > 1


def test_delivery_is_given_up_after_its_last_try_and_sent_again_when_asked(
    subscribed: Any, receiver: Receiver, act: Any
) -> None:
    receiver.statuses = [500]
    act()
    row = Delivery.objects.get()
    for _n in range(delivering.MOST_TRIES):
        assert deliver_one(due_at(row))
    row.refresh_from_db()
    assert row.state == "given_up" and not deliver_one(due_at(row) + timedelta(days=1))

    receiver.statuses = [200]
    subscribing.send_again(Subscription.objects.get(), row.pk, by=None, at=row.next_at)
    assert deliver_one(due_at(row))

    row.refresh_from_db()
    assert (row.state, len(set(receiver.ids))) == ("sent", 1)


def test_address_that_fails_for_days_is_switched_off_and_what_waits_is_sent_when_it_is_on_again(
    subscribed: Any, receiver: Receiver, act: Any
) -> None:
    receiver.statuses = [500]
    act("a")
    first = Delivery.objects.get()
    deliver_one(due_at(first))
    act("b")
    second = Delivery.objects.latest("pk")
    Delivery.objects.filter(pk=second.pk).update(next_at=NOW + timedelta(days=400))
    Subscription.objects.update(failing_since=first.made_at - delivering.PATIENCE)
    deliver_one(due_at(first))

    one = Subscription.objects.get()
    assert one.state == "failed" and LogEntry.objects.filter(action="webhook.failed").count() == 1
    act("c")
    assert Delivery.objects.count() == 2, "what happens while it is off is not told"
    assert not deliver_one(NOW + timedelta(days=800))

    receiver.statuses = [200]
    subscribing.change(one, name="ERP", url=one.url, kinds=one.kinds, is_on=True, by=None)
    later = NOW + timedelta(days=800)
    assert deliver_one(later) and deliver_one(later) and not deliver_one(later)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_410_switches_the_subscription_off_at_once(subscribed: Any, receiver: Receiver, act: Any) -> None:
    receiver.statuses = [410]
    act()
    deliver_one()

    assert Subscription.objects.get().state == "failed"


def test_failing_address_does_not_keep_others_waiting(
    subscribed: Any, receiver: Receiver, act: Any, cluster: Any
) -> None:
    broken = subscribing.subscribe(
        cluster, name="dead", url="https://127.0.0.3:65535/", kinds=["fact.disputed"], by=None, at=NOW
    )[0]
    for n in range(4):
        act(f"f-{n}")
    now = Delivery.objects.latest("pk").made_at

    while deliver_one(now):
        continue

    assert Delivery.objects.filter(subscription=subscribed, state="sent").count() == 4
    assert sum(Delivery.objects.filter(subscription=broken).values_list("tries", flat=True)) == 1


@pytest.mark.parametrize(("statuses", "wait_s"), [([200], 0.6), ([-100], 0.0)])
def test_answer_that_takes_too_long_is_no_answer_however_it_drips(
    receiver: Receiver, settings: Any, statuses: list[int], wait_s: float
) -> None:
    receiver.statuses, receiver.wait_s = statuses, wait_s
    began = time.monotonic()

    answer = transport.post(receiver.url, b"{}", {}, networks=settings.WEBHOOK_NETWORKS, whole_s=0.3)

    assert (answer.problem, answer.is_good) == ("timeout", False)
    assert time.monotonic() - began < 3


def test_huge_head_of_an_answer_is_not_read(receiver: Receiver, settings: Any, monkeypatch: Any) -> None:
    receiver.statuses = [-150]
    monkeypatch.setattr("tests.web.webhooks.receiver.time.sleep", lambda _s: None)

    assert transport.post(receiver.url, b"{}", {}, networks=settings.WEBHOOK_NETWORKS).problem == "protocol"


def test_redirect_is_not_followed(receiver: Receiver, settings: Any) -> None:
    receiver.statuses, receiver.location = [301], f"https://127.0.0.1:{receiver.port}/again"

    answer = transport.post(receiver.url, b"{}", {}, networks=settings.WEBHOOK_NETWORKS)

    assert (answer.status, answer.problem, len(receiver.came)) == (301, "redirect", 1)


def test_certificate_must_be_trusted_and_of_the_very_name(
    receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks = settings.WEBHOOK_NETWORKS
    other = receiver.url.replace("127.0.0.1", "127.0.0.2")
    assert transport.post(receiver.url, b"{}", {}, networks=networks).is_good
    assert transport.post(other, b"{}", {}, networks=networks).problem in ("tls", "connect")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    assert transport.post(receiver.url, b"{}", {}, networks=networks).problem == "tls"
    assert len(receiver.came) == 1


def test_receiver_of_the_own_machine_is_not_reached_without_the_setting(receiver: Receiver) -> None:
    assert transport.post(receiver.url, b"{}", {}).problem == "private" and receiver.came == []


def test_new_secret_signs_beside_the_former_for_a_day(subscribed: Any, receiver: Receiver, act: Any) -> None:
    old = secret_of(subscribed.key, subscribed.nonce)
    act("a")
    at = Delivery.objects.get().made_at
    row, new = subscribing.rotate(subscribed, by=None, at=at)
    deliver_one(at)
    act("b")
    Delivery.objects.filter(state="waiting").update(next_at=at)
    deliver_one(at + subscribing.OVERLAP)

    (first, body), (second, later) = receiver.came
    assert old != new and row.version == 2
    assert first["webhook-signature"].split() == [signed(new, first, body), signed(old, first, body)]
    assert second["webhook-signature"].split() == [signed(new, second, later)]
    assert new not in json.dumps(list(Subscription.objects.values()), default=str), "it is kept nowhere"


def test_ping_goes_once_also_to_a_paused_subscription_and_counts_no_failure(
    subscribed: Any, receiver: Receiver
) -> None:
    subscribing.change(subscribed, name="ERP", url=subscribed.url, kinds=subscribed.kinds, is_on=False, by=None)
    receiver.statuses = [500]
    row = subscribing.ping(Subscription.objects.get(), by=None, at=NOW)

    assert deliver_one() and not deliver_one(NOW + timedelta(days=900))
    row.refresh_from_db()
    assert (row.state, row.status) == ("given_up", 500)
    assert json.loads(receiver.came[0][1])["event"] == "ping"
    assert Subscription.objects.get().failures == 0


def test_delivery_has_one_courier_and_is_due_again_when_that_one_falls_silent(subscribed: Any, act: Any) -> None:
    act()
    at = Delivery.objects.get().made_at
    first = take(at)
    assert first is not None and take(at) is None

    second = take(at + delivering.LEASE)
    assert second is not None and second.tries == 2
    good = transport.Answer(200, "", 5)
    assert delivering.keep(first, good, at + delivering.LEASE) is None, "it is another's now"
    assert delivering.keep(second, good, at + delivering.LEASE) == "sent"


def test_delivery_over_which_couriers_die_is_given_up(subscribed: Any, act: Any) -> None:
    act()
    now = Delivery.objects.get().made_at
    for n in range(delivering.MOST_TRIES):
        assert take(now + n * delivering.LEASE) is not None

    assert take(now + delivering.MOST_TRIES * delivering.LEASE) is None
    assert Delivery.objects.get().state == "given_up"


def test_ended_subscription_drops_what_waits_and_old_deliveries_are_forgotten(subscribed: Any, act: Any) -> None:
    act()
    subscribing.end(subscribed, by=None)

    made = Delivery.objects.get().made_at
    assert Delivery.objects.get().state == "dropped" and not deliver_one()
    assert forget_old(made + timedelta(days=29)) == 0
    assert forget_old(made + timedelta(days=31)) == 1


def test_every_kind_of_event_belongs_to_some_act_with_words_in_the_log() -> None:
    from remeslo.web.apps.common.wording import ACTIONS

    assert set(EVENTS.values()) == set(EventKind)
    assert set(EVENTS) <= set(ACTIONS)


def test_end_of_a_job_is_told_with_the_address_of_the_job(cluster: Any, receiver: Receiver) -> None:
    from remeslo.web.apps.common.services.log import record

    subscribing.subscribe(cluster, name="x", url=receiver.url, kinds=["job.finished"], by=None, at=NOW)
    record("timetable.run_failed", by=None, cluster=cluster, subject="week_run:12", kind="build")
    told = json.loads(Delivery.objects.get().body)

    assert (told["act"], told["subject"]) == ("timetable.run_failed", {"kind": "job", "key": "week/12"})
    assert told["facts"] == {"kind": "build"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "name"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["names.shown"]}, "kinds"),
        ({"url": "https://10.0.0.1/"}, "private"),
        ({"url": "http://hooks.example.org/"}, "url"),
    ],
)
def test_subscription_that_cannot_be_is_not_made(cluster: Any, wrong: dict[str, Any], code: str) -> None:
    told: dict[str, Any] = {"name": "ERP", "url": "https://hooks.example.org/", "kinds": ["fact.disputed"], **wrong}

    with pytest.raises(subscribing.NotMade) as refused:
        subscribing.subscribe(cluster, by=None, at=NOW, **told)
    assert refused.value.code == code and not Subscription.objects.exists()
