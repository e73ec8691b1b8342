"""Writing an agreement: a new one, a change of a draft, a renewal, an additional agreement."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.kinds import AgreementKey, State
from remeslo.core.agreements.state import planned_end, state_on
from remeslo.web.apps.agreements.bodies import body_of, terms
from remeslo.web.apps.agreements.enums import Origin
from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.queries import Held, held
from remeslo.web.apps.agreements.services.judging import contracts_of_folder
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record


class Taken(Exception):
    """The number belongs to another agreement, or to a contract of the folder."""


class NotADraft(Exception):
    """It was sent, signed or withdrawn: nothing in it can be changed."""


class Outdated(Exception):
    """Somebody changed the draft meanwhile; nothing was written."""


@transaction.atomic
def create(cluster: Cluster, agreement: Agreement, *, by: User | None, at: datetime) -> AgreementRow:
    """A new draft; raises Taken."""
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    is_there = AgreementRow.objects.filter(cluster=cluster, key=agreement.key).exists()
    if is_there or any(c.key == agreement.key for c in contracts_of_folder(cluster)):
        raise Taken(agreement.key)
    row = AgreementRow(cluster=cluster, key=agreement.key, edited_at=at, edited_by=by)
    _fill(row, agreement)
    row.save()
    record("agreement.created", by=by, cluster=cluster, subject=subject(row))
    return row


@transaction.atomic
def save(
    cluster: Cluster, agreement: Agreement, *, based_on: int, by: User | None, at: datetime, on: date
) -> AgreementRow:
    """Change a draft; raises NotADraft, or Outdated when it has changed since ``based_on``."""
    found = draft(cluster, agreement.key, on)
    row = found.row
    if row.edits != based_on:
        raise Outdated
    _fill(row, agreement)
    row.edits, row.edited_at, row.edited_by, row.origin = row.edits + 1, at, by, Origin.ENTERED
    row.save()
    record("agreement.edited", by=by, cluster=cluster, subject=subject(row))
    return row


@transaction.atomic
def discard(cluster: Cluster, key: str, *, by: User, on: date) -> None:
    """Throw a draft away that was never sent; raises NotADraft."""
    found = draft(cluster, key, on)
    if found.steps or found.value.versions:
        raise NotADraft
    record("agreement.discarded", by=by, cluster=cluster, subject=subject(found.row))
    found.row.delete()


def renewal(agreement: Agreement, key: str, until: date) -> Agreement:
    """The draft that goes on from an agreement on the day on which it ends, with the same sides and clauses."""
    first = planned_end(agreement)
    clauses = tuple(replace(c, first=None, until=None) for c in agreement.clauses)
    signatories = agreement.signatories
    return replace(
        terms(agreement),
        key=AgreementKey(key),
        first=first,
        until=until,
        clauses=clauses,
        signatories=signatories,
        renews=agreement.key,
        gap="",
        on_paper=None,
        amends=None,
        removes=(),
    )


def amendment(agreement: Agreement, key: str, first: date) -> Agreement:
    """The draft of an additional agreement from a day on, without clauses yet."""
    return replace(
        terms(agreement),
        key=AgreementKey(key),
        first=first,
        until=planned_end(agreement),
        clauses=(),
        points=(),
        renews=None,
        gap="",
        on_paper=None,
        amends=agreement.key,
    )


def draft(cluster: Cluster, key: str, on: date) -> Held:
    """An agreement that can be changed, its row locked; raises NotADraft, and DoesNotExist."""
    AgreementRow.objects.select_for_update().get(cluster=cluster, key=key)
    (found,) = held(cluster, [key])
    if state_on(found.value, on) is not State.DRAFT or found.value.on_paper is not None:
        raise NotADraft
    return found


def subject(row: AgreementRow) -> str:
    """How the log names it."""
    return f"agreement:{row.key}"


def _fill(row: AgreementRow, agreement: Agreement) -> None:
    row.kind, row.title = agreement.kind, agreement.title
    row.first, row.until = agreement.first, agreement.until
    row.body = body_of(agreement)
