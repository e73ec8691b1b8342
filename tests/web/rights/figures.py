"""Figures of a year: one college has given them, another's are approved and its report is out; words that are not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

YEAR = "2026"


def figures(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """What is said in an approval and what is written after a report came out stays with those who see the year."""
    from tests.web.rights.world import SECRETS, World, person

    from remeslo.core.rollup.approval import Level, Step
    from remeslo.web.apps.boards.models import UnitStanding
    from remeslo.web.apps.boards.services.approving import Which, current_leaves, hash_of, take_step
    from remeslo.web.apps.boards.services.publishing import publish_report, report_of, save_words
    from remeslo.web.apps.boards.services.refreshing import refresh_cluster

    world, now = World(cluster, None, things), datetime.now(UTC)
    refresh_cluster(cluster, today=now.date(), at=now)
    manager = person(world, "cluster_manager")
    for key in ("college", "guests"):
        which, deputy = Which(cluster, key, YEAR), person(world, f"deputy_director@{key}")
        seen = hash_of(current_leaves(which))
        take_step(which, Step.SUBMIT, Level.COLLEGE, by=deputy, at=now, seen=seen, remark=SECRETS["remark"])
        things[f"seen:{key}"] = seen
    take_step(which, Step.APPROVE, Level.CLUSTER, by=manager, at=now, seen=seen)
    row = UnitStanding.objects.get(cluster=cluster, college="guests", period=YEAR)
    things["chosen"] = f"{row.pk}:{row.sha256}"
    report = save_words(
        report_of(cluster, "guests", YEAR), achieved="Открыли цех", difficulties="", next_year="", by=deputy
    )
    publish_report(report, by=deputy, at=now, indexed=False)
    things["slug"] = report.slug
    for key in ("guests", "college"):
        words = report_of(cluster, key, YEAR)
        save_words(words, achieved=SECRETS["report"], difficulties="", next_year="", by=deputy)
