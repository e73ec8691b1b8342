"""Booking: a settlement up to a day, a payment of what is accrued; the same act again changes nothing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.closing import close, close_year, pay
from remeslo.core.funding.ledger import Entry
from remeslo.interchange.sentences import finding_data
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import Cluster, User, VersionedDocument
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.funding.accounts import Account, account
from remeslo.web.apps.funding.models import BookedRun, ClosedYear, EntryRow


class NotBooked(Exception):
    """Nothing was booked: ``why`` is ``nothing``, ``closed``, ``changed`` (the preview is out of date) or ``again``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def settle_up_to(
    cluster: Cluster,
    document: VersionedDocument,
    *,
    on: date,
    by: User | None,
    at: datetime,
    seen: Decimal | None = None,
) -> BookedRun:
    """
    Book what a settlement of the day finds: new amounts accrued, those that fell away voided.

    Parameters
    ----------
    seen
        Sum of the entries that the person saw in the preview; another sum means that facts came meanwhile.

    Raises
    ------
    NotBooked
        When there is nothing to book, the year is closed, or ``seen`` is not what would be booked.
    """
    here = locked(cluster, document)
    settlement = here.settlement(on)
    entries = close(settlement)
    if seen is not None and seen != total(entries):
        raise NotBooked("changed")
    findings = [finding_data(f, "ru") for f in settlement.findings[:200]]
    run = book(here, entries, what=BookedRun.What.SETTLEMENT, on=on, by=by, at=at, findings=findings)
    record(
        "money.settled",
        by=by,
        cluster=cluster,
        subject=f"rule_pack:{document.key}",
        day=str(on),
        pack=document.key,
        count=run.count,
    )
    return run


@transaction.atomic
def pay_accrued(cluster: Cluster, document: VersionedDocument, *, on: date, by: User | None, at: datetime) -> BookedRun:
    """Book that everything accrued was paid on a day; raises NotBooked."""
    here = locked(cluster, document)
    run = book(here, pay(here.ledger, on=on), what=BookedRun.What.PAYMENT, on=on, by=by, at=at)
    record(
        "money.paid", by=by, cluster=cluster, subject=f"rule_pack:{document.key}", day=str(on), amount=str(run.amount)
    )
    return run


def locked(cluster: Cluster, document: VersionedDocument) -> Account:
    """The account, with its pack's row locked, so that bookings come one after another."""
    rows = VersionedDocument.objects.select_for_update(of=("self",)).select_related("published")
    return account(cluster, rows.get(pk=document.pk))


def book(
    here: Account,
    entries: Sequence[Entry],
    *,
    what: str,
    on: date,
    by: User | None,
    at: datetime,
    findings: Sequence[object] = (),
) -> BookedRun:
    """Append entries as rows; the ledger of the core judges them first. Raises NotBooked."""
    known = {e.key for e in here.ledger.entries}
    fresh = [e for e in entries if e.key not in known]
    if not fresh:
        raise NotBooked("again" if entries else "nothing")
    closed = here.ledger.closed_until
    if closed is not None and any(e.on <= closed for e in fresh):
        raise NotBooked("closed")
    try:
        here.ledger.book(entries)
    except ProblemError as error:
        raise NotBooked("changed") from error
    run = BookedRun(
        cluster=here.cluster,
        pack=here.document,
        version=here.document.published,
        what=what,
        on=on,
        facts=here.newest_fact,
        count=len(fresh),
        amount=total(fresh),
        findings=list(findings),
        author=by,
        at=at,
    )
    run.save()
    EntryRow.objects.bulk_create([_row(here, run, e) for e in fresh], batch_size=500)
    return run


@transaction.atomic
def close_budget_year(
    cluster: Cluster, document: VersionedDocument, year: int, *, by: User | None, at: datetime
) -> ClosedYear:
    """Close a budget year: nothing is booked in it any more, and its proof is kept. Raises NotBooked."""
    here = locked(cluster, document)
    try:
        _ledger, proof = close_year(here.pack, here.ledger, year)
    except ProblemError as error:
        raise NotBooked("closed") from error
    row = ClosedYear(
        cluster=cluster,
        pack=document,
        version=here.document.published,
        year=year,
        body=to_json(proof),
        author=by,
        at=at,
    )
    row.save()
    record("money.year_closed", by=by, cluster=cluster, subject=f"rule_pack:{document.key}", year=year)
    return row


def total(entries: Iterable[Entry]) -> Decimal:
    """Sum of what entries move."""
    return sum((e.amount for e in entries), Decimal(0))


def _row(here: Account, run: BookedRun, e: Entry) -> EntryRow:
    return EntryRow(
        cluster=here.cluster,
        pack=here.document,
        booked=run,
        on=e.on,
        kind=e.kind.value,
        rule=e.line.rule,
        contract=e.line.contract,
        subject=e.line.subject,
        period=e.line.period,
        line_kind=e.line.kind,
        payer=e.payer,
        payee=e.payee,
        amount=e.amount,
        run=e.run,
        reason=e.reason[:2000],
    )
