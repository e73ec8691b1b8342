"""Versions and releases of the allocation, and two of them side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.comparing import Difference, differences, touched
from remeslo.web.apps.network.sheets import differences_sheet
from remeslo.web.apps.network.views.download import download
from remeslo.web.apps.network.views.page import NetworkPage, number


@cluster_member_required(Action.SEE_NETWORK)
def show(request: ClusterRequest) -> HttpResponse:
    """All versions; two chosen ones compared."""
    page = NetworkPage(request, "releases")
    context: dict[str, Any] = {"page": page, "versions": queries.versions(page.head) if page.head else []}
    pair = _pair(page)
    if pair is not None:
        found = _found(page, pair)
        context |= {"a": pair[0], "b": pair[1], "found": found, "touched": touched(found)}
        context |= {"figures": [(queries.kept(v).figures) for v in pair]}
    return render(request, "network/releases.html", context)


@cluster_member_required(Action.SEE_NETWORK)
def export(request: ClusterRequest) -> HttpResponse:
    """The differences as a table."""
    page = NetworkPage(request, "releases")
    pair = _pair(page)
    if pair is None:
        raise Http404
    return download(request, "changes", [differences_sheet(page.scene, _found(page, pair))])


def _pair(page: NetworkPage) -> tuple[DocumentVersion, DocumentVersion] | None:
    """The two versions that the address names, the older first; None when it names none."""
    if page.head is None or not (page.asked.get("a") or page.asked.get("b")):
        return None
    numbers = sorted(number(page.asked.get(name)) or 0 for name in ("a", "b"))
    found = [queries.version_numbered(page.head, n) for n in numbers]
    if found[0] is None or found[1] is None:
        raise Http404
    return found[0], found[1]


def _found(page: NetworkPage, pair: tuple[DocumentVersion, DocumentVersion]) -> list[Difference]:
    return [
        d
        for d in differences(queries.kept(pair[0]), queries.kept(pair[1]))
        if page.college is None or page.college in d.organisations
    ]
