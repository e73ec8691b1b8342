"""Days that one college asks for in another's workshop: asked, approved or declined with a reason, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from remeslo.core.base.findings import Finding
from remeslo.core.network.book import Book
from remeslo.core.network.place import Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import Allocation, CauseKind, Refusal
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.enums import AskState
from remeslo.web.apps.network.kept import Kept, allocation_of, keep, trusting, with_pieces
from remeslo.web.apps.network.models import SlotAsk, SlotWord
from remeslo.web.apps.network.overlay import ask_request
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.services.releasing import save
from remeslo.web.apps.network.snapshot import homes


class NotPossible(Exception):
    """The days are not free; carries what stands against them."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} rules stand against it")
        self.findings = findings


class Answered(Exception):
    """Somebody has answered or withdrawn it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked: ``blocks`` are (week, days), in order of weeks, at least one."""

    partner: Organisation
    owner: Organisation
    group: str
    element: str
    title: str
    size: int
    place: str
    shift: int
    blocks: Sequence[tuple[int, int]]


@transaction.atomic
def ask(cluster: Cluster, year: int, wish: Wish, *, text: str, by: User, at: datetime) -> SlotAsk:
    """Ask the owner; nothing is booked until the answer."""
    Cluster.objects.select_for_update().get(pk=cluster.pk)  # numbers run without a gap
    last = SlotAsk.objects.filter(cluster=cluster).aggregate(Max("number"))["number__max"] or 0
    row = SlotAsk.objects.create(
        cluster=cluster,
        number=last + 1,
        year=year,
        partner=wish.partner,
        owner=wish.owner,
        group=wish.group,
        element=wish.element,
        title=wish.title,
        size=wish.size,
        place=wish.place,
        shift=wish.shift,
        blocks=[list(b) for b in wish.blocks],
    )
    _say(row, AskState.ASKED, text, by, at)
    return row


@transaction.atomic
def approve(cluster: Cluster, scene: Scene, number: int, *, text: str, by: User, at: datetime) -> SlotAsk:
    """
    Book the days: a next version of the allocation with one pinned booking more; nothing else changes.

    Raises NotPossible when the days are no longer free, Answered when it does not wait any more.
    """
    row = _waiting(cluster, number)
    found = against(scene, *_latest(cluster, scene), row)
    if hard := [f for f in found if f.hard]:
        raise NotPossible(hard)
    row.version = _booked(cluster, scene, row, by=by, at=at)
    _answer(row, AskState.APPROVED, text, by, at)
    return row


@transaction.atomic
def decline(cluster: Cluster, number: int, *, text: str, by: User, at: datetime) -> SlotAsk:
    """Say no; the reason is kept. Raises Answered."""
    row = _waiting(cluster, number)
    _answer(row, AskState.DECLINED, text, by, at)
    return row


@transaction.atomic
def withdraw(cluster: Cluster, number: int, *, text: str, by: User, at: datetime) -> SlotAsk:
    """The college that asked takes its request back before it is answered. Raises Answered."""
    row = _waiting(cluster, number)
    _answer(row, AskState.WITHDRAWN, text, by, at)
    return row


def against(scene: Scene, problem: AllocationProblem, allocation: Allocation, ask: SlotAsk) -> list[Finding]:
    """What stands against the asked days beside the latest allocation; empty when they are free."""
    request = ask_request(ask, homes(scene.value), problem.weeks)
    if request is None or request.places[0] not in problem.place_of:
        return [
            Finding(
                "network.booking_gone",
                ask.request_key,
                {"title": ask.title, "groups": (ask.group,), "place": ask.place},
            )
        ]
    known = [r for r in problem.requests if r.key != request.key]
    book = Book(replace(problem, requests=(*known, request)), allocation.grants)
    return book.against(request.key, Grant(request.places[0], Shift(ask.shift), 0))


def _latest(cluster: Cluster, scene: Scene) -> tuple[AllocationProblem, Allocation]:
    kept = latest_kept(cluster, scene.year)
    problem = with_pieces(trusting(scene.problem, kept), kept) if kept else scene.problem
    return problem, allocation_of(problem, kept) if kept else Allocation({})


def latest_kept(cluster: Cluster, year: int) -> Kept | None:
    """What the latest version of a year keeps, or None before the first; two queries at most."""
    head = queries.document(cluster, year)
    return queries.kept(head.latest) if head is not None and head.latest is not None else None


def _booked(cluster: Cluster, scene: Scene, row: SlotAsk, *, by: User, at: datetime) -> DocumentVersion | None:
    """The next version with the booking; None while nobody has allocated the year: the first run will pin it."""
    head = queries.document(cluster, scene.year)
    if head is None or head.latest is None:
        return None
    kept = queries.kept(head.latest)
    request = ask_request(row, homes(scene.value), scene.problem.weeks)
    assert request is not None, "it was judged before"
    stated = trusting(scene.problem, kept)
    problem = with_pieces(replace(stated, requests=(*stated.requests, request)), kept)
    grants = {**allocation_of(problem, kept).grants, request.key: Grant(request.places[0], Shift(row.shift), 0)}
    why = {d.request: d.refusal for d in kept.denied if d.refusal is not None and not _doubtful(d.refusal, row)}
    pinned = (*kept.pinned, RequestKey(row.request_key))
    more = keep(problem, Allocation(grants), year=kept.year, names=scene.names, pinned=pinned, refusals=why)
    return save(cluster, more, by=by, at=at, based_on=head.latest.number)


def _doubtful(refusal: Refusal, row: SlotAsk) -> bool:
    """True when a new booking may have made a refusal's causes untrue: the next run asks anew."""
    return any(
        c.where in (row.place, row.group) or c.kind in (CauseKind.QUOTA, CauseKind.DORMITORY) for c in refusal.causes
    )


def _waiting(cluster: Cluster, number: int) -> SlotAsk:
    row = SlotAsk.objects.select_for_update(of=("self",)).select_related("partner", "owner", "cluster")
    found = row.get(cluster=cluster, number=number)
    if found.state != AskState.ASKED:
        raise Answered
    return found


def _answer(row: SlotAsk, state: AskState, text: str, by: User, at: datetime) -> None:
    row.state = state
    row.save(update_fields=["state", "version"])
    _say(row, state, text, by, at)


def _say(row: SlotAsk, state: AskState, text: str, by: User, at: datetime) -> None:
    SlotWord(ask=row, what=state, text=text.strip()[:500], by=by, at=at).save()
    record(f"slot.{state}", by=by, cluster=row.cluster, subject=f"slot:{row.number}", place=row.place)
