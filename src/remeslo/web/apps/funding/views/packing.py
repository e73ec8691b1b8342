"""Rule packs: the list, a pack's page, a draft that is changed and tried, saving, publishing, taking one in."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.pack import RulePack
from remeslo.interchange import fundpack
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.compare import compare_lines
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.funding import packs as rows
from remeslo.web.apps.funding.packform import changed
from remeslo.web.apps.funding.packlines import pack_lines
from remeslo.web.apps.funding.services import writing
from remeslo.web.apps.funding.trying import tried
from remeslo.web.apps.funding.views.page import MoneyPage


@cluster_member_required(Action.SEE_MONEY)
def listing(request: ClusterRequest) -> HttpResponse:
    """Packs of the cluster, and those that come with the program."""
    page = MoneyPage(request, "packs")
    held = rows.packs(request.cluster)
    context = {
        "page": page,
        "held": held,
        "drafts": rows.drafts(request.cluster, request.user),
        "others": [p for k, p in fundpack.builtin().items() if k not in {d.key for d in held}],
        "may_edit": page.may(Action.EDIT_RULES),
        "kept": {},
    }
    return render(request, "funding/packs.html", context)


@cluster_member_required(Action.SEE_MONEY)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """One version of a pack: formulas, parameters with days and sources, what is verified, cases."""
    document, version = _opened(request, key)
    return _detail(request, document, version)


def _detail(
    request: ClusterRequest, document: VersionedDocument, version: DocumentVersion, **more: Any
) -> HttpResponse:
    pack = rows.pack_value(version)
    context = {
        "page": MoneyPage(request, "packs"),
        "document": document,
        "version": version,
        "pack": pack,
        "formulas": FORMULAS,
        "trial": tried(pack),
        "versions": rows.versions(document),
        "draft": rows.draft_of(request.cluster, document.key, request.user),
        "may_edit": MoneyPage(request, "packs").may(Action.EDIT_RULES),
        "kept": {},
        **more,
    }
    return render(request, "funding/pack.html", context, status=409 if more else 200)


@cluster_member_required(Action.EDIT_RULES)
def edit(request: ClusterRequest, key: str) -> HttpResponse:
    """The draft: begun on the latest version, changed field by field, tried on the frozen cases at every change."""
    document, latest = _opened(request, key, newest=True)
    require(request.user, Action.EDIT_RULES, document)
    draft = rows.draft_of(request.cluster, key, request.user)
    pack = draft.pack if draft else rows.pack_value(latest)
    errors: dict[str, str] = {}
    if request.method == "POST":
        pack, errors = changed(pack, request.POST)
        if draft or pack != rows.pack_value(latest):
            writing.keep_draft(
                request.cluster, pack, based_on=draft.based_on if draft else latest.number, by=request.user
            )
        if not errors:
            return redirect(request.path + "#trial")
    return _form(request, document, latest, pack, errors)


def _form(
    request: ClusterRequest,
    document: VersionedDocument,
    latest: DocumentVersion,
    pack: RulePack,
    errors: dict[str, str],
) -> HttpResponse:
    draft = rows.draft_of(request.cluster, document.key, request.user)
    base = rows.version_of(document, draft.based_on) if draft else latest
    before = rows.pack_value(document.published) if document.published else rows.pack_value(base or latest)
    compared = [c for c in compare_lines(pack_lines(before), pack_lines(pack)) if c.change != "same"]
    context = {
        "page": MoneyPage(request, "packs"),
        "document": document,
        "pack": pack,
        "draft": draft,
        "latest": latest,
        "newer": latest if draft and draft.based_on != latest.number else None,
        "errors": errors,
        "formulas": FORMULAS,
        "trial": tried(pack, before),
        "compared": compared,
        "kept": {},
    }
    return render(request, "funding/edit_pack.html", context, status=400 if errors else 200)


@require_POST
@cluster_member_required(Action.EDIT_RULES)
def save(request: ClusterRequest, key: str) -> HttpResponse:
    """The draft becomes the next version; what is published stays as it is. ``discard`` forgets it."""
    document, latest = _opened(request, key, newest=True)
    require(request.user, Action.EDIT_RULES, document)
    draft = rows.draft_of(request.cluster, key, request.user)
    if "discard" in request.POST or draft is None:
        writing.discard_draft(request.cluster, key, by=request.user)
        messages.info(request, _("Your draft is gone; the saved versions are as they were."))
        return redirect("funding:pack", cluster=request.cluster.key, key=key)
    try:
        version = writing.save_draft(request.cluster, draft, note=request.POST.get("note", ""), by=request.user)
    except Outdated:
        return _form(request, document, latest, draft.pack, {"": _("Somebody saved another version meanwhile.")})
    messages.success(request, _("Saved as version %(number)s; it is not published yet.") % {"number": version.number})
    return redirect("funding:pack", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.EDIT_RULES)
def publish(request: ClusterRequest, key: str) -> HttpResponse:
    """Make a version the one that money is settled by; refused while a frozen case comes out wrong."""
    document, version = _opened(request, key)
    require(request.user, Action.EDIT_RULES, document)
    try:
        writing.publish_pack(version, by=request.user)
    except writing.NotSound as refused:
        return _detail(request, document, version, refused=refused)
    messages.success(request, _("Version %(number)s is published and never changes.") % {"number": version.number})
    return redirect("funding:pack", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.EDIT_RULES)
def take(request: ClusterRequest) -> HttpResponse:
    """Bring a pack that comes with the program in, not yet published."""
    pack = fundpack.builtin().get(request.POST.get("key", ""))
    if pack is None:
        raise Http404
    try:
        writing.take_builtin(request.cluster, replace(pack), by=request.user)
    except Outdated:
        messages.info(request, _("The cluster has this pack already: here it is."))
    return redirect("funding:pack", cluster=request.cluster.key, key=pack.key)


def _opened(request: ClusterRequest, key: str, *, newest: bool = False) -> tuple[VersionedDocument, DocumentVersion]:
    document = rows.pack_of(request.cluster, key)
    if document is None:
        raise Http404
    asked = (request.GET.get("version") or request.POST.get("version") or "") if not newest else ""
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Http404
    version = rows.version_of(document, int(asked) if asked else None)
    if version is None:
        raise Http404
    return document, version
