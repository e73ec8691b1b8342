"""
Pages of the boards as a person at each level gets them, in one process, on the database that the settings name.

`python -m benchmarks.boards.measure [--runs N]` prints JSON; `REMESLO_DATA` or `REMESLO_DATABASE_URL` say where.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterable
from typing import Any, NamedTuple


class Page(NamedTuple):
    """A page as somebody opens it."""

    title: str
    person: str
    address: str


def main(argv: list[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="benchmarks.boards.measure", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="times each page is opened after the first (7)")
    args = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
    os.environ.setdefault("REMESLO_DEMO", "1")
    import django

    django.setup()
    told = {"counts": _counts(), "pages": [_measured(page, args.runs) for page in _pages()]}
    json.dump(told, sys.stdout, ensure_ascii=False)
    return 0


def _pages() -> Iterable[Page]:
    from django.urls import reverse

    from remeslo.web.apps.common.models import Cluster

    first = Cluster.objects.get(key="land-001")
    college = first.organisations.filter(role="base_college").first()
    assert college is not None
    here = {"cluster": first.key}
    region, industry = {"kind": "region", "name": first.region}, {"kind": "industry", "name": first.industry}
    above = "boards_above"
    yield Page("country", "strana", reverse(f"{above}:country"))
    yield Page("country, one indicator", "strana", reverse(f"{above}:country_indicator", kwargs={"key": "K3"}))
    yield Page("industry", "otrasl", reverse(f"{above}:node", kwargs=industry))
    yield Page("region", "oblast", reverse(f"{above}:node", kwargs=region))
    yield Page("region, one indicator", "oblast", reverse(f"{above}:node_indicator", kwargs={**region, "key": "K3"}))
    yield Page("cluster", "klaster", reverse("boards:cluster", kwargs=here))
    yield Page("cluster, one indicator", "klaster", reverse("boards:indicator", kwargs={**here, "key": "K3"}))
    yield Page("college", "kolledzh", reverse("boards:college", kwargs={**here, "college": college.key}))
    yield Page("next industry of a region", "oblast", reverse(f"{above}:next"))
    yield Page("approval, country", "strana", reverse(f"{above}:country_approval"))


def _measured(page: Page, runs: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client

    from remeslo.web.apps.common.models import User

    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=page.person))
    first = _timed(client, page.address)
    asked: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        answer = client.get(page.address)
    cpu = time.process_time()
    times = [_timed(client, page.address) for _ in range(runs)]
    cpu = time.process_time() - cpu
    return {
        "title": page.title,
        "status": answer.status_code,
        "queries": len(asked),
        "first_ms": first,
        "median_ms": statistics.median(times),
        "worst_ms": max(times),
        "cpu_ms": cpu * 1000 / runs,
        "kb": len(answer.content) / 1024,
    }


def _timed(client: Any, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


def _counts() -> dict[str, int]:
    from remeslo.web.apps.boards.models import BoardCell, StoredFigure
    from remeslo.web.apps.common.models import Cluster, Organisation
    from remeslo.web.apps.organisations.models import LegalEntity
    from remeslo.web.apps.results.models import FactRow

    return {
        "clusters": Cluster.objects.count(),
        "members": Organisation.objects.count(),
        "legal entities": LegalEntity.objects.count(),
        "learners": FactRow.objects.filter(kind="admission").values("cluster", "subject").distinct().count(),
        "facts": FactRow.objects.count(),
        "leaf figures": StoredFigure.objects.count(),
        "board cells": BoardCell.objects.count(),
        "hidden cells": BoardCell.objects.filter(hidden=True).count(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
