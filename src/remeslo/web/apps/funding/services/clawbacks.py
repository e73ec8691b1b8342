"""Clawbacks: opened with a reason, told to the organisation, contested or confirmed, given back in parts, waived."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.clawback import (
    Action,
    Clawback,
    ClawbackLine,
    ClawbackState,
    NotAllowed,
    Preview,
    act,
    open_clawback,
    preview,
)
from remeslo.core.funding.clawback import Step as CoreStep
from remeslo.core.funding.lines import LineKey
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.models import Cluster, Organisation, User, VersionedDocument
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.funding.accounts import Account, account
from remeslo.web.apps.funding.models import BookedRun, ClawbackRow, ClawbackStep
from remeslo.web.apps.funding.services.booking import book, locked

__all__ = ["NotAllowed", "SameHand", "Stale", "clawback_value", "open_for", "preview_step", "take_step"]


class Stale(Exception):
    """Somebody took another step meanwhile; nothing was done."""


class SameHand(Exception):
    """Who opened a clawback does not decide on it."""


def clawback_value(row: ClawbackRow) -> Clawback:
    """The core's clawback."""
    body: dict[str, Any] = row.body
    return Clawback(
        key=body["key"],
        contract=body["contract"],
        payee=OrganisationKey(body["payee"]),
        reason=body["reason"],
        lines=tuple(_line(x) for x in body["lines"]),
        state=ClawbackState(row.state),
        history=from_json(tuple[CoreStep, ...], body.get("history", [])),
    )


def _line(data: dict[str, Any]) -> ClawbackLine:
    return ClawbackLine(
        LineKey(*data["line"]),
        OrganisationKey(data["payer"]),
        Decimal(data["amount"]),
        Decimal(data.get("returned", 0)),
        Decimal(data.get("waived", 0)),
    )


@transaction.atomic
def open_for(
    cluster: Cluster,
    document: VersionedDocument,
    *,
    contract: str,
    payee: Organisation,
    reason: str,
    amount: Decimal | None,
    on: date,
    by: User,
    at: datetime,
) -> ClawbackRow:
    """Open a clawback of what the settlement of the day awaits back, or of a part; raises NotAllowed."""
    here = locked(cluster, document)
    key = f"c-{on.year}-{uuid4().hex[:8]}"
    value = open_clawback(
        here.settlement(on),
        key=key,
        contract=contract,
        payee=payee.key,
        reason=reason,
        by=str(by),
        on=on,
        amount=amount,
    )
    row = ClawbackRow.objects.create(
        cluster=cluster,
        pack=document,
        key=key,
        contract=contract,
        payee=payee,
        state=value.state.value,
        amount=value.amount,
        body=to_json(value),
        opened_by=by,
        opened_at=at,
    )
    _keep_step(row, value, "open", reason, value.amount, on=on, by=by, at=at)
    record("clawback.opened", by=by, cluster=cluster, subject=f"clawback:{key}", amount=str(value.amount))
    return row


def preview_step(
    row: ClawbackRow, action: Action, *, on: date, by: User, reason: str, amount: Decimal | None
) -> Preview:
    """What a step would do; nothing is done. Raises NotAllowed."""
    here = account(row.cluster, row.pack)
    return preview(
        clawback_value(row),
        action,
        here.ledger,
        on=on,
        by=str(by),
        reason=reason,
        amount=amount,
        rounding=here.pack.rounding,
    )


@transaction.atomic
def take_step(
    row: ClawbackRow,
    action: Action,
    *,
    steps: int,
    on: date,
    by: User,
    at: datetime,
    reason: str = "",
    amount: Decimal | None = None,
) -> ClawbackRow:
    """
    Take a step and book what it books.

    Parameters
    ----------
    steps
        Number of steps that the person saw; raises Stale when there are more by now.

    Raises
    ------
    NotAllowed, Stale, SameHand, NotBooked
    """
    here: Account = locked(row.cluster, row.pack)
    fresh = ClawbackRow.objects.select_for_update(of=("self",)).select_related("cluster", "pack__published", "payee")
    row = fresh.get(pk=row.pk)
    if row.steps != steps:
        raise Stale
    if action in (Action.CONFIRM, Action.WAIVE) and row.opened_by_id == by.pk:
        raise SameHand
    before = clawback_value(row)
    after, entries = act(before, action, on=on, by=str(by), reason=reason, amount=amount, rounding=here.pack.rounding)
    if entries:
        book(here, entries, what=BookedRun.What.CLAWBACK, on=on, by=by, at=at)
    row.body, row.state, row.steps = to_json(after), after.state.value, len(after.history)
    row.save(update_fields=["body", "state", "steps"])
    moved = after.history[-1].amount
    _keep_step(row, after, action.value, reason, moved, on=on, by=by, at=at)
    record("clawback.moved", by=by, cluster=row.cluster, subject=f"clawback:{row.key}", step=action.value)
    return row


def _keep_step(
    row: ClawbackRow, value: Clawback, action: str, reason: str, amount: Decimal, *, on: date, by: Any, at: datetime
) -> None:
    step = ClawbackStep(
        clawback=row,
        number=len(value.history),
        action=action,
        on=on,
        reason=reason[:2000],
        amount=amount,
        state=value.state.value,
        author=by,
        at=at,
    )
    step.save()
