"""The registry: a list that is searched and narrowed, its exports, the map, and one organisation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.registry.requisites import check_requisites
from remeslo.interchange import orgsheet
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.access import RegistryRequest, registry_reader_required
from remeslo.web.apps.organisations.card import card_of
from remeslo.web.apps.organisations.listing import ANY, ENDED, Asked, Listing, asked_of, heads, listing, rows
from remeslo.web.apps.organisations.mapview import map_of
from remeslo.web.apps.organisations.partnering import side_of
from remeslo.web.apps.organisations.values import entity_value
from remeslo.web.apps.organisations.words import KINDS, ROLES, STATES

A_PAGE = 50
MOST_BESIDE_MAP = 300
"""Organisations in the table under the map; further ones are found by choosing a region."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@registry_reader_required
def registry(request: RegistryRequest) -> HttpResponse:
    """Organisations that fit, a page of them."""
    found = _found(request)
    page = Paginator(found.lines, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/registry.html", {"page": page, **_context(request, found, "list")})


@registry_reader_required
def export(request: RegistryRequest, form: str) -> HttpResponse:
    """All lines that fit, as the page has them; the file says what was asked."""
    found = _found(request)
    title = _("Organisations")
    if form == "csv":
        content, kind = orgsheet.delimited([h for h, _width in heads()], rows(found.lines)), "text/csv; charset=utf-8"
    elif form == "xlsx":
        content, kind = orgsheet.written(title, heads(), rows(found.lines), above=_chosen(found.asked)), XLSX
    else:
        raise Http404
    record("registry.exported", by=request.user, subject="registry:", count=len(found.lines), form=form)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="organisations.{form}"'
    return answer


@registry_reader_required
def on_map(request: RegistryRequest) -> HttpResponse:
    """The organisations that fit on a map, with a table by region."""
    found = _found(request)
    shown, more = found.lines[:MOST_BESIDE_MAP], max(0, len(found.lines) - MOST_BESIDE_MAP)
    context = {"map": map_of(found.lines), "kinds": _kinds(found), "shown": shown, "more": more}
    return render(request, "organisations/map.html", {**context, **_context(request, found, "map")})


@registry_reader_required
def detail(request: RegistryRequest, key: str) -> HttpResponse:
    """One organisation."""
    today = timezone.localdate()
    card = card_of(request.reach, request.reach.entity(key), today)
    context = {
        "card": card,
        "today": today,
        "parts": card.parts_on(today),
        "wrong": check_requisites(entity_value(card.entity)) if card.may_edit else [],
        "has_partners": side_of(card.entity.kind) is not None,
    }
    return render(request, "organisations/detail.html", context)


def _found(request: RegistryRequest) -> Listing:
    return listing(request.reach, asked_of(request.GET, timezone.localdate()))


def _kinds(found: Listing) -> list[tuple[str, Any]]:
    return [(k, w) for k, w in KINDS.items() if any(line.kind == k for line in found.lines)]


def _context(request: RegistryRequest, found: Listing, tab: str) -> dict[str, Any]:
    return {
        "found": found,
        "asked": found.asked,
        "kept": found.asked.query,
        "tab": tab,
        "roles": ROLES,
        "kinds_of": KINDS,
        "states": STATES,
        "lives": {"": _("existing"), ENDED: _("no longer existing"), ANY: _("all")},
        "edits": request.reach.edits_anything,
    }


def _chosen(asked: Asked) -> list[str]:
    """What was asked, a line each, for the file."""
    lines = [_("As of %(day)s") % {"day": asked.on.isoformat()}]
    words = {
        "q": (_("Search"), asked.text),
        "role": (_("Role"), str(ROLES.get(asked.role, ""))),
        "kind": (_("Kind"), str(KINDS.get(asked.kind, ""))),
        "region": (_("Region"), asked.region),
        "industry": (_("Industry"), asked.industry),
        "cluster": (_("Cluster"), asked.cluster),
        "state": (_("State of the cluster"), str(STATES[asked.state][0]) if asked.state else ""),
        "life": (_("Existence"), asked.life),
    }
    return lines + [f"{word}: {value}" for word, value in words.values() if value]
