"""Things of the small world that only some pages need, so that their owner is shown something to look for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from tests.web.factorymodel import TURNING

NOW: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PROGRAMME: Final = "mach-operator"


def review(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A new edition of the standard that the programme rests on, and a review of it."""
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import standard_content
    from remeslo.web.apps.revision.services.reviewing import open_review

    group = TURNING.generalised[0]
    first, second = group.functions
    functions = (replace(first, name="Наладка и проверка станка"), replace(second, code="A/04.3"))
    new = replace(
        TURNING, order_number="9н", approved=date(2026, 8, 1), generalised=(replace(group, functions=functions),)
    )
    save_version(cluster, standard_content(new), by=None, at=NOW, publish=True)
    made = open_review(cluster, PROGRAMME, TURNING.edition, new.edition, by=admin, at=NOW)
    assert made is not None
    things["review"], things["old"], things["new"] = made.pk, TURNING.edition, new.edition


PARTS: Final = (review,)
