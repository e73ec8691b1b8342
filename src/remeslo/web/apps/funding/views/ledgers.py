"""The ledger: balances that add up to zero, entries, exports of exactly what may be seen."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from remeslo.core.funding.ledger import Entry
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.funding.sheets import entries_sheet, statement_sheet, workbook
from remeslo.web.apps.funding.views.page import MoneyPage
from remeslo.web.apps.funding.views.statements import statement_of
from remeslo.web.apps.funding.words import ENTRY_KINDS

A_PAGE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cluster_member_required(Action.SEE_MONEY)
def ledger(request: ClusterRequest) -> HttpResponse:
    """Balances and entries of the pack's ledger."""
    page = MoneyPage(request, "ledger")
    if page.document is None:
        return render(request, "funding/home.html", {"page": page, "kept": {}})
    book = page.account.ledger
    entries = _narrowed(request, book.entries)
    shown = Paginator(list(reversed(entries)), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "balances": [(*account.partition(":")[::2], amount) for account, amount in book.balances().items()],
        "total": book.total,
        "entries": shown,
        "kinds": ENTRY_KINDS,
        "kind": request.GET.get("kind", ""),
        "text": request.GET.get("q", ""),
        "kept": {k: v for k, v in request.GET.items() if k != "page" and v},
        "names": page.audience.names,
        "accounts": {"owes": _("owes"), "owed": _("is owed"), "cash": _("money"), "waived": _("waived, sum")},
    }
    return render(request, "funding/ledger.html", context)


@cluster_member_required(Action.SEE_MONEY)
def export(request: ClusterRequest, form: str) -> HttpResponse:
    """The entries that the page shows, as XLSX or CSV."""
    page = MoneyPage(request, "ledger")
    entries = _narrowed(request, page.account.ledger.entries)
    head, rows = entries_sheet(entries, page.audience.names, page.currency)
    record("money.exported", by=request.user, cluster=request.cluster, subject="ledger:", count=len(entries))
    return _file(form, "ledger", head, rows)


@cluster_member_required(Action.SEE_STATEMENT)
def export_statement(request: ClusterRequest) -> HttpResponse:
    """A statement that I may see, as XLSX."""
    page = MoneyPage(request, "home")
    one = statement_of(request, page)
    head, rows = statement_sheet(one, page.account.pack, page.audience.names)
    record("money.exported", by=request.user, cluster=request.cluster, subject="statement:", count=len(rows))
    return _file("xlsx", "statement", head, rows)


def _narrowed(request: ClusterRequest, entries: Iterable[Entry]) -> list[Entry]:
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip().casefold()
    return [
        e
        for e in entries
        if kind in ("", e.kind.value) and (not text or text in f"{e.line} {e.payer} {e.payee} {e.run}".casefold())
    ]


def _file(form: str, name: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> HttpResponse:
    if form == "xlsx":
        answer = HttpResponse(workbook(head, rows), content_type=XLSX)
    elif form == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([head, *([_safe(c) for c in row] for row in rows)])
        answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
