"""Writing a card: the form, the draft kept while typing, suggestions of work functions."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Draft, Organisation, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.common.templatetags.words import moment
from remeslo.web.apps.demand import services
from remeslo.web.apps.demand.employers import employers_of
from remeslo.web.apps.demand.fields import CardFields, RequirementFields, from_draft, from_post, to_card
from remeslo.web.apps.demand.suggestions import suggestions_for
from remeslo.web.apps.demand.views.card import find_card
from remeslo.web.apps.demand.words import CRITICALITY, PROFICIENCY
from remeslo.web.apps.frameworks.catalogue import FoundFunction, catalogue
from remeslo.web.apps.frameworks.matching import match_index

KIND = DocumentKind.DEMAND_CARD


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement's row in the form."""

    index: str
    fields: RequirementFields
    functions: tuple[tuple[str, FoundFunction | None], ...]
    errors: tuple[str, ...] = ()


@cluster_member_required(Action.SEE_DEMAND)
def new(request: ClusterRequest) -> HttpResponse:
    """A new card."""
    employers = employers_of(request.user, request.cluster)
    if not employers:
        raise Http404
    if request.method == "POST":
        return _save(request, None, employers)
    blank = CardFields(employer=employers[0].key if len(employers) == 1 else "")
    return _form(request, None, employers, _draft(request, "") or blank, based_on=0)


@cluster_member_required(Action.SEE_DEMAND)
def edit(request: ClusterRequest, key: str) -> HttpResponse:
    """Change a card: what I typed last, or the latest version."""
    document = find_card(request, key, Action.EDIT_CARD)
    employers = employers_of(request.user, request.cluster, document)
    if request.method == "POST":
        return _save(request, document, employers)
    draft = Draft.objects.filter(cluster=request.cluster, kind=KIND, key=key, author=request.user).first()
    assert document.latest is not None
    if draft:
        return _form(request, document, employers, from_draft(draft.fields), based_on=draft.based_on, draft=draft)
    version = document.versions.select_related("document").get(pk=document.latest_id)
    return _form(request, document, employers, services.card_fields(version), based_on=document.latest.number)


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def draft(request: ClusterRequest) -> HttpResponse:
    """Keep what is typed (``key`` empty for a new card)."""
    key = request.POST.get("key", "")[:300]
    if key:
        find_card(request, key, Action.EDIT_CARD)
    elif not employers_of(request.user, request.cluster):
        raise Http404
    at = services.keep_draft(
        request.cluster, key, from_post(request.POST), based_on=_based_on(request), by=request.user
    )
    return JsonResponse({"said": _("Draft kept %(moment)s") % {"moment": moment(at).split()[-1]}})


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def discard(request: ClusterRequest) -> HttpResponse:
    """Throw the draft away."""
    key = request.POST.get("key", "")[:300]
    services.discard_draft(request.cluster, key, by=request.user)
    messages.success(request, _("What was not saved is thrown away."))
    if key:
        return redirect("demand:detail", cluster=request.cluster.key, key=key)
    return redirect("demand:list", cluster=request.cluster.key)


@require_GET
@cluster_member_required(Action.SEE_STANDARDS)
def suggest(request: ClusterRequest) -> HttpResponse:
    """Work functions that a text may mean, best first."""
    text = request.GET.get("text", "").strip()[:2000]
    known = catalogue(request.cluster)
    context = {"suggestions": suggestions_for(known, text), "text": text, "loaded": bool(known.standards)}
    return render(request, "demand/suggestions.html", context)


def _save(request: ClusterRequest, document: VersionedDocument | None, employers: list[Organisation]) -> HttpResponse:
    fields = from_post(request.POST)
    based_on = _based_on(request)
    key = document.key if document else services.next_key(request.cluster, fields.employer)
    reading = to_card(
        key, fields, employers=[o.key for o in employers], programmes=[k for k, _title in _programmes(request)]
    )
    if reading.card is None:
        services.keep_draft(
            request.cluster, document.key if document else "", fields, based_on=based_on, by=request.user
        )
        return _form(request, document, employers, fields, based_on=based_on, errors=dict(reading.errors))
    draft_key = document.key if document else ""
    try:
        version = services.save_card(
            request.cluster, reading.card, based_on=based_on, by=request.user, draft_key=draft_key
        )
    except Outdated as error:
        services.keep_draft(request.cluster, draft_key, fields, based_on=based_on, by=request.user)
        return _form(request, document, employers, fields, based_on=based_on, newer=error.latest)
    messages.success(request, _("Saved as version %(number)s.") % {"number": version.number})
    return redirect("demand:detail", cluster=request.cluster.key, key=key)


def _form(
    request: ClusterRequest,
    document: VersionedDocument | None,
    employers: list[Organisation],
    fields: CardFields,
    *,
    based_on: int,
    **more: Any,
) -> HttpResponse:
    known = catalogue(request.cluster)
    match_index(known)  # made while the page is read, so that the first suggestion need not wait
    errors: dict[str, list[str]] = more.get("errors", {})
    rows = [
        Row(str(n), r, tuple((f, known.find(f)) for f in r.functions), tuple(errors.get(f"r{r.number}", ())))
        for n, r in enumerate(fields.requirements)
    ]
    first = request.cluster.start_year
    people = dict(fields.headcount)
    years = sorted({*range(first, first + 6), *(int(y) for y, p in fields.headcount if p and y.isdecimal())})
    context = {
        "document": document,
        "fields": fields,
        "rows": rows or [Row("0", RequirementFields(number=1), ())],
        "blank": Row("__", RequirementFields(number=0), ()),
        "years": [(y, people.get(str(y), "")) for y in years],
        "employers": employers,
        "programmes": _programmes(request),
        "based_on": based_on,
        "criticality": CRITICALITY.items(),
        "proficiency": PROFICIENCY.items(),
        **more,
    }
    status = 400 if errors else 409 if "newer" in more else 200
    return render(request, "demand/edit.html", context, status=status)


def _draft(request: ClusterRequest, key: str) -> CardFields | None:
    row = Draft.objects.filter(cluster=request.cluster, kind=KIND, key=key, author=request.user).first()
    return from_draft(row.fields) if row else None


def _programmes(request: ClusterRequest) -> list[tuple[str, str]]:
    rows = VersionedDocument.objects.filter(cluster=request.cluster, kind=DocumentKind.OUTLINE, withdrawn=False)
    return list(rows.values_list("key", "title"))


def _based_on(request: ClusterRequest) -> int:
    """The version the text was written on; after a conflict, the newer one that the person has seen (``mine_on``)."""
    text = request.POST.get("mine_on") or request.POST.get("based_on", "0")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
