"""The page of a course: term, plan, entry, kind, where it comes from; opening it; searching for its term again."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.core.base.keys import StatementKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.services.asking import ask_course
from remeslo.web.apps.shortcourses.services.saving import NotReady, open_course
from remeslo.web.apps.shortcourses.tables.showing import (
    TraceLine,
    entry_groups,
    last_day,
    least_weeks,
    plan_table,
    trace_lines,
)
from remeslo.web.apps.shortcourses.views.opened import CoursePage, open_course_page


@cluster_member_required(Action.SEE_PROGRAMMES)
def course(request: ClusterRequest, key: str) -> HttpResponse:
    """Everything of one version."""
    page = open_course_page(request, key)
    return render(request, "shortcourses/course.html", _context(page))


@never_cache
@cluster_member_required(Action.SEE_PROGRAMMES)
def term(request: ClusterRequest, key: str) -> HttpResponse:
    """The live part while the search goes on; by itself, the way to the course."""
    page = open_course_page(request, key)
    if not request.htmx:
        return _to(page)
    return render(request, "shortcourses/parts/term.html", {"page": page, **_term(page)})


@require_POST
@cluster_member_required(Action.EDIT_SHORT_COURSE)
def search(request: ClusterRequest, key: str) -> HttpResponse:
    """Search for the term again: after a failure, or because the programme's plan has changed."""
    page = open_course_page(request, key)
    require(request.user, Action.EDIT_SHORT_COURSE, page.document)
    if page.made.problem is not None:
        ask_course(page.version, page.found, by=request.user, at=timezone.now())
    return _to(page)


@require_POST
@cluster_member_required(Action.EDIT_SHORT_COURSE)
def open_one(request: ClusterRequest, key: str) -> HttpResponse:
    """Open the course: this version is what people enrol in."""
    page = open_course_page(request, key)
    require(request.user, Action.EDIT_SHORT_COURSE, page.document)
    try:
        open_course(page.version, page.made, page.job, by=request.user)
    except NotReady as refused:
        return render(request, "shortcourses/course.html", {**_context(page), "stops": refused.findings}, status=409)
    messages.success(request, _("The course is open: its papers are made from this version."))
    return _to(page)


def _to(page: CoursePage) -> HttpResponse:
    there = redirect("shortcourses:course", cluster=page.request.cluster.key, key=page.key)
    there["Location"] += page.query
    return there


def _term(page: CoursePage) -> dict[str, Any]:
    """What the live part shows."""
    return {
        "plan": plan_table(page.made, page.result),
        "last_day": last_day(page.made, page.result),
        "least_weeks": least_weeks(page.made) if page.made.parts else 0,
        "may_edit": can(page.request.user, Action.EDIT_SHORT_COURSE, page.document),
    }


def _context(page: CoursePage) -> dict[str, Any]:
    design, cut = page.design, page.made.cut
    trace: tuple[TraceLine, ...] = ()
    if design is not None and page.book is not None and page.found is not None:
        trace = trace_lines(page.made, design, page.book, _functions(page.found))
    return {
        "page": page,
        "entry": entry_groups(cut.entry, design) if cut is not None and design is not None else (),
        "taken": entry_groups(cut.taken_in, design) if cut is not None and design is not None else (),
        "trace": trace,
        "versions": queries.versions(page.document),
        **_term(page),
    }


def _functions(found: Planned) -> Mapping[StatementKey, tuple[str, str]]:
    """How people cite the work functions of the cluster's standards, and their names."""
    return {
        StatementKey(f"{s.edition}:{f.code}"): (f"{s.code} {f.code}", f.name)
        for s in found.cluster.standards
        for g in s.generalised
        for f in g.functions
    }
