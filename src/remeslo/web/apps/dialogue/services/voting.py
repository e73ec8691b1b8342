"""Proposals and votes; a vote may be changed until it is closed, every ballot is kept."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from remeslo.core.dialogue.voting import tally
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.dialogue.enums import Basis, MeetingState, Opinion, ProposalState
from remeslo.web.apps.dialogue.models import Ballot, Meeting, Proposal, Seat
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.services.acting import (
    NotYours,
    hold_state,
    led,
    locked,
    log,
    name_of,
    refusal,
    refuse,
    speaks_for,
    touch,
    words,
)
from remeslo.web.apps.dialogue.snapshot import ballots_of, meeting_value

_TALKING = (MeetingState.CALLED, MeetingState.OPEN)


@transaction.atomic
def put(meeting: Meeting, text: str, *, item_id: int | None, by: User, at: datetime) -> Proposal:
    """A proposal of whoever has a seat, or runs the meeting. Raises NotYours, Refused."""
    row = locked(meeting.pk)
    voice = voice_of(by, row.cluster)
    if not voice.leads(row) and not (voice.speaks and row.seats.filter(user=by).exists()):
        raise NotYours([refusal("not_invited")])
    hold_state(row, *_TALKING)
    item = row.items.filter(pk=item_id).first() if item_id else None
    if item_id and item is None:
        raise refuse("no_such_item")
    last = row.proposals.aggregate(n=Max("number"))["n"] or 0
    house = speaks_for(by, row.cluster)
    proposal = Proposal(meeting=row, item=item, number=last + 1, text=words(text, 2000), author=by, at=at)
    proposal.author_name, proposal.organisation_name = name_of(by), str(house or "")[:300]
    proposal.save()
    touch(row)
    log("proposed", row, by=by, proposal=proposal.text[:200])
    return proposal


@transaction.atomic
def withdraw(meeting: Meeting, number: int, *, by: User) -> Proposal:
    """Take a proposal back before its vote: its author, or who runs the meeting. Raises NotYours, Refused."""
    row = locked(meeting.pk)
    proposal = _proposal(row, number, ProposalState.PUT)
    if proposal.author_id != by.pk and not voice_of(by, row.cluster).leads(row):
        raise NotYours([refusal("not_yours")])
    return _move(row, proposal, ProposalState.WITHDRAWN, by)


@transaction.atomic
def open_vote(meeting: Meeting, number: int, *, by: User) -> Proposal:
    """Let people vote on it. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.OPEN)
    return _move(row, _proposal(row, number, ProposalState.PUT), ProposalState.VOTING, by)


@transaction.atomic
def vote(
    meeting: Meeting, number: int, opinion: Opinion, *, by: User, at: datetime, seat_id: int | None = None
) -> Ballot:
    """
    One's own vote, the last one counts; the vote of a guest without an account is entered by who runs the meeting.

    Raises NotYours, Refused.
    """
    row = locked(meeting.pk)
    hold_state(row, MeetingState.OPEN)
    proposal = _proposal(row, number, ProposalState.VOTING)
    seat = _own_seat(row, by) if seat_id is None else _guest_seat(row, seat_id, by)
    if not seat.votes or (row.basis == Basis.ORGANISATION and seat.organisation_id is None):
        raise NotYours([refusal("no_vote")])
    last = proposal.ballots.aggregate(n=Max("number"))["n"] or 0
    ballot = Ballot(proposal=proposal, number=last + 1, seat=seat, user=by, opinion=opinion, at=at)
    ballot.save()
    if not seat.present:
        seat.present = True
        seat.save(update_fields=["present"])
    touch(row)
    log("voted", row, by=by, proposal=proposal.text[:200])
    return ballot


@transaction.atomic
def close_vote(meeting: Meeting, number: int, *, by: User, at: datetime) -> Proposal:
    """Count, by the meeting's rule; the result stays as it is. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.OPEN)
    proposal = _proposal(row, number, ProposalState.VOTING)
    result = tally(meeting_value(row), ballots_of(proposal))
    proposal.result, proposal.closed_at = to_json(result), at
    proposal.save(update_fields=["result", "closed_at"])
    return _move(row, proposal, ProposalState(result.outcome.value), by)


def _own_seat(row: Meeting, by: User) -> Seat:
    seat = row.seats.filter(user=by).first()
    if seat is None or not voice_of(by, row.cluster).speaks:
        raise NotYours([refusal("not_invited")])
    return seat


def _guest_seat(row: Meeting, seat_id: int, by: User) -> Seat:
    seat = row.seats.filter(pk=seat_id, user__isnull=True).first()
    if seat is None or not voice_of(by, row.cluster).leads(row):
        raise NotYours([refusal("not_yours")])
    return seat


def _proposal(row: Meeting, number: int, state: ProposalState) -> Proposal:
    found = row.proposals.filter(number=number).first()
    if found is None:
        raise refuse("no_such_proposal")
    if found.state != state:
        raise refuse("proposal_state", found.text, state=str(ProposalState(found.state).label))
    return found


def _move(row: Meeting, proposal: Proposal, state: ProposalState, by: User) -> Proposal:
    proposal.state = state
    proposal.save(update_fields=["state"])
    touch(row)
    log(f"proposal_{state.value}", row, by=by, proposal=proposal.text[:200])
    return proposal
