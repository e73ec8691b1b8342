"""The written client against a server that really listens: reading, changing, refusals, lists; it is up to date."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.web.rights.asking import token

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "clients/python/remeslo_client.py"


def module(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def test_client_is_what_the_document_gives() -> None:
    writer = module("apiclient", ROOT / "scripts/apiclient.py")

    text = writer.client_text(writer.document())

    assert text == FILE.read_text(encoding="utf-8"), "write it anew: python scripts/apiclient.py " + str(FILE.name)


@pytest.mark.django_db(transaction=True)
def test_client_reads_changes_and_is_told_why_not(live_server: Any, cluster: Any, person: Any) -> None:
    client_of = module("remeslo_client", FILE)
    user = person("employer", cluster=cluster, organisation="turbines")
    client = client_of.Client(live_server.url, token(user), timeout_s=20)
    at = {"cluster": cluster.key}

    assert client.me_me().value["roles"] == [{"cluster": "small", "role": "employer", "organisation": "turbines"}]
    keys = [m["key"] for m in client_of.pages(client.clusters_members, **at, limit=2)]
    assert keys == ["base", "net", "turbines", "turbines-cu", "valves"]
    card, tag = client.demand_card(**at, key="card-turbines").tagged
    body = {n: card[n] for n in ("employer", "job", "deadline", "programme", "equipment", "headcount", "requirements")}
    changed = client.demand_change(**at, key="card-turbines", body={**body, "note": "позже"}, if_match=tag)
    assert (changed.value["version"], changed.value["note"]) == (2, "позже") and changed.etag != tag
    with pytest.raises(client_of.Refused) as late:
        client.demand_change(**at, key="card-turbines", body=body, if_match=tag)
    assert (late.value.status, late.value.kind) == (412, "outdated")
    with pytest.raises(client_of.Refused) as hidden:
        client.demand_card(**at, key="card-valves")
    assert hidden.value.status == 404
    made = [client.demand_create(**at, body=body, idempotency_key="once").value["key"] for _ in range(2)]
    assert made == ["turbines-01", "turbines-01"]


@pytest.mark.django_db(transaction=True)
def test_client_follows_a_job_from_its_start_to_the_next_try(live_server: Any, cluster: Any, person: Any) -> None:
    client_of = module("remeslo_client", FILE)
    client = client_of.Client(live_server.url, token(person("cluster_manager", cluster=cluster)), timeout_s=20)
    at = {"cluster": cluster.key}

    made = client.jobs_start_plan(**at, body={"limit_s": 1}, idempotency_key="one").value
    same = client.jobs_start_plan(**at, body={"limit_s": 1}, idempotency_key="one").value
    one = {**at, "crew": made["crew"], "number": made["number"]}
    assert made["number"] == same["number"]
    assert [j["number"] for j in client_of.pages(client.jobs_listing, **at, crew="plan")] == [made["number"]]
    job, tag = client.jobs_job(**one).tagged
    assert (job["state"], tag != "") == ("queued", True)
    assert client.jobs_stop(**one, body={"how": "drop"}).value["state"] == "cancelled"
    again = client.jobs_again(**one, body={}).value
    assert (again["state"], again["again_of"]) == ("queued", made["number"])


@pytest.mark.django_db(transaction=True)
def test_client_subscribes_and_believes_only_genuine_messages(
    live_server: Any, cluster: Any, person: Any, settings: Any, monkeypatch: Any
) -> None:
    from ipaddress import ip_network

    from tests.web.webhooks.receiver import CERTIFICATE, listening

    from remeslo.web.apps.webhooks.services.delivering import deliver_one

    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    client_of = module("remeslo_client", FILE)
    client = client_of.Client(live_server.url, token(person("administrator", cluster=cluster)), timeout_s=20)
    at = {"cluster": cluster.key}
    with listening() as receiver:
        body = {"name": "ERP", "url": receiver.url, "events": ["job.finished", "fact.confirmed"]}
        made = [client.webhooks_subscribe(**at, body=body, idempotency_key="one").value for _ in range(2)]
        assert made[0]["key"] == made[1]["key"] and made[1]["secret"] == "", "it is told once"
        at_hook = {**at, "webhook": made[0]["key"]}
        hook, tag = client.webhooks_webhook(**at_hook).tagged
        changed = client.webhooks_change(**at_hook, body={**body, "name": "1C", "active": True}, if_match=tag)
        assert (hook["name"], changed.value["name"]) == ("ERP", "1C")
        with pytest.raises(client_of.Refused) as late:
            client.webhooks_change(**at_hook, body={**body, "active": False}, if_match=tag)
        assert late.value.kind == "outdated"
        ping = client.webhooks_ping(**at_hook, body={}).value
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert deliver_one()
    ((headers, content),) = receiver.came
    (sent,) = client_of.pages(client.webhooks_deliveries, **at_hook)
    assert (sent["id"], sent["state"], sent["status"]) == (ping["id"], "sent", 204)

    secret, moment = made[0]["secret"], int(headers["webhook-timestamp"])
    assert client_of.webhook(secret, headers, content)["event"] == "ping"
    assert client_of.webhook(secret, {k.title(): v for k, v in headers.items()}, content, now=moment + 299)
    other = client.webhooks_rotate(**at_hook, body={}).value["secret"]
    strange = (
        (other, headers, content, moment),
        (secret, headers, content + b" ", moment),
        (secret, headers, content, moment + 301),
        (secret, headers, content, moment - 301),
        (secret, {**headers, "webhook-id": "other"}, content, moment),
        (secret, {**headers, "webhook-timestamp": str(moment + 1)}, content, moment),
        (secret, {**headers, "webhook-timestamp": "now"}, content, moment),
        (secret, {**headers, "webhook-signature": "v1, v2,x é"}, content, moment),
        (secret, {}, content, moment),
    )
    for key, told, bytes_, now in strange:
        with pytest.raises(client_of.NotGenuine):
            client_of.webhook(key, told, bytes_, now=now)
    both = {**headers, "webhook-signature": "v1,eA== " + headers["webhook-signature"]}
    assert client_of.webhook(secret, both, content, now=moment)["id"] == ping["id"]
