"""The review list as a workbook: out, and decisions back in after a look at them."""

import json
from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.revision import NewEdition, Resolution
from remeslo.interchange import revisionsheet
from remeslo.interchange.sentences import as_language
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.views.reviewing import review_or_404
from remeslo.web.apps.revision.words import DECISION

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 10 * 1024 * 1024


@cluster_member_required(Action.EDIT_PROGRAMMES)
def workbook(request: ClusterRequest, pk: int) -> HttpResponse:
    """The list with the decisions so far."""
    found = review_or_404(request, pk)
    opened = queries.opened(found)
    standing = {link: d.resolution for link, d in queries.decided(found).items()}
    language = as_language(get_language() or "ru")
    data = revisionsheet.write(opened.list, opened.diff, language=language, decided=standing)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="review-{found.pk}.xlsx"'
    return response


@cluster_member_required(Action.EDIT_PROGRAMMES)
def upload(request: ClusterRequest, pk: int) -> HttpResponse:
    """A workbook that comes back: first what it would decide, then, confirmed, the decisions."""
    found = review_or_404(request, pk)
    opened = queries.opened(found)
    if request.method == "POST" and "confirmed" in request.POST:
        try:
            count = reviewing.decide(found, _confirmed(request), by=request.user, at=timezone.now())
        except reviewing.Refused as refused:
            return _shown(request, pk, (), refused.findings)
        text = ngettext("%(n)s link: decided.", "%(n)s links: decided.", count)
        messages.success(request, text % {"n": count})
        return redirect("revision:review", cluster=request.cluster.key, pk=pk)
    file = request.FILES.get("file") if request.method == "POST" else None
    if file is None:
        return _shown(request, pk, (), ())
    if file.size is None or file.size > MOST_BYTES:
        facts = {"limit": MOST_BYTES}
        return _shown(request, pk, (), [Finding("file.too_large", file.name or "", facts, Severity.STOPS_SAVING)])
    reading = revisionsheet.read(
        file.read(), name=file.name or "", review=opened.list, edition=NewEdition.of(opened.new)
    )
    standing = {link: d.resolution for link, d in queries.decided(found).items()}
    new = [r for r in reading.resolutions if standing.get(r.link) != r]
    return _shown(request, pk, new, reading.findings, rows=reading.rows)


def _confirmed(request: ClusterRequest) -> list[Resolution]:
    """The decisions that the preview carried in its form: one JSON object for each."""
    try:
        return [from_json(Resolution, json.loads(text)) for text in request.POST.getlist("resolution")]
    except (ValueError, TypeError, KeyError) as error:
        facts = {"reason": str(error)[:200]}
        raise reviewing.Refused([Finding("revisionsheet.refused", "", facts, Severity.STOPS_SAVING)]) from None


def _shown(
    request: ClusterRequest, pk: int, new: Sequence[Resolution], findings: Iterable[Finding], *, rows: int | None = None
) -> HttpResponse:
    found = review_or_404(request, pk)
    by_key = queries.opened(found).list.by_key
    listed = [(by_key[r.link], DECISION[r.decision][0], r, json.dumps(to_json(r))) for r in new]
    context = {
        "review": found,
        "title": found.outline.document.title,
        "new": listed,
        "rows": rows,
        "findings_list": list(findings),
    }
    return render(request, "revision/sheet.html", context)
