"""Everything held about one person: on the screen, as a document; erasure on request."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.core.privacy import Reason, due
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.privacy.access import may_ask, subject_of
from remeslo.web.apps.privacy.forms import FindForm
from remeslo.web.apps.privacy.held import held
from remeslo.web.apps.privacy.papers import as_json, as_workbook
from remeslo.web.apps.privacy.services.erasing import erase_one, holds_of, register_in_force
from remeslo.web.apps.privacy.words import THEN, in_words, reason_text, term_text

TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@cluster_member_required(Action.SEE_CLUSTER)
def find(request: ClusterRequest) -> HttpResponse:
    """Whose data: by pseudonym or key, since nothing searches names."""
    if not may_ask(request):
        raise PermissionDenied
    form = FindForm(request.GET or None)
    if request.GET and form.is_valid():
        who, key = form.cleaned_data["who"], form.cleaned_data["key"]
        return redirect("privacy:subject", cluster=request.cluster.key, who=who, key=key)
    return render(request, "privacy/find.html", {"form": form})


@never_cache
@cluster_member_required(Action.SEE_CLUSTER)
def subject(request: ClusterRequest, who: str, key: str) -> HttpResponse:
    """What is held, in numbers, and what an erasure would do; the values themselves are in the document."""
    found = subject_of(request, who, key)
    register = register_in_force()
    sections = held(request.cluster, found, register, request.user)
    verdicts = due(
        register,
        [found.record] if found.row is not None else [],
        timezone.localdate(),
        holds=holds_of(request.cluster),
        requested=[found.record],
    )
    name = sections[0] if sections and sections[0].kind.key == found.record.kind else None
    is_gone = name is None or name.rows[0]["name"] == key
    item = next(iter((*verdicts.go, *verdicts.stay)), None)
    context = {
        "subject": found,
        "rows": [
            {
                "section": s,
                "title": in_words(s.kind, "title"),
                "purpose": in_words(s.kind, "purpose"),
                "stays": in_words(s.kind, "stays"),
                "ground": in_words(s.kind.ground, "text"),
                "term": term_text(s.kind),
                "then": THEN[s.kind.then],
            }
            for s in sections
        ],
        "is_gone": is_gone,
        "goes": bool(verdicts.go) and not is_gone,
        "why": reason_text(item) if item and item.reason is not Reason.REQUESTED else "",
    }
    return render(request, "privacy/subject.html", context)


@never_cache
@cluster_member_required(Action.SEE_CLUSTER)
def paper(request: ClusterRequest, who: str, form: str, key: str) -> HttpResponse:
    """The document; that it was made is logged."""
    if form not in TYPES:
        raise Http404
    found = subject_of(request, who, key)
    register = register_in_force()
    sections = held(request.cluster, found, register, request.user)
    content = (
        as_json(request.cluster, found, register, sections, timezone.localdate())
        if form == "json"
        else as_workbook(sections)
    )
    record("privacy.told", by=request.user, cluster=request.cluster, subject=found.named, form=form)
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, f"{who}-{key}.{form}") or "attachment"
    return answer


@require_POST
@cluster_member_required(Action.KEEP_PRIVACY)
def erase(request: ClusterRequest, who: str, key: str) -> HttpResponse:
    """Erase the name on request."""
    found = subject_of(request, who, key)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Nothing was erased: confirm that it can't be undone."))
    else:
        item = erase_one(request.cluster, found.record, found.named, timezone.localdate(), by=request.user)
        if item is None:
            messages.info(request, _("The name is not there any more."))
        elif item.reason is Reason.REQUESTED:
            messages.success(request, _("The name is erased. Facts, figures and money are what they were."))
        else:
            messages.error(request, _("Nothing was erased: %(why)s.") % {"why": reason_text(item)})
    return redirect("privacy:subject", cluster=request.cluster.key, who=who, key=key)
