"""Versions of a programme: the list, what differs between two, publishing one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes import queries
from remeslo.web.apps.programmes.services.publishing import NotPublishable, publish_plan
from remeslo.web.apps.programmes.tables.compare import Part, compare
from remeslo.web.apps.programmes.views.page import open_page
from remeslo.web.apps.programmes.words import CHANGE, FIELD, PART


@cluster_member_required(Action.SEE_PROGRAMMES)
def versions(request: ClusterRequest, key: str) -> HttpResponse:
    """All versions, newest first."""
    page = open_page(request, key, "versions")
    rows = queries.versions(page.document)
    return render(request, "programmes/versions.html", {"page": page, "versions": rows})


@cluster_member_required(Action.SEE_PROGRAMMES)
def comparison(request: ClusterRequest, key: str) -> HttpResponse:
    """What differs from one version to another, line by line."""
    page = open_page(request, key, "versions")
    old = queries.planned(request.cluster, key, _number(request, "from", page.number - 1))
    new = queries.planned(request.cluster, key, _number(request, "to", page.number))
    if old is None or new is None:
        raise Http404
    found = compare(old.outcome, new.outcome, audience=page.book.audience)
    parts = [(PART[p], [line for line in found.lines if line.part is p]) for p in Part]
    context: dict[str, Any] = {"page": page, "old": old, "new": new, "comparison": found}
    context |= {"parts": [(word, lines) for word, lines in parts if lines], "words": CHANGE, "fields": FIELD}
    return render(request, "programmes/compare.html", context)


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def publish(request: ClusterRequest, key: str) -> HttpResponse:
    """Make the version that is open the one others work with."""
    page = open_page(request, key, "term")
    require(request.user, Action.EDIT_PROGRAMMES, page.document)
    try:
        publish_plan(page.found, by=request.user)
    except NotPublishable as refused:
        context = {"page": page, "findings": page.finding_lines(refused.findings)}
        return render(request, "programmes/not_publishable.html", context, status=409)
    messages.success(request, _("Version %(number)s is published.") % {"number": page.number})
    return redirect(page.link("term"))


def _number(request: ClusterRequest, name: str, default: int) -> int:
    wanted = request.GET.get(name, "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else default
