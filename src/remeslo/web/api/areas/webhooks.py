"""Subscriptions of programs to events, and what was sent to them."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, newest_first
from remeslo.web.api.problems import Problem, outdated, wrong
from remeslo.web.api.values import Given, Nothing, Number
from remeslo.web.apps.common.access import require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.webhooks import queries
from remeslo.web.apps.webhooks.enums import EventKind, SubscriptionState
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.services import subscribing
from remeslo.web.apps.webhooks.words import REFUSALS

AREA = Area("webhooks", Scope.WEBHOOKS_READ, Scope.WEBHOOKS_WRITE)
ALL = f"{IN_CLUSTER}/webhooks"
ONE = f"{ALL}/{{webhook}}"
Event = Literal[
    "job.finished",
    "document.published",
    "allocation.published",
    "timetable.published",
    "slot.answered",
    "fact.recorded",
    "fact.confirmed",
    "fact.disputed",
    "money.settled",
    "agreement.signed",
    "agreement.in_force",
    "agreement.ended",
    "figures.submitted",
    "figures.approved",
    "figures.returned",
    "report.published",
]


class Wanted(Given):
    """Who is told, where, and of what."""

    name: str = Field(min_length=1, max_length=100)
    url: str = Field(min_length=1, max_length=500, description="https, at a public address.")
    events: list[Event] = Field(min_length=1, max_length=len(EventKind))


class Changed(Wanted):
    """The same, and whether messages are sent."""

    active: bool


class Webhook(BaseModel):
    """A subscription; ``state`` is on, off (paused) or failed (switched off: nothing was taken for days)."""

    key: UUID
    name: str
    url: str
    events: list[str]
    state: str
    waiting: int = Field(description="Deliveries that are to be sent.")
    failing_since: datetime | None
    last_taken_at: datetime | None
    made_at: datetime
    former_secret_until: datetime | None = Field(description="Until then the former secret signs too.")


class MadeWebhook(Webhook):
    """A subscription with its secret, which is told once: empty in an answer that is replayed."""

    secret: str


class Webhooks(BaseModel):
    """The subscriptions of a cluster; a cluster has few, and they come at once."""

    items: list[Webhook]


class Sending(BaseModel):
    """A delivery: ``id`` is its unique key, the same with every try; ``status`` is that of the last answer."""

    number: int
    id: UUID
    event: str
    entry: int | None = Field(description="Number of the line of the log.")
    state: str
    tries: int
    made_at: datetime
    next_at: datetime | None
    tried_at: datetime | None
    status: int | None
    problem: str
    took_ms: int | None


class Sendings(Page[Sending]):
    """A page of deliveries, the newest first."""


@AREA.get(ALL, Action.MANAGE_ACCESS, out=Webhooks)
def listing(request: ApiRequest, cluster: str) -> Webhooks:
    """List the subscriptions of the cluster."""
    return Webhooks(items=[Webhook(**_told(row)) for row in queries.subscriptions(request.cluster)])


@AREA.post(ALL, Action.MANAGE_ACCESS, out=MadeWebhook, status=201)
def subscribe(request: ApiRequest, cluster: str, given: Wanted) -> MadeWebhook:
    """Subscribe an address to events; the answer tells the secret, once."""
    require(request.user, Action.MANAGE_ACCESS, request.cluster)
    try:
        row, secret = subscribing.subscribe(
            request.cluster, name=given.name, url=given.url, kinds=given.events, by=request.user, at=request.moment
        )
    except subscribing.NotMade as refused:
        raise _refused(refused.code) from None
    request.told["Location"] = f"{request.path}/{row.key}"
    return _made(request, row, secret)


@AREA.get(ONE, Action.MANAGE_ACCESS, out=Webhook, tagged=True)
def webhook(request: ApiRequest, cluster: str, webhook: UUID) -> Webhook:
    """Read a subscription."""
    row = _found(request, webhook)
    request.told["ETag"] = _tag(row)
    return Webhook(**_told(row))


@AREA.put(ONE, Action.MANAGE_ACCESS, out=Webhook)
def change(request: ApiRequest, cluster: str, webhook: UUID, given: Changed) -> Webhook:
    """Change a subscription, pause it, or switch it on again: then what waits is sent."""
    row = _found(request, webhook)
    match = request.headers.get("If-Match", "").strip()
    if not match:
        raise Problem("if-match-needed")
    if _tag(row) not in [t.strip() for t in match.split(",")]:
        raise outdated()
    try:
        subscribing.change(row, name=given.name, url=given.url, kinds=given.events, is_on=given.active, by=request.user)
    except subscribing.NotMade as refused:
        raise _refused(refused.code) from None
    row = _found(request, webhook)
    request.told["ETag"] = _tag(row)
    return Webhook(**_told(row))


@AREA.post(f"{ONE}/secret", Action.MANAGE_ACCESS, out=MadeWebhook)
def rotate(request: ApiRequest, cluster: str, webhook: UUID, given: Nothing) -> MadeWebhook:
    """Make a new secret, told once; the former one signs too for a day."""
    row, secret = subscribing.rotate(_found(request, webhook), by=request.user, at=request.moment)
    return _made(request, row, secret)


@AREA.post(f"{ONE}/ping", Action.MANAGE_ACCESS, out=Sending, status=202)
def ping(request: ApiRequest, cluster: str, webhook: UUID, given: Nothing) -> Sending:
    """Send a test message, once; see its answer among the deliveries."""
    return _sending(subscribing.ping(_found(request, webhook), by=request.user, at=request.moment))


@AREA.post(f"{ONE}/end", Action.MANAGE_ACCESS, out=Nothing)
def end(request: ApiRequest, cluster: str, webhook: UUID, given: Nothing) -> Nothing:
    """End a subscription for good; what waits is dropped."""
    subscribing.end(_found(request, webhook), by=request.user)
    return Nothing()


@AREA.get(f"{ONE}/deliveries", Action.MANAGE_ACCESS, out=Sendings)
def deliveries(request: ApiRequest, cluster: str, webhook: UUID, asked: Query[Asked]) -> Sendings:
    """List what was sent and is to be sent, the newest first; ended deliveries stay for 30 days."""
    rows = queries.deliveries_of(_found(request, webhook))
    shown, more = newest_first(rows, asked, f"webhook.{webhook}")
    return Sendings(items=[_sending(row) for row in shown], next=more)


@AREA.post(f"{ONE}/deliveries/{{number}}/again", Action.MANAGE_ACCESS, out=Sending, status=202)
def again(request: ApiRequest, cluster: str, webhook: UUID, number: Number, given: Nothing) -> Sending:
    """Send a delivery once more, under the same id."""
    row = _found(request, webhook)
    try:
        return _sending(subscribing.send_again(row, number, by=request.user, at=request.moment))
    except Delivery.DoesNotExist:
        raise Http404 from None
    except subscribing.CannotSend:
        raise Problem("conflict", _("It waits already, or the subscription is not in force.")) from None


def _found(request: ApiRequest, key: UUID) -> Subscription:
    require(request.user, Action.MANAGE_ACCESS, request.cluster)
    row = queries.subscription_of(request.cluster, key)
    if row is None:
        raise Http404
    return row


def _refused(code: str) -> Problem:
    places = {"kinds": "body.events", "private": "body.url", "many": "body"}
    said = str(REFUSALS[code])
    return Problem("conflict", said) if code == "many" else wrong(places.get(code, f"body.{code}"), code, said)


def _made(request: ApiRequest, row: Subscription, secret: str) -> MadeWebhook:
    request.told_once.append(secret)
    request.told["ETag"] = _tag(row)
    return MadeWebhook(**_told(row), secret=secret)


def _tag(row: Subscription) -> str:
    return f'"{row.version}-{row.state}"'


def _told(row: Subscription) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "url": row.url,
        "events": row.kinds,
        "state": SubscriptionState(row.state).value,
        "waiting": getattr(row, "waiting", 0),
        "failing_since": row.failing_since,
        "last_taken_at": row.last_ok_at,
        "made_at": row.made_at,
        "former_secret_until": row.former_until,
    }


def _sending(row: Delivery) -> Sending:
    return Sending(
        number=row.pk,
        id=row.key,
        event=row.kind,
        entry=row.entry_id,
        state=row.state,
        tries=row.tries,
        made_at=row.made_at,
        next_at=row.next_at if row.state == "waiting" else None,
        tried_at=row.tried_at,
        status=row.status,
        problem=row.problem,
        took_ms=row.took_ms,
    )
