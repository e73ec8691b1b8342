"""Which acts of the log are events, and what a program is told of one: names of things, never of people."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.webhooks.enums import PING, EventKind

_CREWS: Final = {
    "run": "plan",
    "staff_run": "staff",
    "network_run": "network",
    "week_run": "week",
    "trial": "trial",
    "term_question": "term",
    "term_job": "course",
}
"""Kinds of subjects that are jobs, with the crew of each."""
_ACTS: Final = ("plan.", "staffplan.", "network.", "timetable.run_", "trial.", "studio.term_", "course.term_")
_ENDS: Final = ("done", "failed", "cancelled")
"""The ends of jobs in the log: `Job.ACT` and a state."""

EVENTS: Final[Mapping[str, EventKind]] = {
    **{f"{act}{end}": EventKind.JOB_FINISHED for act in _ACTS for end in _ENDS},
    "document.published": EventKind.DOCUMENT_PUBLISHED,
    "network.released": EventKind.ALLOCATION_PUBLISHED,
    "timetable.released": EventKind.TIMETABLE_PUBLISHED,
    "slot.approved": EventKind.SLOT_ANSWERED,
    "slot.declined": EventKind.SLOT_ANSWERED,
    "fact.recorded": EventKind.FACT_RECORDED,
    "facts.confirmed": EventKind.FACT_CONFIRMED,
    "fact.disputed": EventKind.FACT_DISPUTED,
    "money.settled": EventKind.MONEY_SETTLED,
    "agreement.signed": EventKind.AGREEMENT_SIGNED,
    "agreement.in_force": EventKind.AGREEMENT_IN_FORCE,
    "agreement.ended": EventKind.AGREEMENT_ENDED,
    "figures.submitted": EventKind.FIGURES_SUBMITTED,
    "figures.approved": EventKind.FIGURES_APPROVED,
    "figures.returned": EventKind.FIGURES_RETURNED,
    "figures.reopened": EventKind.FIGURES_RETURNED,
    "report.published": EventKind.REPORT_PUBLISHED,
}
"""Acts of the log that are told, with the kind of event each is."""
_TOLD: Final = ("count", "day", "kind", "level", "number", "period")
"""Facts of a line that leave the house; every other one (names, remarks, amounts) stays."""


def kind_of(entry: LogEntry) -> EventKind | None:
    """The kind of event that a line of the log is, if any."""
    return EVENTS.get(entry.action) if entry.cluster_id is not None else None


def body_of(key: UUID, kind: EventKind, entry: LogEntry, cluster: str) -> str:
    """What is sent about an act, as JSON."""
    thing, _colon, name = entry.subject.partition(":")
    crew = _CREWS.get(thing) if kind is EventKind.JOB_FINISHED else None
    told = {n: entry.facts[n] for n in _TOLD if n in entry.facts}
    subject: dict[str, Any] = {"kind": thing, "key": name}
    if crew is not None:
        subject = {"kind": "job", "key": f"{crew}/{name}"}
    return _written(key, kind, entry.at, cluster, entry.pk, entry.action, subject, told)


def ping_of(key: UUID, at: datetime, cluster: str) -> str:
    """What is sent to try an address."""
    return _written(key, PING, at, cluster, None, PING, None, {})


def _written(
    key: UUID,
    kind: str,
    at: datetime,
    cluster: str,
    entry: int | None,
    act: str,
    subject: Mapping[str, Any] | None,
    facts: Mapping[str, Any],
) -> str:
    body = {
        "id": str(key),
        "event": str(kind),
        "at": at.isoformat(),
        "cluster": cluster,
        "entry": entry,
        "act": act,
        "subject": subject,
        "facts": facts,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str)
