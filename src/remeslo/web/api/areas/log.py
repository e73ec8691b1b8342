"""The log of a cluster: who did what, when."""

from datetime import datetime

from ninja import Query
from pydantic import BaseModel, Field

from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, newest_first
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.wording import log_lines

AREA = Area("log", Scope.LOG_READ)


class Entry(BaseModel):
    """One act: a stable code, what it was done to, and a sentence in the language of the request."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    text: str


class Log(Page[Entry]):
    """A page of the log, the newest first."""


class AskedLog(Asked):
    """Which lines."""

    action: str = Field("", max_length=60, description="A code of an act: document.saved")


@AREA.get(f"{IN_CLUSTER}/log", Action.SEE_LOG, out=Log)
def listing(request: ApiRequest, cluster: str, asked: Query[AskedLog]) -> Log:
    """List what was done in the cluster, the newest first."""
    rows = LogEntry.objects.filter(cluster=request.cluster).select_related("user")
    if asked.action:
        rows = rows.filter(action=asked.action)
    shown, more = newest_first(rows, asked, "log")
    told = zip(shown, log_lines(request.cluster, shown), strict=True)
    items = [
        Entry(number=e.pk, at=e.at, who=line.who, action=e.action, subject=e.subject, text=line.text)
        for e, line in told
    ]
    return Log(items=items, next=more)
