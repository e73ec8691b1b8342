"""Opening hours of workshops: day by shift, whose; changed by the owner, with what a change touches shown before."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import Place
from remeslo.core.network.resources import Workshop
from remeslo.core.network.terms import OpenHours
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.network.enums import Part
from remeslo.web.apps.network.grid import (
    EVERYBODY,
    Cells,
    cells_of,
    is_usual,
    place_with,
    rows_from,
    rows_of,
    shifts_of,
    touched_by,
)
from remeslo.web.apps.network.rights import thing
from remeslo.web.apps.network.services.slots import latest_kept
from remeslo.web.apps.network.services.terms import put
from remeslo.web.apps.network.views.page import NetworkPage

DAYS = range(7)


@cluster_member_required(Action.SEE_NETWORK)
def listing(request: ClusterRequest) -> HttpResponse:
    """Workshops with their usual week; one opened."""
    page = NetworkPage(request, "openings")
    key = page.asked.get("place", "")
    context: dict[str, Any] = {"page": page, "days": DAYS}
    if key:
        place, workshop = _chosen(page, key)
        context |= _grid(page, place, workshop, cells_of(page.scene, workshop, place.owner))
        context["may_edit"] = page.reader.may(Action.EDIT_OPENINGS, place.owner)
        return render(request, "network/opening.html", context)
    context["places"] = [p for p in page.problem.places if page.owner in (None, p.owner)]
    return render(request, "network/openings.html", context)


@require_POST
@cluster_member_required(Action.EDIT_OPENINGS)
def change(request: ClusterRequest) -> HttpResponse:
    """Show what other hours would touch; with ``save``, make them true."""
    page = NetworkPage(request, "openings")
    place, workshop = _chosen(page, request.POST.get("place", ""))
    owner = page.reader.organisations.get(str(place.owner))
    require(request.user, Action.EDIT_OPENINGS, thing(request.cluster, owner))
    dated = [r for r in rows_of(page.scene, workshop.key) if not is_usual(r)]
    cells = _typed(page, request.POST, shifts_of(rows_of(page.scene, workshop.key)))
    rows = rows_from(workshop.key, cells, dated)
    kept = latest_kept(request.cluster, page.year)
    touched = touched_by(place, place_with(page.scene, place.key, rows), kept)
    if request.POST.get("was") != _digest(page, workshop):
        messages.error(request, _("Somebody changed these hours meanwhile: here they are, nothing of yours is saved."))
        return redirect(page.back(place=place.key))
    if request.POST.get("do") == "save":
        put(request.cluster, Part.OPEN_HOURS, workshop.key, rows)
        record(
            "openings.changed",
            by=request.user,
            cluster=request.cluster,
            subject=f"place:{workshop.key}",
            place=place.title,
        )
        _say(request, [t for t in touched if not t.still_fits])
        return redirect(page.back(place=place.key))
    context = {
        "page": page,
        "days": DAYS,
        "may_edit": True,
        "looked": True,
        "touched": touched,
        **_grid(page, place, workshop, cells),
    }
    return render(request, "network/opening.html", context)


def _say(request: ClusterRequest, broken: list[Any]) -> None:
    if broken:
        text = ngettext(
            "Saved. %(n)s booking no longer stands: the cluster manager can mend it.",
            "Saved. %(n)s bookings no longer stand: the cluster manager can mend them.",
            len(broken),
        )
        messages.warning(request, text % {"n": len(broken)})
    else:
        messages.success(request, _("Saved: the new hours hold from now on."))


def _grid(page: NetworkPage, place: Place, workshop: Workshop, cells: Cells) -> dict[str, Any]:
    rows: list[OpenHours] = rows_of(page.scene, workshop.key)
    shifts = shifts_of(rows)
    return {
        "place": place,
        "was": _digest(page, workshop),
        "lines": [(s, [(d, cells.get((d, s), "")) for d in DAYS]) for s in shifts],
        "users": [(EVERYBODY, _("everybody")), (place.owner, _("the owner")), *_others(page, place.owner)],
        "dated": [r for r in rows if not is_usual(r)],
    }


def _digest(page: NetworkPage, workshop: Workshop) -> str:
    """The same while nobody has changed the hours of a workshop."""
    return hashlib.sha256(repr(rows_of(page.scene, workshop.key)).encode()).hexdigest()[:16]


def _others(page: NetworkPage, owner: OrganisationKey) -> list[tuple[str, str]]:
    return [(key, name) for key, name in page.colleges if key != owner]


def _typed(page: NetworkPage, typed: QueryDict, shifts: tuple[int, ...]) -> dict[tuple[int, int], str]:
    """Cells of the form; what is no organisation of the cluster is closed."""
    known = {EVERYBODY, *page.reader.organisations}
    found = {}
    for shift in shifts:
        for day in DAYS:
            value = typed.get(f"c{day}-{shift}", "")
            found[day, shift] = value if value in known else ""
    return found


def _chosen(page: NetworkPage, key: str) -> tuple[Place, Workshop]:
    place = page.scene.place(key)
    workshop = next((w for w in page.scene.value.workshops if w.key == key), None)
    if place is None or workshop is None:
        raise Http404
    return place, workshop
