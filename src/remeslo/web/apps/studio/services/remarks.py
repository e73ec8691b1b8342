"""Commenting and disagreeing on a place, and settling it."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from remeslo.core.competence.studio.place import Place, read_place
from remeslo.web.apps.common.models import User
from remeslo.web.apps.studio.enums import RemarkKind
from remeslo.web.apps.studio.models import Remark, Table
from remeslo.web.apps.studio.permissions import Seat
from remeslo.web.apps.studio.services.locking import hold, locked, log, name_of, refusal, seat_at, speaks_for, touch
from remeslo.web.apps.studio.services.refusals import Refused
from remeslo.web.apps.studio.services.writing import newest, standings
from remeslo.web.apps.studio.snapshot import owners_of

MOST_TEXT: Final = 2000


def remark(
    table: Table,
    user: User,
    place: Place | None,
    text: str,
    *,
    at: datetime,
    kind: RemarkKind = RemarkKind.COMMENT,
    parent: Remark | None = None,
    client_key: str = "",
) -> Remark:
    """
    Say something on a place (``None``: on the programme as a whole), or answer a remark.

    One may speak where one may read; a table that is being signed can still be talked about. The same ``client_key``
    again gives the remark made then. Raises NotYours, Refused.
    """
    said = " ".join(text.split("\0")).strip()
    if not said or len(said) > MOST_TEXT:
        raise Refused([refusal("remark_text", most=MOST_TEXT, length=len(said))])
    seat = seat_at(table, user)
    hold(seat.remarks, "remark")
    about = _place_of(table, parent) if parent is not None else place
    hold(_reads(table, seat, about), "remark")
    try:
        return _remark(table, user, about, said, at=at, kind=kind, parent=parent, client_key=client_key[:80])
    except IntegrityError:
        found = Remark.objects.filter(table=table, client_key=client_key[:80], author=user).first()
        if not client_key or found is None:
            raise
        return found


@transaction.atomic
def _remark(
    table: Table,
    user: User,
    place: Place | None,
    text: str,
    *,
    at: datetime,
    kind: RemarkKind,
    parent: Remark | None,
    client_key: str,
) -> Remark:
    row = locked(table.pk)
    if client_key and (known := Remark.objects.filter(table=row, client_key=client_key, author=user).first()):
        return known
    there = standings(row, [place]) if place else {}
    made = Remark.objects.create(
        table=row,
        place=str(place) if place else "",
        kind=kind if parent is None else RemarkKind.COMMENT,
        text=text,
        author=user,
        author_name=name_of(user),
        organisation=speaks_for(user, row.cluster),
        at=at,
        parent=parent.parent or parent if parent is not None else None,
        change_number=newest(there.get(str(place))),
        client_key=client_key,
    )
    touch(row)
    log("remarked" if kind == RemarkKind.COMMENT else "disagreed", row, by=user)
    return made


def settle(remark_id: int, user: User, *, at: datetime, note: str = "") -> Remark:
    """
    Settle a remark: its author, the head of the group, or who leads the table (these with a note, when somebody else
    disagreed, and where they may read it). A settled one stays as it is. Raises NotYours, Refused.
    """
    found = Remark.objects.select_related("table__cluster", "table__base", "table__document").get(pk=remark_id)
    mine, about = found.author_id == user.pk, read_place(found.place) if found.place else None
    seat = seat_at(found.table, user)
    hold(mine or (seat.may_decide() and _reads(found.table, seat, about)), "settle")
    if found.kind == RemarkKind.DISAGREEMENT and found.is_open and not mine and not note.strip():
        raise Refused([refusal("settle_note", person=found.author_name)])
    return _settle(found, user, at=at, note=note.strip()[:1000])


@transaction.atomic
def _settle(remark: Remark, user: User, *, at: datetime, note: str) -> Remark:
    row = locked(remark.table_id)
    found = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if not found.is_open:
        return found
    found.settled_by, found.settled_at, found.settled_note = user, at, note
    found.save(update_fields=["settled_by", "settled_at", "settled_note"])
    touch(row)
    log("settled", row, by=user)
    return found


def _place_of(table: Table, parent: Remark) -> Place | None:
    if parent.table_id != table.pk:
        raise Refused([refusal("no_such_remark", number=parent.pk)])
    return read_place(parent.place) if parent.place else None


def _reads(table: Table, seat: Seat, place: Place | None) -> bool:
    if place is None or seat.audience.reads_all:
        return True
    return seat.reads(place.kind, owners_of(table, [place])[place])
