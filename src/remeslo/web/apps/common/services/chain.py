"""The chain over the log: links are added after each commit, and judged when somebody asks."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError, connection, transaction

from remeslo.core.base.chain import Head, Link, faults, linked
from remeslo.core.base.findings import Finding
from remeslo.web.apps.common.models import LogEntry, LogLink

_A_BATCH: Final = 2000
_LATE: Final = 10_000
"""So far back is looked each time: a transaction that ended late wrote smaller numbers than those linked already."""
_LOCK: Final = 0x52454D45  # one number for the whole database: links are added by one at a time


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What judging the chain gave.

    ``head`` can be noted elsewhere and given back later; ``unlinked`` entries were written and not linked yet, which
    lasts a moment unless a process was killed in it.
    """

    head: Head
    unlinked: int
    findings: tuple[Finding, ...]


def link_soon() -> None:
    """Add the links once what is being written is committed; a failure is made good by the next one."""
    transaction.on_commit(_link_quietly, robust=True)


def link(*, everything: bool = False) -> int:
    """Add a link for each entry that has none, oldest first; how many. ``everything`` looks back to the beginning."""
    added = 0
    while True:
        with transaction.atomic():
            _one_at_a_time()
            last = LogLink.objects.order_by("-position").first()
            entries = LogEntry.objects.filter(link=None).order_by("id")
            if last is not None and not everything:
                entries = entries.filter(pk__gt=last.entry_id - _LATE)
            new = list(_links(Head(last.position, last.digest) if last else Head(), entries[:_A_BATCH]))
            LogLink.objects.bulk_create(new)
        added += len(new)
        if len(new) < _A_BATCH:
            return added


def judge(kept: Head | None = None) -> Verdict:
    """Judge the whole chain, in one reading of the log; missing links are added first."""
    link(everything=True)
    head, findings = faults(_stored(), kept)
    return Verdict(head, LogEntry.objects.filter(link=None).count(), findings)


def body(entry: LogEntry) -> Mapping[str, object]:
    """What of an entry is chained: all of it, numbers of rows instead of the rows."""
    return {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "user": entry.user_id,
        "user_name": entry.user_name,
        "cluster": entry.cluster_id,
        "action": entry.action,
        "subject": entry.subject,
        "facts": entry.facts,
    }


def _links(head: Head, entries: Iterable[LogEntry]) -> Iterator[LogLink]:
    digest = head.digest
    for position, entry in enumerate(entries, head.position + 1):
        digest = linked(digest, body(entry))
        yield LogLink(position=position, entry=entry, digest=digest)


def _stored() -> Iterator[Link]:
    """All links with their entries, in order, a batch at a time."""
    after = 0
    while rows := list(LogLink.objects.filter(position__gt=after).order_by("position")[:_A_BATCH]):
        entries = LogEntry.objects.in_bulk([r.entry_id for r in rows])
        for row in rows:
            entry = entries.get(row.entry_id)
            yield Link(row.position, row.digest, f"№ {row.entry_id}", body(entry) if entry else None)
        after = rows[-1].position


def _link_quietly() -> None:
    try:
        link()
    except DatabaseError:
        logging.getLogger(__name__).warning("log links wait for the next entry", exc_info=True)


def _one_at_a_time() -> None:
    """SQLite's transactions that write are one at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
