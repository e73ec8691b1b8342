"""Writing the log."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from remeslo.web.apps.common.models import Cluster, LogEntry, User
from remeslo.web.apps.common.services.chain import link_soon


def record(
    action: str, *, by: User | None, cluster: Cluster | None = None, subject: str = "", **facts: Any
) -> LogEntry:
    """
    Append a line: who did what, on what, now; its link of the chain follows once this is committed.

    What listens to lines (webhooks) writes in the same transaction.
    """
    entry = LogEntry(
        at=timezone.now(),
        user=by,
        user_name=str(by) if by else "",
        cluster=cluster,
        action=action,
        subject=subject,
        facts=facts,
    )
    with transaction.atomic(savepoint=False):
        entry.save()
    link_soon()
    return entry
