"""Settling a day and booking payments: first what would be booked, then the act."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.funding.closing import close, pay
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.funding.services.booking import (
    NotBooked,
    close_budget_year,
    pay_accrued,
    settle_up_to,
    total,
)
from remeslo.web.apps.funding.views.page import MoneyPage
from remeslo.web.apps.funding.words import NOT_BOOKED


@cluster_member_required(Action.SETTLE)
def settle(request: ClusterRequest) -> HttpResponse:
    """What a settlement of the day would book, and the button that books it."""
    page = MoneyPage(request, "home")
    settlement = page.account.settlement(page.on)
    entries = close(settlement)
    paying = pay(page.account.ledger, on=page.on)
    context = {
        "page": page,
        "settlement": settlement,
        "entries": entries[:200],
        "count": len(entries),
        "sum": total(entries),
        "paying": len(paying),
        "paying_sum": total(paying),
        "findings": settlement.findings[:50],
        "names": page.audience.names,
    }
    return render(request, "funding/settle.html", context)


@require_POST
@cluster_member_required(Action.SETTLE)
def settle_now(request: ClusterRequest) -> HttpResponse:
    """Book the settlement that was shown."""
    page = MoneyPage(request, "home")
    assert page.account.document is not None
    try:
        run = settle_up_to(
            request.cluster,
            page.account.document,
            on=page.on,
            by=request.user,
            at=timezone.now(),
            seen=_seen(request.POST.get("seen", "")),
        )
    except NotBooked as refusal:
        messages.warning(request, str(NOT_BOOKED[refusal.why]))
        return redirect(page.link("settle") + f"&on={page.on.isoformat()}")
    messages.success(request, _("Settled: entries booked %(n)s.") % {"n": run.count})
    return redirect(page.link("home"))


@require_POST
@cluster_member_required(Action.SETTLE)
def pay_now(request: ClusterRequest) -> HttpResponse:
    """Book that everything accrued was paid."""
    page = MoneyPage(request, "home")
    try:
        run = pay_accrued(request.cluster, page.account.document, on=page.on, by=request.user, at=timezone.now())
    except NotBooked as refusal:
        messages.warning(request, str(NOT_BOOKED[refusal.why]))
        return redirect(page.link("settle") + f"&on={page.on.isoformat()}")
    messages.success(request, _("Payments booked: %(n)s.") % {"n": run.count})
    return redirect(page.link("home"))


@require_POST
@cluster_member_required(Action.SETTLE)
def close_the_year(request: ClusterRequest) -> HttpResponse:
    """Close a budget year."""
    page = MoneyPage(request, "home")
    text = request.POST.get("year", "")
    if not (text.isascii() and text.isdigit() and 1900 < int(text) < 2200 and "sure" in request.POST):
        messages.warning(request, _("Name the year, and tick that you know it can't be opened again."))
        return redirect(page.link("home"))
    try:
        close_budget_year(request.cluster, page.account.document, int(text), by=request.user, at=timezone.now())
    except NotBooked as refusal:
        messages.warning(request, str(NOT_BOOKED[refusal.why]))
    else:
        messages.success(request, _("The year %(year)s is closed; late facts are booked in the next.") % {"year": text})
    return redirect(page.link("home"))


def _seen(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
