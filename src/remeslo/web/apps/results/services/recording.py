"""Facts as they are entered: a new one, a correction of one in force, a withdrawal. Nothing is ever changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.values import packed


class NotInForce(Exception):
    """The fact was corrected or taken back meanwhile; carries the key of what stands in its place, or None."""

    def __init__(self, key: str, stands: str | None) -> None:
        super().__init__(f"fact {key} is no longer in force")
        self.key, self.stands = key, stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an organisation says: the fact without the key and the day that the ledger gives it."""

    kind: str
    subject: str
    on: date
    values: Mapping[str, FactValue] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


def new_key() -> FactKey:
    """A key that nobody has and nobody can guess."""
    return FactKey(f"f-{uuid4().hex[:20]}")


def append(
    cluster: Cluster,
    fact: Fact,
    *,
    speaker: Organisation,
    other: Organisation | None,
    college: Organisation | None,
    by: User | None,
    at: datetime,
    note: str = "",
) -> FactRow:
    """Write one fact as a row, without a line in the log; the caller logs what the act was."""
    row = row_of(cluster, fact, speaker=speaker, other=other, college=college, by=by, at=at)
    row.note = note[:2000]
    row.save()
    return row


def row_of(
    cluster: Cluster,
    fact: Fact,
    *,
    speaker: Organisation,
    other: Organisation | None,
    college: Organisation | None,
    by: User | None,
    at: datetime,
) -> FactRow:
    """The row of a fact, not yet saved."""
    return FactRow(
        cluster=cluster,
        key=fact.key,
        kind=fact.kind,
        subject=fact.subject,
        on=fact.on,
        known=fact.known,
        by=speaker,
        other=other,
        college=college,
        values=packed(fact.values),
        evidence=list(fact.evidence),
        corrects=fact.corrects or "",
        withdraws=fact.withdraws,
        author=by,
        at=at,
    )


@transaction.atomic
def record_fact(
    cluster: Cluster,
    said: Said,
    *,
    speaker: Organisation,
    other: Organisation | None,
    college: Organisation | None,
    by: User | None,
    at: datetime,
) -> FactRow:
    """Enter a new fact; ``other`` is asked to confirm it."""
    fact = _fact(said, speaker, at)
    row = append(cluster, fact, speaker=speaker, other=other, college=college, by=by, at=at)
    record("fact.recorded", by=by, cluster=cluster, subject=f"fact:{row.key}", kind=row.kind)
    return row


@transaction.atomic
def correct_fact(
    row: FactRow, said: Said, *, reason: str, other: Organisation | None, by: User | None, at: datetime
) -> FactRow:
    """
    Put another fact in the place of one in force; the other side is asked again.

    Raises NotInForce when somebody was faster.
    """
    _lock_in_force(row, at)
    fact = _fact(replace(said, kind=row.kind, subject=row.subject), row.by, at)
    return _follow(row, fact, "fact.corrected", reason, by=by, at=at, other=other)


@transaction.atomic
def withdraw_fact(row: FactRow, *, reason: str, by: User | None, at: datetime) -> FactRow:
    """Take a fact in force back; it stays readable with what took it back."""
    _lock_in_force(row, at)
    said = Said(kind=row.kind, subject=row.subject, on=row.on)
    fact = replace(_fact(said, row.by, at), corrects=FactKey(row.key), withdraws=True)
    return _follow(row, fact, "fact.withdrawn", reason, by=by, at=at, other=row.other)


def in_force(cluster: Cluster, keys: Sequence[str], day: date) -> dict[str, bool]:
    """Whether each fact is in force by the knowledge of a day."""
    known = ledger(cluster).known_on(day).by_key
    return {key: FactKey(key) in known for key in keys}


def _lock_in_force(row: FactRow, at: datetime) -> None:
    FactRow.objects.select_for_update().filter(pk=row.pk).first()
    if not in_force(row.cluster, [row.key], _day(at))[row.key]:
        family = ledger(row.cluster).history(FactKey(row.key))
        known = ledger(row.cluster).known_on(_day(at)).by_key
        raise NotInForce(row.key, next((f.key for f in reversed(family) if f.key in known), None))


def _follow(
    row: FactRow, fact: Fact, action: str, reason: str, *, other: Organisation | None, by: User | None, at: datetime
) -> FactRow:
    named = replace(fact, corrects=FactKey(row.key))
    later = append(row.cluster, named, speaker=row.by, other=other, college=row.college, by=by, at=at, note=reason)
    record(action, by=by, cluster=row.cluster, subject=f"fact:{later.key}", kind=row.kind)
    return later


def _fact(said: Said, speaker: Organisation, at: datetime) -> Fact:
    return Fact(
        key=new_key(),
        kind=said.kind,
        subject=said.subject,
        on=said.on,
        known=_day(at),
        by=OrganisationKey(speaker.key),
        values=said.values,
        evidence=said.evidence,
    )


def _day(at: datetime) -> date:
    return timezone.localdate(at)
