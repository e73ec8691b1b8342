"""One organisation changed: requisites and address, another name or region from a day on, licences."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding
from remeslo.core.registry.keys import NodeKind, node_key
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.organisations.access import RegistryRequest, registry_editor_required
from remeslo.web.apps.organisations.derived import NO_REGION
from remeslo.web.apps.organisations.forms import (
    EntityForm,
    LeaveForm,
    LicenceForm,
    MoveForm,
    RenameForm,
    as_texts,
    first_day,
)
from remeslo.web.apps.organisations.models import LegalEntity, Licence, Node
from remeslo.web.apps.organisations.picking import changeable
from remeslo.web.apps.organisations.services.entities import add_licence, change_entity, end_licence, rename
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.places import may_take_back, place_entity, regions_of, take_back_place
from remeslo.web.apps.organisations.services.requisites import with_requisites


@registry_editor_required
def edit(request: RegistryRequest, key: str) -> HttpResponse:
    """The four forms; ``what`` says which was sent."""
    entity = _mine(request, key)
    forms = _forms(request, entity)
    what = request.POST.get("what", "")
    if request.method != "POST" or what not in forms:
        return _page(request, entity, forms)
    form = forms[what]
    if not form.is_valid():
        return _page(request, entity, forms, status=400)
    try:
        told = _save(request, entity, what, form.cleaned_data)
    except Refused as refusal:
        return _page(request, entity, forms, found=refusal.findings, status=409)
    messages.success(request, told)
    return _after(request, entity)


@require_POST
@registry_editor_required
def stays(request: RegistryRequest, key: str) -> HttpResponse:
    """The last move to another region is taken back."""
    entity = _mine(request, key)
    try:
        take_back_place(entity, today=timezone.localdate(), by=request.user)
    except Refused as refusal:
        return _page(request, entity, _forms(request, entity), found=refusal.findings, status=409)
    messages.success(request, _("The move is taken back; the log keeps it."))
    return _after(request, entity)


@require_POST
@registry_editor_required
def licence_ends(request: RegistryRequest, key: str, pk: int) -> HttpResponse:
    """A licence no longer holds from a day on."""
    entity = _mine(request, key)
    licence = get_object_or_404(Licence, pk=pk, entity=entity)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _page(request, entity, _forms(request, entity), status=400)
    try:
        end_licence(licence, on=form.cleaned_data["on"], by=request.user)
    except Refused as refusal:
        return _page(request, entity, _forms(request, entity), found=refusal.findings, status=409)
    messages.success(request, _("The licence ends on that day."))
    return redirect("organisations:detail", key=entity.key)


def _after(request: RegistryRequest, entity: LegalEntity) -> HttpResponse:
    """The organisation's page; the registry where it has left for a region that the person does not see."""
    if request.reach.entities().filter(pk=entity.pk).exists():
        return redirect("organisations:detail", key=entity.key)
    return redirect("organisations:registry")


def _mine(request: RegistryRequest, key: str) -> LegalEntity:
    """The organisation, when the person may change it: 404 for one that is not seen, 403 for one that is."""
    entity = request.reach.entity(key)
    if entity.key not in changeable(request.reach):
        raise PermissionDenied(str(Action.EDIT_REGISTRY))
    return entity


def _forms(request: RegistryRequest, entity: LegalEntity) -> dict[str, Any]:
    sent, today = request.POST.get("what", ""), timezone.localdate()
    named = {"name": entity.name, "short": entity.short, "kind": entity.kind, "on": first_day(today)}
    return {
        "requisites": EntityForm(request.POST if sent == "requisites" else None, initial=as_texts(entity)),
        "name": RenameForm(request.POST if sent == "name" else None, initial=named, prefix="named"),
        "move": MoveForm(request.POST if sent == "move" else None, initial={"on": first_day(today)}, prefix="moved"),
        "licence": LicenceForm(
            request.POST if sent == "licence" else None, initial={"since": first_day(today)}, prefix="new"
        ),
    }


def _save(request: RegistryRequest, entity: LegalEntity, what: str, data: dict[str, Any]) -> str:
    today: date = timezone.localdate()
    if what == "requisites":
        change_entity(entity, with_requisites(entity, data), by=request.user)
        return _("The requisites are saved; the log keeps the old ones.")
    if what == "move":
        region = node_key(NodeKind.REGION, data["region"])
        place_entity(entity, region, on=data["on"], today=today, by=request.user)
        return _("It lies in that region from that day on; what was before stays with the region of before.")
    if what == "name":
        rename(
            entity,
            data["name"],
            on=data["on"],
            today=today,
            by=request.user,
            short=data["short"],
            kind=data["kind"],
        )
        return _("The new name holds from that day on; the old one keeps its days.")
    add_licence(
        entity,
        data["code"],
        data["title"],
        since=data["since"],
        until=data["until"],
        number=data["number"],
        by=request.user,
    )
    return _("The licence is entered.")


def _page(
    request: RegistryRequest,
    entity: LegalEntity,
    forms: dict[str, Any],
    *,
    found: tuple[Finding, ...] = (),
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    places = regions_of(entity)
    context = {
        "entity": entity,
        "forms": forms,
        "found": found,
        "licences": entity.licences.filter(until=None),
        "move": places[-1] if may_take_back(places, today) else None,
        "regions": Node.objects.filter(key__startswith=f"{NodeKind.REGION.value}:").exclude(key=NO_REGION),
        "today": today,
    }
    return render(request, "organisations/edit.html", context, status=status)
