"""Proposals: changes that are approved together or not at all."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from remeslo.core.competence.studio.place import read_place
from remeslo.web.apps.common.models import User
from remeslo.web.apps.studio.enums import Opinion, ProposalState
from remeslo.web.apps.studio.models import Proposal, Table, Vote
from remeslo.web.apps.studio.services.asking import ask_term
from remeslo.web.apps.studio.services.changes import MOST_AT_ONCE
from remeslo.web.apps.studio.services.locking import (
    hold,
    hold_open,
    locked,
    log,
    name_of,
    refusal,
    seat_at,
    speaks_for,
    touch,
)
from remeslo.web.apps.studio.services.refusals import BundleContested, Opposed, Refused
from remeslo.web.apps.studio.services.writing import (
    Applied,
    Wanted,
    check_values,
    newest,
    standings,
    write_changes,
)
from remeslo.web.apps.studio.snapshot import owners_of


def wanted_of(proposal: Proposal) -> list[Wanted]:
    """The changes of a proposal."""
    return [Wanted(read_place(w["place"]), w["value"], w["seen"], w.get("note", "")) for w in proposal.wanted]


def propose(
    table: Table,
    user: User,
    title: str,
    wanted: Sequence[Wanted],
    *,
    at: datetime,
    note: str = "",
    client_key: str = "",
) -> Proposal:
    """
    Put a bundle of changes to the group. One may propose on every place one may read, also where one may not rule.

    Raises BadValue, NotYours, Refused, TableFrozen.
    """
    title = " ".join(title.split())[:300]
    if not title:
        raise Refused([refusal("proposal_title")])
    if not 0 < len(wanted) <= MOST_AT_ONCE or len({w.place for w in wanted}) != len(wanted):
        raise Refused([refusal("places", count=len(wanted), most=MOST_AT_ONCE)])
    check_values(wanted)
    seat = seat_at(table, user)
    hold(seat.remarks, "propose")
    if not seat.audience.reads_all:
        owners = owners_of(table, [w.place for w in wanted])
        hold(all(seat.reads(w.place.kind, owners[w.place]) for w in wanted), "propose")
    key = client_key[:80]
    try:
        return _propose(table, user, title, wanted, at=at, note=note.strip()[:2000], client_key=key)
    except IntegrityError:
        found = Proposal.objects.filter(table=table, client_key=key, author=user).first()
        if not key or found is None:
            raise
        return found


@transaction.atomic
def _propose(
    table: Table, user: User, title: str, wanted: Sequence[Wanted], *, at: datetime, note: str, client_key: str
) -> Proposal:
    row = locked(table.pk)
    if client_key and (known := Proposal.objects.filter(table=row, client_key=client_key, author=user).first()):
        return known
    hold_open(row)
    made = Proposal.objects.create(
        table=row,
        title=title,
        note=note,
        wanted=[{"place": str(w.place), "value": w.value, "seen": w.seen, "note": w.note[:1000]} for w in wanted],
        author=user,
        author_name=name_of(user),
        organisation=speaks_for(user, row.cluster),
        at=at,
        client_key=client_key,
    )
    touch(row)
    log("proposed", row, by=user, title=title, count=len(wanted))
    return made


def vote(proposal: Proposal, user: User, opinion: Opinion, *, at: datetime, note: str = "") -> Vote:
    """Say what one thinks of an open proposal; said again, the later word counts. Raises NotYours, Refused."""
    hold(_reads(proposal, user), "vote")
    return _vote(proposal, user, opinion, at=at, note=note)


@transaction.atomic
def _vote(proposal: Proposal, user: User, opinion: Opinion, *, at: datetime, note: str) -> Vote:
    row, found = _both(proposal)
    hold(seat_at(row, user).remarks, "vote")
    _hold_undecided(found)
    values = {"opinion": opinion, "note": note.strip()[:1000], "at": at, "user_name": name_of(user)}
    made, _new = Vote.objects.update_or_create(proposal=found, user=user, defaults=values)
    touch(row)
    log("voted", row, by=user, title=found.title, opinion=str(opinion))
    return made


def apply_proposal(proposal: Proposal, user: User, *, at: datetime, note: str = "") -> Proposal:
    """
    Approve a proposal: all its changes come into force, or none.

    The head of the group, or who leads the table; against an opposing vote only the head. Raises BundleContested
    with the places that somebody changed since the proposal saw them, Opposed, NotYours, Refused, TableFrozen.
    """
    hold(_reads(proposal, user), "apply_proposal")
    return _apply(proposal, user, at=at, note=note)


@transaction.atomic
def _apply(proposal: Proposal, user: User, *, at: datetime, note: str) -> Proposal:
    row, found = _both(proposal)
    if found.state == ProposalState.APPLIED:
        return found
    hold_open(row)
    seat = seat_at(row, user)
    hold(seat.may_decide(), "apply_proposal")
    _hold_undecided(found)
    against = [v.user_name for v in found.votes.all() if v.opinion == Opinion.OPPOSE]
    if against and not seat.is_head:
        raise Opposed([refusal("opposed", title=found.title, people=", ".join(against))])
    wanted = wanted_of(found)
    there = standings(row, [w.place for w in wanted])
    stale = [w.place for w in wanted if w.seen != newest(there.get(str(w.place)))]
    if stale:
        raise BundleContested([refusal("bundle_contested", str(p), title=found.title) for p in stale], stale)
    done = write_changes(row, wanted, by=user, at=at, bundle=found)
    assert all(isinstance(d, Applied) for d in done), "nothing is contested under the lock"
    _decide(row, found, ProposalState.APPLIED, user, at=at, note=note)
    ask_term(row, by=user, at=at)
    return found


def refuse_proposal(proposal: Proposal, user: User, *, at: datetime, note: str) -> Proposal:
    """Refuse a proposal, with the reason; the head, or who leads the table. Raises NotYours, Refused."""
    hold(_reads(proposal, user), "refuse_proposal")
    return _refuse(proposal, user, at=at, note=note)


@transaction.atomic
def _refuse(proposal: Proposal, user: User, *, at: datetime, note: str) -> Proposal:
    row, found = _both(proposal)
    hold(seat_at(row, user).may_decide(), "refuse_proposal")
    _hold_undecided(found)
    if not note.strip():
        raise Refused([refusal("refuse_note", title=found.title)])
    return _decide(row, found, ProposalState.REFUSED, user, at=at, note=note)


@transaction.atomic
def withdraw_proposal(proposal: Proposal, user: User, *, at: datetime) -> Proposal:
    """Take one's own proposal back. Raises NotYours, Refused."""
    row, found = _both(proposal)
    hold(found.author_id == user.pk, "withdraw_proposal")
    _hold_undecided(found)
    return _decide(row, found, ProposalState.WITHDRAWN, user, at=at, note="")


def refresh_proposal(proposal: Proposal, user: User, *, at: datetime) -> Proposal:
    """
    Having seen what others changed meanwhile, stand by the proposal: it counts from now on, votes begin anew.

    Its author, the head, or who leads the table, where they may read it. Raises NotYours, Refused, TableFrozen.
    """
    hold(_reads(proposal, user), "refresh_proposal")
    return _refresh(proposal, user, at=at)


@transaction.atomic
def _refresh(proposal: Proposal, user: User, *, at: datetime) -> Proposal:
    row, found = _both(proposal)
    hold_open(row)
    hold(found.author_id == user.pk or seat_at(row, user).may_decide(), "refresh_proposal")
    _hold_undecided(found)
    there = standings(row, [w.place for w in wanted_of(found)])
    found.wanted = [{**w, "seen": newest(there.get(w["place"]))} for w in found.wanted]
    found.save(update_fields=["wanted"])
    found.votes.all().delete()
    touch(row)
    log("proposal_refreshed", row, by=user, title=found.title)
    return found


def _reads(proposal: Proposal, user: User) -> bool:
    """True when the person may read every change of the proposal: nobody decides on what is hidden. Before the lock."""
    seat = seat_at(proposal.table, user)
    if seat.audience.reads_all:
        return True
    places = [w.place for w in wanted_of(proposal)]
    owners = owners_of(proposal.table, places)
    return all(seat.reads(p.kind, owners[p]) for p in places)


def _both(proposal: Proposal) -> tuple[Table, Proposal]:
    """The table's row, locked, and the proposal as it is now."""
    row = locked(proposal.table_id)
    return row, Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def _hold_undecided(proposal: Proposal) -> None:
    if not proposal.is_open:
        raise Refused([refusal("decided", title=proposal.title, state=proposal.state)])


def _decide(table: Table, proposal: Proposal, state: ProposalState, user: User, *, at: datetime, note: str) -> Proposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, at
    proposal.decided_note = note.strip()[:1000]
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decided_note"])
    touch(table, "last_number")
    log(f"proposal_{state.value}", table, by=user, title=proposal.title)
    return proposal
