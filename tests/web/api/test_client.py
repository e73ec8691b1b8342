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
