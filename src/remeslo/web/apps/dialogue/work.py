"""What the dialogue puts on people's lists of work: invitations, votes, decisions that are due, minutes to sign."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.core.dialogue.decision import UNDONE, Follow, Standing
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.dialogue.enums import Answer, Capacity, MeetingState, ProposalState
from remeslo.web.apps.dialogue.models import Decision, Meeting, MinutesSignature, MinutesVersion, Proposal, Seat
from remeslo.web.apps.dialogue.permissions import Voice, voice_of
from remeslo.web.apps.dialogue.standings import standing_of

SOON: Final = timedelta(days=14)
"""Before its day, a decision is shown so long."""


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Invited, vote required, minutes to sign, decisions due; a fixed number of queries, one without meetings."""
    if not can_somewhere(user, Action.SEE_DIALOGUE, cluster):
        return
    meetings = {m.pk: m for m in Meeting.objects.filter(cluster=cluster).select_related("chair", "secretary")}
    if not meetings:
        return
    seats = {s.meeting_id: s for s in Seat.objects.filter(meeting__cluster=cluster, user=user)}
    yield from _votes(cluster, meetings, seats)
    for meeting in meetings.values():
        seat = seats.get(meeting.pk)
        if meeting.state == MeetingState.CALLED and seat is not None and seat.answer == Answer.WAITING:
            yield _invited(cluster, meeting)
    yield from _minutes(cluster, meetings, user)
    yield from _due(cluster, voice_of(user, cluster), localdate())


def _votes(cluster: Cluster, meetings: dict[int, Meeting], seats: dict[int, Seat]) -> Iterator[WorkItem]:
    """Open votes in which my voice, or my organisation's, is missing."""
    mine = [pk for pk, s in seats.items() if s.votes and meetings[pk].state == MeetingState.OPEN]
    if not mine:
        return
    rows = Proposal.objects.filter(meeting__in=mine, state=ProposalState.VOTING).prefetch_related("ballots__seat")
    for proposal in rows:
        meeting, seat = meetings[proposal.meeting_id], seats[proposal.meeting_id]
        by_house = meeting.basis == "organisation"
        if by_house and seat.organisation_id is None:
            continue
        given = {b.seat.organisation_id if by_house else b.seat_id for b in proposal.ballots.all()}
        if (seat.organisation_id if by_house else seat.pk) in given:
            continue
        yield WorkItem(
            title=_("Vote: “%(text)s”") % {"text": proposal.text[:120]},
            why=_("The vote is open at “%(title)s”.") % {"title": meeting.title},
            url=_at(cluster, "votes", meeting),
            icon="check",
            button=pgettext("dialogue", "Vote"),
            urgency=Urgency.NOW,
        )


def _invited(cluster: Cluster, meeting: Meeting) -> WorkItem:
    return WorkItem(
        title=_("You are invited: “%(title)s”") % {"title": meeting.title},
        why=_("Say whether you come: the quorum depends on it."),
        url=_at(cluster, "meeting", meeting),
        icon="people",
        button=pgettext("invitation", "Answer"),
        due=localdate(meeting.starts_at),
    )


def _minutes(cluster: Cluster, meetings: dict[int, Meeting], user: User) -> Iterator[WorkItem]:
    mine: dict[int, Capacity] = {}
    for meeting in meetings.values():
        if meeting.state != MeetingState.FIXED:
            continue
        for capacity, seat in ((Capacity.CHAIR, meeting.chair), (Capacity.SECRETARY, meeting.secretary)):
            if seat is not None and seat.user_id == user.pk:
                mine[meeting.pk] = capacity
    if not mine:
        return
    newest = {
        v.meeting_id: v.pk
        for v in MinutesVersion.objects.filter(meeting__in=mine).order_by("number").only("pk", "meeting_id")
    }
    signed = set(MinutesSignature.objects.filter(version__in=newest.values()).values_list("version_id", "capacity"))
    for pk, capacity in mine.items():
        if (newest.get(pk), capacity.value) not in signed:
            yield WorkItem(
                title=_("Sign the minutes: “%(title)s”") % {"title": meetings[pk].title},
                why=_("The decisions stand in them; chair and secretary sign."),
                url=_at(cluster, "minutes", meetings[pk]),
                icon="file",
                button=_("Read and sign"),
                urgency=Urgency.NOW,
            )


def _due(cluster: Cluster, voice: Voice, today: date) -> Iterator[WorkItem]:
    rows = Decision.objects.filter(cluster=cluster).select_related("owner").prefetch_related("events")
    for row in rows:
        if not _is_mine(row, voice):
            continue
        now = standing_of(row, on=today)
        if now.state in UNDONE and now.due <= today + SOON:
            yield _decision(cluster, row, now)


def _is_mine(row: Decision, voice: Voice) -> bool:
    """The person named; nobody named: people of the owner."""
    if row.user_id is not None:
        return row.user_id == voice.user_id
    return voice.speaks and row.owner.key in voice.houses


def _decision(cluster: Cluster, row: Decision, now: Standing) -> WorkItem:
    overdue = now.state is Follow.OVERDUE
    return WorkItem(
        title=_("Carry out decision no. %(n)s: “%(text)s”") % {"n": row.number, "text": row.text[:120]},
        why=_("It is overdue: it comes back on the next agenda.") if overdue else _("The day is near."),
        url=reverse("dialogue:decision", kwargs={"cluster": cluster.key, "number": row.number}),
        icon="flag",
        button=_("Look at it"),
        urgency=Urgency.NOW if overdue else Urgency.SOON,
        due=now.due,
    )


def _at(cluster: Cluster, name: str, meeting: Meeting) -> str:
    return reverse(f"dialogue:{name}", kwargs={"cluster": cluster.key, "number": meeting.number})
