"""Norm packs to read: the list, one pack, its versions, its file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange import normpack
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.compare import compare_lines
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.norms import queries
from remeslo.web.apps.norms.lines import pack_lines
from remeslo.web.apps.norms.shown import counted, shown_norms, terms, trial


@cluster_member_required(Action.SEE_STANDARDS)
def listing(request: ClusterRequest) -> HttpResponse:
    """Packs of the cluster, and the built-in ones it has not taken."""
    rows = queries.packs(request.cluster)
    uses = queries.programmes_by_pack(request.cluster)
    drafts = queries.drafts(request.cluster, request.user)
    held = {d.key for d in rows}
    shown = []
    for d in rows:
        values, seen = counted(queries.pack_value(d.latest)) if d.latest else (0, 0)
        shown.append(
            {"document": d, "values": values, "seen": seen, "uses": uses.get(d.key, ()), "draft": d.key in drafts}
        )
    others = [(p, counted(p)) for k, p in normpack.builtin().items() if k not in held]
    return render(request, "norms/list.html", {"rows": shown, "others": others})


@cluster_member_required(Action.SEE_STANDARDS)
def pack(request: ClusterRequest, key: str) -> HttpResponse:
    """One pack: values with their days and sources, terms, what its example plans say."""
    document, version = opened(request, key)
    value = queries.pack_value(version)
    context: dict[str, Any] = {
        "document": document,
        "version": version,
        "pack": value,
        "norms": shown_norms(value, request.cluster.day),
        "counted": counted(value),
        "terms": terms(value, request.cluster.day),
        "trial": trial(value),
        "uses": queries.programmes_by_pack(request.cluster).get(key, []),
        "draft": queries.drafts(request.cluster, request.user).get(key),
        "is_latest": version.pk == document.latest_id,
        "state": state_of(document, version),
    }
    return render(request, "norms/pack.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def versions(request: ClusterRequest, key: str) -> HttpResponse:
    """All versions; two of them compared line by line (``?old=1&new=3``)."""
    document, _latest = opened(request, key)
    rows = queries.versions(document)
    numbers = [v.number for v in rows]
    new = _number(request.GET.get("new"), numbers, numbers[0])
    old = _number(request.GET.get("old"), numbers, max((n for n in numbers if n < new), default=new))
    bodies = {v.number: v for v in document.versions.filter(number__in=[old, new]).select_related("document")}
    compared = compare_lines(pack_lines(queries.pack_value(bodies[old])), pack_lines(queries.pack_value(bodies[new])))
    context: dict[str, Any] = {
        "document": document,
        "versions": [(v, state_of(document, v)) for v in rows],
        "old": old,
        "new": new,
        "compared": compared,
        "changes": sum(line.change != "same" for line in compared),
    }
    return render(request, "norms/versions.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def download(request: ClusterRequest, key: str) -> HttpResponse:
    """The pack as a file of a cluster's folder."""
    _document, version = opened(request, key)
    value: NormPack = queries.pack_value(version)
    response = HttpResponse(normpack.write(value), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{key}.toml")
    return response


def opened(request: ClusterRequest, key: str) -> tuple[VersionedDocument, DocumentVersion]:
    """The pack of the address in the version of the address (the latest by default), or 404."""
    document = queries.pack_of(request.cluster, key)
    wanted = request.GET.get("version", "")
    if document is None or (wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 9)):
        raise Http404
    version = queries.version_of(document, int(wanted) if wanted else None)
    if version is None:
        raise Http404
    return document, version


def state_of(document: VersionedDocument, version: DocumentVersion) -> str:
    """published, draft (newer than what is published) or superseded."""
    if version.pk == document.published_id:
        return "published"
    newest = document.published.number if document.published else 0
    return "draft" if version.number > newest else "superseded"


def _number(wanted: str | None, numbers: list[int], default: int) -> int:
    if wanted and wanted.isascii() and wanted.isdigit() and len(wanted) < 9 and int(wanted) in numbers:
        return int(wanted)
    return default
