"""Appending what happened, with a line of the log."""

from datetime import date, datetime
from typing import Any

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.staffing.models import StaffEvent


def happened(
    cluster: Cluster,
    kind: str,
    subject: str,
    *,
    on: date,
    by: User | None,
    at: datetime,
    note: str = "",
    **values: Any,
) -> StaffEvent:
    """
    Append an event, and a line of the log that says who did it.

    The log names no person of the staff: it is read by more people than the person's page.
    """
    event = StaffEvent(
        cluster=cluster,
        kind=kind,
        subject=subject,
        on=on,
        values=values,
        note=note.strip()[:2000],
        author=by,
        author_name=str(by) if by else "",
        at=at,
    )
    event.save()
    record(kind, by=by, cluster=cluster, subject=subject, on=on.isoformat())
    return event
