"""Rows as the core sees them; the number of queries does not grow with the meeting."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.utils.timezone import localdate

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.dialogue import meeting as meetings
from remeslo.core.dialogue.question import QuestionKey
from remeslo.core.dialogue.record import AgendaItem, Decided, ItemKey, Proposed, Record
from remeslo.core.dialogue.voting import Ballot, Opinion, Result
from remeslo.interchange.values import from_json
from remeslo.web.apps.dialogue import models
from remeslo.web.apps.dialogue.enums import ProposalState
from remeslo.web.apps.dialogue.standings import decision_value


def seats_of(meeting: models.Meeting) -> list[models.Seat]:
    """Seats with their organisations, in the order they were given; one query."""
    return list(meeting.seats.select_related("organisation", "user"))


def meeting_value(meeting: models.Meeting, seats: Iterable[models.Seat] | None = None) -> meetings.Meeting:
    """The meeting with its seats and rule; one query unless the seats are at hand."""
    rows = seats_of(meeting) if seats is None else seats
    return meetings.Meeting(
        kind=meetings.MeetingKind(meeting.kind),
        seats=tuple(_seat(r) for r in rows),
        chair=_key(meeting.chair_id),
        secretary=_key(meeting.secretary_id),
        rule=meetings.VotingRule(
            basis=meetings.Basis(meeting.basis),
            quorum=Fraction(meeting.quorum_percent, 100),
            majority=meetings.Majority(meeting.majority),
            tie=meetings.Tie(meeting.tie),
        ),
    )


def ballots_of(proposal: models.Proposal) -> tuple[Ballot, ...]:
    """Every ballot of a proposal; one query unless they were fetched before."""
    return tuple(Ballot(b.number, meetings.SeatKey(str(b.seat_id)), Opinion(b.opinion)) for b in proposal.ballots.all())


def result_of(proposal: models.Proposal) -> Result | None:
    """What a closed vote came to."""
    return from_json(Result, proposal.result) if proposal.result else None


def record_of(
    meeting: models.Meeting,
    seats: Sequence[models.Seat],
    items: Sequence[models.Item],
    proposals: Sequence[models.Proposal],
    found: Sequence[models.Decision],
) -> Record:
    """All of a meeting from rows at hand; no query."""
    return Record(
        meeting=meeting_value(meeting, seats),
        on=localdate(meeting.starts_at),
        items=tuple(
            AgendaItem(
                key=ItemKey(i.key),
                title=i.title,
                question=QuestionKey(i.question) if i.question else None,
                heard=i.heard,
                postponed=i.postponed,
            )
            for i in items
        ),
        proposals=tuple(
            Proposed(
                key=str(p.pk),
                text=p.text,
                item=ItemKey(str(p.item_id)) if p.item_id else None,
                result=result_of(p),
                withdrawn=p.state == ProposalState.WITHDRAWN,
            )
            for p in proposals
        ),
        decisions=tuple(
            Decided(
                decision=decision_value(d),
                item=ItemKey(str(d.item_id)) if d.item_id else None,
                proposal=str(d.proposal_id) if d.proposal_id else None,
            )
            for d in found
        ),
    )


def _seat(row: models.Seat) -> meetings.Seat:
    return meetings.Seat(
        key=meetings.SeatKey(row.key),
        person=row.name,
        organisation=OrganisationKey(row.organisation.key) if row.organisation is not None else None,
        votes=row.votes,
        present=row.present,
    )


def _key(pk: int | None) -> meetings.SeatKey | None:
    return meetings.SeatKey(str(pk)) if pk is not None else None
