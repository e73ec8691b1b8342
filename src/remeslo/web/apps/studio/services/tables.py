"""Opening a table, naming who heads the group, going over to a newer outline."""

from datetime import datetime

from django.db import transaction

from remeslo.core.competence.studio.book import changes_back, changes_forward, rulings
from remeslo.core.competence.studio.reading import plain
from remeslo.web.apps.common.models import Organisation, User, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, own_organisations
from remeslo.web.apps.studio.enums import TableState
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.services.asking import ask_term
from remeslo.web.apps.studio.services.locking import hold, hold_open, locked, log, refusal, seat_at, touch
from remeslo.web.apps.studio.services.refusals import NotReady
from remeslo.web.apps.studio.services.writing import Wanted, write_changes
from remeslo.web.apps.studio.snapshot import book_of, outline_of


@transaction.atomic
def open_table(
    document: VersionedDocument,
    *,
    by: User | None,
    at: datetime,
    head: User | None = None,
    head_organisation: Organisation | None = None,
    illustrative: bool = False,
) -> Table:
    """
    The table of an outline, made when there is none; a closed one is opened again on the latest version.

    Rulings of that version come in as the first changes, so that everything in force has a change behind it.
    ``by`` ``None``: the program itself. Raises NotYours, NotReady (no version yet, the head speaks for nobody).
    """
    if by is not None:
        hold(can(by, Action.EDIT_PROGRAMMES, document), "open_table")
    document = VersionedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.latest is None:
        raise NotReady([refusal("no_outline", document.key)])
    found = Table.objects.filter(document=document).first()
    if found is not None and found.state != TableState.CLOSED:
        return found
    table = found or Table(cluster=document.cluster, document=document, opened_at=at, opened_by=by)
    table.base, table.state, table.signing = document.latest, TableState.OPEN, None
    table.illustrative = table.illustrative or illustrative
    table.save()
    table = locked(table.pk)
    if head is not None and head_organisation is not None:
        _seat_head(table, head, head_organisation)
    _follow_base(table, by=by, at=at)
    touch(table, "head", "head_organisation", "last_number")
    log("table_opened", table, by=by, number=document.latest.number)
    ask_term(table, by=by, at=at)
    return table


@transaction.atomic
def name_head(table: Table, head: User, organisation: Organisation, *, by: User, at: datetime) -> Table:
    """Name the employer's representative who heads the group; raises NotYours, NotReady, TableFrozen."""
    hold(seat_at(table, by).leads, "name_head")
    row = locked(table.pk)
    hold_open(row)
    _seat_head(row, head, organisation)
    touch(row, "head", "head_organisation")
    log("head_named", row, by=by, person=str(head), organisation=organisation.name)
    return row


@transaction.atomic
def take_newer_outline(table: Table, *, by: User, at: datetime) -> Table:
    """
    Go over to the latest version of the outline, which somebody saved elsewhere.

    The table's rulings stay in force. What that version rules otherwise than the one before (a review of a new edition
    does) comes in as changes: it replaces what nobody changed at the table, and stands beside what somebody did.
    Raises NotYours, TableFrozen.
    """
    hold(seat_at(table, by).leads, "take_newer_outline")
    row = locked(table.pk)
    hold_open(row)
    latest = row.document.latest
    if latest is None or latest.pk == row.base_id:
        return row
    before = outline_of(row).rulings
    row.base = latest
    forward = changes_forward(before, outline_of(row).rulings, book_of(row))
    write_changes(row, [Wanted(p, plain(value), seen) for p, value, seen in forward], by=by, at=at)
    touch(row, "base", "last_number")
    log("outline_taken", row, by=by, number=latest.number)
    ask_term(row, by=by, at=at)
    return row


def _seat_head(table: Table, head: User, organisation: Organisation) -> None:
    """The head speaks for an employer of the cluster, or for its corporate university."""
    mine = own_organisations(head, table.cluster, [organisation])
    if not mine or not organisation.is_employer or organisation.cluster_id != table.cluster_id:
        raise NotReady([refusal("head_of_no_employer", person=str(head), organisation=organisation.name)])
    table.head, table.head_organisation = head, organisation


def _follow_base(table: Table, *, by: User | None, at: datetime) -> None:
    """Changes that bring the rulings of the base version into force; none when they are in force already."""
    book = book_of(table)
    then = outline_of(table).rulings
    if rulings(book) == then:
        return
    wanted = [Wanted(place, plain(value), book.newest(place)) for place, value in changes_back(then, book)]
    write_changes(table, wanted, by=by, at=at)
