"""Credentials of the example: what they look like, that they check out, and that no real cluster gets any."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.web.credentials.conftest import enter, held_cluster, keep, planned

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.services.demo import make_demo_people
from remeslo.web.apps.credentials.models import GraduateCredential
from remeslo.web.apps.results.services.confirming import confirm
from remeslo.web.launch.badges import ISSUED, issue_unless_issued
from remeslo.web.launch.console import Console

__all__ = ["held_cluster", "keep", "planned"]
pytestmark = pytest.mark.django_db
ADDRESS = "http://testserver/"


@pytest.fixture
def console() -> Console:
    return Console(io.StringIO())


@pytest.fixture
def graduated(cluster: Any, planned: Any, person: Callable[..., Any]) -> Any:
    """More graduates than are certified, each with a practice that the first enterprise has confirmed."""
    Cluster.objects.filter(pk=cluster.pk).update(illustrative=True)
    cluster.refresh_from_db()
    make_demo_people(cluster)
    employer = next(m.organisation for m in cluster.memberships.filter(role="employer").select_related("organisation"))
    for n in range(ISSUED + 1):
        subject = f"L-{n:03}"
        enter(cluster, "graduation", {"programme": "mach-operator"}, subject=subject)
        values = {"element": "ПП.01", "employer": employer.key, "hours": 180}
        practice = enter(cluster, "practice", values, other=employer.key, subject=subject)
        confirm([practice], speaker=employer, by=person(name=f"шеф {n}"), at=datetime.now(UTC))
    return cluster


def test_one_waits_one_is_revoked_the_others_hold_and_all_are_marked(graduated: Any, console: Console) -> None:
    with translation.override("en"):
        issue_unless_issued(graduated, console, address=ADDRESS)
        issue_unless_issued(graduated, console, address=ADDRESS)

    rows = list(GraduateCredential.objects.order_by("id"))
    assert [r.state for r in rows] == ["waiting", "revoked", *["signed"] * (ISSUED - 2)]
    assert len({r.subject for r in rows}) == ISSUED and not any(r.named for r in rows)
    for row in rows:
        assert "Illustrative" in row.document["credentialSubject"]["achievement"]["description"]
        assert "Illustrative" in row.reason or row.state != "revoked"
    assert "certifies competences" in console.out.getvalue()  # type: ignore[attr-defined]


def test_they_are_genuine_to_everybody_who_checks_and_the_revoked_one_is_not(graduated: Any, console: Console) -> None:
    issue_unless_issued(graduated, console, address=ADDRESS)
    browser = Client(headers={"accept-language": "en"})

    def said(state: str) -> str:
        row = next(r for r in GraduateCredential.objects.all() if r.state == state)
        return browser.post(reverse("badges:check"), {"text": json.dumps(row.document)}).text

    assert "It is genuine" in said("signed")
    assert "It cannot be relied on" in said("revoked")


def test_a_real_cluster_gets_none(graduated: Any, console: Console) -> None:
    Cluster.objects.filter(pk=graduated.pk).update(illustrative=False)
    graduated.refresh_from_db()

    issue_unless_issued(graduated, console, address=ADDRESS)

    assert not GraduateCredential.objects.exists()
