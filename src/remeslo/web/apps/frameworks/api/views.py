"""Reads of the CASE 1.1 specification; a thing that is in no open framework is unknown, whoever asks."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from remeslo.web.apps.frameworks.api.answers import Refused, answer, case_view
from remeslo.web.apps.frameworks.api.selection import Selection, selection
from remeslo.web.apps.frameworks.models import CasePart
from remeslo.web.apps.frameworks.services.opening import DEFINITIONS

DOCUMENT_FIELDS: Final = frozenset(
    (
        "identifier",
        "uri",
        "frameworkType",
        "caseVersion",
        "creator",
        "title",
        "lastChangeDateTime",
        "officialSourceURL",
        "publisher",
        "description",
        "subject",
        "subjectURI",
        "language",
        "version",
        "adoptionStatus",
        "statusStartDate",
        "statusEndDate",
        "licenseURI",
        "notes",
        "extensions",
        "CFPackageURI",
        "sourcedId",
    )
)
_SETS: Final = ("CFConcepts", "CFSubjects", "CFItemTypes")
"""Kinds that are given with what lies below them."""


@case_view
def documents(request: HttpRequest) -> HttpResponse:
    """All open frameworks' documents, a page of them; the header ``Link`` leads to the other pages."""
    asked = selection(request.GET, DOCUMENT_FIELDS)
    rows = CasePart.objects.filter(kind="CFDocuments").order_by("framework__at", "pk")
    found = asked.of(_document(request, row) for row in rows)
    headers = {"X-Total-Count": str(len(found)), "Link": _links(request, asked, len(found))}
    return answer({"CFDocuments": asked.page(found)}, headers=headers)


@case_view
def document(request: HttpRequest, identifier: str) -> HttpResponse:
    """One document."""
    return answer(_document(request, _part("CFDocuments", identifier)))


@case_view
def package(request: HttpRequest, identifier: str) -> HttpResponse:
    """A whole framework."""
    head = _part("CFDocuments", identifier)
    members: dict[str, list[Any]] = {}
    for kind, body in _rest(head).values_list("kind", "body"):
        members.setdefault(kind, []).append(body)
    definitions = {kind: members[kind] for kind in DEFINITIONS if kind in members}
    body = {
        "CFDocument": head.body,
        "CFItems": members.get("CFItems", []),
        "CFAssociations": members.get("CFAssociations", []),
    }
    if definitions:
        body["CFDefinitions"] = definitions
    if "CFRubrics" in members:
        body["CFRubrics"] = members["CFRubrics"]
    return answer(body)


@case_view
def item(request: HttpRequest, identifier: str) -> HttpResponse:
    """One item."""
    return answer(_alone(request, _part("CFItems", identifier)))


@case_view
def association(request: HttpRequest, identifier: str) -> HttpResponse:
    """One association."""
    return answer(_alone(request, _part("CFAssociations", identifier)))


@case_view
def item_associations(request: HttpRequest, identifier: str) -> HttpResponse:
    """An item with the associations that begin or end at it."""
    found = _part("CFItems", identifier)
    ends = Q(origin=str(found.identifier)) | Q(destination=str(found.identifier))
    rows = CasePart.objects.filter(ends, framework=found.framework, kind="CFAssociations")
    rows = rows.select_related("framework").order_by("position")
    body = {
        "CFItem": _alone(request, found),
        "CFAssociations": [_alone(request, row) for row in rows],
    }
    return answer(body)


@case_view
def definition(request: HttpRequest, kind: str, identifier: str) -> HttpResponse:
    """A concept, subject or item type with those below it; a licence, grouping or rubric by itself."""
    found = _part(kind, identifier)
    if kind not in _SETS:
        return answer(found.body)
    return answer({kind: [found.body, *_below(found)]})


@case_view
def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that the specification does not have."""
    raise Refused(404, "unknownobject", "Unknown Object: there is nothing at this address.")


def _part(kind: str, identifier: str) -> CasePart:
    """The thing, of the framework opened last where several have it; 404 with the reason."""
    try:
        wanted = UUID(identifier)
    except ValueError:
        raise Refused(404, "invaliduuid", "Invalid UUID.") from None
    rows = CasePart.objects.filter(kind=kind, identifier=wanted).select_related("framework__document")
    found = rows.order_by("-framework__at", "-pk").first()
    if found is None:
        raise Refused(404, "unknownobject", "Unknown Object: no open framework has it.")
    return found


def _rest(head: CasePart) -> QuerySet[CasePart]:
    return CasePart.objects.filter(framework=head.framework).exclude(kind="CFDocuments").order_by("kind", "position")


def _document(request: HttpRequest, row: CasePart) -> dict[str, Any]:
    """A document by itself names its package."""
    uri = request.build_absolute_uri(reverse("case:package", kwargs={"identifier": row.identifier}))
    link = {"title": row.body["title"], "identifier": str(row.identifier), "uri": uri}
    return {**_named(row.body), "CFPackageURI": link}


def _alone(request: HttpRequest, row: CasePart) -> dict[str, Any]:
    """An item or association by itself names its document."""
    opened = row.framework
    uri = request.build_absolute_uri(reverse("case:document", kwargs={"identifier": opened.identifier}))
    link = {"title": opened.document.title, "identifier": str(opened.identifier), "uri": uri}
    return {**_named(row.body), "CFDocumentURI": link}


def _named(body: Mapping[str, Any]) -> dict[str, Any]:
    """With its identifier under the name of the address too, which some readers' schemas ask for."""
    return {**body, "sourcedId": body["identifier"]}


def _below(found: CasePart) -> Iterable[Any]:
    """Definitions whose hierarchy code begins with that of this one and goes on after a point or slash."""
    code = str(found.body.get("hierarchyCode") or "")
    if not code:
        return
    for body in _rest(found).filter(kind=found.kind).values_list("body", flat=True):
        if str(body.get("hierarchyCode") or "").startswith((f"{code}.", f"{code}/")):
            yield body


def _links(request: HttpRequest, asked: Selection, total: int) -> str:
    """Addresses of the first, previous, next and last page."""
    last = max(0, (total - 1) // asked.limit * asked.limit)
    offsets = {"first": 0, "last": last}
    if asked.offset + asked.limit < total:
        offsets["next"] = asked.offset + asked.limit
    if asked.offset:
        offsets["prev"] = max(0, asked.offset - asked.limit)
    base = request.build_absolute_uri(request.path)
    kept = [(k, v) for k, v in request.GET.items() if k not in ("limit", "offset")]
    return ", ".join(
        f'<{base}?{urlencode([*kept, ("limit", asked.limit), ("offset", offset)])}>; rel="{name}"'
        for name, offset in offsets.items()
    )
