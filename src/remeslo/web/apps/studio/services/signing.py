"""Fixing a version for signatures, signing it, and going back to work."""

from datetime import datetime

from django.db import transaction

from remeslo.core.competence.studio.book import rulings
from remeslo.web.apps.common.models import Organisation, User
from remeslo.web.apps.common.services.documents import digest
from remeslo.web.apps.studio.enums import FROZEN, Capacity, TableState
from remeslo.web.apps.studio.models import Signature, SignedVersion, Table
from remeslo.web.apps.studio.permissions import Seat
from remeslo.web.apps.studio.services.locking import (
    hold,
    hold_open,
    locked,
    log,
    name_of,
    refusal,
    seat_at,
    touch,
)
from remeslo.web.apps.studio.services.readiness import Ready, readiness
from remeslo.web.apps.studio.services.refusals import NotReady, NotYours, Refused
from remeslo.web.apps.studio.snapshot import book_of, designed_of, desk_of, fixed_body


def start_signing(table: Table, user: User, *, at: datetime, note: str = "") -> SignedVersion:
    """
    Fix the programme as it stands: name who must sign, refuse changes until it is opened again.

    The very same content with the same signatories again is the version that is there, with its signatures. Raises
    NotReady with all that stands in the way, NotYours, TableFrozen.
    """
    hold(seat_at(table, user).may_decide(), "start_signing")
    hold_open(table)
    seen = table.stamp
    ready = readiness(table)
    if ready.stops:
        raise NotReady(ready.stops)
    body = fixed_body(table.cluster, ready.desk, rulings(ready.book), ready.designed)
    return _fix(table, user, ready, body, seen=seen, at=at, note=note)


@transaction.atomic
def _fix(table: Table, user: User, ready: Ready, body: object, *, seen: int, at: datetime, note: str) -> SignedVersion:
    row = locked(table.pk)
    hold_open(row)
    if row.stamp != seen or row.base_id != table.base_id or row.head_id != table.head_id:
        raise NotReady([refusal("changed_meanwhile")])
    latest: SignedVersion | None = SignedVersion.objects.filter(table=row).first()
    named, sha = list(ready.signatories), digest(body)
    if latest is not None and (latest.sha256, latest.signatories) == (sha, named):
        version = latest
    else:
        version = SignedVersion(
            table=row,
            number=latest.number + 1 if latest else 1,
            last_change=row.last_number,
            sha256=sha,
            body=body,
            signatories=named,
            fixed_by=user,
            fixed_at=at,
            note=note.strip()[:1000],
        )
        version.save()
    row.signing = version
    row.state = TableState.SIGNED if not missing(version) else TableState.SIGNING
    touch(row, "signing", "state")
    log("signing_started", row, by=user, number=version.number)
    return version


def digest_now(table: Table) -> str:
    """The hash that the table's programme would be fixed under now, from cards, editions and norms as they are."""
    desk, ruled = desk_of(table), rulings(book_of(table))
    return digest(fixed_body(table.cluster, desk, ruled, designed_of(desk, ruled)))


def sign(
    table: Table,
    user: User,
    capacity: Capacity,
    organisation: Organisation,
    *,
    sha256: str,
    at: datetime,
    note: str = "",
) -> Signature:
    """
    Sign the version that is being signed, for one's own organisation or as the head of the group.

    ``sha256`` is the hash of what the person was shown. Signed before: that signature. With the last of them the
    table is signed. Raises NotReady (nothing is being signed; it is another version now; what it was made from has
    changed), NotYours.
    """
    return _sign(table, user, capacity, organisation, digest_now(table), sha256=sha256, at=at, note=note)


@transaction.atomic
def _sign(
    table: Table,
    user: User,
    capacity: Capacity,
    organisation: Organisation,
    now: str,
    *,
    sha256: str,
    at: datetime,
    note: str,
) -> Signature:
    row = locked(table.pk)
    version = row.signing
    if row.state not in FROZEN or version is None:
        raise NotReady([refusal("nothing_to_sign")])
    if sha256 != version.sha256:
        raise NotReady([refusal("other_version", number=version.number)])
    _hold_signatory(seat_at(row, user), version, capacity, organisation)
    known: Signature | None = Signature.objects.filter(
        version=version, capacity=capacity, organisation=organisation
    ).first()
    if known is not None:
        return known
    if now != version.sha256:
        raise NotReady([refusal("inputs_moved", number=version.number)])
    signature = Signature(
        version=version,
        user=user,
        user_name=name_of(user),
        organisation=organisation,
        organisation_name=organisation.name,
        capacity=capacity,
        sha256=sha256,
        at=at,
        note=note.strip()[:1000],
    )
    signature.save()
    if not missing(version):
        row.state = TableState.SIGNED
    touch(row, "state")
    log("signed", row, by=user, number=version.number, organisation=organisation.name)
    return signature


@transaction.atomic
def unfreeze(table: Table, user: User, *, at: datetime, note: str) -> Table:
    """
    Open the table again, with the reason; signatures stay with the version they are under.

    Who leads the table, the head, or a signatory who will not sign. Raises NotYours, Refused, NotReady.
    """
    row = locked(table.pk)
    version = row.signing
    if not row.is_frozen or version is None:
        raise NotReady([refusal("nothing_to_sign")])
    seat = seat_at(row, user)
    hold(seat.may_decide() or _signs(seat, version), "unfreeze")
    if not note.strip():
        raise Refused([refusal("unfreeze_note")])
    row.state, row.signing = TableState.OPEN, None
    touch(row, "state", "signing")
    log("opened_again", row, by=user, number=version.number, note=note.strip()[:300])
    return row


def missing(version: SignedVersion) -> list[dict[str, object]]:
    """Signatories who have not signed yet; one query."""
    there = set(Signature.objects.filter(version=version).values_list("capacity", "organisation_id"))
    return [s for s in version.signatories if (s["capacity"], s["organisation"]) not in there]


def _hold_signatory(seat: Seat, version: SignedVersion, capacity: Capacity, organisation: Organisation) -> None:
    named = next(
        (s for s in version.signatories if (s["capacity"], s["organisation"]) == (capacity.value, organisation.pk)),
        None,
    )
    if named is None:
        raise NotYours([refusal("no_signatory", organisation=organisation.name)])
    as_head = capacity is Capacity.HEAD and named["user"] == seat.user_id
    mine = seat.may_sign(organisation.key) and (capacity is not Capacity.HEAD or as_head)
    if not mine:
        raise NotYours([refusal("not_your_signature", organisation=organisation.name)])


def _signs(seat: Seat, version: SignedVersion) -> bool:
    keys = dict(
        Organisation.objects.filter(pk__in=[s["organisation"] for s in version.signatories]).values_list("pk", "key")
    )
    return any(seat.may_sign(keys.get(s["organisation"], "")) for s in version.signatories)
