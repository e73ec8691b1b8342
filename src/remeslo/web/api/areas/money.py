"""Statements and the ledger of the money: to those who run the cluster's money, and to parties their own."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.core.funding.statements import Statement
from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.api.values import Day
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.funding.views.page import MoneyPage

AREA = Area("money", Scope.MONEY_READ)
MONEY = f"{IN_CLUSTER}/money"


class StatementHead(BaseModel):
    """A statement: what one payee is shown for one contract and period."""

    contract: str
    payee: str
    period: str
    on: date
    currency: str
    due: Decimal
    paid: Decimal
    amount: Decimal
    waiting: Decimal


class StatementLine(BaseModel):
    """A line; ``subject`` is a pseudonym, a provider or the contract itself. ``amount`` is due minus paid."""

    rule: str
    subject: str
    period: str
    kind: str
    state: str
    due: Decimal
    paid: Decimal
    amount: Decimal
    payers: dict[str, Decimal]


class Statements(Page[StatementHead]):
    """A page of statements."""


class StatementWhole(StatementHead):
    """A statement with its lines."""

    lines: list[StatementLine]


class EntryHere(BaseModel):
    """A movement of one line between one payer and one payee."""

    on: date
    kind: str
    line: str
    payer: str
    payee: str
    amount: Decimal
    run: str
    reason: str


class Entries(Page[EntryHere]):
    """A page of the ledger."""


class AskedMoney(Asked):
    """Which rules (the first published pack unless named), by the knowledge of which day (today unless named)."""

    pack: str = Field("", max_length=300)
    on: Day | None = None


class AskedStatement(BaseModel):
    """Which statement."""

    contract: str = Field(min_length=1, max_length=160)
    payee: str = Field(min_length=1, max_length=100)
    period: str = Field(min_length=1, max_length=20)
    pack: str = Field("", max_length=300)
    on: Day | None = None


@AREA.get(f"{MONEY}/statements", Action.SEE_STATEMENT, out=Statements)
def statements(request: ApiRequest, cluster: str, asked: Query[AskedMoney]) -> Statements:
    """List the statements that the person may see: all, or those that the own house pays or gets."""
    page = _page(request, asked.on)
    found = [s for s in page.account.statements(page.on) if page.audience.statement(s)] if page.document else []
    shown, more = part(found, asked, lambda s: (s.contract, str(s.payee), s.period), "statements")
    return Statements(items=[StatementHead(**_head(s)) for s in shown], next=more)


@AREA.get(f"{MONEY}/statement", Action.SEE_STATEMENT, out=StatementWhole)
def statement(request: ApiRequest, cluster: str, asked: Query[AskedStatement]) -> StatementWhole:
    """Read one statement with its lines."""
    page = _page(request, asked.on)
    wanted = (asked.contract, asked.payee, asked.period)
    every = page.account.statements(page.on) if page.document else ()
    one = next((s for s in every if (s.contract, s.payee, s.period) == wanted and page.audience.statement(s)), None)
    if one is None:
        raise Http404
    lines = [
        StatementLine(
            rule=x.key.rule,
            subject=x.key.subject,
            period=x.key.period,
            kind=x.key.kind,
            state=x.state.value,
            due=x.due,
            paid=x.paid,
            amount=x.amount,
            payers={str(side.payer): side.amount for side in x.sides},
        )
        for x in one.lines
    ]
    return StatementWhole(**_head(one), lines=lines)


@AREA.get(f"{MONEY}/ledger", Action.SEE_MONEY, out=Entries)
def entries(request: ApiRequest, cluster: str, asked: Query[AskedMoney]) -> Entries:
    """List the entries of the ledger; the log tells who read them."""
    page = _page(request, asked.on)
    rows = list(enumerate(page.account.ledger.entries)) if page.document else []
    shown, more = part(rows, asked, lambda pair: (pair[0],), "ledger")
    record("money.exported", by=request.user, cluster=request.cluster, subject="ledger:", count=len(shown))
    items = [
        EntryHere(
            on=e.on,
            kind=e.kind.value,
            line=str(e.line),
            payer=e.payer,
            payee=e.payee,
            amount=e.amount,
            run=e.run,
            reason=e.reason,
        )
        for _n, e in shown
    ]
    return Entries(items=items, next=more)


def _page(request: ApiRequest, on: date | None) -> MoneyPage:
    page = MoneyPage(request, "home")
    if on is not None:
        page.on = on
    return page


def _head(s: Statement) -> dict[str, Any]:
    return {name: getattr(s, name) for name in StatementHead.model_fields}
