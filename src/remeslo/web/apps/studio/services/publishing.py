"""Publishing what everybody signed: the next version of the outline, which the line then plans by."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from remeslo.web.apps.common.models import DocumentVersion, User
from remeslo.web.apps.common.services.documents import Outdated, save_version
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import AlreadyRunning, NothingToPlan, request_run
from remeslo.web.apps.registry.contents import outline_content
from remeslo.web.apps.studio.enums import TableState
from remeslo.web.apps.studio.models import SignedVersion, Table
from remeslo.web.apps.studio.services.locking import hold, locked, log, refusal, seat_at, touch
from remeslo.web.apps.studio.services.refusals import NotReady
from remeslo.web.apps.studio.services.signing import digest_now
from remeslo.web.apps.studio.snapshot import fixed_outline


@dataclass(frozen=True, slots=True)
class Published:
    """
    The version of the outline that others now work with.

    Parameters
    ----------
    run
        The run of the line over it; ``None`` when none was asked for. One that was under way is left to end: ``waits``
        is then True, and somebody asks again.
    """

    version: DocumentVersion
    run: PlanRun | None = None
    waits: bool = False


def publish(table: Table, user: User, *, at: datetime, plan: bool = True) -> Published:
    """
    Publish the signed version; the table is closed, and opens again on this version.

    Raises NotReady when not everybody signed, or a card, an edition or the norms are no longer those that were
    signed; NotYours.
    """
    hold(seat_at(table, user).leads, "publish")
    _hold_signed(table)
    version = _publish(table, user, digest_now(table), at=at)
    if not plan:
        return Published(version)
    try:
        return Published(version, request_run(table.cluster, by=user, at=at))
    except AlreadyRunning as running:
        return Published(version, running.run, waits=True)
    except NothingToPlan:
        return Published(version)


@transaction.atomic
def _publish(table: Table, user: User, now: str, *, at: datetime) -> DocumentVersion:
    row = locked(table.pk)
    signed = _hold_signed(row)
    if now != signed.sha256:
        raise NotReady([refusal("inputs_moved", number=signed.number)])
    content = outline_content(fixed_outline(signed))
    try:
        version = save_version(
            row.cluster, content, by=user, at=at, based_on=row.base.number, publish=True, note=signed.note[:500]
        )
    except Outdated:
        raise NotReady([refusal("newer_outline", row.document.key)]) from None
    row.base, row.state = version, TableState.CLOSED
    touch(row, "base", "state")
    log("published", row, by=user, number=version.number, signed=signed.number)
    return version


def _hold_signed(table: Table) -> SignedVersion:
    if table.state != TableState.SIGNED or table.signing is None:
        raise NotReady([refusal("not_signed")])
    return table.signing
