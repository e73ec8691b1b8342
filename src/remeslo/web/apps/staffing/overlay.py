"""Events laid over rows: what a paper and a mentorship come to after all that happened since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from remeslo.core.staffing.mentorship import EndedBy, Mentorship
from remeslo.core.staffing.qualification import Qualification
from remeslo.web.apps.common.bodies import value_of
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.staffing.models import StaffEvent

CONSENT: Final = "mentorship.consent"
DECLINED: Final = "mentorship.declined"
ENDED: Final = "mentorship.ended"
REVOKED: Final = "qualification.revoked"
LAID_OVER: Final = (CONSENT, DECLINED, ENDED, REVOKED)
"""Kinds of events that change what a row says."""


def events_by_subject(cluster: Cluster) -> Mapping[str, Sequence[StaffEvent]]:
    """Events that change what rows say, in the order in which they happened; one query."""
    found: dict[str, list[StaffEvent]] = defaultdict(list)
    for event in StaffEvent.objects.filter(cluster=cluster, kind__in=LAID_OVER):
        found[event.subject].append(event)
    return found


def qualification(body: Any, events: Mapping[str, Sequence[StaffEvent]]) -> Qualification | None:
    """A qualification with what was taken back; None when it was never in force."""
    value: Qualification = value_of(Qualification, body)
    for event in events.get(f"qualification:{value.key}", ()):
        last = event.on - timedelta(days=1)
        if last < value.since:
            return None
        if value.until is None or last < value.until:
            value = replace(value, until=last)
    return value


def mentorship(body: Any, events: Mapping[str, Sequence[StaffEvent]]) -> Mentorship:
    """A mentorship with the mentor's word and the early end laid over what the row says."""
    value: Mentorship = value_of(Mentorship, body)
    for event in events.get(f"mentorship:{value.key}", ()):
        if event.kind == CONSENT:
            value = replace(value, consent=event.on)
        elif event.kind == ENDED:
            by, notice = EndedBy(event.values["side"]), date.fromisoformat(event.values["notice"])
            value = replace(value, ended_on=event.on, ended_by=by, notice_on=notice)
    return value
