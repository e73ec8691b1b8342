"""The tables of a cluster; opening one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.studio.enums import TableState
from remeslo.web.apps.studio.models import TableChange
from remeslo.web.apps.studio.queries import heads_to_choose, table_of, tables_of
from remeslo.web.apps.studio.services.refusals import Refused
from remeslo.web.apps.studio.services.tables import open_table
from remeslo.web.apps.studio.views.scene import STATES, Scene
from remeslo.web.apps.studio.views.table import show_table

NOT_OPEN = (_("no table yet"), "", "clock")


@dataclass(frozen=True, slots=True)
class Line:
    """A programme of the list with its table."""

    key: str
    title: str
    state: tuple[Any, str, str]
    head: str
    changes: int | None
    at: datetime | None
    who: str


@cluster_member_required(Action.SEE_PROGRAMMES)
def listing(request: ClusterRequest) -> HttpResponse:
    """Programmes with their tables."""
    tables = {t.document_id: t for t in tables_of(request.cluster)}
    last = {
        (r.table_id, r.number): r
        for r in TableChange.objects.filter(
            table__in=tables.values(), number__in=[t.last_number for t in tables.values()]
        )
    }
    lines = []
    for row in VersionedDocument.objects.filter(cluster=request.cluster, kind=DocumentKind.OUTLINE, withdrawn=False):
        table = tables.get(row.pk)
        if table is None:
            lines.append(Line(row.key, row.title, NOT_OPEN, "", None, None, ""))
            continue
        newest = last.get((table.pk, table.last_number))
        state = (TableState(table.state).label, *STATES[TableState(table.state)])
        at, who = (newest.at, newest.author_name) if newest else (table.opened_at, "")
        lines.append(Line(row.key, row.title, state, str(table.head or ""), table.last_number, at, who))
    may_begin = can(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    return render(request, "studio/list.html", {"lines": lines, "may_begin": may_begin})


@cluster_member_required(Action.SEE_PROGRAMMES)
def table(request: ClusterRequest, key: str) -> HttpResponse:
    """The table; before it is open, the page that opens it."""
    found = None if "\0" in key else table_of(request.cluster, key)
    if found is not None and found.state != TableState.CLOSED:
        return show_table(request, Scene(request, found, "table"))
    outline = _outline(request, key)
    heads = [(m.user, m.organisation) for m in heads_to_choose(request.cluster)]
    may_open = can(request.user, Action.EDIT_PROGRAMMES, outline)
    return render(request, "studio/open.html", {"outline": outline, "heads": heads, "may_open": may_open, "was": found})


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def open_(request: ClusterRequest, key: str) -> HttpResponse:
    """Open the table and seat the head of the group."""
    outline = _outline(request, key)
    require(request.user, Action.EDIT_PROGRAMMES, outline)
    wanted = request.POST.get("head", "")
    head = next((m for m in heads_to_choose(request.cluster) if str(m.user_id) == wanted), None)
    try:
        open_table(
            outline,
            by=request.user,
            at=timezone.now(),
            head=head.user if head else None,
            head_organisation=head.organisation if head else None,
        )
    except Refused as refused:
        language = "en" if (get_language() or "ru").startswith("en") else "ru"
        for finding in refused.findings:
            messages.error(request, say(finding, language).what)
    return redirect("studio:table", cluster=request.cluster.key, key=key)


def _outline(request: ClusterRequest, key: str) -> VersionedDocument:
    rows = VersionedDocument.objects.filter(cluster=request.cluster, kind=DocumentKind.OUTLINE, withdrawn=False)
    found = None if "\0" in key else rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found
