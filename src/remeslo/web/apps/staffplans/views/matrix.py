"""The skill matrix, the evidence behind a cell, and the same table as XLSX."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.skills import SkillKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.staffing.audience import Thing
from remeslo.web.apps.staffplans.evidence import Evidence, evidence
from remeslo.web.apps.staffplans.matrix import Matrix, Narrowed, matrix
from remeslo.web.apps.staffplans.sheets import matrix_sheet
from remeslo.web.apps.staffplans.views.download import download
from remeslo.web.apps.staffplans.views.page import StaffPage
from remeslo.web.apps.staffplans.words import KINDS, LEVELS, MARKS

A_PAGE = 80
"""People of one table."""


@cluster_member_required(Action.SEE_STAFF)
def show(request: ClusterRequest) -> HttpResponse:
    """The matrix; with a person and a skill in the address, also the evidence; asked by htmx for it, only that."""
    page = StaffPage(request, "matrix")
    behind = _evidence(page)
    papers = behind is not None and _sees_papers(request, behind)
    if request.htmx and behind is not None:
        return render(request, "staffplans/parts/evidence.html", {"page": page, "behind": behind, "papers": papers})
    made = _matrix(page)
    shown = Paginator(made.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "matrix": made,
        "shown": shown,
        "behind": behind,
        "papers": papers,
        "kinds": KINDS,
        "levels": LEVELS,
        "marks": MARKS,
        "all": _all(page),
    }
    return render(request, "staffplans/matrix.html", context)


@cluster_member_required(Action.SEE_STAFF)
def export(request: ClusterRequest) -> HttpResponse:
    """The table that the page shows, all its pages, as XLSX."""
    page = StaffPage(request, "matrix")
    return download(request, "matrix", [matrix_sheet(page.scene, _matrix(page))])


def _sees_papers(request: ClusterRequest, behind: Evidence) -> bool:
    """Levels are open to who plans the staff of the cluster; numbers of papers only to who may open the person."""
    owner = request.cluster.organisations.filter(key=behind.person.organisation).first()
    owners = (owner,) if owner is not None else ()
    return can(request.user, Action.SEE_PERSON, Thing(request.cluster.pk, owners, (behind.person.key,)))


def _all(page: StaffPage) -> bool:
    return page.asked.get("all") == "1"


def _matrix(page: StaffPage) -> Matrix:
    wanted = Narrowed(college=page.college, kind=page.kind, text=page.text, only_needed=not _all(page))
    return matrix(page.scene, wanted, page.scene.day)


def _evidence(page: StaffPage) -> Evidence | None:
    person, skill = PersonKey(page.asked.get("person", "")), page.asked.get("skill", "")
    if not person and not skill:
        return None
    known = {*page.scene.skills, *page.scene.needed_by, *(q.skill for q in page.scene.qualifications)}
    if person not in page.scene.person or skill not in known:
        raise Http404
    return evidence(page.scene, page.scene.person[person], SkillKey(skill), page.scene.day)
