"""One credential: what it says, its files, the employer's word, revocation."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.interchange import openbadges
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.credentials.models import GraduateCredential
from remeslo.web.apps.credentials.queries import one
from remeslo.web.apps.credentials.services.addresses import base_of
from remeslo.web.apps.credentials.services.issuing import NotInForce, endorse, revoke
from remeslo.web.apps.credentials.services.keys import KeyLocked
from remeslo.web.apps.credentials.views.audience import Thing


@cluster_member_required(Action.SEE_CREDENTIALS)
def detail(request: ClusterRequest, uid: Any) -> HttpResponse:
    """What the credential says, and what may be done with it."""
    row = _found(request, uid)
    context = {
        "row": row,
        "achievement": row.document["credentialSubject"]["achievement"],
        "evidence": row.document.get("evidence", []),
        "endorsements": row.document.get("endorsement", []),
        "file": _text(row) if row.endorsed_at else "",
        "may_endorse": row.state == "waiting"
        and can(request.user, Action.ENDORSE_CREDENTIALS, Thing(row.cluster_id, row.endorser)),
        "may_revoke": row.revoked_at is None
        and can(request.user, Action.ISSUE_CREDENTIALS, Thing(row.cluster_id, row.college)),
    }
    return render(request, "credentials/detail.html", context)


@cluster_member_required(Action.SEE_CREDENTIALS)
def file(request: ClusterRequest, uid: Any, form: str) -> HttpResponse:
    """The signed credential as JSON, or baked into a picture."""
    row = _found(request, uid)
    if row.endorsed_at is None or form not in ("json", "svg"):
        raise Http404
    if form == "svg":
        lines = [row.title, row.college.name, row.endorsed_at.date().isoformat()]
        body, kind = openbadges.bake(row.document, lines), "image/svg+xml"
    else:
        body, kind = _text(row), "application/json"
    answer = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="badge-{row.uid}.{form}"'
    return answer


@require_POST
@cluster_member_required(Action.ENDORSE_CREDENTIALS)
def endorsed(request: ClusterRequest, uid: Any) -> HttpResponse:
    """My enterprise confirms it: its signature, and then the college's over both."""
    row = _found(request, uid)
    require(request.user, Action.ENDORSE_CREDENTIALS, Thing(row.cluster_id, row.endorser))
    try:
        comment = request.POST.get("comment", "")[:1000]
        endorse(row, comment=comment, base=base_of(request), by=request.user, at=timezone.now())
        messages.success(request, _("Endorsed and signed; the credential can be given to the graduate."))
    except NotInForce:
        messages.warning(request, _("It was endorsed or revoked meanwhile."))
    except KeyLocked:
        messages.error(request, _("The signing key cannot be opened; the college makes a new one on the list's page."))
    return _back(row)


@require_POST
@cluster_member_required(Action.ISSUE_CREDENTIALS)
def revoked(request: ClusterRequest, uid: Any) -> HttpResponse:
    """The college takes it back, with a reason."""
    row = _found(request, uid)
    require(request.user, Action.ISSUE_CREDENTIALS, Thing(row.cluster_id, row.college))
    try:
        revoke(row, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
        messages.success(request, _("Revoked; the public list says so from now on."))
    except ValueError:
        messages.error(request, _("Write the reason: it stays with the credential."))
    except NotInForce:
        messages.warning(request, _("It was revoked meanwhile."))
    return _back(row)


def _found(request: ClusterRequest, uid: Any) -> GraduateCredential:
    row = one(request.cluster, uid)
    if row is None:
        raise Http404
    require(request.user, Action.SEE_CREDENTIALS, row)
    return row


def _text(row: GraduateCredential) -> str:
    """The signed credential as its file holds it."""
    return json.dumps(row.document, ensure_ascii=False, indent=1)


def _back(row: GraduateCredential) -> HttpResponse:
    return redirect("credentials:detail", cluster=row.cluster.key, uid=row.uid)
