"""The assignment: by teacher, group, element; changed by hand and judged at once; saved, published, taken away."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from remeslo.core.staffing.duty import DutyKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.candidates import candidates
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.services import assigning
from remeslo.web.apps.staffplans.services.asking import LIMITS
from remeslo.web.apps.staffplans.sheets import assignment_sheets
from remeslo.web.apps.staffplans.views.assignpage import AssignPage
from remeslo.web.apps.staffplans.views.download import download
from remeslo.web.apps.staffplans.views.running import run_context
from remeslo.web.apps.staffplans.words import LIMIT_WORDS, STAGES

A_PAGE: Final = 40
VIEWS: Final = (
    ("teacher", gettext_lazy("By teacher")),
    ("group", gettext_lazy("By group")),
    ("element", gettext_lazy("By element")),
    ("uncovered", gettext_lazy("Nobody teaches")),
)


@cluster_member_required(Action.SEE_STAFF)
def show(request: ClusterRequest) -> HttpResponse:
    """The chosen version (the latest, with my changes); asked by htmx for a duty, only who could take it."""
    page = AssignPage(request)
    behind = _behind(page)
    if request.htmx and behind is not None:
        return render(request, "staffplans/parts/duty.html", {"page": page, "behind": behind})
    run = queries.latest_run(request.cluster, RunKind.ASSIGN)
    context: dict[str, Any] = {
        "page": page,
        "behind": behind,
        "views": VIEWS,
        "limits": [(s, LIMIT_WORDS[s]) for s in LIMITS],
        "stages": STAGES,
        "versions": queries.versions(page.head) if page.head else [],
        **run_context(page, run),
    }
    if page.version is not None:
        context["shown"] = Paginator(_rows(page), A_PAGE).get_page(request.GET.get("page"))
        context["findings"] = page.findings
        context["found"] = queries.result_of(page.version)
    return render(request, "staffplans/assignment.html", context)


@cluster_member_required(Action.SEE_STAFF)
def export(request: ClusterRequest) -> HttpResponse:
    """What the page shows, all its pages, as XLSX."""
    page = AssignPage(request)
    if page.version is None:
        raise Http404
    return download(request, "assignment", assignment_sheets(page.assigned, page.view))


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def change(request: ClusterRequest) -> HttpResponse:
    """Give a duty, or all of its element and group, to another person; pin it or take the pin off."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    page = AssignPage(request)
    key = DutyKey(request.POST.get("duty", ""))
    if key not in page.scene.duty or page.version is None:
        raise Http404
    duties = [d.key for d in page.assigned.line_of(key)] if request.POST.get("scope") == "line" else [key]
    wanted = request.POST.get("person")
    if wanted and wanted not in page.scene.person:
        raise Http404
    pinned = {"on": True, "off": False}.get(request.POST.get("pin", ""))
    assigning.change(request.cluster, duties, person=wanted, pinned=pinned, by=request.user, at=timezone.now())
    return _back(page, duty=key)


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def discard(request: ClusterRequest) -> HttpResponse:
    """Forget my changes."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    assigning.discard(request.cluster, by=request.user)
    messages.info(request, _("Your changes are forgotten."))
    return _back(AssignPage(request))


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def save(request: ClusterRequest) -> HttpResponse:
    """My changes as the next version; what somebody else changed meanwhile is shown, never overwritten in silence."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    page = AssignPage(request)
    how = request.POST.get("how", "")
    if how == "theirs":
        assigning.take_theirs(request.cluster, request.POST.getlist("duty"), by=request.user)
    elif how == "mine":
        assigning.keep_mine(request.cluster, by=request.user)
    try:
        version = assigning.save(
            request.cluster,
            page.scene,
            title=page.head.title if page.head else _("Who teaches what"),
            note=request.POST.get("note", "")[:500],
            by=request.user,
            at=timezone.now(),
        )
    except assigning.Clashes as met:
        return render(request, "staffplans/clashes.html", {"page": page, "clashes": met.clashes})
    if version is None:
        messages.info(request, _("There was nothing to save."))
    else:
        messages.success(request, _("Saved as version %(n)s.") % {"n": version.number})
    return _back(page)


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def publish(request: ClusterRequest) -> HttpResponse:
    """Make the shown version what everybody works with, unless it breaks a rule."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    page = AssignPage(request)
    if page.version is None:
        raise Http404
    if page.changes is not None and not page.changes.is_empty:
        messages.error(request, _("Save your changes first, or forget them: a saved version is published."))
        return _back(page)
    try:
        assigning.publish(page.version, page.scene, by=request.user)
    except assigning.NotPublishable as refusal:
        count = len(refusal.findings)
        text = ngettext("%(n)s rule is broken: mend it first.", "%(n)s rules are broken: mend them first.", count)
        messages.error(request, text % {"n": count})
    else:
        messages.success(request, _("Version %(n)s is published.") % {"n": page.version.number})
    return _back(page)


def _rows(page: AssignPage) -> Sequence[Any]:
    """What the page lists, by what it is laid out."""
    if page.view == "uncovered":
        return page.assigned.uncovered
    if page.view == "group":
        return page.assigned.by_group()
    return page.assigned.by_element() if page.view == "element" else page.assigned.by_teacher()


def _behind(page: AssignPage) -> dict[str, Any] | None:
    """Who could take the duty that the address names."""
    key = DutyKey(page.asked.get("duty", ""))
    if not key or page.version is None:
        return None
    if key not in page.scene.duty:
        raise Http404
    duty = page.scene.duty[key]
    line = page.assigned.line_of(key)
    return {
        "duty": duty,
        "line": [(d, page.plan.person_of.get(d.key), d.key in page.held.pinned) for d in line],
        "now": page.plan.person_of.get(key),
        "pinned": key in page.held.pinned,
        "candidates": candidates(page.problem, page.plan, [duty]),
        "findings": [f for f in page.findings if f.where == key],
    }


def _back(page: AssignPage, **more: Any) -> HttpResponse:
    answer = redirect(page.link("assignment"))
    answer["Location"] += f"?{urlencode({**page.kept, **more})}"
    return answer
