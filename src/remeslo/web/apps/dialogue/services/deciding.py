"""Decisions and what becomes of them; both are only ever added to."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from remeslo.core.dialogue import decision as core
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.dialogue.enums import EventKind, MeetingState, ProposalState
from remeslo.web.apps.dialogue.models import Decision, DecisionEvent, Meeting
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.services.acting import (
    NotYours,
    Refused,
    led,
    log,
    name_of,
    refusal,
    refuse,
    touch,
    words,
)
from remeslo.web.apps.dialogue.standings import standing_of

_DECIDES = (MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was decided; ``item`` and ``proposal`` are primary keys of the same meeting, or nothing."""

    text: str
    owner: Organisation
    due: date
    who: str = ""
    user: User | None = None
    item: int | None = None
    proposal: int | None = None


@transaction.atomic
def decide(meeting: Meeting, wanted: Wanted, *, by: User | None, at: datetime) -> Decision:
    """Write a decision down; one out of a proposal only once that was accepted. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *_DECIDES) if by is not None else meeting
    proposal = row.proposals.filter(pk=wanted.proposal).first() if wanted.proposal else None
    if proposal is not None and proposal.state != ProposalState.ACCEPTED:
        raise refuse("proposal_state", proposal.text, state=str(ProposalState(proposal.state).label))
    item = row.items.filter(pk=wanted.item).first() if wanted.item else (proposal.item if proposal else None)
    if wanted.owner.cluster_id != row.cluster_id:
        raise refuse("no_such_organisation")
    Cluster.objects.select_for_update().get(pk=row.cluster_id)  # numbers of decisions one after another
    last = Decision.objects.filter(cluster=row.cluster).aggregate(n=Max("number"))["n"] or 0
    decision = Decision(
        cluster=row.cluster,
        meeting=row,
        number=last + 1,
        item=item,
        proposal=proposal,
        text=words(wanted.text, 2000),
        owner=wanted.owner,
        who=(wanted.who or name_of(wanted.user)).strip()[:200],
        user=wanted.user,
        due=wanted.due,
        about=item.about if item is not None else "",
        by=by,
        at=at,
    )
    decision.save()
    touch(row)
    log("decided", row, by=by, decision=decision.text[:200], number=decision.number)
    return decision


@transaction.atomic
def follow(
    decision: Decision, kind: EventKind, *, text: str, by: User, at: datetime, due: date | None = None, other: str = ""
) -> DecisionEvent:
    """
    Something that became of a decision: done with evidence (its owner, or who edits), opened again, moved or replaced
    (who edits). Raises NotYours, Refused.
    """
    row = Decision.objects.select_for_update(of=("self",)).select_related("owner", "cluster", "meeting")
    found = row.get(pk=decision.pk)
    voice = voice_of(by, found.cluster)
    if not (voice.carries(found) if kind == EventKind.DONE else voice.edits):
        raise NotYours([refusal("not_yours")])
    if kind == EventKind.REPLACED:
        _hold_other(found, other)
    now = standing_of(found, on=localdate(at))
    against = core.judge(now, core.EventKind(kind.value), text=text, due=due, where=found.text)
    if against:
        raise Refused(against)
    event = add_event(found, kind, by=by, at=at, text=words(text, 2000) if text.strip() else "", due=due, other=other)
    log(f"decision_{kind.value}", found.meeting, by=by, decision=found.text[:200], number=found.number)
    return event


def add_event(
    decision: Decision,
    kind: EventKind,
    *,
    by: User | None,
    at: datetime,
    text: str = "",
    due: date | None = None,
    other: str = "",
) -> DecisionEvent:
    """The next event of a decision, without a look at rights."""
    last = decision.events.aggregate(n=Max("number"))["n"] or 0
    event = DecisionEvent(
        decision=decision,
        number=last + 1,
        kind=kind,
        on=localdate(at),
        text=text,
        due=due,
        other=other,
        by=by,
        by_name=name_of(by),
        at=at,
    )
    event.save()
    return event


def _hold_other(decision: Decision, other: str) -> None:
    """What replaces a decision is a later one of the cluster."""
    number = int(other) if other.isascii() and other.isdecimal() and len(other) < 10 else 0
    later = number > decision.number
    if not later or not Decision.objects.filter(cluster=decision.cluster, number=number).exists():
        raise refuse("no_such_decision", number=other)
