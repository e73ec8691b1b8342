"""What every act begins and ends with: the meeting's row locked, the right looked at, the act logged."""

from collections.abc import Sequence
from typing import Any

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import memberships_in
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.dialogue.enums import MeetingState
from remeslo.web.apps.dialogue.models import Meeting
from remeslo.web.apps.dialogue.permissions import voice_of


class Refused(Exception):
    """The act was refused, nothing was written; findings of area ``dialogue`` say why and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = tuple(findings)


class NotYours(Refused):
    """The person may not do this here."""


def refusal(code: str, where: str = "", **facts: object) -> Finding:
    """A finding of this area that stops the act."""
    return Finding(f"dialogue.{code}", where, facts, Severity.STOPS_SAVING)


def refuse(code: str, where: str = "", **facts: object) -> Refused:
    """An act refused for one reason."""
    return Refused([refusal(code, where, **facts)])


def locked(meeting_id: int) -> Meeting:
    """The meeting's row, locked until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("cluster", "chair", "secretary")
    return rows.get(pk=meeting_id)


def led(meeting_id: int, by: User, *states: MeetingState) -> Meeting:
    """The locked meeting for an act of whoever runs it, in one of these states (none given: in any)."""
    meeting = locked(meeting_id)
    if not voice_of(by, meeting.cluster).leads(meeting):
        raise NotYours([refusal("not_yours")])
    hold_state(meeting, *states)
    return meeting


def hold_state(meeting: Meeting, *states: MeetingState) -> None:
    """Refuse where the meeting has not come so far, or is past it."""
    if states and meeting.state not in states:
        raise refuse("not_now", state=str(MeetingState(meeting.state).label))


def touch(meeting: Meeting, *fields: str) -> None:
    """Save the fields and tell open pages that something is new."""
    meeting.stamp += 1
    meeting.save(update_fields=["stamp", *fields])


def log(action: str, meeting: Meeting, *, by: User | None, **facts: Any) -> None:
    """A line of the cluster's log about this meeting."""
    facts = {"title": meeting.title, **facts}
    record(f"dialogue.{action}", by=by, cluster=meeting.cluster, subject=f"meeting:{meeting.number}", **facts)


def speaks_for(user: User, cluster: Cluster) -> Organisation | None:
    """The organisation that a person speaks for in a cluster; the first of several."""
    return next((m.organisation for m in memberships_in(user, cluster.pk) if m.organisation_id), None)


def name_of(user: User | None) -> str:
    """The person's name as it is today."""
    return str(user)[:200] if user else ""


def words(text: str, most: int, *, code: str = "no_text") -> str:
    """The text without blanks around it; refused when nothing is left, or more than there is room for."""
    clean = text.strip()
    if not clean:
        raise refuse(code)
    if len(clean) > most:
        raise refuse("too_long", most=most, length=len(clean))
    return clean
