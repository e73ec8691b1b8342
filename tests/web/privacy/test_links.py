"""Pages of learners and staff lead to what is held about the person: whoever may read that, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.privacy.conftest import KEY

pytestmark = pytest.mark.django_db
PEOPLE = [
    ("administrator", ""),
    ("cluster_manager", ""),
    ("methodist", "base"),
    ("deputy_director", "base"),
    ("deputy_director", "net"),
    ("employer", "turbines"),
    ("employer", "valves"),
    ("finance_officer", ""),
]


def here(name: str, **parts: str) -> str:
    return reverse(name, kwargs={"cluster": "small", **parts})


@pytest.mark.parametrize(("role", "house"), PEOPLE)
def test_link_stands_on_a_page_exactly_where_it_can_be_followed(
    cluster: Any, learner: Any, recorded: Any, signed_in: Callable[..., Client], role: str, house: str
) -> None:
    learner()
    recorded()
    reader = signed_in(role, cluster=cluster, organisation=house)

    for page, who, key in (
        (here("results:subject", key=KEY), "learner", KEY),
        (here("staffing:person", key="p1"), "staff", "p1"),
    ):
        answer, there = reader.get(page), here("privacy:subject", who=who, key=key)
        if answer.status_code == 200:
            assert (f'href="{there}"' in answer.text) == (reader.get(there).status_code == 200), (role, page)


def test_administrator_and_the_own_college_follow_it_and_a_partner_does_not(
    cluster: Any, learner: Any, recorded: Any, signed_in: Callable[..., Client]
) -> None:
    learner()
    recorded()
    there = here("privacy:subject", who="learner", key=KEY)

    def shown(role: str, house: str) -> bool:
        page = signed_in(role, cluster=cluster, organisation=house).get(here("results:subject", key=KEY))
        assert page.status_code == 200
        return there in page.text

    assert [shown("administrator", ""), shown("deputy_director", "base"), shown("employer", "turbines")] == [
        True,
        True,
        False,
    ]


def test_contract_is_no_person(cluster: Any, recorded: Any, administrator: Client) -> None:
    """A subject of facts that is no learner has no such link."""
    from datetime import UTC, date, datetime

    from remeslo.web.apps.results.services.recording import Said, record_fact

    plant = cluster.organisations.get(key="turbines")
    values = {"payer": "turbines", "year": 2026, "form": "cash", "amount": 1000}
    said = Said(kind="cofinancing_promised", subject="contract-1", on=date(2026, 10, 1), values=values, evidence=())
    record_fact(
        cluster, said, speaker=plant, other=None, college=None, by=None, at=datetime(2026, 11, 1, 9, tzinfo=UTC)
    )

    page = administrator.get(here("results:subject", key="contract-1")).text
    assert "/privacy/person/" not in page


def test_plan_of_a_learner_whose_name_nobody_keeps_is_found_by_who_keeps_privacy(
    cluster: Any, administrator: Client, signed_in: Callable[..., Client]
) -> None:
    from django.utils import timezone

    from remeslo.web.apps.common.models import DocumentVersion
    from remeslo.web.apps.shortcourses.models import LearnerPlan

    version = DocumentVersion.objects.filter(document__cluster=cluster).first()
    base = cluster.organisations.get(key="base")
    LearnerPlan.objects.create(
        cluster=cluster, owner=base, pseudonym="Д-17", group="СВ-26", version=version, opened_at=timezone.now()
    )
    there = here("privacy:subject", who="learner", key="Д-17")

    assert administrator.get(there).status_code == 200
    assert signed_in("deputy_director", cluster=cluster, organisation="net").get(there).status_code == 404
