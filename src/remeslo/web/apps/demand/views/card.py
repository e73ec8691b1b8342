"""One card: reading, versions, comparing, publishing, withdrawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.compare import compare_lines
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import DocumentVersion, Draft, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.demand import queries, services
from remeslo.web.apps.demand.answers import Answer, answers_to_card
from remeslo.web.apps.demand.lines import card_lines
from remeslo.web.apps.demand.words import CRITICALITY, PROFICIENCY
from remeslo.web.apps.frameworks.catalogue import Catalogue, FoundFunction, catalogue
from remeslo.web.apps.registry.values import version_value


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    """A requirement with its work functions looked up."""

    requirement: Requirement
    functions: tuple[tuple[str, FoundFunction | None], ...]
    criticality: str
    proficiency: str
    answers: tuple[Answer, ...] = ()


def find_card(request: ClusterRequest, key: str, action: Action = Action.SEE_CARD) -> VersionedDocument:
    """The card, if there is one and the person may do this with it; unseen cards do not exist."""
    document = queries.card(request.cluster, key)
    if document is None or not can(request.user, Action.SEE_CARD, document):
        raise Http404
    require(request.user, action, document)
    return document


def shown_requirements(
    card: DemandCard, known: Catalogue, answers: Mapping[int, list[Answer]]
) -> list[ShownRequirement]:
    """Requirements with what their references mean and what became of them."""
    return [
        ShownRequirement(
            r,
            tuple((reference, known.find(reference)) for reference in r.functions),
            str(CRITICALITY[r.criticality]),
            str(PROFICIENCY[r.proficiency]),
            tuple(answers.get(r.number, ())),
        )
        for r in card.requirements
    ]


@cluster_member_required(Action.SEE_DEMAND)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """A card, its latest version or an earlier one (``?version=2``)."""
    document = find_card(request, key)
    version = _version(request, document)
    card: DemandCard = version_value(version)
    outline = VersionedDocument.objects.filter(
        cluster=request.cluster, kind=DocumentKind.OUTLINE, key=card.programme or ""
    ).first()
    may_see_plans = can(request.user, Action.SEE_PROGRAMMES, request.cluster)
    answers = answers_to_card(request.cluster, key) if may_see_plans else {}
    context = {
        "document": document,
        "version": version,
        "card": card,
        "requirements": shown_requirements(card, catalogue(request.cluster), answers),
        "answered": bool(answers),
        "outline": outline,
        "busiest": max(h.people for h in card.headcount),
        "draft": Draft.objects.filter(
            cluster=request.cluster, kind=DocumentKind.DEMAND_CARD, key=key, author=request.user
        ).first(),
        "may_edit": can(request.user, Action.EDIT_CARD, document),
        "may_publish": can(request.user, Action.PUBLISH_CARD, document),
    }
    return render(request, "demand/detail.html", context)


@cluster_member_required(Action.SEE_DEMAND)
def versions(request: ClusterRequest, key: str) -> HttpResponse:
    """All versions; two of them compared line by line (``?old=1&new=3``)."""
    document = find_card(request, key)
    rows = list(document.versions.select_related("author").defer("body"))
    numbers = [v.number for v in rows]
    new = _number(request.GET.get("new"), numbers, numbers[0])
    old = _number(request.GET.get("old"), numbers, max((n for n in numbers if n < new), default=new))
    bodies = {v.number: v for v in document.versions.filter(number__in=[old, new]).select_related("document")}
    compared = compare_lines(card_lines(version_value(bodies[old])), card_lines(version_value(bodies[new])))
    context: dict[str, Any] = {
        "document": document,
        "versions": rows,
        "old": old,
        "new": new,
        "compared": compared,
        "changes": sum(line.change != "same" for line in compared),
        "may_edit": can(request.user, Action.EDIT_CARD, document),
    }
    return render(request, "demand/versions.html", context)


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def publish(request: ClusterRequest, key: str) -> HttpResponse:
    """Make a version the one that planning uses."""
    document = find_card(request, key, Action.PUBLISH_CARD)
    version = services.publish_card(document, _posted_number(request, document), by=request.user)
    messages.success(
        request, _("Version %(number)s is published: planning uses it from now on.") % {"number": version.number}
    )
    return redirect("demand:detail", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def restore(request: ClusterRequest, key: str) -> HttpResponse:
    """Make an earlier version the next one."""
    document = find_card(request, key, Action.EDIT_CARD)
    number = _posted_number(request, document)
    version = services.restore_version(document, number, by=request.user)
    messages.success(
        request, _("Version %(old)s is saved again as version %(new)s.") % {"old": number, "new": version.number}
    )
    return redirect("demand:detail", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def withdraw(request: ClusterRequest, key: str) -> HttpResponse:
    """Take a card out of planning, or put it back (``back``)."""
    document = find_card(request, key, Action.PUBLISH_CARD)
    back = "back" in request.POST
    services.set_withdrawn(document, not back, by=request.user)
    if back:
        messages.success(request, _("The card is back in the list and in planning."))
    else:
        messages.success(request, _("The card is withdrawn: planning leaves it out. Its versions stay."))
    return redirect("demand:detail", cluster=request.cluster.key, key=key)


def _version(request: ClusterRequest, document: VersionedDocument) -> DocumentVersion:
    number = request.GET.get("version")
    rows = document.versions.select_related("document", "author")
    if number is None:
        latest: DocumentVersion = rows.get(pk=document.latest_id)
        return latest
    found: DocumentVersion | None = (
        rows.filter(number=number).first() if number.isdecimal() and len(number) < 9 else None
    )
    if found is None:
        raise Http404
    return found


def _posted_number(request: ClusterRequest, document: VersionedDocument) -> int:
    numbers = list(document.versions.values_list("number", flat=True))
    return _number(request.POST.get("number"), numbers, None)


def _number(text: str | None, numbers: list[int], default: int | None) -> int:
    if text is None and default is not None:
        return default
    if text is None or not text.isdecimal() or len(text) > 8 or int(text) not in numbers:
        raise Http404
    return int(text)
