"""Clawbacks: what awaits to be given back, opening one, its page with every step, a preview before each."""

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.funding.clawback import FINAL, NotAllowed
from remeslo.core.funding.clawback import Action as Step
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.funding.models import ClawbackRow
from remeslo.web.apps.funding.services.booking import NotBooked
from remeslo.web.apps.funding.services.clawbacks import (
    SameHand,
    Stale,
    clawback_value,
    open_for,
    preview_step,
    take_step,
)
from remeslo.web.apps.funding.views.page import MoneyPage
from remeslo.web.apps.funding.words import NOT_BOOKED, STEPS

WHO: dict[Step, Action] = {
    Step.NOTIFY: Action.SETTLE,
    Step.CONTEST: Action.RECORD_FACTS,  # the organisation itself answers
    Step.CONFIRM: Action.DECIDE_CLAWBACK,
    Step.RECEIVE: Action.SETTLE,
    Step.WAIVE: Action.DECIDE_CLAWBACK,
    Step.CANCEL: Action.DECIDE_CLAWBACK,
}
"""Who takes which step: finance opens and tells, the organisation contests, the cluster's manager decides."""


@cluster_member_required(Action.SEE_STATEMENT)
def clawbacks(request: ClusterRequest) -> HttpResponse:
    """Clawbacks that I may see; what awaits one."""
    page = MoneyPage(request, "clawbacks")
    rows = ClawbackRow.objects.filter(cluster=request.cluster).select_related("payee", "cluster", "pack")
    awaited: Counter[tuple[str, str]] = Counter()
    if page.document is not None:
        for line in page.account.settlement(page.on).lines:
            for side in line.sides:
                if side.to_claim > 0 and page.audience.line(line):
                    awaited[line.key.contract, str(side.payee)] += side.to_claim  # type: ignore[assignment]
    context = {
        "page": page,
        "rows": [r for r in rows if can(request.user, Action.SEE_STATEMENT, r)],
        "awaited": [(c, p, Decimal(a)) for (c, p), a in sorted(awaited.items())],
        "names": page.audience.names,
        "may_open": page.may(Action.SETTLE),
        "kept": {},
    }
    return render(request, "funding/clawbacks.html", context)


@cluster_member_required(Action.SETTLE)
def opening(request: ClusterRequest) -> HttpResponse:
    """Open a clawback of what awaits back under a contract, or of a part."""
    page = MoneyPage(request, "clawbacks")
    given = request.POST if request.method == "POST" else request.GET
    contract, payee = given.get("contract", "")[:160], given.get("payee", "")[:160]
    house = request.cluster.organisations.filter(key=payee).first()
    lines = [
        (line, side)
        for line in page.account.settlement(page.on).lines
        if line.key.contract == contract
        for side in line.sides
        if side.payee == payee and side.to_claim > 0
    ]
    if house is None or not lines:
        raise Http404
    awaited = sum((side.to_claim for _line, side in lines), Decimal(0))
    found: list[Finding] = []
    said = ""
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:2000]
        amount, bad = _amount(request.POST.get("amount", ""))
        if not reason:
            said = _("Say why the money is to be given back: the organisation reads it.")
        elif bad:
            said = _("The amount is no number.")
        else:
            try:
                row = open_for(
                    request.cluster,
                    page.account.document,
                    contract=contract,
                    payee=house,
                    reason=reason,
                    amount=amount,
                    on=timezone.localdate(),
                    by=request.user,
                    at=timezone.now(),
                )
                return redirect("funding:clawback", cluster=request.cluster.key, key=row.key)
            except NotAllowed as refusal:
                found = [refusal.finding]
    context = {
        "page": page,
        "lines": lines[:200],
        "awaited": awaited,
        "contract": contract,
        "payee": house,
        "given": given,
        "found": found,
        "said": said,
        "names": page.audience.names,
    }
    return render(request, "funding/open_clawback.html", context, status=400 if said or found else 200)


@cluster_member_required(Action.SEE_STATEMENT)
def clawback(request: ClusterRequest, key: str) -> HttpResponse:
    """One clawback; a step is shown before it is taken, with a warning where it can't be taken back."""
    row = _row(request, key)
    if request.method == "POST":
        return _step(request, row)
    return _page(request, row)


def _step(request: ClusterRequest, row: ClawbackRow) -> HttpResponse:
    step = _wanted(request, row)
    reason = request.POST.get("reason", "").strip()[:2000]
    amount, bad = _amount(request.POST.get("amount", ""))
    if bad:
        return _page(request, row, said=_("The amount is no number."), status=400)
    today = timezone.localdate()
    try:
        if "sure" not in request.POST:
            shown = preview_step(row, step, on=today, by=request.user, reason=reason, amount=amount)
            return _page(request, row, preview=shown, step=step, reason=reason, amount=amount)
        seen = request.POST.get("steps", "")
        steps = int(seen) if seen.isascii() and seen.isdigit() else 0
        take_step(row, step, steps=steps, on=today, by=request.user, at=timezone.now(), reason=reason, amount=amount)
    except NotAllowed as refusal:
        return _page(request, row, found=[refusal.finding], status=400)
    except NotBooked as refusal:
        return _page(request, row, said=str(NOT_BOOKED[refusal.why]), status=409)
    except Stale:
        return _page(request, row, said=_("Somebody took a step meanwhile: look at where it stands."), status=409)
    except SameHand:
        return _page(request, row, said=_("You opened this clawback: somebody else decides on it."), status=403)
    except ProblemError:
        return _page(request, row, said=str(NOT_BOOKED["changed"]), status=409)
    messages.success(request, _("Done: %(step)s.") % {"step": STEPS[step.value][0]})
    return redirect("funding:clawback", cluster=request.cluster.key, key=row.key)


def _page(request: ClusterRequest, row: ClawbackRow, *, status: int = 200, **more: Any) -> HttpResponse:
    row.refresh_from_db()
    page = MoneyPage(request, "clawbacks")
    value = clawback_value(row)
    steps = [s for s in value.actions if _may(request, row, s)]
    context = {
        "page": page,
        "row": row,
        "value": value,
        "steps": [(s.value, *STEPS[s.value], s in FINAL, s in (Step.RECEIVE, Step.WAIVE)) for s in steps],
        "taken": row.rows.select_related("author"),
        "names": page.audience.names,
        "currency": row.pack.summary.get("currency", ""),
        "step_words": STEPS[more["step"].value] if more.get("step") else None,
        **more,
    }
    return render(request, "funding/clawback.html", context, status=status)


def _row(request: ClusterRequest, key: str) -> ClawbackRow:
    rows = ClawbackRow.objects.select_related("payee", "cluster", "pack__published")
    row = rows.filter(cluster=request.cluster, key=key).first()
    if row is None or not can(request.user, Action.SEE_STATEMENT, row):
        raise Http404
    return row


def _wanted(request: ClusterRequest, row: ClawbackRow) -> Step:
    try:
        step = Step(request.POST.get("step", ""))
    except ValueError:
        raise Http404 from None
    if not _may(request, row, step):
        raise PermissionDenied(step.value)
    return step


def _may(request: ClusterRequest, row: ClawbackRow, step: Step) -> bool:
    if step is Step.CONTEST:
        return can(request.user, WHO[step], row) and not can(request.user, Action.DECIDE_CLAWBACK, row)
    return can(request.user, WHO[step], row)


def _amount(text: str) -> tuple[Decimal | None, bool]:
    """The amount typed, None for all of it; True when it is no number."""
    text = "".join(text.split()).replace(",", ".")
    if not text:
        return None, False
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None, True
    return (amount, False) if amount.is_finite() else (None, True)
