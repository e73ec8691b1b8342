"""What tables put on people's lists of work: signatures, contested places, disagreements, proposals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.studio.enums import ProposalState, RemarkKind, TableState
from remeslo.web.apps.studio.models import Proposal, Remark, SignedVersion, Standing, Table, TableChange, Vote
from remeslo.web.apps.studio.permissions import Seat, seat_of
from remeslo.web.apps.studio.queries import tables_of
from remeslo.web.apps.studio.shown.signing import seal_of, seats_to_sign


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits at the tables of a cluster for one person, by table."""

    contested: Mapping[int, int]
    disputes: Mapping[int, int]
    proposals: Mapping[int, int]


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """What waits for the person at the cluster's tables; a fixed number of queries, one where there is no table."""
    if not can_somewhere(user, Action.REMARK_PROGRAMME, cluster):
        return
    tables = [t for t in tables_of(cluster) if t.state != TableState.CLOSED]
    if not tables:
        return
    organisations = list(cluster.organisations.all())
    seats = {t.pk: seat_of(user, t, organisations) for t in tables}
    waiting = _waiting(tables, seats, user)
    versions = {v.pk: v for v in _versions(tables)}
    for table in tables:
        url = reverse_or_none("studio:table", cluster=cluster.key, key=table.document.key)
        if url is None:
            return
        version = versions.get(table.signing_id or 0)
        if version is not None:
            mine = seats_to_sign(seal_of(version, table), seats[table.pk], organisations)
            paper = reverse_or_none("studio:signing", cluster=cluster.key, key=table.document.key) or url
            yield from _of_signing(table, seats[table.pk], bool(mine), paper)
        yield from _of_work(table, waiting, url)


def _of_signing(table: Table, seat: Seat, waits_for_me: bool, url: str) -> Iterator[WorkItem]:
    title = {"title": table.document.title}
    if waits_for_me and table.state == TableState.SIGNING:
        yield WorkItem(
            title=_("Sign the programme “%(title)s”") % title,
            why=_("It can be published when everybody named has signed."),
            url=url,
            icon="check",
            button=_("Read and sign"),
            urgency=Urgency.NOW,
        )
    if table.state == TableState.SIGNED and seat.leads:
        yield WorkItem(
            title=_("Publish the signed programme “%(title)s”") % title,
            why=_("Everybody has signed; others work with the earlier version until it is published."),
            url=url,
            icon="publish",
            button=_("Open it"),
            urgency=Urgency.NOW,
        )


def _of_work(table: Table, waiting: _Waiting, url: str) -> Iterator[WorkItem]:
    title = {"title": table.document.title}
    if n := waiting.contested.get(table.pk, 0):
        words = ngettext("%(n)s place with different rulings", "%(n)s places with different rulings", n) % {"n": n}
        yield WorkItem(
            title=_("Choose between different rulings: “%(title)s”") % title,
            why=_("%(places)s; nobody can sign before the choice is made.") % {"places": words},
            url=url,
            icon="warning",
            button=_("Open the table"),
            urgency=Urgency.NOW,
        )
    if n := waiting.disputes.get(table.pk, 0):
        words = ngettext("%(n)s disagreement is open", "%(n)s disagreements are open", n) % {"n": n}
        yield WorkItem(
            title=_("Settle disagreements: “%(title)s”") % title,
            why=_("%(disagreements)s; nobody can sign before that.") % {"disagreements": words},
            url=url,
            icon="warning",
            button=_("Open the table"),
        )
    if n := waiting.proposals.get(table.pk, 0):
        words = ngettext("%(n)s proposal waits for you", "%(n)s proposals wait for you", n) % {"n": n}
        yield WorkItem(
            title=_("Answer proposals: “%(title)s”") % title,
            why=words + ".",
            url=url,
            icon="layers",
            button=_("Open the table"),
        )


def _waiting(tables: list[Table], seats: Mapping[int, Seat], user: User) -> _Waiting:
    at_work = [t.pk for t in tables if t.state == TableState.OPEN]
    decides = {pk for pk in at_work if seats[pk].may_decide()}
    disputes = Remark.objects.filter(table__in=at_work, kind=RemarkKind.DISAGREEMENT, settled_at=None)
    said = [pk for pk, author in disputes.values_list("table_id", "author_id") if pk in decides or author == user.pk]
    wanted = Proposal.objects.filter(table__in=at_work, state=ProposalState.OPEN)
    voted = set(Vote.objects.filter(user=user, proposal__in=wanted).values_list("proposal_id", flat=True))
    open_ones = [
        pk
        for number, pk, author in wanted.values_list("pk", "table_id", "author_id")
        if author != user.pk and (pk in decides or number not in voted)
    ]
    return _Waiting(_contested(at_work, decides, user), Counter(said), Counter(open_ones))


def _contested(at_work: Iterable[int], decides: set[int], user: User) -> Counter[int]:
    """Contested places for those who decide, and for those whose changes stand there; two queries."""
    rows = Standing.objects.filter(table__in=at_work).exclude(contested=[]).select_related("by")
    found = list(rows)
    numbers = {n for s in found for n in s.contested}
    mine = set(
        TableChange.objects.filter(table__in=at_work, number__in=numbers, author=user).values_list("table_id", "number")
    )
    counted: Counter[int] = Counter()
    for s in found:
        own = s.by.author_id == user.pk or any((s.table_id, n) in mine for n in s.contested)
        counted[s.table_id] += s.table_id in decides or own
    return counted


def _versions(tables: Iterable[Table]) -> Iterable[SignedVersion]:
    wanted = [t.signing_id for t in tables if t.signing_id]
    return SignedVersion.objects.filter(pk__in=wanted).defer("body").prefetch_related("signatures")
