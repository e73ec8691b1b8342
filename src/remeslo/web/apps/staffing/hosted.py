"""Sessions as their host sees them: participants by name and house, no word of why they come or what they hold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from remeslo.core.staffing.upskill.steps import COMING, StepState
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.staffing.audience import Thing, session_thing
from remeslo.web.apps.staffing.models import Certificate, SessionRow, Step

SEEN: Final = (*COMING, StepState.MISSED, StepState.REVOKED)
"""States in which a participant concerns the host; who was asked and who declined does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedSession:
    """A session with those who come."""

    row: SessionRow
    steps: tuple[Step, ...]
    day: date
    next_number: str = ""

    @property
    def thing(self) -> Thing:
        """For asking about rights."""
        return session_thing(self.row)

    def count(self, *states: StepState) -> int:
        """Participants in these states."""
        return sum(s.state in states for s in self.steps)

    @property
    def awaited(self) -> int:
        """Who said they come."""
        return self.count(StepState.ACCEPTED)

    @property
    def to_certify(self) -> int:
        """Who was there and has no paper yet."""
        return self.count(StepState.CARRIED_OUT)

    @property
    def waits(self) -> bool:
        """True when the host has something to do: confirm attendance, give papers."""
        return bool(self.to_certify) or (self.row.first <= self.day and bool(self.awaited))


def hosted_sessions(cluster: Cluster, day: date) -> list[HostedSession]:
    """All sessions of the cluster with participants, those that wait for the host first; two queries."""
    rows = list(SessionRow.objects.filter(cluster=cluster).select_related("course__host"))
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(cluster=cluster, state__in=SEEN).select_related("person__organisation"):
        steps[step.session_id].append(step)
    held = [HostedSession(row=r, steps=tuple(steps[r.pk]), day=day) for r in rows]
    return sorted(held, key=lambda h: (not h.waits, h.row.last < day, h.row.first))


def hosted_session(cluster: Cluster, key: str, day: date) -> HostedSession | None:
    """One session with its participants and the next free number of a certificate; four queries."""
    row = SessionRow.objects.filter(cluster=cluster, key=key).select_related("course__host").first()
    if row is None:
        return None
    found = Step.objects.filter(session=row, state__in=SEEN).select_related("person__organisation", "session")
    steps = list(found.prefetch_related("certificates").order_by("person__name", "pk"))
    numbers = Certificate.objects.filter(cluster=cluster).values_list("number", flat=True)
    return HostedSession(row=row, steps=tuple(steps), day=day, next_number=_next(row.key, numbers))


def _next(key: str, numbers: Iterable[Any]) -> str:
    held = set(numbers)
    n = 1
    while f"{key}-{n:03}" in held:
        n += 1
    return f"{key}-{n:03}"
