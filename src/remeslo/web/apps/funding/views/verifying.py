"""Verification: a sample of lines by value and risk, the same for the same seed; verdicts of the verifier."""

import secrets
from fractions import Fraction

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.funding.lines import LineState
from remeslo.core.funding.sampling import SamplingRule
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.funding.models import DrawnSample
from remeslo.web.apps.funding.services.sampling import draw_sample, give_verdict
from remeslo.web.apps.funding.views.page import MoneyPage


@cluster_member_required(Action.SEE_MONEY)
def verification(request: ClusterRequest) -> HttpResponse:
    """Samples drawn so far; the last one with its lines and verdicts."""
    page = MoneyPage(request, "verification")
    if page.document is None:
        return render(request, "funding/home.html", {"page": page, "kept": {}})
    samples = list(DrawnSample.objects.filter(pack=page.document).select_related("author")[:20])
    wanted = request.GET.get("sample", "")
    shown = next((s for s in samples if str(s.pk) == wanted), samples[0] if samples else None)
    verdicts = {v.line: v for v in shown.verdicts.select_related("author")} if shown else {}
    waiting = [x for x in page.account.settlement(page.on).lines if x.state is LineState.PAYABLE]
    context = {
        "page": page,
        "samples": samples,
        "sample": shown,
        "verdicts": verdicts,
        "payable": len(waiting),
        "rule": SamplingRule(),
        "names": page.audience.names,
        "may": page.may(Action.SETTLE),
        "kept": {},
    }
    return render(request, "funding/verification.html", context)


@require_POST
@cluster_member_required(Action.SETTLE)
def draw_now(request: ClusterRequest) -> HttpResponse:
    """Draw a sample of what is to be paid; the seed is new and kept."""
    page = MoneyPage(request, "verification")
    share = request.POST.get("share", "10")
    whole = int(share) if share.isascii() and share.isdigit() else 10
    rule = SamplingRule(value_share=Fraction(min(max(whole, 1), 100), 100))
    sample = draw_sample(
        page.account, on=page.on, rule=rule, seed=secrets.randbelow(2**31), by=request.user, at=timezone.now()
    )
    if sample is None:
        messages.warning(request, _("Nothing is to be paid, so there is nothing to verify."))
    else:
        messages.success(request, _("Lines drawn for verification: %(n)s.") % {"n": len(sample.chosen)})
    return redirect(page.link("verification"))


@require_POST
@cluster_member_required(Action.SETTLE)
def verdict(request: ClusterRequest, pk: int) -> HttpResponse:
    """What the verifier found about a line."""
    sample = DrawnSample.objects.select_related("pack").filter(cluster=request.cluster, pk=pk).first()
    line = request.POST.get("line", "")
    if sample is None or line not in [row[0] for row in sample.chosen]:
        raise Http404
    note = request.POST.get("note", "").strip()[:2000]
    sound = request.POST.get("word") == "sound"
    if not sound and not note:
        messages.warning(request, _("Say what is wrong with the line."))
    else:
        give_verdict(sample, line, sound=sound, note=note, by=request.user, at=timezone.now())
    return redirect(f"{request.path.rsplit('/', 3)[0]}/?pack={sample.pack.key}&sample={sample.pk}")
