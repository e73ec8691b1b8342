"""Programmes as they were planned: figures, the term week by week, papers; publishing a version."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel

from remeslo.interchange.sentences import as_language, say
from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.etags import require_match, tell
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.api.problems import broken_rules, language
from remeslo.web.api.values import Nothing, Number
from remeslo.web.apps.common.access import require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes import queries
from remeslo.web.apps.programmes.services.publishing import NotPublishable, publish_plan
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page
from remeslo.web.apps.programmes.views.papers import paper as paper_page

AREA = Area("programmes", Scope.PROGRAMMES_READ, Scope.PROGRAMMES_WRITE)
ALL = f"{IN_CLUSTER}/programmes"
ONE = f"{ALL}/{{path:key}}"
PaperKind = Literal["curriculum.xlsx", "calendar.xlsx", "matrix.xlsx", "curriculum.pdf", "calendar.pdf", "summary.pdf"]


class ProgrammeLine(BaseModel):
    """A programme in the list; ``version`` and figures are null while nothing was planned."""

    key: str
    title: str
    version: int | None
    published: bool
    status: str
    weeks: int | None
    bound: int | None


class Programmes(Page[ProgrammeLine]):
    """A page of programmes."""


class Element(BaseModel):
    """An element of the programme with its hours by study week (from 0)."""

    index: str
    title: str
    kind: str
    cycle: str
    module: str | None
    hours_min: int
    hours_max: int
    weeks: dict[int, int]


class Told(BaseModel):
    """A finding in words."""

    code: str
    where: str
    hard: bool
    text: str


class ProgrammeWhole(BaseModel):
    """One version of a programme's term plan."""

    key: str
    title: str
    version: int
    saved_at: datetime
    state: str
    status: str
    weeks: int | None
    bound: int | None
    bound_by: str
    state_standard: str
    qualification: str
    elements: list[Element]
    findings: list[Told]
    findings_hidden: int


class ProgrammeVersion(BaseModel):
    """A version in the list of versions."""

    number: int
    saved_at: datetime
    author: str
    published: bool


class ProgrammeVersions(Page[ProgrammeVersion]):
    """A page of versions, the newest first."""


class AskedVersion(BaseModel):
    """Which version; the latest unless named."""

    version: Number | None = None


@AREA.get(ALL, Action.SEE_PROGRAMMES, out=Programmes)
def listing(request: ApiRequest, cluster: str, asked: Query[Asked]) -> Programmes:
    """List the programmes of the cluster, planned or not."""
    shown, more = part(queries.listed_programmes(request.cluster), asked, lambda p: (p.key,), "programmes")
    return Programmes(items=[_line(p) for p in shown], next=more)


@AREA.get(f"{ONE}/versions", Action.SEE_PROGRAMMES, out=ProgrammeVersions)
def versions(request: ApiRequest, cluster: str, key: str, asked: Query[Asked]) -> ProgrammeVersions:
    """List the versions of a programme's term plan, the newest first."""
    page = open_page(request, key, "versions")
    shown, more = part(queries.versions(page.document), asked, lambda v: (-v.number,), "programme-versions")
    items = [
        ProgrammeVersion(
            number=v.number,
            saved_at=v.saved_at,
            author=str(v.author or ""),
            published=v.pk == page.document.published_id,
        )
        for v in shown
    ]
    return ProgrammeVersions(items=items, next=more)


@AREA.get(f"{ONE}/papers/{{kind}}", Action.SEE_PROGRAMMES, out=None, media="application/octet-stream")
def paper(request: ApiRequest, cluster: str, key: str, kind: PaperKind, asked: Query[AskedVersion]) -> HttpResponseBase:
    """Make a paper of the programme as a file, in the language of the request."""
    made = paper_page(request, cluster=cluster, key=key, kind=kind)
    assert isinstance(made, HttpResponse)
    answer = HttpResponse(made.content, content_type="application/octet-stream")
    answer["Content-Disposition"] = made["Content-Disposition"]
    return answer


@AREA.post(f"{ONE}/publish", Action.SEE_PROGRAMMES, Action.EDIT_PROGRAMMES, out=ProgrammeWhole, if_match=True)
def publish(request: ApiRequest, cluster: str, key: str, given: Nothing) -> ProgrammeWhole:
    """Publish the latest version, unless hard findings stand in the way."""
    page = open_page(request, key, "term")
    require(request.user, Action.EDIT_PROGRAMMES, page.document)
    require_match(request, page.version)
    try:
        publish_plan(page.found, by=request.user)
    except NotPublishable as refused:
        readable = page.book.audience.readable(refused.findings)
        raise broken_rules(readable, _("Hard findings stand in the way of publishing.")) from None
    page.document.published = page.version
    return _whole(request, page)


@AREA.get(ONE, Action.SEE_PROGRAMMES, out=ProgrammeWhole, tagged=True)
def programme(request: ApiRequest, cluster: str, key: str, asked: Query[AskedVersion]) -> ProgrammeWhole:
    """Read a programme as it was planned, week by week: the latest version, or the one named."""
    return _whole(request, open_page(request, key, "term"))


def _line(p: queries.ListedProgramme) -> ProgrammeLine:
    summary: Any = p.summary
    latest = p.plan.latest if p.plan else None
    return ProgrammeLine(
        key=p.key,
        title=p.title,
        version=latest.number if latest else None,
        published=bool(p.plan and p.plan.latest_id and p.plan.published_id == p.plan.latest_id),
        status=summary.get("status", ""),
        weeks=summary.get("weeks"),
        bound=summary.get("bound"),
    )


def _whole(request: ApiRequest, page: ProgrammePage) -> ProgrammeWhole:
    tell(request, page.version)
    outcome, result = page.outcome, page.result
    design, plan = outcome.design, result.plan if result else None
    readable = page.book.audience.readable(outcome.findings)
    tongue = as_language(language())
    return ProgrammeWhole(
        key=page.key,
        title=page.title,
        version=page.number,
        saved_at=page.version.saved_at,
        state=page.state.value,
        status=result.status.value if result else "",
        weeks=result.weeks if result else None,
        bound=result.bound if result else None,
        bound_by=str(result.bound_by) if result else "",
        state_standard=design.state_standard if design else "",
        qualification=design.qualification if design else "",
        elements=[
            Element(
                index=e.index,
                title=e.title,
                kind=e.kind.value,
                cycle=e.cycle,
                module=e.module,
                hours_min=e.hours_min,
                hours_max=e.hours_max,
                weeks=dict(plan.hours.get(e.index, {})) if plan else {},
            )
            for e in (design.elements if design else ())
        ],
        findings=[Told(code=f.code, where=f.where, hard=f.hard, text=str(say(f, tongue))) for f in readable],
        findings_hidden=len(outcome.findings) - len(readable),
    )
