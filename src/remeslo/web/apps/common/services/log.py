"""Writing the log."""

from typing import Any

from django.utils import timezone

from remeslo.web.apps.common.models import Cluster, LogEntry, User
from remeslo.web.apps.common.services.chain import link_soon


def record(
    action: str, *, by: User | None, cluster: Cluster | None = None, subject: str = "", **facts: Any
) -> LogEntry:
    """Append a line: who did what, on what, now; its link of the chain follows once this is committed."""
    entry = LogEntry(
        at=timezone.now(),
        user=by,
        user_name=str(by) if by else "",
        cluster=cluster,
        action=action,
        subject=subject,
        facts=facts,
    )
    entry.save()
    link_soon()
    return entry
