"""A cluster with a few facts: a college enters, an enterprise is asked; people of every role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # models can be imported only when Django is set up, which is after this file is read
    from remeslo.web.apps.results.models import FactRow

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PRACTICE = {"element": "ПП.01", "employer": "turbines", "hours": 72}


@pytest.fixture
def house(cluster: Any) -> Callable[[str], Any]:
    return lambda key: cluster.organisations.get(key=key)


@pytest.fixture
def stated(cluster: Any, house: Callable[[str], Any]) -> Callable[..., FactRow]:
    """Enters a fact of a college that the enterprise is asked to confirm."""

    def enter(
        kind: str = "practice",
        subject: str = "L-001",
        *,
        by: str = "base",
        other: str | None = "turbines",
        college: str | None = "base",
        author: Any = None,
        on: date = date(2026, 10, 30),
        evidence: tuple[str, ...] = (),
        **values: Any,
    ) -> FactRow:
        from remeslo.web.apps.results.services.recording import Said, record_fact

        said = Said(kind=kind, subject=subject, on=on, values={**PRACTICE, **values}, evidence=evidence)
        return record_fact(
            cluster,
            said,
            speaker=house(by),
            other=house(other) if other else None,
            college=house(college) if college else None,
            by=author,
            at=datetime.now(UTC),
        )

    return enter
