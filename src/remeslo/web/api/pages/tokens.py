"""The own tokens: what each may do and until when; making one, which is shown once; revoking one."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.api.enums import Scope
from remeslo.web.api.models import ApiToken
from remeslo.web.api.services.tokens import NotMade, make_token, revoke_token
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.permissions import Action, can, memberships

DAYS: Final = (30, 90, 180, 365)
"""Lifetimes to choose from."""


@never_cache
def tokens(request: Any) -> HttpResponse:
    """The person's tokens, and the form of a new one; the text of one just made, this once."""
    clusters = _clusters(request)
    if not clusters:
        raise PermissionDenied(str(Action.USE_API))
    posted = request.POST if request.method == "POST" else None
    made, error, status = "", "", 200
    if posted is not None:
        try:
            made = _made(request, clusters)
        except NotMade:
            error, status = _("Name the token, choose what it is for and for how long."), 400
    now = timezone.now()
    rows = ApiToken.objects.filter(user=request.user).select_related("cluster")
    chosen = posted.getlist("scope") if posted is not None else []
    context: dict[str, Any] = {
        "tokens": [(t, _state(t, now), [Scope(s).label for s in t.scopes if s in Scope.values]) for t in rows],
        "scopes": [(s.value, s.label, s.value in chosen) for s in Scope],
        "clusters": clusters,
        "days": DAYS,
        "made": made,
        "error": error,
        "name": posted.get("name", "") if posted is not None and not made else "",
    }
    return render(request, "api/tokens.html", context, status=status)


@require_POST
def revoke(request: Any, pk: int) -> HttpResponse:
    """End one of the own tokens at once."""
    row = ApiToken.objects.filter(user=request.user, pk=pk).first()
    if row is None:
        raise Http404
    revoke_token(row, by=request.user, at=timezone.now())
    messages.success(request, _("The token is revoked: programs that use it are refused from now on."))
    return redirect("api_tokens:list")


def _made(request: Any, clusters: list[Cluster]) -> str:
    """The text of the new token; raises NotMade."""
    posted = request.POST
    days = posted.get("days", "")
    key = posted.get("cluster", "")
    cluster = next((c for c in clusters if c.key == key), None)
    scopes = [s for s in posted.getlist("scope") if s in Scope.values]
    if (key and cluster is None) or days not in {str(d) for d in DAYS}:
        raise NotMade
    _row, text = make_token(
        request.user,
        name=posted.get("name", ""),
        scopes=scopes,
        days=int(days),
        at=timezone.now(),
        cluster=cluster,
    )
    return text


def _clusters(request: Any) -> list[Cluster]:
    """Clusters where the person may use the interface."""
    mine = {m.cluster_id: m.cluster for m in memberships(request.user)}
    return [c for c in mine.values() if can(request.user, Action.USE_API, c)]


def _state(row: ApiToken, now: Any) -> tuple[str, str, str]:
    """Word, kind and sign of a chip."""
    if row.revoked_at is not None:
        return _("revoked"), "stop", "delete"
    if row.expires_at <= now:
        return _("expired"), "note", "clock"
    return _("in force"), "ok", "check"
