"""Sending, signing, taking back, withdrawing, ending; a failure, a remark, a scan."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding
from remeslo.interchange.sentences import as_language, say
from remeslo.web.apps.agreements.bodies import lines_of
from remeslo.web.apps.agreements.queries import text_numbered
from remeslo.web.apps.agreements.services import drafting, ending, signing
from remeslo.web.apps.agreements.views.page import PaperPage
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.results.services.evidence import NotEvidence

_DAY = timedelta(days=1)


@cluster_member_required(Action.SIGN_AGREEMENT)
def sign(request: ClusterRequest, key: str, signatory: str) -> HttpResponse:
    """The text that is signed, with its hash; the signature needs a mark that it was read."""
    page = PaperPage(request, key)
    one = next((s for s in page.value.signatories if s.key == signatory), None)
    if one is None:
        raise Http404
    if not page.scene.may_sign(page.value, one):
        raise PermissionDenied
    text = page.paper.held.text if page.paper.held is not None else None
    if text is None or one not in page.to_sign:
        messages.error(request, _("It does not wait for this signature."))
        return redirect(page.url)
    if request.method == "POST" and request.POST.get("read") != "yes":
        messages.error(request, _("Mark that you have read this very text."))
    elif request.method == "POST":
        return _signed(request, page, signatory)
    full = text_numbered(text.agreement, text.number)
    assert full is not None, "the text was there a moment ago"
    context = {
        "page": page,
        "agreement": page.value,
        "one": one,
        "text": full,
        "lines": lines_of(full.lines[as_language(get_language() or "ru")]),
        "holds": one.authority.holds_on(page.scene.today),
    }
    return render(request, "agreements/sign.html", context)


def _signed(request: ClusterRequest, page: PaperPage, signatory: str) -> HttpResponse:
    try:
        signing.sign(
            request.cluster,
            page.value.key,
            signatory,
            sha256=request.POST.get("sha256", ""),
            by=request.user,
            at=timezone.now(),
            on=page.scene.today,
        )
    except signing.NotWaiting:
        messages.error(request, _("It does not wait for this signature."))
    except signing.OtherText:
        messages.error(request, _("The text has changed since you opened it: read it again."))
    except signing.AuthorityOver:
        messages.error(request, _("The signatory's authority does not hold today: nothing was signed."))
    except signing.NotPossible as stopped:
        _tell(request, stopped.findings)
    else:
        messages.success(request, _("Signed."))
    return redirect(page.url)


@require_POST
@cluster_member_required(Action.SIGN_AGREEMENT)
def on_paper(request: ClusterRequest, key: str, signatory: str) -> HttpResponse:
    """A person's signature on the printed text is written down by the house that answers for the person."""
    page = PaperPage(request, key)
    one = next((s for s in page.value.signatories if s.key == signatory), None)
    if one is None:
        raise Http404
    if not page.scene.may_record(page.value, one):
        raise PermissionDenied
    file = request.FILES.get("scan")
    try:
        signing.sign_on_paper(
            request.cluster,
            key,
            signatory,
            sha256=request.POST.get("sha256", ""),
            on=_day(request.POST.get("on", "")),
            number=request.POST.get("number", ""),
            scan=(file.name or "scan", file.read()) if file is not None else None,
            by=request.user,
            at=timezone.now(),
            today=page.scene.today,
        )
    except signing.NoPaper:
        messages.error(request, _("Give the number of the paper, or its scan."))
    except signing.WrongDay:
        messages.error(request, _("Give the day on the paper: not before the text was sent, not after today."))
    except NotEvidence:
        messages.error(request, _("Not kept: a scan is a PDF, PNG, JPEG, XLSX or DOCX file of 10 MB at most."))
    except signing.NotWaiting:
        messages.error(request, _("It does not wait for this signature."))
    except signing.OtherText:
        messages.error(request, _("The text has changed since you opened it: read it again."))
    except signing.AuthorityOver:
        messages.error(request, _("The signatory's authority did not hold on that day: nothing was written down."))
    except signing.NotPossible as stopped:
        _tell(request, stopped.findings)
    else:
        messages.success(request, _("The signature on paper is written down."))
    return redirect(page.url)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise signing.WrongDay from None


@require_POST
@cluster_member_required(Action.EDIT_AGREEMENT)
def step(request: ClusterRequest, key: str) -> HttpResponse:
    """What is asked for by ``do``: send, return, withdraw, end, fail."""
    page = PaperPage(request, key)
    require(request.user, Action.EDIT_AGREEMENT, page.scene.thing(page.value.organisations))
    doing = {"send": _send, "return": _return, "withdraw": _withdraw, "end": _end, "fail": _fail}
    do: Callable[[ClusterRequest, PaperPage], str] | None = doing.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        messages.success(request, do(request, page))
    except signing.NotPossible as stopped:
        _tell(request, stopped.findings)
    except drafting.NotADraft:
        messages.error(request, _("It is no draft any more: somebody sent it meanwhile."))
    except signing.NotWaiting:
        messages.error(request, _("It does not wait for signatures any more."))
    except ending.NotInForce:
        messages.error(request, _("The day must be today or later, and one of its days in force."))
    except ending.Unsaid:
        messages.error(request, _("Say why, and choose what it is about."))
    return redirect(page.url)


@require_POST
@cluster_member_required(Action.SEE_AGREEMENT)
def remark(request: ClusterRequest, key: str) -> HttpResponse:
    """Say something about it."""
    page = PaperPage(request, key)
    if page.paper.held is None:
        raise Http404
    try:
        ending.remark(page.paper.held.row, request.POST.get("text", ""), by=request.user, at=timezone.now())
    except ending.Unsaid:
        messages.error(request, _("Write something first."))
    return redirect(page.url + "#remarks-head")


@require_POST
@cluster_member_required(Action.EDIT_AGREEMENT)
def upload(request: ClusterRequest, key: str) -> HttpResponse:
    """Keep a scan of the signed paper."""
    page = PaperPage(request, key)
    require(request.user, Action.EDIT_AGREEMENT, page.scene.thing(page.value.organisations))
    file = request.FILES.get("scan")
    if file is None or page.paper.held is None:
        messages.error(request, _("Choose a file first."))
        return redirect(page.url)
    try:
        signing.attach(request.cluster, key, file.name or "scan", file.read(), by=request.user, at=timezone.now())
    except NotEvidence:
        messages.error(request, _("Not kept: a scan is a PDF, PNG, JPEG, XLSX or DOCX file of 10 MB at most."))
    else:
        messages.success(request, _("The scan is kept."))
    return redirect(page.url)


def _send(request: ClusterRequest, page: PaperPage) -> str:
    scene = page.scene.paper_scene()
    signing.send(request.cluster, page.value.key, scene, by=request.user, at=timezone.now(), on=page.scene.today)
    return _("Sent: it waits for its signatories.")


def _return(request: ClusterRequest, page: PaperPage) -> str:
    reason = request.POST.get("reason", "")
    signing.take_back(
        request.cluster, page.value.key, reason=reason, by=request.user, at=timezone.now(), on=page.scene.today
    )
    return _("A draft again: signatures under the old text do not count for the new one.")


def _withdraw(request: ClusterRequest, page: PaperPage) -> str:
    reason = request.POST.get("reason", "")
    signing.withdraw(
        request.cluster, page.value.key, reason=reason, by=request.user, at=timezone.now(), on=page.scene.today
    )
    return _("Withdrawn: its history stays.")


def _end(request: ClusterRequest, page: PaperPage) -> str:
    """The form names the last day in force."""
    try:
        last = date.fromisoformat(request.POST.get("last", ""))
    except ValueError:
        raise ending.NotInForce from None
    if last.year > 2199:
        raise ending.NotInForce
    ending.end(
        request.cluster,
        page.value.key,
        first_day_without=last + _DAY,
        reason=request.POST.get("reason", ""),
        party=request.POST.get("party", ""),
        by=request.user,
        at=timezone.now(),
    )
    return _("It ends on that day; what it gives the network form ends with it.")


def _fail(request: ClusterRequest, page: PaperPage) -> str:
    ending.fail(
        request.cluster,
        page.value.key,
        clause=request.POST.get("clause", ""),
        party=request.POST.get("party", ""),
        reason=request.POST.get("reason", ""),
        on=page.scene.today,
        by=request.user,
        at=timezone.now(),
    )
    return _("Kept: both sides see it.")


def _tell(request: ClusterRequest, findings: list[Finding]) -> None:
    language = as_language(get_language() or "ru")
    for finding in findings[:5]:
        said = say(finding, language)
        messages.error(request, f"{said.what} {said.todo}".strip())
