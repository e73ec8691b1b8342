"""The review list as a workbook: out, and decisions back in after a look at them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.revision import NewEdition, Resolution, ReviewItem
from remeslo.interchange import revisionsheet
from remeslo.interchange.sentences import as_language
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.models import Review
from remeslo.web.apps.revision.queries import InForce
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.services.meanwhile import ChangedMeanwhile, Refused, Said, newest
from remeslo.web.apps.revision.views.reviewing import heads, review_or_404
from remeslo.web.apps.revision.words import DECISION

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 10 * 1024 * 1024


@cluster_member_required(Action.EDIT_PROGRAMMES)
def workbook(request: ClusterRequest, pk: int) -> HttpResponse:
    """The list with the decisions so far."""
    found = review_or_404(request, pk)
    opened = queries.opened(found)
    latest = queries.latest(found)
    standing = {link: d.resolution for link, d in queries.in_force(latest).items()}
    seen = {link: d.row.pk for link, d in latest.items()}
    language = as_language(get_language() or "ru")
    data = revisionsheet.write(opened.list, opened.diff, language=language, decided=standing, seen=seen)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="review-{found.pk}.xlsx"'
    return response


@cluster_member_required(Action.EDIT_PROGRAMMES)
def upload(request: ClusterRequest, pk: int) -> HttpResponse:
    """A workbook that comes back: first what it would decide, then, confirmed, the decisions."""
    found = review_or_404(request, pk)
    opened = queries.opened(found)
    if request.method == "POST" and "confirmed" in request.POST:
        confirmed: list[Said] = []
        try:
            confirmed = _confirmed(request)
            count = reviewing.decide(found, confirmed, by=request.user, at=timezone.now())
        except ChangedMeanwhile as moved:
            return _shown(request, found, confirmed, moved.findings)
        except Refused as refused:
            return _shown(request, found, (), refused.findings)
        text = ngettext("%(n)s link: decided.", "%(n)s links: decided.", count)
        messages.success(request, text % {"n": count})
        return redirect("revision:review", cluster=request.cluster.key, pk=pk)
    file = request.FILES.get("file") if request.method == "POST" else None
    if getattr(request, "upload_too_large", False) or (file is not None and (file.size or 0) > MOST_BYTES):
        facts = {"limit": min(MOST_BYTES, settings.UPLOAD_LIMIT_BYTES)}
        name = (file.name if file is not None else "") or ""
        return _shown(request, found, (), [Finding("file.too_large", name, facts, Severity.STOPS_SAVING)])
    if file is None:
        return _shown(request, found, (), ())
    reading = revisionsheet.read(
        file.read(), name=file.name or "", review=opened.list, edition=NewEdition.of(opened.new)
    )
    standing = {link: d.resolution for link, d in queries.decided(found).items()}
    new = [Said(r, reading.seen.get(r.link, 0)) for r in reading.resolutions if standing.get(r.link) != r]
    return _shown(request, found, new, reading.findings, rows=reading.rows)


@dataclass(frozen=True, slots=True)
class Row:
    """
    A decision of the workbook before it is kept.

    Parameters
    ----------
    now
        The decision that stands.
    moved
        True when somebody decided after the workbook was written: it is not ticked then.
    data
        For the form: the decision, and what its editor has seen now.
    """

    item: ReviewItem
    said: Resolution
    word: Any
    now: InForce | None
    now_word: Any
    moved: bool
    data: str


def _confirmed(request: ClusterRequest) -> list[Said]:
    """The decisions that the preview carried in its form: one JSON object for each."""
    try:
        return [from_json(Said, json.loads(text)) for text in request.POST.getlist("resolution")]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        facts = {"reason": str(error)[:200]}
        raise Refused([Finding("revisionsheet.refused", "", facts, Severity.STOPS_SAVING)]) from None


def _shown(
    request: ClusterRequest, found: Review, new: Sequence[Said], findings: Iterable[Finding], *, rows: int | None = None
) -> HttpResponse:
    by_key = queries.opened(found).list.by_key
    latest = queries.latest(found)
    context = {
        **heads(found),
        "new": [_row(by_key[s.resolution.link], s, latest) for s in new if s.resolution.link in by_key],
        "rows": rows,
        "findings_list": list(findings),
    }
    return render(request, "revision/sheet.html", context)


def _row(item: ReviewItem, said: Said, latest: Mapping[str, InForce]) -> Row:
    newest_seen = newest(latest, item.link.key)
    now = latest.get(item.link.key)
    standing = None if now is None or now.taken_back else now
    return Row(
        item=item,
        said=said.resolution,
        word=DECISION[said.resolution.decision][0],
        now=standing,
        now_word=DECISION[standing.resolution.decision][0] if standing else "",
        moved=said.seen != newest_seen,
        data=json.dumps(to_json(Said(said.resolution, newest_seen))),
    )
