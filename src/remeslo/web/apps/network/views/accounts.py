"""Quotas, used days with the other side's word, and what partners owe each other."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.network.request import RequestKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.enums import Word
from remeslo.web.apps.network.kept import Kept
from remeslo.web.apps.network.models import UseEntry
from remeslo.web.apps.network.quotaview import Account, BookedWeek, accounts, booked_weeks, quota_rows
from remeslo.web.apps.network.rights import thing
from remeslo.web.apps.network.services import using
from remeslo.web.apps.network.sheets import quotas_sheet, settlement_sheets
from remeslo.web.apps.network.views.download import download
from remeslo.web.apps.network.views.page import NetworkPage, number

A_PAGE: Final = 40


class AccountPage(NetworkPage):
    """A page about the published release: only what everybody works by is used and paid."""

    @property
    def version(self) -> Any:
        """The published version; None before the first release."""
        return self.head.published if self.head is not None else None

    @property
    def weeks(self) -> list[BookedWeek]:
        """Booked weeks at others' places, with quotas and what was said of them."""
        return booked_weeks(self.release, queries.entries(self.cluster, self.year))

    @property
    def release(self) -> Kept:
        """What everybody works by; nothing before the first release."""
        return self.held or Kept(self.year)

    def sees(self, row: BookedWeek) -> bool:
        """True for the two sides, and for those who see all quotas."""
        return self.reader.may(Action.SEE_QUOTA, row.booking.partner, row.booking.owner)


@cluster_member_required(Action.SEE_QUOTA)
def quotas(request: ClusterRequest) -> HttpResponse:
    """Given, booked, left: those that I am a side of."""
    page = NetworkPage(request, "quotas")
    rows = _quota_rows(page)
    return render(request, "network/quotas.html", {"page": page, "rows": rows})


@cluster_member_required(Action.SEE_QUOTA)
def quotas_export(request: ClusterRequest) -> HttpResponse:
    """The same as a table."""
    page = NetworkPage(request, "quotas")
    return download(request, "quotas", [quotas_sheet(page.scene, _quota_rows(page))])


@cluster_member_required(Action.SEE_NETWORK)
def used(request: ClusterRequest) -> HttpResponse:
    """Booked weeks up to today that I am a side of: entered, confirmed."""
    page = AccountPage(request, "used")
    state = page.asked.get("state", "")
    rows = [w for w in page.weeks if _concerns(page, w) and (w.week <= page.scene.this_week or w.entry is not None)]
    chosen = [w for w in rows if not state or w.state == state or (state == "open" and not w.state)]
    lines = [
        (
            w,
            page.reader.may(Action.ASK_SLOT, w.booking.partner),
            w.state == "entered" and page.reader.may(Action.ANSWER_SLOT, w.booking.owner),
        )
        for w in chosen
    ]
    counts = {key: sum(w.state == key for w in rows) for key in ("", "entered", Word.CONFIRMED, Word.DISPUTED)}
    shown = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": shown, "counts": counts, "state": state}
    return render(request, "network/used.html", context)


@require_POST
@cluster_member_required(Action.ASK_SLOT)
def enter(request: ClusterRequest) -> HttpResponse:
    """The visiting college says how many days it was there, or corrects what it said."""
    page = AccountPage(request, "used")
    booking = page.release.booking_of.get(RequestKey(request.POST.get("request", "")))
    week, days = number(request.POST.get("at"), 60), number(request.POST.get("days"), 7)
    if booking is None or week is None or not booking.is_away:
        raise Http404
    partner, owner = (page.reader.organisations.get(str(k)) for k in (booking.partner, booking.owner))
    require(request.user, Action.ASK_SLOT, thing(request.cluster, partner))
    if partner is None or owner is None:
        raise Http404
    entries = queries.entries(request.cluster, page.year)
    held = next((e for e in entries if (e.request, e.week) == (booking.request, week)), None)
    try:
        if days is None:
            raise ProblemError("days: 0..7.")
        using.enter(
            request.cluster,
            page.year,
            booking,
            week,
            days,
            partner=partner,
            owner=owner,
            by=request.user,
            at=timezone.now(),
            corrects=held,
        )
    except ProblemError:
        messages.error(request, _("Days: a whole number from 0 to 7, in a week that is booked."))
    except using.EnteredAlready:
        messages.error(request, _("Somebody entered or answered it meanwhile: here it is."))
    else:
        messages.success(request, _("Entered: the owner of the workshop confirms it."))
    return redirect(page.back())


@require_POST
@cluster_member_required(Action.ANSWER_SLOT)
def answer(request: ClusterRequest) -> HttpResponse:
    """The owner confirms, or disputes with a reason."""
    page = AccountPage(request, "used")
    key = number(request.POST.get("entry")) or 0
    rows = UseEntry.objects.filter(cluster=request.cluster, pk=key).select_related("owner", "cluster")
    entry = rows.first()
    if entry is None:
        raise Http404
    require(request.user, Action.ANSWER_SLOT, thing(request.cluster, entry.owner))
    what = Word.CONFIRMED if request.POST.get("answer") == "confirm" else Word.DISPUTED
    text = request.POST.get("text", "")
    if what is Word.DISPUTED and not text.strip():
        messages.error(request, _("Say what is wrong: how many days it was, and how you know."))
        return redirect(page.back())
    try:
        using.answer(entry, what, text=text, by=request.user, at=timezone.now())
    except using.EnteredAlready:
        messages.error(request, _("Somebody entered or answered it meanwhile: here it is."))
    else:
        messages.success(request, _("Kept: both sides see it."))
    return redirect(page.back())


@cluster_member_required(Action.SEE_QUOTA)
def settlement(request: ClusterRequest) -> HttpResponse:
    """What each partner owes, opened to the days behind it."""
    page = AccountPage(request, "settlement")
    rows, told = _accounts(page)
    context = {"page": page, "accounts": rows, "told": told, "total": sum(a.amount for a in rows)}
    return render(request, "network/settlement.html", context)


@cluster_member_required(Action.SEE_QUOTA)
def settlement_export(request: ClusterRequest) -> HttpResponse:
    """The same as a workbook with the days."""
    page = AccountPage(request, "settlement")
    return download(request, "settlement", settlement_sheets(page.scene, _accounts(page)[0]))


def _accounts(page: AccountPage) -> tuple[list[Account], tuple[Finding, ...]]:
    return accounts(page.scene, page.release, [w for w in page.weeks if page.sees(w)])


def _concerns(page: AccountPage, row: BookedWeek) -> bool:
    """True for the two sides and for who looks after the whole cluster."""
    reader = page.reader
    sides = (row.booking.partner, row.booking.owner)
    return reader.may(Action.SEE_QUOTA, *sides) or reader.may(Action.ASK_SLOT, *sides)


def _quota_rows(page: NetworkPage) -> list[Any]:
    rows = quota_rows(page.scene, booked_weeks(page.held or Kept(page.year)))
    return [r for r in rows if page.reader.may(Action.SEE_QUOTA, r.quota.partner, r.owner)]
