"""Statements: the list with what each adds up to, one statement with its lines, one amount laid open."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.funding.explain import explain_line
from remeslo.core.funding.lines import LineState
from remeslo.core.funding.statements import Statement
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.funding.models import BookedRun, ClosedYear
from remeslo.web.apps.funding.pictures.waterfall import waterfall
from remeslo.web.apps.funding.views.page import MoneyPage
from remeslo.web.apps.results.queries import evidence_files

A_PAGE = 100


@cluster_member_required(Action.SEE_STATEMENT)
def home(request: ClusterRequest) -> HttpResponse:
    """Statements that I may see, by contract and period."""
    page = MoneyPage(request, "home")
    if page.document is None:
        return render(request, "funding/home.html", {"page": page, "kept": {}})
    found = [s for s in page.account.statements(page.on) if page.audience.statement(s)]
    periods = sorted({s.period for s in found}, reverse=True)
    contracts = sorted({s.contract for s in found})
    period, contract = request.GET.get("period", ""), request.GET.get("contract", "")
    shown = [s for s in found if period in ("", s.period) and contract in ("", s.contract)]
    shown.sort(key=lambda s: (s.period, s.contract, s.payee), reverse=True)
    context = {
        "page": page,
        "kept": {},
        "shown": shown[:A_PAGE],
        "left_off": max(0, len(shown) - A_PAGE),
        "periods": periods,
        "contracts": contracts,
        "period": period,
        "contract": contract,
        "sums": _sums(shown),
        "waterfall": waterfall(_by_state(shown)),
        "findings": page.account.settlement(page.on).findings[:50] if page.audience.reads_all else (),
        "runs": BookedRun.objects.filter(pack=page.document).select_related("author", "version")[:12],
        "years": ClosedYear.objects.filter(pack=page.document).select_related("author"),
        "may_settle": page.may(Action.SETTLE),
    }
    return render(request, "funding/home.html", context)


@cluster_member_required(Action.SEE_STATEMENT)
def statement(request: ClusterRequest) -> HttpResponse:
    """One statement: its lines with their states; each opens in three lines."""
    page = MoneyPage(request, "home")
    one = statement_of(request, page)
    book, _due = page.account.due(page.on)
    opened = request.GET.get("line", "")
    line = next((x for x in one.lines if str(x.key) == opened), None)
    explained = explain_line(page.account.pack, line.line, book) if line and line.line else None
    files = evidence_files(request.cluster, [e for f in explained.facts for e in f.evidence]) if explained else {}
    context = {
        "page": page,
        "kept": {},
        "one": one,
        "names": page.audience.names,
        "opened": line,
        "explained": explained,
        "files": files,
        "parties": page.account.held.parties,
        "may_see_facts": can(request.user, Action.SEE_FACTS, request.cluster) or bool(page.audience.own),
        "waterfall": waterfall(_by_state([one])),
        "entries": [e for e in page.account.ledger.entries if line and e.line == line.key],
        "may_claw": page.may(Action.SETTLE) and any(x.state is LineState.AWAITING_CLAWBACK for x in one.lines),
    }
    return render(request, "funding/statement.html", context)


def statement_of(request: ClusterRequest, page: MoneyPage) -> Statement:
    wanted = tuple(request.GET.get(n, "") for n in ("contract", "payee", "period"))
    for one in page.account.statements(page.on):
        if (one.contract, one.payee, one.period) == wanted and page.audience.statement(one):
            return one
    raise Http404


def _sums(found: list[Statement]) -> dict[str, Decimal]:
    return {
        "due": sum((s.due for s in found), Decimal(0)),
        "paid": sum((s.paid for s in found), Decimal(0)),
        "amount": sum((s.amount for s in found), Decimal(0)),
        "waiting": sum((s.waiting for s in found), Decimal(0)),
        "awaited": sum((s.by_state.get(LineState.AWAITING_CLAWBACK, Decimal(0)) for s in found), Decimal(0)),
    }


def _by_state(found: list[Statement]) -> dict[str, Decimal]:
    """What stands in each state: the amount of the line, or what is to come back."""
    sums: dict[str, Decimal] = {}
    for one in found:
        for state, amount in one.by_state.items():
            sums[state.value] = sums.get(state.value, Decimal(0)) + amount
    return {state: amount for state, amount in sums.items() if amount}
