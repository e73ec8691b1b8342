"""A programme planned on the edition that is then re-issued under other numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import WELDING

from remeslo.core.competence.standards import OccupationalStandard

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)


def reissued() -> OccupationalStandard:
    """One function recoded with one statement reworded, the other reworded and under another level."""
    group = WELDING.generalised[0]
    pipes, control = group.functions
    functions = (
        replace(pipes, code="A/02.2", knowledge=("Свойства сталей и сплавов", "Виды дефектов шва")),
        replace(control, code="A/01.3", name="Контроль и приёмка сварного шва", level="3"),
    )
    return replace(
        WELDING,
        order_number="99н",
        approved=date(2026, 8, 1),
        generalised=(replace(group, functions=functions),),
    )


@pytest.fixture
def planned(cluster: Any) -> Any:
    """The programme as it was made on the old edition; then the new edition is loaded."""
    from remeslo.core.line.design import designer
    from remeslo.core.line.outcome import ProgrammeOutcome
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.contents import standard_content
    from remeslo.web.apps.registry.snapshot import cluster_value

    value = cluster_value(cluster)
    design = designer(value).design(value.programmes[0]).design
    outcome = ProgrammeOutcome(key=value.programmes[0].key, design=design, problem=None, result=None)
    kept = keep_outcome(cluster, outcome, keep_input(cluster, value, at=NOW), by=None, at=NOW, position=0)
    save_version(cluster, standard_content(reissued()), by=None, at=NOW, publish=True)
    return kept


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="base")


@pytest.fixture
def review(planned: Any, methodist: Client, cluster: Any) -> Any:
    """The review, opened by the methodist from the list."""
    from remeslo.web.apps.revision.models import Review

    given = {"programme": "welder", "old": WELDING.edition, "new": reissued().edition}
    methodist.post(reverse("revision:open", kwargs={"cluster": cluster.key}), given)
    return Review.objects.get()
