"""The subscriptions of a cluster and the form of a new one; one subscription, with what was sent."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.webhooks import queries
from remeslo.web.apps.webhooks.enums import PING, DeliveryState, EventKind, SubscriptionState
from remeslo.web.apps.webhooks.models import Delivery, Subscription
from remeslo.web.apps.webhooks.services.subscribing import NotMade, change, subscribe
from remeslo.web.apps.webhooks.words import CHIPS, PROBLEMS, REFUSALS

A_PAGE = 50


@never_cache
@cluster_member_required(Action.MANAGE_ACCESS)
def listing(request: ClusterRequest) -> HttpResponse:
    """The subscriptions; a new one, whose secret is shown this once."""
    require(request.user, Action.MANAGE_ACCESS, request.cluster)
    posted = request.POST if request.method == "POST" else None
    made: Subscription | None = None
    secret, error = "", ""
    if posted is not None:
        try:
            made, secret = subscribe(request.cluster, by=request.user, at=timezone.now(), **_asked(posted))
        except NotMade as refused:
            error = str(REFUSALS[refused.code])
    keeps = posted is not None and made is None
    context: dict[str, Any] = {
        "subscriptions": [(s, *_chip(s)) for s in queries.subscriptions(request.cluster)],
        "made": made,
        "secret": secret,
        "error": error,
        "name": posted.get("name", "") if posted is not None and keeps else "",
        "url": posted.get("url", "") if posted is not None and keeps else "",
        "kinds": _kinds(posted.getlist("kind") if posted is not None and keeps else ()),
    }
    return render(request, "webhooks/list.html", context, status=400 if error else 200)


@never_cache
@cluster_member_required(Action.MANAGE_ACCESS)
def subscription(request: ClusterRequest, key: UUID) -> HttpResponse:
    """One subscription: how it stands, what was sent with which answer, and the form to change it."""
    row = open_one(request, key)
    posted = request.POST if request.method == "POST" else None
    error = ""
    if posted is not None:
        try:
            change(row, is_on=posted.get("on") == "1", by=request.user, **_asked(posted))
        except NotMade as refused:
            error = str(REFUSALS[refused.code])
        else:
            messages.success(request, _("Saved."))
            return redirect("webhooks:subscription", cluster=request.cluster.key, key=row.key)
    return shown(request, row, error=error)


def shown(request: ClusterRequest, row: Subscription, *, error: str = "", secret: str = "") -> HttpResponse:
    """The page of a subscription; the text of a new secret, this once."""
    page = Paginator(queries.deliveries_of(row), A_PAGE).get_page(request.GET.get("page"))
    posted = request.POST if error else None
    context: dict[str, Any] = {
        "row": row,
        "chip": _chip(row),
        "deliveries": [(d, *_told(d, row)) for d in page],
        "page": page,
        "error": error,
        "secret": secret,
        "is_on": row.state == SubscriptionState.ON,
        "has_failed": row.state == SubscriptionState.FAILED,
        "overlaps": row.former_until is not None and row.former_until > timezone.now(),
        "name": posted.get("name", "") if posted else row.name,
        "url": posted.get("url", "") if posted else row.url,
        "kinds": _kinds(posted.getlist("kind") if posted else row.kinds),
    }
    return render(request, "webhooks/subscription.html", context, status=400 if error else 200)


def open_one(request: ClusterRequest, key: UUID) -> Subscription:
    """The subscription of this cluster, for those who may; 404 where there is none."""
    require(request.user, Action.MANAGE_ACCESS, request.cluster)
    row = queries.subscription_of(request.cluster, key)
    if row is None:
        raise Http404
    return row


def _asked(posted: QueryDict) -> dict[str, Any]:
    """What the form says of a subscription."""
    return {"name": posted.get("name", ""), "url": posted.get("url", ""), "kinds": posted.getlist("kind")}


def _chip(row: Subscription) -> tuple[Any, str, str]:
    state = SubscriptionState(row.state)
    return state.label, *CHIPS[state]


def _told(row: Delivery, of: Subscription) -> tuple[Any, tuple[Any, str, str], Any, bool]:
    """What it is about, its chip, what went wrong, and whether it can be sent again."""
    state = DeliveryState(row.state)
    label = _("Test message") if row.kind == PING else EventKind(row.kind).label
    ended = state is not DeliveryState.WAITING and row.entry_id is not None
    may = ended and of.state == SubscriptionState.ON
    return label, (state.label, *CHIPS[state]), PROBLEMS.get(row.problem, ""), may


def _kinds(chosen: Iterable[str]) -> list[tuple[str, Any, bool]]:
    wanted = set(chosen)
    return [(k.value, k.label, k.value in wanted) for k in EventKind]
