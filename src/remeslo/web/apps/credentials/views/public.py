"""What everybody may ask without signing in: issuers, their keys, revocations; and whether a credential is good."""

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from remeslo.interchange import openbadges
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import as_language, say
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.credentials.queries import multikeys
from remeslo.web.apps.credentials.services.addresses import base_of, issuer_of, own_trust, status_document
from remeslo.web.apps.credentials.services.keys import KeyLocked
from remeslo.web.apps.credentials.services.limiting import may_check

_MOST: Final = 2 * 1024 * 1024


@require_GET
@login_not_required
def issuer(request: Any, pk: int) -> HttpResponse:
    """Profile and keys of an organisation that has signed something."""
    row, keys = _signer(pk)
    return _open(openbadges.profile(issuer_of(row, base_of(request)), keys))


@require_GET
@login_not_required
def issuer_keys(request: Any, pk: int) -> HttpResponse:
    """The same keys as a JSON Web Key Set."""
    row, keys = _signer(pk)
    return _open(openbadges.key_set(issuer_of(row, base_of(request)), keys))


@require_GET
@login_not_required
def status(request: Any, pk: int) -> HttpResponse:
    """Which credentials of a college are revoked, signed; nothing tells whose they are."""
    row, _keys = _signer(pk)
    if not row.is_college:
        raise Http404
    try:
        return _open(status_document(row, base_of(request), at=timezone.now()))
    except KeyLocked:
        return HttpResponse(status=503)


@require_http_methods(["GET", "POST"])
@login_not_required
def check(request: Any) -> HttpResponse:
    """Upload or paste a credential, and see what it is worth."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        if not may_check(str(request.META.get("REMOTE_ADDR", "")), at=timezone.now()):
            context["problem"] = _("Too many checks from your address: wait a minute.")
            return render(request, "credentials/check.html", context, status=429)
        context = _checked(request)
    answer = render(request, "credentials/check.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _checked(request: Any) -> dict[str, Any]:
    language = as_language(request.LANGUAGE_CODE)
    file = request.FILES.get("file")
    data = file.read(_MOST + 1) if file is not None else str(request.POST.get("text", "")).encode()
    if not data.strip():
        return {"problem": _("Choose a file or paste the text of a credential.")}
    try:
        badge = openbadges.read(data, name=str(file.name)[:100] if file is not None else "badge")
    except Unreadable as error:
        return {"unreadable": [say(f, language) for f in error.findings]}
    now = timezone.now()
    verdict = openbadges.verify(badge, at=now, trust=own_trust(badge, base_of(request), at=now))
    document = badge.document
    return {
        "verdict": verdict,
        "sentences": [(f.hard, say(f, language)) for f in sorted(verdict.findings, key=lambda f: -f.severity)],
        "achievement": openbadges.text_in(document, "credentialSubject", "achievement", "name")[:300],
        "description": openbadges.text_in(document, "credentialSubject", "achievement", "description")[:600],
        "issuer": (openbadges.text_in(document, "issuer", "name") or badge.issuer)[:300],
        "since": (openbadges.text_in(document, "validFrom") or openbadges.text_in(document, "issuanceDate"))[:40],
    }


def _signer(pk: int) -> tuple[Organisation, list[str]]:
    keys = multikeys(pk)
    if not keys:
        raise Http404
    return Organisation.objects.get(pk=pk), keys


def _open(document: dict[str, object]) -> JsonResponse:
    """Anybody's program may read it, in a browser too."""
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "max-age=60"
    return answer
