"""Requests between colleges: the list, asking with alternatives and quotas in sight, the answer with its reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.enums import AskState
from remeslo.web.apps.network.models import SlotAsk
from remeslo.web.apps.network.quotaview import QuotaRow, booked_weeks, quota_rows
from remeslo.web.apps.network.rights import thing
from remeslo.web.apps.network.services import slots
from remeslo.web.apps.network.services.releasing import Outdated
from remeslo.web.apps.network.views.page import NetworkPage
from remeslo.web.apps.network.wishes import WishForm

FIELDS = ("partner", "group", "element", "title", "size", "place", "shift", "first", "weeks", "days")


class SlotPage(NetworkPage):
    """A page of requests between colleges: the latest allocation counts, whoever looks."""

    def __init__(self, request: ClusterRequest) -> None:
        super().__init__(request, "slots")

    @property
    def version(self) -> Any:
        """The latest: what is booked there is taken."""
        return self.head.latest if self.head is not None else None

    def quotas(self, partner: object, place: object) -> list[QuotaRow]:
        """Quotas of a college for a workshop, as far as I may see them."""
        rows = quota_rows(self.scene, booked_weeks(self.held)) if self.held else []
        return [
            r
            for r in rows
            if r.quota.partner == partner
            and place in r.quota.places
            and self.reader.may(Action.SEE_QUOTA, r.quota.partner, r.owner)
        ]


@cluster_member_required(Action.SEE_NETWORK)
def listing(request: ClusterRequest) -> HttpResponse:
    """All of them, those that wait first."""
    page = SlotPage(request)
    rows = queries.asks(request.cluster, page.year)
    rows.sort(key=lambda a: (a.state != AskState.ASKED, -a.number))
    may_ask = bool(page.reader.colleges_that_ask(page.scene.colleges))
    return render(request, "network/slots.html", {"page": page, "asks": rows, "may_ask": may_ask})


@cluster_member_required(Action.ASK_SLOT)
def new(request: ClusterRequest) -> HttpResponse:
    """The form; once it is filled, whether the days are free, and what else is."""
    page = SlotPage(request)
    mine = page.reader.colleges_that_ask(page.scene.colleges)
    typed = {name: page.asked.get(name, "") for name in FIELDS}
    if not typed["partner"] and len(mine) == 1:
        typed["partner"] = mine[0].key
    form = WishForm(page.scene, typed)
    is_looked = "look" in page.asked
    errors = form.errors if is_looked or request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return _asked(page, form)
    context: dict[str, Any] = {"page": page, "form": form, "typed": typed, "errors": errors, "mine": mine}
    context["places"] = [p for p in page.problem.places if p.owner != form.partner]
    context["groups"] = [g.key for g in page.scene.value.groups if g.organisation == form.partner]
    if is_looked and not errors:
        against = [f for f in form.against(page.problem, page.allocation) if f.hard]
        context |= {
            "looked": True,
            "against": against,
            "options": form.options(page.problem, page.allocation),
            "quotas": page.quotas(form.partner, form.place.key if form.place else ""),
        }
    return render(request, "network/slot_new.html", context)


@cluster_member_required(Action.SEE_NETWORK)
def detail(request: ClusterRequest, number: int) -> HttpResponse:
    """One request with its history; for the owner, whether it fits today, and the answer."""
    page = SlotPage(request)
    row = _row(request, number)
    waits = row.state == AskState.ASKED
    return render(
        request,
        "network/slot.html",
        {
            "page": page,
            "ask": row,
            "may_answer": waits and page.reader.may(Action.ANSWER_SLOT, row.owner.key),
            "may_withdraw": waits and page.reader.may(Action.ASK_SLOT, row.partner.key),
            "against": [f for f in slots.against(page.scene, page.problem, page.allocation, row) if f.hard]
            if waits
            else [],
            "quotas": page.quotas(row.partner.key, row.place),
            "place": page.scene.place(row.place),
        },
    )


@require_POST
@cluster_member_required(Action.ANSWER_SLOT)
def answer(request: ClusterRequest, number: int) -> HttpResponse:
    """The owner approves, or declines with a reason."""
    page, row = SlotPage(request), _row(request, number)
    require(request.user, Action.ANSWER_SLOT, thing(request.cluster, row.owner))
    text = request.POST.get("text", "")
    if request.POST.get("answer") == "approve":
        return _said(page, row, lambda: slots.approve(request.cluster, page.scene, number, text=text, **_by(page)))
    if not text.strip():
        messages.error(request, _("Say why: the college has to know what to look for instead."))
        return redirect(page.link("slot", number=number))
    return _said(page, row, lambda: slots.decline(request.cluster, number, text=text, **_by(page)))


@require_POST
@cluster_member_required(Action.ASK_SLOT)
def withdraw(request: ClusterRequest, number: int) -> HttpResponse:
    """The college that asked takes its request back."""
    page, row = SlotPage(request), _row(request, number)
    require(request.user, Action.ASK_SLOT, thing(request.cluster, row.partner))
    text = request.POST.get("text", "")
    return _said(page, row, lambda: slots.withdraw(request.cluster, number, text=text, **_by(page)))


def _asked(page: SlotPage, form: WishForm) -> HttpResponse:
    place, partner = form.place, page.reader.organisations.get(str(form.partner))
    owner = page.reader.organisations.get(str(place.owner)) if place else None
    if place is None or partner is None or owner is None:
        raise PermissionDenied
    require(page.request.user, Action.ASK_SLOT, thing(page.cluster, partner))
    wish = slots.Wish(
        partner=partner,
        owner=owner,
        group=form.text("group"),
        element=form.text("element"),
        title=form.text("title", 300),
        size=form.number("size", 1, 200) or 1,
        place=place.key,
        shift=form.shift,
        blocks=[(b.week, b.days) for b in form.blocks],
    )
    row = slots.ask(page.cluster, page.year, wish, text=page.asked.get("text", ""), **_by(page))
    messages.success(page.request, _("Asked: the owner sees it in the list and among what waits."))
    return redirect(page.link("slot", number=row.number))


def _said(page: SlotPage, row: SlotAsk, act: Callable[[], SlotAsk]) -> HttpResponse:
    request = page.request
    try:
        done = act()
    except slots.Answered:
        messages.error(request, _("It was answered or withdrawn meanwhile."))
    except slots.NotPossible:
        messages.error(request, _("The days are no longer free: below is what stands against them."))
    except Outdated:
        messages.error(request, _("Somebody changed the allocation at the same moment: look again and repeat."))
    else:
        messages.success(request, _("Request %(n)s: %(state)s.") % {"n": row.number, "state": done.get_state_display()})
    return redirect(page.link("slot", number=row.number))


def _by(page: SlotPage) -> dict[str, Any]:
    return {"by": page.request.user, "at": timezone.now()}


def _row(request: ClusterRequest, number: int) -> SlotAsk:
    row = queries.ask_numbered(request.cluster, number)
    if row is None:
        raise Http404
    return row
