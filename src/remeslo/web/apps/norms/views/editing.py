"""The draft of a pack: an overview, a norm with its dated values, a new norm, the whole as text."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange import normpack
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.compare import compare_lines
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.norms import changes, queries, services
from remeslo.web.apps.norms.forms import KNOWN_KEYS, UNITS, NormForm, ValueForm
from remeslo.web.apps.norms.lines import pack_lines
from remeslo.web.apps.norms.shown import shown_norms, trial
from remeslo.web.apps.norms.views.reading import opened

MOST_TEXT = 500_000


@cluster_member_required(Action.EDIT_NORMS)
def overview(request: ClusterRequest, key: str) -> HttpResponse:
    """What the draft holds, what it changes, what the example plans say of it."""
    return render(request, "norms/edit.html", draft_page(request, key))


def draft_page(request: ClusterRequest, key: str) -> dict[str, Any]:
    """Everything that the draft's overview shows."""
    document, mine, base = _draft(request, key)
    compared = compare_lines(pack_lines(base), pack_lines(mine.pack))
    return {
        "document": document,
        "pack": mine.pack,
        "based_on": mine.based_on,
        "latest": document.latest,
        "outdated": bool(document.latest and document.latest.number != mine.based_on),
        "norms": shown_norms(mine.pack, request.cluster.day, base),
        "trial": trial(mine.pack),
        "compared": compared,
        "changes": sum(line.change != "same" for line in compared),
    }


@cluster_member_required(Action.EDIT_NORMS)
def norm(request: ClusterRequest, key: str, norm: str) -> HttpResponse:
    """One norm of the draft: a value added from a day on, corrected, or taken out."""
    document, mine, base = _draft(request, key)
    if norm not in mine.pack.norms:
        raise Http404
    form, at = ValueForm(norm), None
    if request.method == "POST":
        form, at, done = _change(request, mine, norm)
        if done is not None:
            return done
    shown = next(n for n in shown_norms(mine.pack, request.cluster.day, base) if n.norm.key == norm)
    context = {"document": document, "pack": mine.pack, "norm": shown, "form": form, "at": at}
    return render(request, "norms/norm.html", context, status=400 if form.errors else 200)


def _change(
    request: ClusterRequest, mine: queries.OpenDraft, key: str
) -> tuple[ValueForm, date | None, HttpResponse | None]:
    """The change that was posted: the form with its errors, the value it is about, or the page to go to."""
    act, at = request.POST.get("act", ""), _day(request.POST.get("at", ""))
    form = ValueForm(key, request.POST)
    try:
        if act == "remove_norm":
            return form, at, _keep(request, mine, changes.without_norm(mine.pack, key), to_norm=False)
        if act == "remove" and at:
            return form, at, _keep(request, mine, changes.without_value(mine.pack, key, at), key)
        if form.is_valid():
            changed = changes.with_value(mine.pack, key, form.value(), instead_of=at)
            return form, at, _keep(request, mine, changed, key)
    except changes.DayTaken:
        form.add_error("since", _("The norm has a value from that day already: correct that one."))
    except changes.LastValue:
        form = ValueForm(key)
        messages.error(request, _("A norm keeps at least one value: take the whole norm out instead."))
    except changes.NoSuchThing:
        raise Http404 from None
    return form, at, None


@cluster_member_required(Action.EDIT_NORMS)
def add(request: ClusterRequest, key: str) -> HttpResponse:
    """A norm that the pack does not have yet."""
    document, mine, _base = _draft(request, key)
    form = NormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.made()
            return _keep(request, mine, changes.with_norm(mine.pack, made), made.key)
        except changes.NormTaken:
            form.add_error("key", _("The pack has this norm already."))
    context = {"document": document, "pack": mine.pack, "form": form, "units": UNITS}
    context["known"] = [k for k in KNOWN_KEYS if k not in mine.pack.norms]
    return render(request, "norms/add.html", context, status=400 if form.errors else 200)


@cluster_member_required(Action.EDIT_NORMS)
def text(request: ClusterRequest, key: str) -> HttpResponse:
    """The whole draft as text, example plans too: everything wrong is told with its line."""
    document, mine, _base = _draft(request, key)
    written, found = normpack.write(mine.pack).decode(), tuple[Finding, ...]()
    if request.method == "POST":
        written = request.POST.get("text", "")[:MOST_TEXT].replace("\r\n", "\n")
        read, found = normpack.read(written.encode(), name=f"{key}.toml")
        if read is not None and read.key != key:
            messages.error(request, _("The key of a pack stays as it is: %(key)s.") % {"key": key})
        elif read is not None:
            return _keep(request, mine, read, to_norm=False)
    context = {"document": document, "pack": mine.pack, "text": written, "found": found}
    return render(request, "norms/text.html", context, status=400 if request.method == "POST" else 200)


def _draft(request: ClusterRequest, key: str) -> tuple[VersionedDocument, queries.OpenDraft, NormPack]:
    """The person's draft, or the latest version as one that is not kept yet; and the version it stands on."""
    document, latest = opened(request, key)
    mine = queries.draft_of(request.cluster, key, request.user)
    if mine is None:
        base = queries.pack_value(latest)
        return document, queries.OpenDraft(base, latest.number, None), base
    stands_on = latest if latest.number == mine.based_on else queries.version_of(document, mine.based_on)
    return document, mine, queries.pack_value(stands_on or latest)


def _keep(
    request: ClusterRequest, mine: queries.OpenDraft, changed: NormPack, norm: str = "", *, to_norm: bool = True
) -> HttpResponse:
    services.keep_draft(request.cluster, changed, based_on=mine.based_on, by=request.user)
    messages.success(request, _("Kept in your draft; nobody else sees it before it is saved."))
    if to_norm:
        return redirect("norms:norm", cluster=request.cluster.key, key=changed.key, norm=norm)
    return redirect("norms:edit", cluster=request.cluster.key, key=changed.key)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
