"""A new agreement, a change of a draft, a renewal, an additional agreement."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.clause import MAY, NEEDS
from remeslo.core.agreements.kinds import AgreementKind, ClauseKind
from remeslo.core.agreements.state import planned_end
from remeslo.interchange.agreementpack import builtin
from remeslo.web.apps.agreements.fields import (
    Fields,
    from_agreement,
    from_post,
    new_agreement,
    number_of,
    to_agreement,
)
from remeslo.web.apps.agreements.rows import Wrong
from remeslo.web.apps.agreements.services import drafting
from remeslo.web.apps.agreements.views.page import AgreementsPage, PaperPage
from remeslo.web.apps.agreements.words import BASES, CLAUSES, FORMS, KINDS, UNITS
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action

NEW = ("key", "kind", "title", "one", "other", "first", "last")
BLANK_CLAUSE = {"kind": "", "workshops": []}


@cluster_member_required(Action.EDIT_AGREEMENT)
def new(request: ClusterRequest) -> HttpResponse:
    """Number, kind, two sides and days; the rest is written in the draft."""
    page = AgreementsPage(request, "list")
    typed = {name: request.POST.get(name, "") for name in NEW}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            agreement = new_agreement(typed)
            _known_sides(page, agreement)
            _require_side(page, agreement)
            drafting.create(request.cluster, agreement, by=request.user, at=timezone.now())
        except Wrong as wrong:
            errors = {wrong.field: [wrong.says]}
        except drafting.Taken:
            errors = {"key": [_("This number is taken.")]}
        else:
            messages.success(request, _("The draft is there: write its clauses and name who signs."))
            return redirect(page.link("edit", key=agreement.key))
    context = {
        "page": page,
        "typed": typed,
        "errors": errors,
        "kinds": [(k.value, KINDS[k]) for k in AgreementKind],
        "organisations": list(page.scene.organisations.values()),
        "own": [o.key for o in page.scene.own],
    }
    return render(request, "agreements/new.html", context)


@cluster_member_required(Action.EDIT_AGREEMENT)
def edit(request: ClusterRequest, key: str) -> HttpResponse:
    """The whole draft in one form; saved as a whole or not at all."""
    page = PaperPage(request, key)
    require(request.user, Action.EDIT_AGREEMENT, page.scene.thing(page.value.organisations))
    held = page.paper.held
    if held is None or not page.is_draft:
        messages.error(request, _("Only a draft can be changed: take it back first, or make an additional agreement."))
        return redirect(page.url)
    based_on, outdated = held.row.edits, False
    fields, errors = from_agreement(page.value), {}
    if request.method == "POST":
        fields = from_post(request.POST)
        typed = request.POST.get("based_on", "")
        reading = to_agreement(fields, page.value)
        errors = dict(reading.errors)
        if reading.agreement is not None:
            errors = _unknown(page, reading.agreement)
        if reading.agreement is not None and not errors:
            outdated = not _saved(page, reading.agreement, int(typed) if typed.isdecimal() else -1)
            if not outdated:
                messages.success(request, _("Saved."))
                return redirect(page.url)
    context = {"page": page, "fields": fields, "errors": errors, "outdated": outdated, "based_on": based_on}
    return render(request, "agreements/edit.html", {**context, **_choices(page, fields)})


@require_POST
@cluster_member_required(Action.EDIT_AGREEMENT)
def discard(request: ClusterRequest, key: str) -> HttpResponse:
    """Throw away a draft that was never sent."""
    page = PaperPage(request, key)
    require(request.user, Action.EDIT_AGREEMENT, page.scene.thing(page.value.organisations))
    try:
        drafting.discard(request.cluster, key, by=request.user, on=page.scene.today)
    except drafting.NotADraft:
        messages.error(request, _("It was sent already: withdraw it, so that its history stays."))
        return redirect(page.url)
    messages.success(request, _("The draft is gone."))
    return redirect(page.link("list"))


@require_POST
@cluster_member_required(Action.EDIT_AGREEMENT)
def follow_on(request: ClusterRequest, key: str) -> HttpResponse:
    """A renewal from the day of the end (``what=renew``), or an additional agreement (``what=amend``), as a draft."""
    page = PaperPage(request, key)
    value = page.value
    require(request.user, Action.EDIT_AGREEMENT, page.scene.thing(value.organisations))
    if not value.parties or value.amends is not None:
        raise PermissionDenied
    typed = request.POST.get("key", "")
    try:
        number = number_of(typed)
        if request.POST.get("what") == "amend":
            first = max(value.first, page.scene.today + timedelta(days=1))
            made = drafting.amendment(value, number, min(first, planned_end(value) - timedelta(days=1)))
        else:
            length = value.until - value.first
            made = drafting.renewal(value, number, planned_end(value) + length)
        drafting.create(request.cluster, made, by=request.user, at=timezone.now())
    except Wrong as wrong:
        messages.error(request, wrong.says)
    except drafting.Taken:
        messages.error(request, _("This number is taken."))
    else:
        messages.success(request, _("The draft is there, linked to %(key)s.") % {"key": key})
        return redirect(page.link("edit", key=number))
    return redirect(page.url)


def _saved(page: PaperPage, agreement: Agreement, based_on: int) -> bool:
    try:
        drafting.save(
            page.cluster,
            agreement,
            based_on=based_on,
            by=page.request.user,
            at=timezone.now(),
            on=page.scene.today,
        )
    except (drafting.Outdated, drafting.NotADraft):
        return False
    return True


def _known_sides(page: AgreementsPage, agreement: Agreement) -> None:
    if unknown := [k for k in agreement.organisations if k not in page.scene.organisations]:
        raise Wrong("one", _("Not a member of the cluster: %(key)s.") % {"key": unknown[0]})


def _require_side(page: AgreementsPage, agreement: Agreement) -> None:
    """Who writes for one house only makes that house a side; else nobody there could see the draft."""
    require(page.request.user, Action.EDIT_AGREEMENT, page.scene.thing(agreement.organisations))


def _unknown(page: PaperPage, agreement: Agreement) -> dict[str, list[str]]:
    """Keys in it that mean nothing in this cluster; and a draft that its writer could no longer change."""
    scene = page.scene
    if any(k not in scene.organisations for k in agreement.organisations):
        return {"parties": [_("Choose members of the cluster.")]}
    if not scene.may(Action.EDIT_AGREEMENT, agreement):
        return {"parties": [_("Your organisation must stay a side.")]}
    for n, clause in enumerate(agreement.clauses):
        if any(str(w) not in scene.workshops for w in clause.workshops):
            return {f"c{n}-workshops": [_("Choose workshops of the cluster.")]}
        if clause.programme and str(clause.programme) not in scene.programmes:
            return {f"c{n}-programme": [_("Choose a programme of the cluster.")]}
    if any(str(p) not in scene.programmes for p in agreement.programmes):
        return {"programmes": [_("Choose programmes of the cluster.")]}
    return {}


def _choices(page: PaperPage, fields: Fields) -> dict[str, Any]:
    """What the lists of the form offer; rows numbered, with a blank one of each kind."""
    asked = [p for p in builtin().points if p.kind is page.value.kind] if page.value.amends is None else []
    return {
        "parties": _numbered(fields.parties),
        "signatories": _numbered(fields.signatories),
        "clauses": _numbered(fields.clauses),
        "blank": {"n": "__", "workshops": []},
        "sides": [(p["key"], _side_word(page, p)) for p in fields.parties],
        "points": [(p, fields.points.get(p.key, "")) for p in asked],
        "organisations": list(page.scene.organisations.values()),
        "workshops": page.scene.workshops.items(),
        "programmes": page.scene.programmes.items(),
        "clause_kinds": [(k, w, " ".join((*NEEDS[ClauseKind(k)], *MAY[ClauseKind(k)]))) for k, w in CLAUSES.items()],
        "units": UNITS.items(),
        "forms": FORMS.items(),
        "bases": BASES.items(),
    }


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "n": n} for n, row in enumerate(rows)]


def _side_word(page: PaperPage, row: dict[str, Any]) -> str:
    organisation = page.scene.organisations.get(str(row["organisation"]))
    name = organisation.name if organisation is not None else str(row["organisation"])
    return f"{row['person']} ({name})" if row["person"] else name
