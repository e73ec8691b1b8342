"""A meeting's way: prepared, called, opened, closed, or cancelled."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from remeslo.core.base.findings import Finding
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.dialogue.enums import AHEAD, Basis, Majority, MeetingKind, MeetingState, ProposalState, Tie
from remeslo.web.apps.dialogue.models import Meeting
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.services.acting import NotYours, Refused, led, log, refusal, refuse, touch, words

_BEFORE = (MeetingState.DRAFT, MeetingState.CALLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a meeting is to be; ``quorum_percent`` 0..100."""

    kind: MeetingKind
    title: str
    starts_at: datetime
    place: str = ""
    goal: str = ""
    basis: Basis = Basis.ORGANISATION
    quorum_percent: int = 50
    majority: Majority = Majority.CAST
    tie: Tie = Tie.REFUSED


@transaction.atomic
def make_meeting(
    cluster: Cluster, wanted: Wanted, *, by: User | None, at: datetime, illustrative: bool = False
) -> Meeting:
    """A meeting being prepared. Raises NotYours, Refused."""
    if by is not None and not voice_of(by, cluster).edits:
        raise NotYours([refusal("not_yours")])
    Cluster.objects.select_for_update().get(pk=cluster.pk)  # numbers of meetings one after another
    last = Meeting.objects.filter(cluster=cluster).aggregate(n=Max("number"))["n"] or 0
    meeting = Meeting(cluster=cluster, number=last + 1, made_by=by, made_at=at, illustrative=illustrative)
    _fill(meeting, wanted)
    meeting.save()
    log("made", meeting, by=by)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, wanted: Wanted, *, by: User) -> Meeting:
    """Another day, place or rule; not once the meeting is open. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *_BEFORE)
    _fill(row, wanted)
    row.save()
    touch(row)
    log("changed", row, by=by)
    return row


@transaction.atomic
def call(meeting: Meeting, *, by: User) -> Meeting:
    """Send the invitations: the agenda and the people must be there. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.DRAFT)
    missing = []
    if not row.items.exists():
        missing.append(refusal("no_items"))
    if not row.seats.filter(votes=True).exists():
        missing.append(refusal("no_people"))
    return _move(row, MeetingState.CALLED, by, missing, "called")


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Begin: from now on proposals are voted on. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.CALLED)
    missing = []
    if row.chair_id is None:
        missing.append(refusal("no_chair"))
    if row.secretary_id is None:
        missing.append(refusal("no_secretary"))
    return _move(row, MeetingState.OPEN, by, missing, "opened")


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """End: no vote may be open. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.OPEN)
    open_votes = row.proposals.filter(state__in=(ProposalState.VOTING, ProposalState.PUT))
    missing = [refusal("vote_open", p.text) for p in open_votes]
    return _move(row, MeetingState.CLOSED, by, missing, "closed")


@transaction.atomic
def cancel(meeting: Meeting, *, by: User) -> Meeting:
    """Call it off before it began. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *_BEFORE)
    return _move(row, MeetingState.CANCELLED, by, [], "cancelled")


def hold_ahead(meeting: Meeting) -> None:
    """Refuse what belongs before the end of a meeting."""
    if meeting.state not in AHEAD:
        raise refuse("not_now", state=str(MeetingState(meeting.state).label))


def _move(row: Meeting, state: MeetingState, by: User, missing: list[Finding], action: str) -> Meeting:
    if missing:
        raise Refused(missing)
    row.state = state
    touch(row, "state")
    log(action, row, by=by)
    return row


def _fill(row: Meeting, wanted: Wanted) -> None:
    if not 0 <= wanted.quorum_percent <= 100:
        raise refuse("bad_quorum", percent=wanted.quorum_percent)
    row.kind, row.title, row.starts_at = wanted.kind, words(wanted.title, 300), wanted.starts_at
    row.place, row.goal = wanted.place.strip()[:300], wanted.goal.strip()[:2000]
    row.basis, row.majority, row.tie = wanted.basis, wanted.majority, wanted.tie
    row.quorum_percent = wanted.quorum_percent
