"""Hours with reasons: from study plans that the cluster has; what employers ask for only for those who may read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import factories

from remeslo.core.competence.studyplan import PlanHead, PlanRow, RowKind, StudyPlan

pytestmark = pytest.mark.usefixtures("planned")
NOW = datetime(2026, 9, 2, 9, 0, tzinfo=UTC)
URL = {"cluster": "example", "key": "mach-operator"}


@pytest.fixture
def loaded(cluster: Any) -> None:
    """A study plan with a course of the same title as one of the programme's, and more hours."""
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import study_plan_content

    design = factories.outcome().design
    assert design is not None
    course = next(e for e in design.elements if e.index == "МДК.01.01")
    rows = (
        PlanRow(key="1", index="Д.01", title=course.title, kind=RowKind.DISCIPLINE, hours=Decimal(200)),
        PlanRow(key="2", index="Д.02", title="Мировая литература", kind=RowKind.DISCIPLINE, hours=Decimal(60)),
    )
    plan = StudyPlan(head=PlanHead(code="15.02.16", title="План соседей"), rows=rows)
    save_version(cluster, study_plan_content(plan), by=None, at=NOW)


def _page(client: Client) -> Any:
    return client.get(reverse("programmes:hours", kwargs=URL))


@pytest.mark.usefixtures("loaded")
def test_an_element_that_a_loaded_plan_has_too_gets_an_estimate_with_its_source(
    signed_in: Callable[..., Client], cluster: Any
) -> None:
    page = _page(signed_in("methodist", cluster=cluster, organisation="college"))

    row = next(r for r in page.context["rows"] if r.element.index == "МДК.01.01")
    assert row.where == "below"
    assert [u.comparable.index for u in row.estimate.used] == ["Д.01"]
    assert "План соседей" in page.text


@pytest.mark.usefixtures("loaded")
def test_an_employer_sees_hours_of_others_and_nothing_of_what_other_employers_ask(
    signed_in: Callable[..., Client], cluster: Any
) -> None:
    told = {}
    for role, house in (("methodist", "college"), ("employer", "gears")):
        rows = _page(signed_in(role, cluster=cluster, organisation=house)).context["rows"]
        told[role] = {s.what for r in rows for s in r.reasons}

    assert told["employer"] < told["methodist"]
    assert not any("mployers" in text or "аботодател" in text for text in told["employer"])


def test_without_other_curricula_the_page_says_what_to_do(signed_in: Callable[..., Client], cluster: Any) -> None:
    page = _page(signed_in("methodist", cluster=cluster, organisation="college"))

    assert not page.context["rows"]
    assert "load curricula" in page.text
