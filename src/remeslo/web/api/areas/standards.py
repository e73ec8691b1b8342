"""Occupational and state standards, frameworks and norms: the versions that everybody in the cluster works with."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.etags import tell
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.queries import documents

AREA = Area("standards", Scope.STANDARDS_READ)
Kind = Literal["standard", "state_standard", "framework", "norm_pack"]


class Standard(BaseModel):
    """A document that is read by everybody."""

    kind: str
    key: str
    title: str
    version: int
    saved_at: datetime
    published: bool


class Standards(Page[Standard]):
    """A page of documents."""


class StandardWhole(Standard):
    """The document with its body, as the formats' pages describe it."""

    body: dict[str, Any]


class AskedStandards(Asked):
    """Which documents."""

    text: str = Field("", max_length=200, description="Words that title or content must have.")


@AREA.get(f"{IN_CLUSTER}/standards/{{kind}}", Action.SEE_STANDARDS, out=Standards)
def listing(request: ApiRequest, cluster: str, kind: Kind, asked: Query[AskedStandards]) -> Standards:
    """List documents of a kind."""
    rows = [d for d in documents(request.cluster, kind, asked.text) if d.latest is not None]
    shown, more = part(rows, asked, lambda d: (d.position, d.pk), f"standards.{kind}")
    return Standards(items=[Standard(**_head(d)) for d in shown], next=more)


@AREA.get(f"{IN_CLUSTER}/standards/{{kind}}/{{path:key}}", Action.SEE_STANDARDS, out=StandardWhole, tagged=True)
def standard(request: ApiRequest, cluster: str, kind: Kind, key: str) -> StandardWhole:
    """Read one document with its body."""
    rows = VersionedDocument.objects.filter(cluster=request.cluster, kind=kind, key=key, withdrawn=False)
    found = rows.filter(latest__isnull=False).select_related("latest").first()
    if found is None or found.latest is None:
        raise Http404
    tell(request, found.latest)
    return StandardWhole(**_head(found), body=found.latest.body)


def _head(document: VersionedDocument) -> dict[str, Any]:
    assert document.latest is not None
    return {
        "kind": document.kind,
        "key": document.key,
        "title": document.title,
        "version": document.latest.number,
        "saved_at": document.latest.saved_at,
        "published": document.published_id == document.latest_id,
    }
