"""The other side's word: it confirms a fact, or disputes it with a reason. One side enters, the other confirms."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from remeslo.core.base.facts import CONFIRMATION, CONFIRMED, Fact, FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.web.apps.common.models import Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.services.recording import NotInForce, append, in_force, new_key


class NotTheOtherSide(Exception):
    """A fact is confirmed by the side that was asked, never by the one that entered it, nor by who typed it in."""


@transaction.atomic
def confirm(rows: Iterable[FactRow], *, speaker: Organisation, by: User, at: datetime) -> list[FactRow]:
    """Confirm facts, all or none; raises NotTheOtherSide, or NotInForce when one was corrected meanwhile."""
    written = [_say(row, {CONFIRMED: True}, speaker=speaker, by=by, at=at) for row in rows]
    if written:
        record(
            "facts.confirmed",
            by=by,
            cluster=written[0].cluster,
            subject=f"fact:{written[0].subject}",
            count=len(written),
        )
    return written


@transaction.atomic
def dispute(row: FactRow, *, reason: str, speaker: Organisation, by: User, at: datetime) -> FactRow:
    """Contradict a fact; the side that entered it sees the reason and corrects, withdraws or talks."""
    if not reason.strip():
        raise ValueError("a dispute needs a reason")
    said = _say(row, {CONFIRMED: False, "reason": reason.strip()}, speaker=speaker, by=by, at=at)
    record("fact.disputed", by=by, cluster=row.cluster, subject=f"fact:{row.key}", kind=row.kind)
    return said


def _say(row: FactRow, values: dict[str, FactValue], *, speaker: Organisation, by: User, at: datetime) -> FactRow:
    if row.other_id is None or not _one_house(speaker, row.other) or _one_house(speaker, row.by):
        raise NotTheOtherSide(row.key)
    if row.author_id is not None and row.author_id == by.pk:
        raise NotTheOtherSide(row.key)
    day = timezone.localdate(at)
    FactRow.objects.select_for_update().filter(pk=row.pk).first()
    if not in_force(row.cluster, [row.key], day)[row.key]:
        raise NotInForce(row.key, None)
    fact = Fact(
        key=new_key(),
        kind=CONFIRMATION,
        subject=row.key,
        on=day,
        known=day,
        by=OrganisationKey(speaker.key),
        values=values,
    )
    return append(row.cluster, fact, speaker=speaker, other=None, college=row.college, by=by, at=at)


def _one_house(mine: Organisation, other: Organisation | None) -> bool:
    return other is not None and (mine.pk == other.pk or other.parent_id == mine.pk or mine.parent_id == other.pk)
