"""A draft saved as the next version, put on top of another's, forgotten; a version published; a pack taken in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.norms import queries, services
from remeslo.web.apps.norms.merge import merged
from remeslo.web.apps.norms.views.editing import draft_page
from remeslo.web.apps.norms.views.reading import opened


@require_POST
@cluster_member_required(Action.EDIT_NORMS)
def save(request: ClusterRequest, key: str) -> HttpResponse:
    """The draft becomes the next version; what is published stays as it is."""
    document, _latest = opened(request, key)
    require(request.user, Action.EDIT_NORMS, document)
    mine = queries.draft_of(request.cluster, key, request.user)
    if mine is None:
        messages.info(request, _("There is nothing to save: you have changed nothing."))
        return redirect("norms:pack", cluster=request.cluster.key, key=key)
    try:
        version = services.save_draft(request.cluster, mine, note=request.POST.get("note", ""), by=request.user)
    except Outdated:
        return render(request, "norms/edit.html", draft_page(request, key), status=409)
    except services.NotSound as refused:
        context = {**draft_page(request, key), "refused": refused.findings}
        return render(request, "norms/edit.html", context, status=409)
    messages.success(request, _("Saved as version %(number)s; it is not published yet.") % {"number": version.number})
    return redirect("norms:pack", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.EDIT_NORMS)
def merge(request: ClusterRequest, key: str) -> HttpResponse:
    """My changes on top of the version that somebody saved meanwhile; what both changed stays theirs and is told."""
    document, latest = opened(request, key)
    require(request.user, Action.EDIT_NORMS, document)
    mine = queries.draft_of(request.cluster, key, request.user)
    base = queries.version_of(document, mine.based_on) if mine else None
    if mine is None or base is None:
        return redirect("norms:edit", cluster=request.cluster.key, key=key)
    both = merged(queries.pack_value(base), mine.pack, queries.pack_value(latest))
    services.keep_draft(request.cluster, both.pack, based_on=latest.number, by=request.user)
    if both.clashes:
        told = ngettext(
            "%(n)s thing was changed by both of you and stays as in the saved version: %(what)s.",
            "%(n)s things were changed by both of you and stay as in the saved version: %(what)s.",
            len(both.clashes),
        )
        what = ", ".join(" ".join(filter(None, c)) for c in both.clashes[:10])
        messages.warning(request, told % {"n": len(both.clashes), "what": what})
    else:
        messages.success(request, _("Your changes now stand on version %(n)s.") % {"n": latest.number})
    return redirect("norms:edit", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.EDIT_NORMS)
def discard(request: ClusterRequest, key: str) -> HttpResponse:
    """Forget the draft."""
    services.discard_draft(request.cluster, key, by=request.user)
    messages.info(request, _("Your draft is gone; the saved versions are as they were."))
    return redirect("norms:pack", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.PUBLISH_NORMS)
def publish(request: ClusterRequest, key: str) -> HttpResponse:
    """Make the version that is open the one that programmes are planned by; refused when an example comes out wrong."""
    document, version = opened(request, key)
    require(request.user, Action.PUBLISH_NORMS, document)
    try:
        services.publish_pack(version, by=request.user)
    except services.NotSound as refused:
        context = {"document": document, "version": version, "findings": refused.findings}
        return render(request, "norms/not_publishable.html", context, status=409)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return redirect("norms:pack", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.EDIT_NORMS)
def take(request: ClusterRequest) -> HttpResponse:
    """Bring a built-in pack into the cluster."""
    key = request.POST.get("key", "")
    try:
        services.take_builtin(request.cluster, key, by=request.user)
    except KeyError:
        raise Http404 from None
    except Outdated:
        messages.info(request, _("The cluster has this pack already: here it is."))
    return redirect("norms:pack", cluster=request.cluster.key, key=key)
