"""Questions over the rows of this app; each takes a fixed number of queries."""

from django.db.models import QuerySet

from remeslo.core.base.text import fold
from remeslo.web.apps.common.models import Cluster, LogEntry, User, VersionedDocument


def demo_people() -> list[User]:
    """Demo sign-ins with what each is."""
    people = User.objects.filter(demo=True, is_active=True).order_by("id")
    return list(people.prefetch_related("memberships__organisation", "memberships__cluster"))


def documents(cluster: Cluster, kind: str, text: str = "") -> QuerySet[VersionedDocument]:
    """Documents of a kind, in their order; ``text`` is searched whatever the letter case, ё as е."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=kind, withdrawn=False)
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    return rows.select_related("owner", "latest__author", "published").defer("latest__body", "published__body")


def log_entries(cluster: Cluster, limit: int = 200) -> list[LogEntry]:
    """The last lines of the log."""
    return list(LogEntry.objects.filter(cluster=cluster).select_related("user")[:limit])
