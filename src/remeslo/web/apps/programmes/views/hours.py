"""The hours page: what comparable elements of other curricula have, and why the estimate is what it is."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from remeslo.core.competence.estimate.hours import HoursBook
from remeslo.core.competence.estimate.ofdesign import estimates
from remeslo.core.competence.limits import limits
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.comparables import comparables
from remeslo.web.apps.programmes.tables.hours import hours_rows
from remeslo.web.apps.programmes.views.page import open_page

CUSTOMARY_STEP = 36
"""Hours of a week of practice where the pack says none."""


@cluster_member_required(Action.SEE_PROGRAMMES)
def hours(request: ClusterRequest, key: str) -> HttpResponse:
    """Each lesson and practice with its hours, the estimate, the range and the reasons."""
    page = open_page(request, key, "hours")
    design = page.outcome.design
    if design is None:
        raise Http404
    cluster = page.found.cluster
    pack = cluster.norms.get(design.norms)
    step = limits(pack, day=cluster.day, kind=design.kind, base=design.base).practice_step if pack else CUSTOMARY_STEP
    known = comparables(request.cluster, key, practice_week_hours=step)
    found = estimates(design, HoursBook(known), practice_step=step)
    reads_all = page.book.audience.reads_all
    rows = hours_rows(design, found, reads_all=reads_all, language=get_language() or "ru")
    context = {
        "page": page,
        "rows": rows,
        "known": len(known),
        "sources": len({c.source for c in known}),
        "outside": sum(r.where in ("below", "above") for r in rows),
    }
    return render(request, "programmes/hours.html", context)
